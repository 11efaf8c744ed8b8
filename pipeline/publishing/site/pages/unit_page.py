"""What the page of a unit shows: one sentence, every list it stands in, and all that is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publishing.site.charts import Strip, strip
from pipeline.publishing.site.claim_views import ClaimView, DiscrepancyView, Excerpt
from pipeline.publishing.site.pages.assessment_page import AssessmentView
from pipeline.publishing.site.site_model import Model, group_by
from pipeline.publishing.site.unit_rows import CriterionCell, UnitRow
from schemas.tables.agencies import Agency, AgencyName, Province, Succession
from schemas.tables.claims import ClaimUnit, Discrepancy
from schemas.tables.documents import UnitEntry
from schemas.tables.statements import Statement

# What a name can be in a sentence that speaks of its unit; one who announces, or sits on a board, is not spoken of.
_SPOKEN_OF = ("counted", "compared", "unexplained")


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit in one list: its row there, and where its place lies."""

    view: AssessmentView
    row: UnitRow
    strip: Strip | None

    @property
    def cells(self) -> list[tuple[str, CriterionCell]]:
        """The criteria of which anything is known of the unit, by name."""
        named = zip(self.view.columns, self.row.criteria, strict=True)
        return [(c.criterion.name, cell) for c, cell in named if not cell.is_empty or cell.deduced]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document of some year that speak of the unit; ``excerpt`` marks its result, or its name."""

    year: int
    source_id: str
    line: int
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit before or after this one; ``has_page`` where it stands in a list itself."""

    succession: Succession
    agency: Agency
    has_page: bool


@dataclass(frozen=True, slots=True)
class UnitView:
    """Everything on the page of a unit; ``results`` with the newest list first."""

    agency: Agency
    province: Province
    results: list[UnitResult]
    quotes: list[Quote]
    claims: list[ClaimView]
    discrepancies: list[DiscrepancyView]
    heirs: list[Kin]
    predecessors: list[Kin]
    names: list[str]

    @property
    def newest(self) -> UnitResult:
        """The result that the sentence on top tells."""
        return self.results[0]


def unit_views(model: Model, province_id: str, views: Sequence[AssessmentView]) -> list[UnitView]:
    """Return a view for each unit of a province in its lists, by name."""
    stands: dict[str, list[UnitResult]] = {}
    for view in sorted(views, key=lambda view: -view.heading.assessment.year):
        for row in view.units:
            found = UnitResult(view, row, strip(row.interval, view.heading.assessment.n_units))
            stands.setdefault(row.agency_id, []).append(found)
    told = group_by(
        (row for row in model.tables.of(Statement) if row.agency_id), lambda row: row.agency_id or ""
    )
    spoken = group_by(model.tables.of(ClaimUnit), lambda row: row.agency_id)
    at_odds = group_by(model.tables.of(Discrepancy), lambda row: row.agency_id)
    names = group_by(model.tables.of(AgencyName), lambda row: row.agency_id)
    named = group_by(
        (row for row in model.tables.of(UnitEntry) if row.agency_id), lambda row: row.agency_id or ""
    )
    return [
        UnitView(
            agency=model.agencies[agency_id],
            province=model.provinces[results[0].view.heading.assessment.province_id],
            results=results,
            quotes=_quotes(model, told.get(agency_id, []), named.get(agency_id, [])),
            claims=[model.claim(row.claim_id) for row in spoken.get(agency_id, [])],
            discrepancies=[model.discrepancy_view(row) for row in at_odds.get(agency_id, [])],
            heirs=[
                Kin(row, model.agencies[row.new_id], row.new_id in stands)
                for row in model.successions.get(agency_id, [])
            ],
            predecessors=[
                Kin(row, model.agencies[row.old_id], row.old_id in stands)
                for row in model.predecessors.get(agency_id, [])
            ],
            names=_other_names(model.agencies[agency_id], names.get(agency_id, [])),
        )
        for agency_id, results in sorted(stands.items(), key=lambda item: model.agency_order[item[0]])
        if model.agencies[agency_id].province_id == province_id
    ]


def _quotes(model: Model, statements: Sequence[Statement], entries: Sequence[UnitEntry]) -> list[Quote]:
    """Return each line once that tells results of a unit, or speaks of it, in a sentence, not in a cell of a table."""
    quotes: dict[tuple[str, int], Quote] = {}
    told = {(row.source_id, row.line) for row in statements}
    for row in statements:
        if row.origin == "prose":
            quote = Quote(row.year, row.source_id, row.line, model.excerpt(row))
            quotes.setdefault((row.source_id, row.line), quote)
    for entry in entries:
        place = entry.source_id, entry.line
        found = model.mention(entry) if entry.fate in _SPOKEN_OF and place not in told else None
        if found:
            year = model.sources[entry.source_id].year
            quotes.setdefault(place, Quote(year, entry.source_id, entry.line, found))
    return list(quotes.values())


def _other_names(agency: Agency, names: Sequence[AgencyName]) -> list[str]:
    """Return how documents call a unit that call it otherwise, each name once."""
    return list(dict.fromkeys(row.subject_text for row in names if row.subject_text != agency.name))
