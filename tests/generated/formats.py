"""Files: one made table in each format that is read."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.generated.assessments import assessments
from tests.generated.choices import layouts
from tests.generated.pages import page_file
from tests.generated.reports import parted, tables
from tests.generated.running import Made
from tests.unit.made_files import Cell, Report, plain, separated, xlsx

# What is written of a report.
Writer = Callable[[Report], bytes]
_DRAFT = [[Cell("Tên đơn vị"), Cell("Tổng điểm")], [Cell("Sở Xây dựng"), Cell("1")]]


@st.composite
def files(draw: st.DrawFn, /, name: str, write: Writer, blocks: int = 2, **fixed: Any) -> Made:
    """A file with one table of up to ``blocks`` blocks; ``fixed`` are choices that its format needs."""
    made, layout = draw(assessments(blocks)), draw(layouts(**fixed))
    drawn = draw(tables(made, layout))
    data = write(drawn.report)
    shown = data.decode() if name.endswith(("txt", "csv")) else plain(drawn.report)
    return Made(name, data, shown, drawn.facts)


@st.composite
def texts(draw: st.DrawFn) -> Made:
    """A text with a table for each block, under headings of their own."""
    made = draw(assessments())
    parts = draw(parted(made, draw(layouts())))
    text = "\n".join(plain(part.report) for part in parts)
    return Made("a.txt", text.encode(), text, [fact for part in parts for fact in part.facts])


def pipes(report: Report) -> bytes:
    return plain(report).encode()


def _around(report: Report, lines: list[str]) -> bytes:
    return "\n".join([report.title, "", report.heading, "", *lines, "", *report.notes, ""]).encode()


def tabs(report: Report) -> bytes:
    """Cells between tabs; a group row is one cell."""
    return _around(report, ["\t".join(row) for row in _shown(report)])


def blanks(report: Report) -> bytes:
    """Columns set with blanks, an empty cell leaves its column blank."""
    rows = _shown(report)
    full = [row for row in rows if len(row) == report.width]
    widths = [max(len(row[place]) for row in full) + 3 for place in range(report.width)]
    lines = [
        "".join(text.ljust(width) for text, width in zip(row, widths, strict=False)).rstrip() for row in rows
    ]
    return _around(report, lines)


def flat(report: Report) -> bytes:
    """One cell a line, as a page loses its frame when it is copied."""
    cells = [cell.text for row in report.table for cell in row]
    return _around(report, cells)


def _shown(report: Report) -> list[list[str]]:
    alone = [len(row) == 1 for row in report.table]
    return [row[:1] if one else row for row, one in zip(report.grid(), alone, strict=True)]


def values(separator: str, repeated: bool) -> Writer:
    """Separated values; a merged cell stands in all its places or only in the first."""
    return lambda report: separated(report, separator, repeated).encode()


def workbook(numbers: bool) -> Writer:
    """A workbook whose figures are numbers or text."""
    return lambda report: xlsx(report, Report("", "", _DRAFT), range(report.width) if numbers else ())


def pages(ruled: bool, left: bool = False) -> Writer:
    """A PDF, its table ruled or told by white space, the figures in the middle of their columns or left."""
    return lambda report: page_file(report, ruled, left)
