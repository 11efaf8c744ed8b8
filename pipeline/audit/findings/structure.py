"""Checks of the layout itself: parts against totals, ranks against scores, tiers against bands, values printed twice.

Each list gives one finding that says how many rows hold, and one for each row that does not (METHOD 6).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.audit.arithmetic.parts import sums_of
from pipeline.audit.arithmetic.printed import Figure, Location, PrintedTier, Reprint, Result
from pipeline.audit.arithmetic.rounding import reading_of
from pipeline.audit.arithmetic.tier_arithmetic import bands_clash, level_order, tiers_next_to
from pipeline.audit.evidence import Criterion, Evidence, Finding, RankedList, Verdict
from pipeline.audit.findings.rank_findings import rank_findings, rank_of, summarize
from pipeline.audit.findings.sum_findings import sum_findings
from schemas.messages.words import say
from schemas.values import NOT_RANKED

# What a printed value of each measure counts.
_UNITS = {"score": "points", "rank": "ranks", "pct_of_max": "percent", "tier": "tiers"}


def structural_findings(evidence: Evidence) -> list[Finding]:
    """Return the findings of all lists, in the order of their ids."""
    findings: list[Finding] = []
    for _, about in sorted(evidence.lists.items()):
        sums = [item for found in sums_of(about) for item in sum_findings(about, found)]
        findings += sums
        wrong = [item.agency_id for item in sums if item.verdict.is_contradicted]
        for criterion in sorted(about.criteria.values(), key=lambda item: item.position):
            reprinted = list(_find_reprints(about, criterion))
            doubtful = frozenset(unit for unit in (*wrong, *(item.agency_id for item in reprinted)) if unit)
            findings += rank_findings(about, criterion, doubtful)
            findings += reprinted
            findings += _find_rows_twice(about, criterion)
            findings += _above_maximum(about, criterion)
        findings += _tiers(about)
    return findings


def _tiers(about: RankedList) -> Iterator[Finding]:
    """Judge printed tiers against the bands; without scores, that no better rank has a worse tier."""
    total = about.total
    if total is None or not any(row.tier for row in total.results.values()):
        return
    locations: list[Location] = []
    n_held = 0
    for row in total.results.values():
        if row.tier is None or row.tier_location is None or row.score is None or not about.bands:
            continue
        tiers = tiers_next_to(row.tier, row.score, about, total)
        if not tiers:
            continue
        location = row.tier_location if not row.tier_in_table else row.score.location
        locations.append(location)
        if row.tier in tiers:
            n_held += 1
            continue
        if bands_clash(about):
            continue
        yield _wrong_tier(about, total, row, location, sorted(tiers))
    yield from summarize(about, total, "tier_threshold", locations, n_held, None)
    yield from _tier_order(about, total)


def _wrong_tier(
    about: RankedList, total: Criterion, row: Result, location: Location, tiers: Sequence[str]
) -> Finding:
    tier = tiers[0]
    band = next((band for band in about.bands if band.tier == tier), None)
    words = say(
        "tier.wrong",
        name=row.name,
        score=row.score.value if row.score else 0,
        tier=say("tier.not_ranked") if tier == NOT_RANKED else tier,
        line=say("tier.line", line=band.line) if band else "",
        printed=row.tier or "",
    )
    verdict = Verdict.contradicted(words, kind="tier_band")
    return Finding(
        "tier_threshold", about, total, row.name, location, "tiers", verdict, row.agency_id, None, row.tier
    )


def _tier_order(about: RankedList, total: Criterion) -> Iterator[Finding]:
    """Yield units whose tier is worse than that of a unit ranked after them, or better than one before them."""
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
        if 2 * len(wrong) <= sum(other.tier != row.tier for other in rows) or row.tier_location is None:
            continue
        words = say("tier.out_of_order", name=row.name, rank=rank_of(row), tier=row.tier or "", n=len(wrong))
        verdict = Verdict.contradicted(words, kind="tier_band")
        location = row.rank.location if row.rank else row.tier_location
        yield Finding(
            "tier_threshold",
            about,
            total,
            row.name,
            location,
            "tiers",
            verdict,
            row.agency_id,
            None,
            row.tier,
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
    return {name: level for level, name in enumerate(sorted(means, key=lambda name: means[name]), start=1)}


def _above_maximum(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """Yield scores above the maximum; where most are, the maximum is wrong, which is a claim of its own."""
    limits = {unit: row.maximum or criterion.maximum for unit, row in criterion.results.items()}
    over = {
        unit: (figure, limit)
        for unit, figure in criterion.scores.items()
        if (limit := limits[unit]) is not None and figure.value > limit
    }
    if 2 * len(over) > len(criterion.scores) and criterion.maximum_figure is not None:
        return
    for unit, (figure, limit) in over.items():
        name = criterion.results[unit].name
        words = say("rows.above_maximum", name=name, score=figure.value, limit=limit)
        verdict = Verdict.contradicted(words, None, None, Fraction(limit), "maximum_differs")
        yield Finding(
            "max_of_criterion", about, criterion, name, figure.location, "points", verdict, unit, figure.value
        )


def _find_reprints(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """Yield the same score, rank, percent or tier of a unit printed twice, and not the same."""
    for reprint in criterion.reprints:
        again, counted = reprint.again, reprint.counted
        if _agree(again, counted) or _is_place_of_tie(reprint, criterion):
            continue
        words = say(
            "rows.printed_twice",
            name=reprint.name,
            a=again.location.line,
            x=again.value,
            b=counted.location.line,
            y=counted.value,
        )
        value = counted.exact if isinstance(counted, Figure) else None
        verdict = Verdict.contradicted(words, value=value, kind="told_differently")
        yield Finding(
            claim_type="other",
            about=about,
            criterion=criterion,
            subject=reprint.name,
            location=again.location,
            unit=_UNITS[reprint.measure],
            verdict=verdict,
            agency_id=reprint.agency_id,
            printed=again.value if isinstance(again, Figure) else None,
            tier=again.value if isinstance(again, PrintedTier) else None,
            against=counted.location,
        )


def _find_rows_twice(about: RankedList, criterion: Criterion) -> Iterator[Finding]:
    """Yield the units that one table prints the same of in two rows."""
    told: set[str] = set()
    for reprint in criterion.reprints:
        again, counted = reprint.again, reprint.counted
        is_again = again.location.part.startswith("table=") and again.location.line != counted.location.line
        same_table = (again.location.source_id, again.location.part) == (
            counted.location.source_id,
            counted.location.part,
        )
        is_row = isinstance(again, Figure) and again.value == counted.value
        if not (is_again and same_table and is_row) or reprint.agency_id in told:
            continue
        told.add(reprint.agency_id)
        lines = sorted((again.location.line, counted.location.line))
        words = say("rows.row_twice", name=reprint.name, a=lines[0], b=lines[1], x=again.value)
        yield Finding(
            claim_type="other",
            about=about,
            criterion=criterion,
            subject=reprint.name,
            location=again.location,
            unit=_UNITS[reprint.measure],
            verdict=Verdict.contradicted(words, kind="row_twice"),
            agency_id=reprint.agency_id,
            printed=again.value if isinstance(again, Figure) else None,
            against=counted.location,
        )


def _is_place_of_tie(reprint: Reprint, criterion: Criterion) -> bool:
    """Return whether a rank told again is another place that units of this rank share: 4 where two are third."""
    again, counted = reprint.again, reprint.counted
    if reprint.measure != "rank" or not (isinstance(again, Figure) and isinstance(counted, Figure)):
        return False
    n_tied = sum(
        row.rank is not None and row.rank.value == counted.value for row in criterion.results.values()
    )
    return counted.value < again.value < counted.value + n_tied


def _agree(again: Figure | PrintedTier, counted: Figure | PrintedTier) -> bool:
    """Return whether two printings of a value are one, the shorter a rounding of the longer."""
    if not (isinstance(again, Figure) and isinstance(counted, Figure)):
        return again.value == counted.value
    fewer, more = sorted((again, counted), key=lambda figure: figure.decimals)
    return reading_of(fewer.value, fewer.decimals, more.exact) is not None
