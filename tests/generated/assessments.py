"""Assessments made up for any province: who is assessed, on what, and with which result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.generated.facts import Fact
from tests.generated.units import Unit, units_of
from tests.unit.rankings import ranks
from tests.unit.reports import Province, former_provinces, read_list

# Indices that provinces assess their own units on; the others rank provinces.
_INDICES = ("ddci", "dti", "egov", "ict", "par", "service", "sipas", "website")
BLOCKS = ("departments", "districts", "communes")
_MOST_UNITS = 25
_SCALES = (1, 10, 60, 100, 120, 1000)
_LEVELS = {
    "quality": ("Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"),
    "fine": ("Rất tốt", "Tốt", "Khá", "Trung bình khá", "Trung bình", "Kém"),
    "letters": ("A", "B", "C", "D"),
    "roman": ("I", "II", "III", "IV"),
}
# A criterion that the code list of dimensions does not hold, beside those that it does.
_OWN_CRITERIA = ("Chữ ký số", "Thư điện tử", "Phòng họp không giấy")


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit got: a score on each criterion, the total, its place now and a year ago, its tier."""

    unit: Unit
    parts: tuple[Decimal, ...]
    total: Decimal
    rank: int
    rank_before: int
    tier: str | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The results of one block, best first; ``words`` are what its heading calls it."""

    block: str
    words: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment; ``maxima`` are those of the criteria, ``bands`` each tier and its lower bound."""

    province: Province
    year: int
    index: str
    index_words: str
    criteria: tuple[str, ...]
    maxima: tuple[Decimal, ...]
    scale: Decimal
    places: int
    mark: str
    bands: tuple[tuple[str, Decimal], ...]
    rankings: tuple[Ranking, ...]

    def fact(self, ranking: Ranking, result: Result | None, measure: str, **said: Any) -> Fact:
        """What a cell or a sentence says of a unit (None: of all), by default of the total in this year."""
        fact = Fact(self.year, self.index, ranking.block, result.unit.name if result else None, measure)
        return fact._replace(**said)

    def number(self, value: Decimal) -> str:
        """A score as the document prints it."""
        return f"{value:.{self.places}f}".replace(".", self.mark)


@lru_cache(maxsize=1)
def index_words() -> tuple[tuple[str, str], ...]:
    """The phrases of indices that name one index only, each with the index."""
    rows = [
        (row["index_id"], [*row["phrase"].split(";"), *filter(None, row["short"].split(";"))])
        for row in read_list("indices")
    ]
    return tuple(
        (index, words)
        for index, phrases in rows
        if index in _INDICES
        for words in phrases
        if not any(other.lower() in words.lower() for key, more in rows if key != index for other in more)
    )


@lru_cache(maxsize=1)
def block_words() -> dict[str, tuple[str, ...]]:
    """What each block is called in headings."""
    return {row["block"]: tuple(row["phrases"].split(";")) for row in read_list("blocks")}


@lru_cache(maxsize=1)
def criteria() -> tuple[tuple[str, ...], ...]:
    """The usual names of criteria, those of one dimension together."""
    rows = read_list("dimension_links")
    by_dimension = {
        dimension["dimension_id"]: (
            dimension["name_vi"],
            *(row["phrase"] for row in rows if row["dimension_id"] == dimension["dimension_id"]),
        )
        for dimension in read_list("dimensions")
    }
    own = ((name,) for name in _OWN_CRITERIA)
    whole = (tuple(filter(_is_whole, dict.fromkeys(names))) for names in by_dimension.values())
    return (*filter(None, whole), *own)


def _is_whole(name: str) -> bool:
    """True where a name does not say whose criterion it is, which is no part of it."""
    # not read yet: a criterion "Kết quả" over score and rank, where the word stands for the whole; a name
    # that ends on a list of numbers, "mức độ 3, 4", wrapped behind the comma in a PDF told by white space
    return " của cơ quan" not in name and name != "Kết quả" and not name[-1].isdigit()


@st.composite
def _numbers(draw: st.DrawFn, top: int, size: int) -> list[int]:
    """Whole numbers up to ``top``, at times of few values so that some are equal."""
    few = draw(st.booleans())
    values = st.integers(max(0, top - 4), top) if few else st.integers(0, top)
    return draw(st.lists(values, min_size=size, max_size=size))


@st.composite
def rankings(draw: st.DrawFn, base: Assessment, block: str, known: Sequence[Unit]) -> Ranking:
    """A ranking of some of the ``known`` units of a block."""
    chosen = draw(st.lists(st.sampled_from(known), min_size=4, max_size=_MOST_UNITS, unique=True))
    size = len(chosen)
    unit = Decimal(1).scaleb(-base.places)
    tops = [int(top / unit) for top in (base.maxima or (base.scale,))]
    columns = [draw(_numbers(top, size)) for top in tops]
    parts = [tuple(number * unit for number in row) for row in zip(*columns, strict=True)]
    totals = [sum(row, Decimal(0)) for row in parts]
    dense = draw(st.booleans())
    before = draw(st.permutations(range(1, size + 1)))
    results = [
        Result(unit, row if base.maxima else (), total, rank, earlier, tier_of(base.bands, total))
        for unit, row, total, rank, earlier in zip(
            chosen, parts, totals, ranks(totals, dense), before, strict=True
        )
    ]
    words = draw(st.sampled_from(block_words()[block]))
    return Ranking(block, words, tuple(sorted(results, key=lambda result: result.rank)))


def tier_of(bands: Sequence[tuple[str, Decimal]], total: Decimal) -> str | None:
    """The tier of a total; the lowest band has no lower bound."""
    return next((tier for tier, low in bands if total >= low), bands[-1][0] if bands else None)


@st.composite
def _maxima(draw: st.DrawFn, scale: int, places: int, count: int) -> tuple[Decimal, ...]:
    """The maxima of ``count`` criteria, which add up to the scale."""
    steps = scale if scale >= 10 else scale * 10
    cuts = (
        draw(st.sets(st.integers(1, steps - 1), min_size=count - 1, max_size=count - 1)) if count else set()
    )
    edges = [0, *sorted(cuts), steps]
    unit = Decimal(scale) / steps
    return tuple((high - low) * unit for low, high in pairwise(edges)) if count else ()


@st.composite
def assessments(
    draw: st.DrawFn, most_blocks: int = 2, blocks: Sequence[str] = BLOCKS, most_criteria: int = 6
) -> Assessment:
    """An assessment of one or two blocks of a province between 2012 and 2024."""
    province = draw(st.sampled_from(former_provinces()))
    year = draw(st.integers(2012, 2024))
    index, words = draw(st.sampled_from(index_words()))
    scale = draw(st.sampled_from(_SCALES))
    places = draw(st.integers(2 if scale == 1 else 0, 4))
    count = draw(st.integers(0, most_criteria))
    groups = draw(st.permutations(criteria()))[:count]
    names = tuple(draw(st.sampled_from(group)) for group in groups)
    # not read yet: three decimals behind a point in few numbers or above 130, which may be thousands
    doubtful = places == 3 and (scale == 1000 or not count)
    mark = draw(st.sampled_from("," if doubtful else ",."))
    levels = draw(st.sampled_from([(), *_LEVELS.values()]))
    bands = tuple((tier, Decimal(scale) * (9 - 2 * at) / 10) for at, tier in enumerate(levels))
    base = Assessment(
        province, year, index, words, names, draw(_maxima(scale, places, count)), Decimal(scale), places,
        mark, bands, (),
    )  # fmt: skip
    known = {block: units_of(province, block, year) for block in blocks}
    chosen = draw(st.permutations([block for block in blocks if len(known[block]) >= 4]))
    some = chosen[: draw(st.integers(1, most_blocks))]
    return replace(
        base,
        rankings=tuple(draw(rankings(base, block, known[block])) for block in some),
    )
