"""How much of the country the release covers: provinces by year, and tile grids of the provinces before and now."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.publishing.site.pages.assessment_page import ListHeading
from pipeline.publishing.site.site_model import Model
from schemas.codelists import read_list
from schemas.tables.agencies import Province

# Grids of `tiles.csv`: the provinces until the mergers of 2025, and those since.
GRIDS = ("before", "now")


@dataclass(frozen=True, slots=True)
class Tile:
    """A province in a grid, or with no province an archipelago; rows and columns count from one.

    `path` is its page, None where no document tells of it.
    """

    code: str
    province: Province | None
    row: int
    column: int
    n_lists: int
    path: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The lists of a province by year."""

    province: Province
    n_lists: Counter[int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Provinces by year, the years, the grids by name, and how many provinces there were until a day."""

    rows: list[MatrixRow]
    years: list[int]
    grids: dict[str, list[Tile]]
    n_provinces: int
    until: date | None


def coverage(model: Model, lists: Sequence[ListHeading], shown: Collection[str]) -> Coverage:
    """Return what the release covers; `shown`: the provinces that have pages."""
    by_year: dict[str, Counter[int]] = {province_id: Counter() for province_id in shown}
    for heading in lists:
        by_year[heading.assessment.province_id][heading.assessment.year] += 1
    grids = {grid: _tiles(model, grid, by_year) for grid in GRIDS}
    known = [tile.province for tile in grids["before"] if tile.province]
    return Coverage(
        rows=[
            MatrixRow(province, by_year[province.province_id]) for province in model.provinces_by_name(shown)
        ],
        years=sorted({heading.assessment.year for heading in lists}),
        grids=grids,
        n_provinces=len(known),
        until=max((province.valid_to for province in known if province.valid_to), default=None),
    )


def _tiles(model: Model, grid: str, by_year: dict[str, Counter[int]]) -> list[Tile]:
    rows = (row for row in read_list("tiles") if row["grid"] == grid)
    return [
        _tile(model, row, by_year)
        for row in rows
        if row["kind"] == "archipelago" or row["code"] in model.provinces
    ]


def _tile(model: Model, row: dict[str, str], by_year: dict[str, Counter[int]]) -> Tile:
    """Return a tile with the lists of its province and of those that it follows."""
    code = row["code"]
    kin = {code: "", **{found.old_id: found.kind for found in model.predecessors.get(code, [])}}
    covered = [name for name in kin if by_year.get(name)]
    # of a province that went on unchanged, and of one that still has documents, the page is its own
    own = next((name for name in covered if kin[name] in ("", "continued", "renamed")), None)
    page = own or (code if covered else None)
    return Tile(
        code=code,
        province=model.provinces.get(code),
        row=int(row["grid_row"]),
        column=int(row["grid_column"]),
        n_lists=sum(by_year[name].total() for name in covered),
        path=f"provinces/{page}.html" if page else None,
    )
