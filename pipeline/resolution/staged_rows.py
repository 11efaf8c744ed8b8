"""The rows that one source yields: what resolution hands to the warehouse."""

from dataclasses import dataclass, field, fields

from schemas.tables.agencies import Agency, AgencyName, UnresolvedName
from schemas.tables.assessments import ListedCriterion, StagedTierBand, UnitState
from schemas.tables.claims import Doubt, StagedClaim
from schemas.tables.documents import Correction, LedgerEntry, QuarantinedSource, Source, SourceLine, UnitEntry
from schemas.tables.statements import Indicator, StagedStatement


@dataclass(slots=True)
class StagedRows:
    """All rows of one or several sources, one list a staged table."""

    sources: list[Source] = field(default_factory=list)
    source_lines: list[SourceLine] = field(default_factory=list)
    statements: list[StagedStatement] = field(default_factory=list)
    claims: list[StagedClaim] = field(default_factory=list)
    tier_bands: list[StagedTierBand] = field(default_factory=list)
    listed_criteria: list[ListedCriterion] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    agency_names: list[AgencyName] = field(default_factory=list)
    unit_states: list[UnitState] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    number_ledger: list[LedgerEntry] = field(default_factory=list)
    unit_ledger: list[UnitEntry] = field(default_factory=list)
    unresolved_names: list[UnresolvedName] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    quarantine: list[QuarantinedSource] = field(default_factory=list)

    def of_source(self, source_id: str) -> "StagedRows":
        """Return the rows of one source; agencies and quarantine, which belong to no single one, are left out."""
        chosen = StagedRows()
        for table in fields(self):
            rows = getattr(self, table.name)
            kept = [row for row in rows if getattr(row, "source_id", None) == source_id]
            setattr(chosen, table.name, kept)
        return chosen

    def extend(self, other: "StagedRows") -> None:
        """Append the rows of ``other``, table by table."""
        for table in fields(self):
            getattr(self, table.name).extend(getattr(other, table.name))
