"""Checks of the layout itself: parts against totals, ranks against scores, tiers against bands, retellings.

Each list gives one finding that says how many rows hold, and one for each row that does not (METHOD 6).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.inference.evidence import (
    CONFIRMED,
    CONTRADICTED,
    NOT_RANKED,
    ROUNDED,
    Criterion,
    Evidence,
    Figure,
    Finding,
    Place,
    RankedList,
    Result,
    Verdict,
)
from pipeline.inference.explain import Words, joined, number, reading_words, say
from pipeline.inference.parts import Sum, sums_of
from pipeline.inference.rank_order import Odd, Order, Ranked, inversions, judge_order
from pipeline.inference.rounding import reading_of
from pipeline.inference.tiers import level_order, tiers_of


def structural_findings(evidence: Evidence) -> list[Finding]:
    """The findings of all lists, in the order of their ids."""
    findings: list[Finding] = []
    for _, about in sorted(evidence.lists.items()):
        for found in sums_of(about, evidence.n_criteria(about)):
            findings += _sum(about, found)
        for criterion in sorted(about.criteria.values(), key=lambda item: item.position):
            findings += _ranks(about, criterion)
            findings += _retold(about, criterion)
        findings += _tiers(about)
    return findings


def _summary(
    about: RankedList, criterion: Criterion, kind: str, places: Sequence[Place], held: int, reading: str | None
) -> Finding | None:
    """How many rows of a list hold, at its first row."""
    if not held:
        return None
    words = say("{held} trên {all} dòng khớp.", "{held} of {all} rows hold.", held=held, all=len(places))
    verdict = Verdict(CONFIRMED, words + reading_words(reading), reading, Fraction(held))
    place = min(places, key=lambda place: (place.line, place.start))
    unit = {"sum": "points", "rank_order": "ranks"}.get(kind, "tiers")
    return Finding(kind, about, criterion, criterion.name, place, unit, verdict)


def _sum(about: RankedList, found: Sum) -> Iterator[Finding]:
    """Printed totals against the sums of their parts, of each unit and of the maxima."""
    places: list[Place] = []
    held = 0
    for unit, whole in found.whole.scores.items():
        parts = [part.scores.get(unit) for part in found.parts]
        figures = [figure for figure in parts if figure is not None]
        if len(figures) < len(parts):
            continue
        places.append(whole.place)
        verdict = _sum_verdict(whole, figures)
        held += verdict.verdict != CONTRADICTED
        if verdict.verdict != CONFIRMED:
            name = found.whole.results[unit].name
            yield Finding("sum", about, found.whole, name, whole.place, "points", verdict, unit, whole.value)
    summary = _summary(about, found.whole, "sum", places, held, None)
    if summary is not None:
        yield summary
    yield from _sum_of_maxima(about, found)


def _sum_verdict(whole: Figure, parts: Sequence[Figure]) -> Verdict:
    total = sum((figure.exact for figure in parts), Fraction(0))
    slack = sum((figure.slack for figure in parts), whole.slack)
    shown = joined([number(figure.value) for figure in parts], " + ")
    words = shown + say(" = {total}, in {said}", " = {total}, printed {said}", total=total, said=whole.value)
    bounds = (total, total - slack, total + slack)
    if total == whole.exact:
        return Verdict(CONFIRMED, words + Words(".", "."), "exact", *bounds)
    if abs(total - whole.exact) <= slack:
        reading = "rounded_inputs"
        return Verdict(ROUNDED, words + reading_words(reading) + Words(".", "."), reading, *bounds)
    words = words + say("; lệch {d} (dòng các phần: {lines}).", "; off by {d} (lines of the parts: {lines}).",
                        d=abs(total - whole.exact),
                        lines=", ".join(str(figure.place.line) for figure in parts))  # fmt: skip
    return Verdict(CONTRADICTED, words, None, *bounds, kind="sum_differs")


def _sum_of_maxima(about: RankedList, found: Sum) -> Iterator[Finding]:
    """A printed maximum of the total that is not the sum of the printed maxima of the parts."""
    whole = found.whole.maximum_figure
    parts = [part.maximum_figure for part in found.parts]
    figures = [figure for figure in parts if figure is not None]
    if whole is None or len(figures) < len(parts) or sum(figure.exact for figure in figures) == whole.exact:
        return
    verdict = _sum_verdict(whole, figures)
    if verdict.verdict == CONTRADICTED:
        name = found.whole.name
        yield Finding("sum", about, found.whole, name, whole.place, "points", verdict, None, whole.value)


def _ranks(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """Ranks of a full list against one scheme; of a quoted one, that better ranks have no lower scores."""
    rows = {unit: row for unit, row in criterion.results.items() if row.rank is not None}
    ranked = [Ranked(unit, row.score.exact if row.score else None, _rank(row)) for unit, row in rows.items()]
    if not about.complete or len(rows) != about.n_units:
        yield from _quoted_ranks(about, criterion, ranked)
        return
    if any(row.key is None for row in ranked):
        ranked = [Ranked(row.unit, None, row.rank) for row in ranked]
    order = judge_order(ranked)
    if order is None:
        return
    for odd in order.odd:
        yield _odd_rank(about, criterion, rows[odd.unit], odd, order)
    places = [row.rank.place for row in rows.values() if row.rank]
    reading = order.scheme + ("+false_tie" if order.false_tie else "")
    summary = _summary(about, criterion, "rank_order", places, len(rows) - len(order.odd), reading)
    if summary is not None:
        yield summary


def _rank(row: Result) -> Decimal:
    return row.rank.value if row.rank else Decimal(0)


def _odd_rank(about: RankedList, criterion: Criterion, row: Result, odd: Odd, order: Order) -> Finding:
    figure = row.rank
    assert figure is not None
    score = row.score
    words = say("Theo cách đánh hạng {scheme}, {name}", "Under the {scheme} scheme {name}", scheme=order.scheme, name=row.name)
    if score is not None:
        words = words + say(" với {score} điểm", " with {score} points", score=score.value)
    words = words + say(" đứng hạng {n}, in {said}.", " has rank {n}, printed {said}.", n=odd.expected, said=figure.value)
    words = words + (
        say(" Thay đổi nhỏ nhất: điểm của đơn vị này.", " Smallest change: the score of this unit.")
        if odd.moved
        else say(" Thay đổi nhỏ nhất: {a} thành {b}.", " Smallest change: {a} to {b}.", a=figure.value, b=odd.expected)
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
    scored = [row for row in rows if row.key is not None]
    against: dict[str, tuple[Ranked, Ranked]] = {}
    for first, second in inversions(scored):
        against.setdefault(second.unit, (first, second))
    for first, second in against.values():
        row, other = criterion.results[second.unit], criterion.results[first.unit]
        if row.rank is None or row.score is None or other.score is None:
            continue
        words = say("{name}: {a} điểm, hạng {r}; {other}: {b} điểm mà hạng {q}.",
                    "{name}: {a} points, rank {r}; {other}: {b} points, yet rank {q}.",
                    name=row.name, a=row.score.value, r=second.rank,
                    other=other.name, b=other.score.value, q=first.rank)  # fmt: skip
        verdict = Verdict(CONTRADICTED, words, None, kind="rank_order")
        yield Finding("rank_order", about, criterion, row.name, row.rank.place, "ranks", verdict, row.agency_id,
                      row.rank.value)  # fmt: skip
    places = [figure.place for row in scored if (figure := criterion.results[row.unit].rank) is not None]
    summary = _summary(about, criterion, "rank_order", places, len(scored) - len(against), None)
    if summary is not None and len(scored) > 1:
        yield summary


def _tiers(about: RankedList) -> Iterator[Finding]:
    """Printed tiers against the bands; without scores, that no better rank has a worse tier."""
    total = about.total
    if total is None or not any(row.tier for row in total.results.values()):
        return
    places: list[Place] = []
    held = 0
    for row in total.results.values():
        if row.tier is None or row.tier_place is None or row.score is None or not about.bands:
            continue
        tiers = tiers_of(row.score, about, total)
        if not tiers:
            continue
        place = row.tier_place if not row.tier_in_table else row.score.place
        places.append(place)
        if row.tier in tiers:
            held += 1
            continue
        yield _wrong_tier(about, total, row, place, sorted(tiers))
    summary = _summary(about, total, "tier_threshold", places, held, None)
    if summary is not None:
        yield summary
    yield from _tier_order(about, total)


def _wrong_tier(about: RankedList, total: Criterion, row: Result, place: Place, tiers: Sequence[str]) -> Finding:
    tier = tiers[0]
    named = Words("không được xếp hạng", "not ranked") if tier == NOT_RANKED else Words(tier, tier)
    band = next((band for band in about.bands if band.tier == tier), None)
    words = say("{name} có {score} điểm, theo ngưỡng là {tier}", "{name} has {score} points, by the bands {tier}",
                name=row.name, score=row.score.value if row.score else 0, tier=named)  # fmt: skip
    if band is not None:
        words = words + say(" (dòng {line})", " (line {line})", line=band.line)
    words = words + say(", in {said}.", ", printed {said}.", said=row.tier or "")
    verdict = Verdict(CONTRADICTED, words, None, kind="tier_band")
    return Finding("tier_threshold", about, total, row.name, place, "tiers", verdict, row.agency_id, None, row.tier)


def _tier_order(about: RankedList, total: Criterion) -> Iterator[Finding]:
    """Units whose tier is worse than that of a unit ranked behind them, or better than one before them."""
    levels = _levels(about, total)
    rows = sorted(
        (row for row in total.results.values() if row.rank is not None and row.tier in levels and row.score is None),
        key=_rank,
    )
    for row in rows:
        wrong = [
            other
            for other in rows
            if (_rank(other) < _rank(row) and levels[other.tier or ""] > levels[row.tier or ""])
            or (_rank(other) > _rank(row) and levels[other.tier or ""] < levels[row.tier or ""])
        ]
        if 2 * len(wrong) <= sum(other.tier != row.tier for other in rows) or row.tier_place is None:
            continue
        words = say("{name} hạng {r} ở mức {tier}, trái với {n} đơn vị khác.",
                    "{name}, rank {r}, is at {tier}, against {n} other units.",
                    name=row.name, r=_rank(row), tier=row.tier or "", n=len(wrong))  # fmt: skip
        verdict = Verdict(CONTRADICTED, words, None, kind="tier_band")
        place = row.rank.place if row.rank else row.tier_place
        yield Finding("tier_threshold", about, total, row.name, place, "tiers", verdict, row.agency_id, None, row.tier)


def _levels(about: RankedList, total: Criterion) -> dict[str, int]:
    """The order of the tiers: that of the bands, else the one in which the mean ranks lie."""
    names = {row.tier for row in total.results.values() if row.tier}
    known = {name: level for name in names if (level := level_order(about.bands, name)) is not None}
    if len(known) == len(names):
        return known
    ranks = {name: [_rank(row) for row in total.results.values() if row.tier == name and row.rank] for name in names}
    means = {name: sum(found) / len(found) for name, found in ranks.items() if found}
    return {name: place for place, name in enumerate(sorted(means, key=lambda name: means[name]), start=1)}


def _retold(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """The same value of a unit printed in two places, and not the same."""
    for telling in criterion.tellings:
        figure, counted = telling.figure, telling.counted
        fewer = min(figure, counted, key=lambda item: item.decimals)
        more = counted if fewer is figure else figure
        if reading_of(fewer.value, fewer.decimals, more.exact) is not None:
            continue
        words = say("{name}: dòng {a} in {x}, dòng {b} in {y}.", "{name}: line {a} prints {x}, line {b} {y}.",
                    name=telling.name, a=figure.place.line, x=figure.value,
                    b=counted.place.line, y=counted.value)  # fmt: skip
        verdict = Verdict(CONTRADICTED, words, None, counted.exact, kind="told_differently")
        unit = {"rank": "ranks", "pct_of_max": "percent"}.get(telling.measure, "points")
        yield Finding("other", about, criterion, telling.name, figure.place, unit, verdict, telling.agency_id, figure.value)
