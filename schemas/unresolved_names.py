"""Printed names that no agency was found for."""

from schemas.table import Cell, Table, TableModel, column


class UnresolvedNames(TableModel):
    """One row a printed name that was not placed; staged (as ``unresolved``) and published alike."""

    source_id: Cell = column(references="sources.source_id")
    subject_text: Cell = column()
    line: Cell = column()
    candidates: Cell = column()


STAGED = Table.of(
    "unresolved", UnresolvedNames, vi="Tên chưa nhận ra.", en="Printed names that were not placed."
)
TABLE = Table.of(
    "unresolved_names",
    UnresolvedNames,
    vi="Tên được công bố mà chưa nhận ra là cơ quan nào.",
    en="Printed names that no agency was found for, with the nearest known names.",
)
