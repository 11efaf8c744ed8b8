"""What the start page shows, and the page of findings, doubts and corrections."""

from collections import Counter
from dataclasses import dataclass

from pipeline.publishing.site.claim_views import DiscrepancyView
from pipeline.publishing.site.pages.agency_type_pages import AgencyType
from pipeline.publishing.site.pages.assessment_page import ListHeading
from pipeline.publishing.site.site_model import Model
from schemas.table import table_of
from schemas.tables.agencies import Agency, AgencyName, Province
from schemas.tables.claims import Discrepancy, Doubt, JudgedClaim
from schemas.tables.documents import Correction, QuarantinedSource, Source
from schemas.tables.statements import Fact
from schemas.values import MISPRINT_MATCHES


@dataclass(frozen=True, slots=True)
class HomeView:
    """The start page. ``counts`` say how much there is, by the name of their string."""

    counts: list[tuple[str, int]]
    first_year: int
    last_year: int
    headings: list[ListHeading]
    provinces: list[Province]
    province_names: dict[str, str]
    agency_types: list[AgencyType]
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class ErrataView:
    """The page of corrections, discrepancies, doubts and quarantined documents.

    ``repaired``: documents with how many of their names are printed with an error.
    """

    corrections: list[Correction]
    discrepancies: list[DiscrepancyView]
    doubts: list[Doubt]
    quarantine: list[QuarantinedSource]
    repaired: list[tuple[Source, Province, int]]


def home_view(model: Model, lists: list[ListHeading], types: list[AgencyType]) -> HomeView:
    """Return the start page of the whole release."""
    tables = model.tables
    years = [heading.assessment.year for heading in lists]
    sources = tables.of(Source)
    # What a transcript states is stated by its document: it is counted once.
    documents = {row.source_id for row in sources if not row.is_transcript}
    listed = ", ".join(f"'{name}'" for name in sorted(documents)) or "NULL"
    provinces = model.provinces_by_name({row.province_id for row in sources})
    return HomeView(
        counts=[
            ("provinces", len(provinces)),
            ("sources", len(documents)),
            ("assessments", len(lists)),
            ("agencies", tables.count(table_of(Agency))),
            ("facts", tables.count(table_of(Fact))),
            ("claims", tables.count(table_of(JudgedClaim), f"source_id IN ({listed})")),
        ],
        first_year=min(years),
        last_year=max(years),
        headings=lists,
        provinces=provinces,
        province_names={province.province_id: province.name for province in provinces},
        agency_types=types,
        sources=sources,
    )


def errata_view(model: Model) -> ErrataView:
    """Return the page of what does not fit, of the whole release."""
    names = (row for row in model.tables.of(AgencyName) if row.match in MISPRINT_MATCHES)
    n_repaired = Counter(row.source_id for row in names)
    return ErrataView(
        corrections=model.tables.of(Correction),
        discrepancies=[model.discrepancy_view(row) for row in model.tables.of(Discrepancy)],
        doubts=model.tables.of(Doubt),
        quarantine=model.tables.of(QuarantinedSource),
        repaired=[
            (row, model.provinces[row.province_id], n_repaired[row.source_id])
            for row in model.tables.of(Source)
            if n_repaired[row.source_id]
        ],
    )
