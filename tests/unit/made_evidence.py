"""Evidence made by hand: one list of units with scores, ranks and tiers, and claims about it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.audit.arithmetic.printed import Figure, Location, Result
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList
from schemas.tables.assessments import TierBand
from schemas.tables.documents import Source
from tests.made_rows import made

FACTS = made(
    Source,
    source_id="s",
    publication_id="s",
    year=2020,
    document_number="12/QĐ-UBND",
    decided_on=date(2020, 12, 20),
)


def band(tier: str, level: int, low: int | None, high: int | None = None) -> TierBand:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return made(
        TierBand,
        tier=tier,
        level=level,
        min_score=ends[0],
        min_inclusive=True,
        max_score=ends[1],
        unit="points",
        line=1,
    )


BANDS = (band("Tốt", 1, 80), band("Khá", 2, 65, 80), band("Yếu", 3, None, 65))


def location(line: int, start: int = 0) -> Location:
    return Location("s", line, start, start + 2, "quote")


def figure(text: str, line: int) -> Figure:
    decimals = len(text.partition(".")[2])
    return Figure(Decimal(text), decimals, location(line))


def criterion(
    name: str = "total",
    scores: str = "",
    ranks: str = "",
    *,
    tiers: str = "",
    percents: str = "",
    maximum: str | None = None,
    own_maxima: str = "",
    basis: str | None = "printed",
    highest: str = "",
    lowest: str = "",
    position: int = 0,
    block: str = "departments",
    parent: str = "total",
) -> Criterion:
    """Units U1, U2, … with these values, ``-`` where none is printed; unit n stands in line 10 + n."""
    columns = [text.split() for text in (scores, ranks, tiers, percents, own_maxima)]
    n_units = max(map(len, columns))
    padded = [[*column, *["-"] * (n_units - len(column))] for column in columns]
    results = {}
    for number, (score, rank, tier, percent, own) in enumerate(zip(*padded, strict=True), start=1):
        unit, line = f"U{number}", 10 + number
        results[unit] = Result(
            unit,
            unit,
            None if score == "-" else figure(score, line),
            None if rank in ("-", "last") else figure(rank, line),
            None if percent == "-" else figure(percent, line),
            None if tier == "-" else tier,
            location(line) if tier != "-" else None,
            False,
            location(line) if rank == "last" else None,
            None if own == "-" else Decimal(own),
        )
    limit = None if maximum is None else Decimal(maximum)
    printed = figure(maximum, 5) if maximum is not None and basis == "printed" else None
    return Criterion(
        f"x-{block}/{name}", name, position, limit, printed, results,
        frozenset(highest.split()), frozenset(lowest.split()),
        parent_id=f"x-{block}/{parent}" if position else None,
    )  # fmt: skip


def ranked_list(
    *criteria: Criterion,
    n_units: int | None = None,
    complete: bool = True,
    bands: Sequence[TierBand] = (),
    block: str = "departments",
    stated_tiers: Mapping[str, int] | None = None,
    stated_criteria: int | None = None,
) -> RankedList:
    size = n_units if n_units is not None else (len(criteria[0].results) if complete else None)
    return made(
        RankedList,
        assessment_id=f"x-{block}",
        source_id="s",
        province_id="01",
        year=2020,
        index_id="ict",
        block=block,
        n_units=size,
        n_units_basis="listed" if size else None,
        is_complete=complete,
        criteria={item.criterion_id: item for item in criteria},
        bands=tuple(bands),
        criterion_bands={},
        not_ranked=frozenset(),
        stated_tiers=tuple((stated_tiers or {}).items()),
        stated_criteria=frozenset([] if stated_criteria is None else [stated_criteria]),
    )


def claim(
    kind: str,
    printed: str | None = None,
    unit: str = "points",
    *,
    about: RankedList | None = None,
    name: str = "total",
    tier: str | None = None,
    line: int = 3,
    start: int = 0,
    subject: str = "",
    agencies: str = "",
    whole: str | None = None,
    direction: str | None = None,
    wording: str | None = None,
    n_listed: int | None = None,
    marks: str = "",
    unit_of_marks: str | None = None,
) -> Claim:
    low, high = (Decimal(end) if end else None for end in (marks or "-").split("-"))
    return made(
        Claim,
        mark_low=low,
        mark_high=high,
        mark_unit=unit_of_marks,
        claim_id=f"{kind}:{line}:{start}",
        source_id="s",
        year=2020,
        index_id="ict",
        block=about.block if about else None,
        claim_type=kind,
        subject=subject,
        tier=tier,
        printed_value=None if printed is None else Decimal(printed),
        decimals=len((printed or "").partition(".")[2]),
        whole=None if whole is None else Decimal(whole),
        unit=unit,
        direction=direction,
        wording=wording,
        n_listed=n_listed,
        line=line,
        col_start=start,
        col_end=start + 2,
        quote="quote",
        assessment_id=about.assessment_id if about else None,
        criterion_id=f"{about.assessment_id}/{name}" if about else None,
        agencies=tuple(agencies.split()),
    )


def evidence(lists: Sequence[RankedList], claims: Sequence[Claim] = ()) -> Evidence:
    return Evidence({"s": FACTS}, {item.assessment_id: item for item in lists}, list(claims))
