"""How the sources write the names of the agencies."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import NAME_MATCHES


class StagedAgencyNames(TableModel):
    """One row a reading of a printed name; one name may stand twice in a line."""

    agency_id: Cell = column(references="agencies.agency_id")
    source_id: Cell = column(references="sources.source_id")
    subject_text: Cell = column()
    line: Cell = column()
    match: Cell = column(values=NAME_MATCHES)
    similarity: Cell = column()


class AgencyNames(StagedAgencyNames, key=("agency_id", "source_id", "subject_text", "line")):
    """One row a printed name, line and agency."""


STAGED = Table.of(
    "agency_names", StagedAgencyNames, vi="Tên cơ quan như nguyên văn.", en="Names of agencies as printed."
)
TABLE = Table.of(
    "agency_names",
    AgencyNames,
    vi="Tên cơ quan như viết trong từng nguồn, và cách nhận ra.",
    en="Names of agencies as printed in each source, and how they were recognised.",
)
