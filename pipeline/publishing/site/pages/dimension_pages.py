"""Criteria of many lists that have the same content: a page for each dimension, and one for each block of units.

A criterion stands on the axis of its own list, from nothing to its maximum; what the ladder allows is said once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipeline.publishing.site.charts import percent
from pipeline.publishing.site.deduced_values import deduced_cells, deduction_views
from pipeline.publishing.site.gate import LadderTold, read_ladder
from pipeline.publishing.site.pages.assessment_page import ListHeading, headings, newest_lists
from pipeline.publishing.site.site_model import Model, group_by
from pipeline.publishing.site.site_tables import Only, Tables
from pipeline.publishing.site.unit_rows import CriterionCell, criterion_cell
from schemas.tables.agencies import Agency
from schemas.tables.assessments import Criterion
from schemas.tables.editions import Code
from schemas.tables.statements import Statement

_DIMENSIONS = """
SELECT
    codes.code, criteria.block, count(*), count(*) FILTER (WHERE criteria.named_at IS NULL),
    count(DISTINCT criteria.assessment_id), list(DISTINCT criteria.province_id), min(criteria.year), max(criteria.year)
FROM (SELECT * FROM main.criteria JOIN main.assessments USING (assessment_id)) AS criteria
JOIN main.code_lists AS codes ON codes.list = 'dimensions' AND codes.code = criteria.dimension_id
GROUP BY codes.code, codes.name_vi, criteria.block
ORDER BY codes.name_vi COLLATE vi, codes.code, criteria.block
"""
_OF_DIMENSION = (
    "CREATE OR REPLACE TEMP TABLE only_criteria AS"
    " SELECT criterion_id, assessment_id FROM main.criteria WHERE dimension_id = $dimension",
    "CREATE OR REPLACE TEMP TABLE only_lists AS SELECT DISTINCT assessment_id FROM only_criteria",
)
_OF_BLOCK = (
    "CREATE OR REPLACE TEMP TABLE block_lists AS"
    " SELECT assessment_id FROM main.assessments WHERE assessment_id IN (FROM only_lists) AND block = $block"
)
_ONLY = (
    Only(frozenset({"criterion_id"}), "criterion_id IN (SELECT criterion_id FROM only_criteria)"),
    Only(frozenset({"assessment_id"}), "assessment_id IN (FROM only_lists)"),
)
# A page of more rows than this shows the newest list of each province, and leaves each year to a page of its own.
MANY_ROWS = 700


@dataclass(frozen=True, slots=True)
class BlockCount:
    """How much there is of a dimension in a block; ``n_scored`` of its criteria have results."""

    block: str
    n_criteria: int
    n_scored: int
    n_lists: int
    province_ids: set[str]
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension that a criterion is linked to, with its definition."""

    code: Code
    blocks: list[BlockCount]

    @property
    def n_criteria(self) -> int:
        """How many criteria are linked to it."""
        return sum(block.n_criteria for block in self.blocks)

    @property
    def n_lists(self) -> int:
        """How many lists have such a criterion."""
        return sum(block.n_lists for block in self.blocks)

    @property
    def n_provinces(self) -> int:
        """How many provinces have such a list."""
        return len(set[str]().union(*(block.province_ids for block in self.blocks)))


@dataclass(frozen=True, slots=True)
class UnitOnCriterion:
    """A unit of which something is known on a criterion."""

    agency: Agency
    cell: CriterionCell


@dataclass(frozen=True, slots=True)
class LinkedCriterion:
    """A criterion of one list; ``points`` are the percents of its units on its own axis.

    ``named_at`` is the line that names a criterion without results.
    """

    heading: ListHeading
    criterion: Criterion
    maximum: Statement | None
    units: list[UnitOnCriterion]
    points: list[Decimal]
    lowest: Decimal | None
    highest: Decimal | None
    named_at: tuple[str, int] | None

    @property
    def n_told(self) -> int:
        """Of how many units the document gives a result."""
        return sum(not one.cell.is_empty for one in self.units)


@dataclass(frozen=True, slots=True)
class TopicSection:
    """The criteria of the lists of one index; ``parts`` are more than one where some lists are barred from others."""

    index_id: str
    ladder: LadderTold
    parts: list[list[LinkedCriterion]]


@dataclass(frozen=True, slots=True)
class DimensionBlockView:
    """A dimension in the lists of one block: on the page of all its years, or on that of one.

    ``sections`` hold all its lists, ``shown`` those that the page shows; ``years`` have pages of their own where all
    are too much for one.
    """

    code: Code
    block: str
    sections: list[TopicSection]
    shown: list[TopicSection]
    years: list[int]
    year: int | None = None

    @property
    def shows_units(self) -> bool:
        """Whether the results of each unit stand on the page."""
        return sum(map(_n_rows, self._criteria)) <= MANY_ROWS

    @property
    def _criteria(self) -> Iterator[LinkedCriterion]:
        return (one for section in self.shown for part in section.parts for one in part)


def dimensions(model: Model, con: duckdb.DuckDBPyConnection) -> list[Dimension]:
    """Return the dimensions that criteria are linked to, by name."""
    counts = group_by(con.execute(_DIMENSIONS).fetchall(), lambda row: row[0])
    codes = {row.code: row for row in model.tables.of(Code) if row.list == "dimensions"}
    return [Dimension(codes[code], [_block_count(*row[1:]) for row in rows]) for code, rows in counts.items()]


def _block_count(
    block: str, n_criteria: int, n_scored: int, n_lists: int, province_ids: list[str], first: int, last: int
) -> BlockCount:
    return BlockCount(block, n_criteria, n_scored, n_lists, set(province_ids), first, last)


def dimension_block_views(con: duckdb.DuckDBPyConnection, found: Dimension) -> Iterator[DimensionBlockView]:
    """Yield the pages of the blocks of a dimension, each followed by those of its years where it is split."""
    for statement in _OF_DIMENSION:
        con.execute(statement, {"dimension": found.code.code} if "$" in statement else None)
    model = Model(Tables(con, None, _ONLY))
    blocks = group_by(headings(model), lambda heading: heading.assessment.block)
    for block in sorted(blocks):
        con.execute(_OF_BLOCK, {"block": block})
        ladders = read_ladder(con, "block_lists")
        criteria = [one for heading in blocks[block] for one in _criteria(model, heading)]
        sections = _sections(criteria, ladders)
        if sum(map(_n_rows, criteria)) <= MANY_ROWS:
            yield DimensionBlockView(found.code, block, sections, sections, [])
            continue
        years = sorted({one.heading.assessment.year for one in criteria})
        newest = newest_lists(heading.assessment for heading in blocks[block])
        latest = [one for one in criteria if one.heading.page_id in newest]
        yield DimensionBlockView(found.code, block, sections, _sections(latest, ladders), years)
        for year in years:
            shown = _sections([one for one in criteria if one.heading.assessment.year == year], ladders)
            yield DimensionBlockView(found.code, block, shown, shown, [], year)


def _n_rows(one: LinkedCriterion) -> int:
    """Return how many rows a criterion has where the results of its units are shown."""
    return 1 + len(one.units)


def _sections(criteria: list[LinkedCriterion], ladders: dict[str, LadderTold]) -> list[TopicSection]:
    topics = group_by(criteria, lambda one: one.heading.assessment.index_id)
    sections = []
    for index_id in sorted(topics):
        ladder = ladders.get(index_id, LadderTold([], [], set()))
        parts = ladder.part(dict.fromkeys(one.heading.page_id for one in topics[index_id]))
        sections.append(
            TopicSection(
                index_id,
                ladder,
                [[one for one in topics[index_id] if one.heading.page_id in part] for part in parts],
            )
        )
    return sections


def _criteria(model: Model, heading: ListHeading) -> Iterator[LinkedCriterion]:
    """Yield the criteria of a list that are linked to the dimension, in its order."""
    deduced = deduced_cells(deduction_views(model, heading.page_id, with_proofs=False))
    for criterion in model.criteria.get(heading.page_id, []):
        units = [
            UnitOnCriterion(
                model.agencies[unit.agency_id],
                criterion_cell(model, criterion.criterion_id, unit.agency_id, None, deduced),
            )
            for unit in model.unit_states.get(heading.page_id, [])
        ]
        known = sorted((one for one in units if not one.cell.is_empty or one.cell.deduced), key=_best_first)
        shares = [one.cell.pct for one in known if one.cell.pct is not None]
        yield LinkedCriterion(
            heading=heading,
            criterion=criterion,
            maximum=model.maxima.get(criterion.criterion_id),
            units=known,
            points=sorted({percent(min(share, Decimal(100)), Decimal(0), Decimal(100)) for share in shares}),
            lowest=min(shares, default=None),
            highest=max(shares, default=None),
            named_at=_place(criterion.named_at),
        )


def _best_first(one: UnitOnCriterion) -> tuple[Decimal, Decimal]:
    """Return the order within one list; units alike stay in the order of names."""
    score = one.cell.score.value if one.cell.score else None
    return -(one.cell.pct if one.cell.pct is not None else Decimal(-1)), -(score or Decimal(0))


def _place(named_at: str | None) -> tuple[str, int] | None:
    if named_at is None:
        return None
    source_id, _, line = named_at.partition("#line=")
    return source_id, int(line)
