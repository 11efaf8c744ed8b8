"""What the start page shows, the page of all documents, and that of doubts and corrections."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from pipeline.publishing.site.claim_views import DiscrepancyView
from pipeline.publishing.site.pages.agency_type_pages import AgencyType
from pipeline.publishing.site.pages.assessment_page import ListHeading
from pipeline.publishing.site.pages.coverage import Coverage, coverage
from pipeline.publishing.site.pages.findings_page import FindingsView
from pipeline.publishing.site.site_model import Model
from schemas.table import table_of
from schemas.tables.agencies import Agency, Province
from schemas.tables.claims import Doubt, JudgedClaim
from schemas.tables.documents import Correction, QuarantinedSource, Source
from schemas.tables.statements import Fact
from schemas.values import MISPRINT_MATCHES

# How many findings the start page shows.
_LEADING = 3
_REPAIRED = """
SELECT source_id, count(*) FROM main.agency_names WHERE match IN (SELECT unnest($matches)) GROUP BY source_id
"""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The start page. ``counts`` say how much there is, by the name of their string."""

    counts: list[tuple[str, int]]
    coverage: Coverage
    findings: FindingsView
    agency_types: list[AgencyType]

    @property
    def leading(self) -> list[DiscrepancyView]:
        """The findings that stand on the page itself."""
        return self.findings.cards[:_LEADING]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The page of all documents: each with its province, by province and year."""

    documents: list[tuple[Source, Province]]


@dataclass(frozen=True, slots=True)
class ErrataView:
    """The page of corrections, doubts and quarantined documents.

    ``repaired``: documents with how many of their names are printed with an error.
    """

    corrections: list[Correction]
    doubts: list[Doubt]
    quarantine: list[QuarantinedSource]
    repaired: list[tuple[Source, Province, int]]


def home_view(
    model: Model,
    lists: list[ListHeading],
    types: list[AgencyType],
    shown: Collection[str],
    findings: FindingsView,
) -> HomeView:
    """Return the start page of the whole release; `shown`: the provinces that have pages."""
    tables = model.tables
    # What a transcript states is stated by its document: it is counted once.
    documents = {row.source_id for row in tables.of(Source) if not row.is_transcript}
    listed = ", ".join(f"'{name}'" for name in sorted(documents)) or "NULL"
    return HomeView(
        counts=[
            ("sources", len(documents)),
            ("assessments", len(lists)),
            ("agencies", tables.count(table_of(Agency))),
            ("facts", tables.count(table_of(Fact))),
            ("claims", tables.count(table_of(JudgedClaim), f"source_id IN ({listed})")),
        ],
        coverage=coverage(model, lists, shown),
        findings=findings,
        agency_types=types,
    )


def documents_view(model: Model) -> DocumentsView:
    """Return all documents by name of province, year and id."""
    rows = sorted(
        model.tables.of(Source),
        key=lambda row: (model.province_order[row.province_id], row.year, row.source_id),
    )
    return DocumentsView([(row, model.provinces[row.province_id]) for row in rows])


def errata_view(model: Model, con: duckdb.DuckDBPyConnection) -> ErrataView:
    """Return the page of what was corrected, left in doubt or set aside, of the whole release."""
    counts = con.execute(_REPAIRED, {"matches": sorted(MISPRINT_MATCHES)}).fetchall()
    n_repaired = Counter({source_id: n for source_id, n in counts})
    return ErrataView(
        corrections=model.tables.of(Correction),
        doubts=model.tables.of(Doubt),
        quarantine=model.tables.of(QuarantinedSource),
        repaired=[
            (row, model.provinces[row.province_id], n_repaired[row.source_id])
            for row in model.tables.of(Source)
            if n_repaired[row.source_id]
        ],
    )
