"""Printed ranks against scores, as findings of the layout."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pipeline.audit.arithmetic.printed import Place, Result
from pipeline.audit.arithmetic.rank_order import Odd, Order, judge_order, misplaced
from pipeline.audit.arithmetic.rank_runs import Ranked, missing_rank, n_changes
from pipeline.audit.evidence import CONFIRMED, CONTRADICTED, Criterion, Finding, RankedList, Verdict
from pipeline.audit.explain import Words, reading_words, say

# A rule holds for a table if no more than one in so many rows misses it.
_ROWS_PER_FAULT = 5
# The place of a unit that words call the last one: behind every number.
_LAST = Decimal(10**9)
# A run of places this long is a full list even with misprints, one in so many places.
_MIN_RUN = 8
_RUN_PER_MISPRINT = 8


def summary(
    about: RankedList,
    criterion: Criterion,
    kind: str,
    places: Sequence[Place],
    held: int,
    reading: str | None,
) -> Finding | None:
    """Return how many rows of a list hold, at its first row."""
    if not held:
        return None
    words = say("rows.hold", n=held, all=len(places), reading=reading_words(reading))
    verdict = Verdict(CONFIRMED, words, reading, Fraction(held), unit="rows")
    place = min(places, key=lambda place: (place.line, place.start))
    unit = {"sum": "points", "rank_order": "ranks"}.get(kind, "tiers")
    return Finding(kind, about, criterion, criterion.name, place, unit, verdict)


def rank_findings(
    about: RankedList, criterion: Criterion, doubtful: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Ranks of a full list against one scheme; of a quoted one, that better ranks have no lower scores.

    ``doubtful`` are the units whose scores another check found wrong.
    """
    rows = {unit: row for unit, row in criterion.results.items() if row.rank is not None}
    ranked = [
        Ranked(unit, row.score.exact if row.score else None, rank_of(row), _print(row))
        for unit, row in rows.items()
    ]
    complete = about.is_complete and len(rows) == about.n_units
    hole = missing_rank([row.rank for row in ranked])
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
            yield _unplaced(about, criterion, rows, n_changes(ranked))
        return
    accused = order.odd if criterion.n_odd != 0 else ()
    yield from _outside(about, criterion, rows, {odd.unit for odd in accused})
    for odd in accused:
        yield _odd_rank(about, criterion, rows[odd.unit], odd, order)
    places = [row.rank.place for row in rows.values() if row.rank]
    # the search names a scheme of several that fit; which one holds is decided in the tables
    scheme = order.scheme if order.odd else criterion.scheme or order.scheme
    reading = scheme + ("+false_tie" if order.false_tie else "")
    found = summary(about, criterion, "rank_order", places, len(rows) - len(order.odd), reading)
    if found is not None:
        yield found


def _print(row: Result) -> tuple[int, int] | None:
    """Return where the rank of a unit is printed."""
    return (row.rank.place.line, row.rank.place.start) if row.rank else None


def _is_run(rows: Sequence[Ranked]) -> bool:
    """Return whether places without scores run from first to last but for a few: a full list with a misprint.

    A place behind the number of units says that some are left out.
    """
    alone = all(row.key is None and row.rank <= len(rows) for row in rows)
    return alone and len(rows) >= _MIN_RUN and n_changes(rows) <= len(rows) // _RUN_PER_MISPRINT


def _outside(
    about: RankedList, criterion: Criterion, rows: Mapping[str, Result], accused: set[str]
) -> Iterator[Finding]:
    """Ranks that no list of so many units has."""
    for unit, row in rows.items():
        figure = row.rank
        if figure is None or unit in accused or 1 <= figure.value <= (about.n_units or figure.value):
            continue
        words = say("rank.outside", name=row.name, rank=figure.value, n=about.n_units or 0)
        verdict = Verdict(CONTRADICTED, words, None, kind="rank_order")
        yield Finding(
            "rank_order", about, criterion, row.name, figure.place, "ranks", verdict, unit, figure.value
        )


def _missing_rank(
    about: RankedList, criterion: Criterion, rows: Mapping[str, Result], missing: Decimal
) -> Iterator[Finding]:
    """Yield the one rank that nobody holds, where it is that of a table that is complete otherwise."""
    figures = sorted((row.rank for row in rows.values() if row.rank), key=lambda figure: figure.value)
    parts = {(figure.place.source_id, figure.place.part) for figure in figures}
    if len(rows) < _MIN_RUN or about.n_units not in (None, len(rows) + 1):
        return
    if len(parts) > 1 or not figures[0].place.part.startswith("table="):
        return
    after = next(figure for figure in figures if figure.value > missing)
    words = say("rank.missing", rank=missing, n=len(rows), last=figures[-1].value)
    verdict = Verdict(CONTRADICTED, words, None, Fraction(missing), kind="rank_missing")
    subject = f"{max(figure.value for figure in figures if figure.value < missing)}, {after.value}"
    yield Finding("rank_order", about, criterion, subject, after.place, "ranks", verdict)


def few(n_wrong: int, n_rows: int) -> bool:
    """Return whether so few rows of a table miss a rule that the rule holds for it."""
    return n_wrong <= max(1, n_rows // _ROWS_PER_FAULT)


def rank_of(row: Result) -> Decimal:
    """Return the printed rank; nought where there is none."""
    return row.rank.value if row.rank else Decimal(0)


def _unplaced(about: RankedList, criterion: Criterion, rows: Mapping[str, Result], n_rows: int) -> Finding:
    """Places of which ``n_rows`` at least are wrong, and nothing tells which: no unit is accused."""
    words = say("rank.unplaced")
    verdict = Verdict(CONTRADICTED, words, None, kind="rank_order")
    places = [row.rank.place for row in rows.values() if row.rank]
    parts = Counter((place.source_id, place.part) for place in places)
    # where most of them stand
    place = min(places, key=lambda place: (-parts[place.source_id, place.part], place.line, place.start))
    subject = criterion.name
    return Finding("rank_order", about, criterion, subject, place, "ranks", verdict, n_rows=n_rows)


def _odd_rank(about: RankedList, criterion: Criterion, row: Result, odd: Odd, order: Order) -> Finding:
    figure = row.rank
    assert figure is not None
    score, other = row.score, criterion.results.get(odd.against or "")
    change = "rank.change_score" if odd.moved else "rank.change_rank"
    words = say(
        "rank.odd",
        unit=say("rank.with_score", name=row.name, score=score.value) if score else row.name,
        expected=odd.expected,
        said=figure.value,
        reading=reading_words(order.scheme),
        against=say("rank.against", other=_placed(other)) if other else "",
        change=say(change, said=figure.value, expected=odd.expected),
    )
    tied = any(
        other.rank is not None and other.rank.value == figure.value and other is not row
        for other in criterion.results.values()
    )
    kind = "tie_scheme" if tied or score is None else "rank_order"
    place = score.place if odd.moved and score else figure.place
    printed = score.value if odd.moved and score else figure.value
    unit = "points" if odd.moved and score else "ranks"
    verdict = Verdict(CONTRADICTED, words, None, None if odd.moved else Fraction(odd.expected), kind=kind)
    return Finding("rank_order", about, criterion, row.name, place, unit, verdict, row.agency_id, printed)


def _quoted_ranks(about: RankedList, criterion: Criterion, rows: Sequence[Ranked]) -> Iterator[Finding]:
    """Places of a quoted list against its scores; a last place without number is behind all others."""
    last = [row for row in criterion.results.values() if row.last and row.rank is None and row.score]
    scored = [row for row in rows if row.key is not None]
    scored += [Ranked(row.agency_id, row.score.exact, _LAST) for row in last if row.score]
    odd = misplaced(scored)
    for worst, against in odd:
        yield _misplaced(about, criterion, criterion.results[worst.unit], criterion.results[against.unit])
    places = [place for row in scored if (place := _place_of(criterion.results[row.unit])) is not None]
    found = summary(about, criterion, "rank_order", places, len(scored) - len(odd), None)
    if found is not None and len(scored) > 1:
        yield found


def _place_of(row: Result) -> Place | None:
    """Return where the place of a unit is printed, by number or words."""
    return row.rank.place if row.rank else row.last


def _misplaced(about: RankedList, criterion: Criterion, row: Result, other: Result) -> Finding:
    """Return a unit whose place goes against its score, beside another one."""
    words = say("rank.inversion", unit=_placed(row), other=_placed(other))
    verdict = Verdict(CONTRADICTED, words, None, kind="rank_order")
    place = _place_of(row)
    assert place is not None
    printed = row.rank.value if row.rank else None
    return Finding("rank_order", about, criterion, row.name, place, "ranks", verdict, row.agency_id, printed)


def _placed(row: Result) -> Words:
    score = row.score.value if row.score else 0
    if row.rank is None:
        return say("rank.held_last", name=row.name, score=score)
    return say("rank.held", name=row.name, score=score, rank=row.rank.value)
