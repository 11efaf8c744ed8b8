"""The lines of the sources."""

from schemas.table import Cell, Table, TableModel, column


class SourceLines(TableModel, key=("source_id", "line")):
    """One row a line of a source; staged and published alike."""

    source_id: Cell = column(references="sources.source_id")
    line: Cell = column()
    text: Cell = column()


TABLE = Table.of(
    "source_lines",
    SourceLines,
    vi="Các dòng của tài liệu nguồn; với bài báo chỉ các dòng được trích.",
    en="Lines of the sources; of press articles only the quoted ones.",
)
