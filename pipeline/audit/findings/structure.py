"""Checks of the layout itself: parts against totals, ranks against scores, tiers against bands, retellings.

Each list gives one finding that says how many rows hold, and one for each row that does not (METHOD 6).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.arithmetic.printed import Place, Result
from pipeline.audit.arithmetic.rounding import reading_of
from pipeline.audit.arithmetic.tier_arithmetic import level_order, tiers_of
from pipeline.audit.evidence import (
    CONTRADICTED,
    NOT_RANKED,
    Criterion,
    Evidence,
    Finding,
    RankedList,
    Verdict,
)
from pipeline.audit.explain import say
from pipeline.audit.findings.rank_findings import rank_findings, rank_of, summary
from pipeline.audit.findings.sum_findings import sum_findings


def structural_findings(evidence: Evidence) -> list[Finding]:
    """Return the findings of all lists, in the order of their ids."""
    findings: list[Finding] = []
    for _, about in sorted(evidence.lists.items()):
        sums = [item for found in sums_of(about) for item in sum_findings(about, found)]
        findings += sums
        wrong = [item.agency_id for item in sums if item.verdict.verdict == CONTRADICTED]
        for criterion in sorted(about.criteria.values(), key=lambda item: item.position):
            retold = list(_retold(about, criterion))
            doubtful = frozenset(unit for unit in (*wrong, *(item.agency_id for item in retold)) if unit)
            findings += rank_findings(about, criterion, doubtful)
            findings += retold
            findings += _above_maximum(about, criterion)
        findings += _tiers(about)
    return findings


def _tiers(about: RankedList) -> Iterator[Finding]:
    """Yield printed tiers against the bands; without scores, that no better rank has a worse tier."""
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
    found_all = summary(about, total, "tier_threshold", places, held, None)
    if found_all is not None:
        yield found_all
    yield from _tier_order(about, total)


def _wrong_tier(
    about: RankedList, total: Criterion, row: Result, place: Place, tiers: Sequence[str]
) -> Finding:
    tier = tiers[0]
    band = next((band for band in about.bands if band.tier == tier), None)
    words = say(
        "tier.wrong",
        name=row.name,
        score=row.score.value if row.score else 0,
        tier=say("tier.not_ranked") if tier == NOT_RANKED else tier,
        line=say("tier.line", line=band.line) if band else "",
        said=row.tier or "",
    )
    verdict = Verdict(CONTRADICTED, words, None, kind="tier_band")
    return Finding(
        "tier_threshold", about, total, row.name, place, "tiers", verdict, row.agency_id, None, row.tier
    )


def _tier_order(about: RankedList, total: Criterion) -> Iterator[Finding]:
    """Units whose tier is worse than that of a unit ranked behind them, or better than one before them."""
    levels = _levels(about, total)
    rows = sorted(
        (
            row
            for row in total.results.values()
            if row.rank is not None and row.tier in levels and row.score is None
        ),
        key=rank_of,
    )
    for row in rows:
        wrong = [
            other
            for other in rows
            if (rank_of(other) < rank_of(row) and levels[other.tier or ""] > levels[row.tier or ""])
            or (rank_of(other) > rank_of(row) and levels[other.tier or ""] < levels[row.tier or ""])
        ]
        if 2 * len(wrong) <= sum(other.tier != row.tier for other in rows) or row.tier_place is None:
            continue
        words = say("tier.out_of_order", name=row.name, rank=rank_of(row), tier=row.tier or "", n=len(wrong))
        verdict = Verdict(CONTRADICTED, words, None, kind="tier_band")
        place = row.rank.place if row.rank else row.tier_place
        yield Finding(
            "tier_threshold", about, total, row.name, place, "tiers", verdict, row.agency_id, None, row.tier
        )


def _levels(about: RankedList, total: Criterion) -> dict[str, int]:
    """Return the order of the tiers: that of the bands, else the one in which the mean ranks lie."""
    names = {row.tier for row in total.results.values() if row.tier}
    known = {name: level for name in names if (level := level_order(about.bands, name)) is not None}
    if len(known) == len(names):
        return known
    ranks = {
        name: [rank_of(row) for row in total.results.values() if row.tier == name and row.rank]
        for name in names
    }
    means = {name: sum(found) / len(found) for name, found in ranks.items() if found}
    return {name: place for place, name in enumerate(sorted(means, key=lambda name: means[name]), start=1)}


def _above_maximum(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """Scores above the maximum; where most are, the maximum is wrong, which is a claim of its own."""
    limit = criterion.maximum
    if limit is None:
        return
    over = {unit: figure for unit, figure in criterion.scores.items() if figure.value > limit}
    if 2 * len(over) > len(criterion.scores) and criterion.maximum_figure is not None:
        return
    for unit, figure in over.items():
        name = criterion.results[unit].name
        words = say("rows.above_maximum", name=name, score=figure.value, limit=limit)
        verdict = Verdict(CONTRADICTED, words, None, None, None, Fraction(limit), "maximum_differs")
        yield Finding(
            "max_of_criterion", about, criterion, name, figure.place, "points", verdict, unit, figure.value
        )


def _retold(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """Yield the same score, place, percent or tier of a unit printed twice, and not the same."""
    yield from _retold_tiers(about, criterion)
    for telling in criterion.tellings:
        figure, counted = telling.figure, telling.counted
        fewer = min(figure, counted, key=lambda item: item.decimals)
        more = counted if fewer is figure else figure
        if reading_of(fewer.value, fewer.decimals, more.exact) is not None:
            continue
        words = say(
            "rows.printed_twice",
            name=telling.name,
            a=figure.place.line,
            x=figure.value,
            b=counted.place.line,
            y=counted.value,
        )
        verdict = Verdict(CONTRADICTED, words, None, counted.exact, kind="told_differently")
        unit = {"rank": "ranks", "pct_of_max": "percent"}.get(telling.measure, "points")
        yield Finding(
            "other",
            about,
            criterion,
            telling.name,
            figure.place,
            unit,
            verdict,
            telling.agency_id,
            figure.value,
            against=counted.place,
        )


def _retold_tiers(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    for telling in criterion.tier_tellings:
        if telling.tier == telling.counted:
            continue
        words = say(
            "rows.printed_twice",
            name=telling.name,
            a=telling.place.line,
            x=telling.tier,
            b=telling.counted_place.line,
            y=telling.counted,
        )
        verdict = Verdict(CONTRADICTED, words, kind="told_differently")
        yield Finding(
            "other", about, criterion, telling.name, telling.place, "tiers", verdict, telling.agency_id, None,
            telling.tier, telling.counted_place,
        )  # fmt: skip
