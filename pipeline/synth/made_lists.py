"""Lists of units with scores, ranks and tiers that agree with each other, invented for any province and year."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

from schemas.codelists import read_list
from schemas.messages import read_messages

BLOCKS = ("departments", "districts", "communes")
# Those on which provinces assess their own units; the others rank provinces.
INDICES = ("ict", "egov", "dti", "par", "ddci", "website", "security", "service")
_WORDS = read_messages("synth")
_FEWEST, _MOST, _MOST_CRITERIA = 6, 24, 5
# Points of each criterion, and the share of all of them from which on a unit is of the first, second … tier.
_MAXIMA = (10, 15, 20, 25, 30)
_BOUNDS = (Decimal("0.8"), Decimal("0.65"), Decimal("0.5"), Decimal(0))
# Scores are printed with two decimals.
UNIT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class MadeUnit:
    """A unit of a list: its scores on the criteria, in their order, its total (points), rank and tier."""

    name: str
    parts: tuple[Decimal, ...]
    total: Decimal
    rank: int
    tier: str


@dataclass(frozen=True, slots=True)
class MadeList:
    """One list of a province and year, best unit first; of equal totals the rank is the same, the next ones skip."""

    province_id: str
    place: str
    year: int
    index_id: str
    index_words: str
    block: str
    block_words: str
    criteria: tuple[str, ...]
    units: tuple[MadeUnit, ...]


def make_lists(n_provinces: int, years: Sequence[int], n_lists: int, seed: int) -> Iterator[MadeList]:
    """Yield ``n_lists`` lists of each of the first ``n_provinces`` provinces and each of ``years``.

    A list depends on its province, year, index and block and on ``seed`` alone.
    """
    kinds = list(product(INDICES, BLOCKS))
    for province in provinces()[:n_provinces]:
        for year in years:
            for index_id, block in kinds[:n_lists]:
                yield _make_list(province, year, index_id, block, seed)


@cache
def provinces() -> tuple[dict[str, str], ...]:
    """Return the rows of the provinces that stood until July 2025, in the order of the code list."""
    return tuple(row for row in read_list("provinces") if row["valid_to"] and row["kind"] != "country")


def _make_list(province: dict[str, str], year: int, index_id: str, block: str, seed: int) -> MadeList:
    chance = random.Random(f"{seed} {province['province_id']} {year} {index_id} {block}")
    known = _names(province["province_id"], province["kind"] == "city", block, year)
    names = chance.sample(known, min(len(known), chance.randint(_FEWEST, _MOST)))
    criteria = chance.sample(_criteria(), chance.randint(0, _MOST_CRITERIA))
    maxima = [chance.choice(_MAXIMA) for _ in criteria] or [100]
    scores = [[UNIT * chance.randint(30 * top, 100 * top) for top in maxima] for _ in names]
    totals = [sum(row, Decimal(0)) for row in scores]
    levels = _WORDS["tiers.levels"].split(";")
    units = [
        MadeUnit(
            name,
            tuple(row) if criteria else (),
            total,
            1 + sum(other > total for other in totals),
            next(
                level
                for level, share in zip(levels, _BOUNDS, strict=True)
                if total >= share * Decimal(sum(maxima))
            ),
        )
        for name, row, total in zip(names, scores, totals, strict=True)
    ]
    return MadeList(
        province_id=province["province_id"],
        place=_WORDS[f"places.{province['kind']}"].format(name=province["name"]),
        year=year,
        index_id=index_id,
        index_words=_index_words()[index_id],
        block=block,
        block_words=_block_words()[block],
        criteria=tuple(criteria),
        units=tuple(sorted(units, key=lambda unit: unit.rank)),
    )


@cache
def _index_words() -> dict[str, str]:
    return {row["index_id"]: row["phrase"].split(";")[0] for row in read_list("indices")}


@cache
def _block_words() -> dict[str, str]:
    return {row["block"]: row["phrases"].split(";")[1] for row in read_list("blocks")}


@cache
def _criteria() -> tuple[str, ...]:
    return tuple(row["name_vi"] for row in read_list("dimensions"))


def stands(row: dict[str, str], year: int) -> bool:
    """Tell whether the unit of a row of a code list stood through the whole year."""
    return (row["valid_from"] or "0") < f"{year}" and (row["valid_to"] or "9") > f"{year + 1}"


@cache
def _names(province_id: str, is_city: bool, block: str, year: int) -> tuple[str, ...]:
    """Return the canonical names of the units of a block, sorted."""
    match block:
        case "departments":
            provincial = _WORDS["places.province"].format(name="").rstrip()
            kept = (row for row in read_list("agency_types") if row["block"] == block and stands(row, year))
            names = [row["name_vi"] for row in kept if not is_city or not row["name_vi"].endswith(provincial)]
        case "districts":
            rows = [*read_list("districts"), *read_list("districts_earlier")]
            names = [
                _WORDS["districts.canonical"].format(**row)
                for row in rows
                if row["province_id"] == province_id and stands(row, year)
            ]
        case _:
            names = _communes()
    return tuple(sorted(set(names)))


def _communes() -> list[str]:
    kinds, first, second = (_WORDS[f"communes.{part}"].split(";") for part in ("kinds", "first", "second"))
    return [
        _WORDS["communes.canonical"].format(name=f"{kinds[at % len(kinds)]} {one} {other}")
        for at, (one, other) in enumerate(product(first, second))
    ]
