"""Printed ranks against scores, as findings of the layout."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Location, Result
from pipeline.audit.arithmetic.rank_order import Order, Outlier, find_hole, find_inversions, judge_order
from pipeline.audit.arithmetic.rank_runs import Ranked, count_changes
from pipeline.audit.evidence import CONFIRMED, Criterion, Finding, RankedList, Verdict
from schemas.messages.words import Words, reading_words, say

# A rule holds for a table if no more than one in so many rows misses it.
_ROWS_PER_FAULT = 5
# The rank of a unit that words call the last one: after every number.
_LAST = Decimal(10**9)
# A run of ranks this long is a full list even with misprints, one in so many ranks.
_MIN_RUN = 8
_RUN_PER_MISPRINT = 8


def summarize(
    about: RankedList,
    criterion: Criterion,
    kind: str,
    locations: Sequence[Location],
    n: int,
    reading: str | None,
) -> Iterator[Finding]:
    """Yield how many rows of a list hold, at its first row; nothing where none does."""
    if n:
        words = say("rows.hold", n=n, all=len(locations), reading=reading_words(reading))
        verdict = Verdict(CONFIRMED, words, reading, Fraction(n), unit="rows")
        first = min(locations, key=lambda location: (location.line, location.start))
        unit = {"sum": "points", "rank_order": "ranks", "tier_threshold": "tiers"}[kind]
        yield Finding(kind, about, criterion, criterion.name, first, unit, verdict)


def rank_findings(
    about: RankedList, criterion: Criterion, doubtful: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Yield what the ranks of a full list say against one scheme, and those of a quoted one against its scores.

    ``doubtful`` are the units whose scores another check found wrong.
    """
    rows = {unit: row for unit, row in criterion.results.items() if row.rank is not None}
    ranked = [
        Ranked(unit, row.score.exact if row.score else None, rank_of(row), _print(row))
        for unit, row in rows.items()
    ]
    complete = about.is_complete and len(rows) == about.n_units
    hole = find_hole(ranked)
    # a unit that holds the free rank may be left out: no other is then named for it
    if not complete and (hole is not None or not _is_run(ranked)):
        yield from _outside(about, criterion, rows, set())
        if hole is not None:
            yield from _missing_rank(about, criterion, rows, hole)
        yield from _quoted_ranks(about, criterion, ranked)
        return
    if any(row.key is None for row in ranked):
        ranked = [replace(row, key=None) for row in ranked]
    order = judge_order(ranked, doubtful)
    if order is None:
        if len(ranked) > 1:
            yield _unplaced(about, criterion, rows, count_changes(ranked))
        return
    accused = order.outliers if criterion.n_odd != 0 else ()
    yield from _outside(about, criterion, rows, {outlier.unit for outlier in accused})
    for outlier in accused:
        yield _outlier(about, criterion, rows[outlier.unit], outlier, order)
    locations = [row.rank.location for row in rows.values() if row.rank]
    # the search names a scheme of several that fit; which one holds is decided in the tables
    scheme = order.scheme if order.outliers else criterion.scheme or order.scheme
    reading = scheme + ("+false_tie" if order.false_tie else "")
    yield from summarize(about, criterion, "rank_order", locations, len(rows) - len(order.outliers), reading)


def _print(row: Result) -> tuple[int, int] | None:
    """Return where the rank of a unit is printed."""
    return (row.rank.location.line, row.rank.location.start) if row.rank else None


def _is_run(rows: Sequence[Ranked]) -> bool:
    """Return whether ranks without scores run from first to last but for a few: a full list with a misprint.

    A rank above the number of units says that some are left out.
    """
    alone = all(row.key is None and row.rank <= len(rows) for row in rows)
    return alone and len(rows) >= _MIN_RUN and count_changes(rows) <= len(rows) // _RUN_PER_MISPRINT


def _outside(
    about: RankedList, criterion: Criterion, rows: Mapping[str, Result], accused: set[str]
) -> Iterator[Finding]:
    """Yield ranks that no list of so many units has."""
    for unit, row in rows.items():
        figure = row.rank
        if figure is None or unit in accused or 1 <= figure.value <= (about.n_units or figure.value):
            continue
        words = say("rank.outside", name=row.name, rank=figure.value, n=about.n_units or 0)
        verdict = Verdict.contradicted(words, kind="rank_order")
        yield Finding(
            "rank_order", about, criterion, row.name, figure.location, "ranks", verdict, unit, figure.value
        )


def _missing_rank(
    about: RankedList, criterion: Criterion, rows: Mapping[str, Result], missing: Decimal
) -> Iterator[Finding]:
    """Yield the one rank that nobody holds, where it is that of a table that is complete otherwise."""
    figures = sorted((row.rank for row in rows.values() if row.rank), key=lambda figure: figure.value)
    parts = {(figure.location.source_id, figure.location.part) for figure in figures}
    if len(rows) < _MIN_RUN or about.n_units not in (None, len(rows) + 1):
        return
    if len(parts) > 1 or not figures[0].location.part.startswith("table="):
        return
    after = next(figure for figure in figures if figure.value > missing)
    words = say("rank.missing", rank=missing, n=len(rows), last=figures[-1].value)
    # no value is recomputed: the rank is that of nobody
    verdict = Verdict.contradicted(words, kind="rank_missing")
    subject = f"{max(figure.value for figure in figures if figure.value < missing)}, {after.value}"
    yield Finding("rank_order", about, criterion, subject, after.location, "ranks", verdict)


def is_few(n_wrong: int, n_rows: int) -> bool:
    """Return whether so few rows of a table miss a rule that the rule holds for it."""
    return n_wrong <= max(1, n_rows // _ROWS_PER_FAULT)


def rank_of(row: Result) -> Decimal:
    """Return the printed rank; zero where there is none."""
    return row.rank.value if row.rank else Decimal(0)


def _unplaced(about: RankedList, criterion: Criterion, rows: Mapping[str, Result], n_rows: int) -> Finding:
    """Return ranks of which ``n_rows`` at least are wrong, and nothing shows which: no unit is accused."""
    words = say("rank.unplaced")
    verdict = Verdict.contradicted(words, kind="rank_order")
    locations = [_location_of(row) for row in rows.values()]
    parts = Counter((location.source_id, location.part) for location in locations)
    # where most of them stand
    location = min(
        locations,
        key=lambda location: (-parts[location.source_id, location.part], location.line, location.start),
    )
    subject = criterion.name
    return Finding("rank_order", about, criterion, subject, location, "ranks", verdict, n_rows=n_rows)


def _outlier(about: RankedList, criterion: Criterion, row: Result, outlier: Outlier, order: Order) -> Finding:
    """Return the finding of a rank that misses the scheme of its list, or of the score that puts it there."""
    figure, score, other = row.rank, row.score, criterion.results.get(outlier.conflicts_with or "")
    assert figure is not None
    change = "rank.change_score" if outlier.by_score else "rank.change_rank"
    words = say(
        "rank.odd",
        unit=say("rank.with_score", name=row.name, score=score.value) if score else row.name,
        expected=outlier.expected,
        printed=figure.value,
        reading=reading_words(order.scheme),
        against=say("rank.against", other=_rank_words(other)) if other else "",
        change=say(change, printed=figure.value, expected=outlier.expected),
    )
    is_tied = any(
        item.rank is not None and item.rank.value == figure.value and item is not row
        for item in criterion.results.values()
    )
    kind = "tie_scheme" if is_tied or score is None else "rank_order"
    value = None if outlier.by_score else Fraction(outlier.expected)
    accused, unit = (score, "points") if outlier.by_score and score else (figure, "ranks")
    return Finding(
        claim_type="rank_order",
        about=about,
        criterion=criterion,
        subject=row.name,
        location=accused.location,
        unit=unit,
        verdict=Verdict.contradicted(words, value=value, kind=kind),
        agency_id=row.agency_id,
        printed=accused.value,
    )


def _quoted_ranks(about: RankedList, criterion: Criterion, rows: Sequence[Ranked]) -> Iterator[Finding]:
    """Yield ranks of a quoted list that go against its scores; a last one without number comes after all others.

    Where the list is ordered by percents, as scores of different maxima are, its scores accuse nobody, nor where it
    holds lists of their own.
    """
    if criterion.is_mixed or (about.ranked_by not in (None, "points") and criterion is about.total):
        return
    last = [row for row in criterion.results.values() if row.last and row.rank is None and row.score]
    scored = [row for row in rows if row.key is not None]
    scored += [Ranked(row.agency_id, row.score.exact, _LAST) for row in last if row.score]
    inversions = find_inversions(scored)
    for worst, other in inversions:
        yield _inversion(about, criterion, criterion.results[worst.unit], criterion.results[other.unit])
    locations = [_location_of(criterion.results[row.unit]) for row in scored]
    if len(scored) > 1:
        yield from summarize(about, criterion, "rank_order", locations, len(scored) - len(inversions), None)


def _location_of(row: Result) -> Location:
    """Return where the rank of a unit is printed, by number or words."""
    location = row.rank.location if row.rank else row.last
    assert location is not None
    return location


def _inversion(about: RankedList, criterion: Criterion, row: Result, other: Result) -> Finding:
    """Return the finding of a unit whose rank goes against its score, with the one that it goes against."""
    words = say("rank.inversion", unit=_rank_words(row), other=_rank_words(other))
    verdict = Verdict.contradicted(words, kind="rank_order")
    printed = row.rank.value if row.rank else None
    location = _location_of(row)
    return Finding(
        "rank_order", about, criterion, row.name, location, "ranks", verdict, row.agency_id, printed
    )


def _rank_words(row: Result) -> Words:
    score = row.score.value if row.score else 0
    if row.rank is None:
        return say("rank.held_last", name=row.name, score=score)
    return say("rank.held", name=row.name, score=score, rank=row.rank.value)
