"""A made report on the pages of a PDF, its cells wrapped to their columns; with rules or by white space."""

from collections.abc import Sequence
from textwrap import wrap

from tests.unit.made_files import Cell, Report
from tests.unit.made_pdf import BOTTOM, LEFT, TOP, WIDTH, Page, write_pdf

_LETTER = 4.0  # width of a letter of made_pdf's font
_PITCH = 10.0  # from line to line in a cell
_APART = 8.0  # between two rows
_INSET = 3.0
_FIGURES = 60.0  # width of a column of figures: "Trung bình khá" goes on in the next line
_NARROW = 56.0  # width of the running numbers or of the ranks before the names


def _widths(report: Report) -> list[float]:
    """The widths of the columns: the units have what the others leave."""
    body = report.grid()[-2:]
    named = max(range(report.width), key=lambda place: max(len(row[place]) for row in body))
    widths = [_NARROW if place < named else _FIGURES for place in range(report.width)]
    widths[named] = min(300.0, WIDTH - 2 * LEFT - sum(widths) + widths[named])
    return widths


def _wrapped(text: str, width: float) -> list[str]:
    return wrap(text, max(1, int((width - 2 * _INSET) / _LETTER) - 1), break_long_words=False) or [""]


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row of unmerged cells, or of one cell over all columns."""
    if len(row) < len(widths):
        return _PITCH + _APART
    return (
        max(len(_wrapped(cell.text, width)) for cell, width in zip(row, widths, strict=True)) * _PITCH
        + _APART
    )


def page_file(report: Report, ruled: bool, left: bool) -> bytes:
    """The file; ``report`` has one header row, and every page repeats it. ``left``: figures are set left."""
    widths = _widths(report)
    head, *body = report.table
    page, y = Page(), float(TOP)
    pages = [page]
    for line in (report.title, report.heading):
        page.text(LEFT, y, line)
        y -= 2 * _PITCH
    y = _row(page, head, widths, y, ruled, left)
    for at, row in enumerate(body):
        # not read yet, told by white space alone: a group row at the foot of a page
        together = body[at : at + 3] if len(row) < len(widths) else [row]
        if y - sum(_height(one, widths) for one in together) < BOTTOM + 3 * _PITCH:
            page, y = Page(), float(TOP)
            pages.append(page)
            y = _row(page, head, widths, y, ruled, left)
        y = _row(page, row, widths, y, ruled, left)
    y -= 2 * _PITCH
    for note in report.notes:
        if y < BOTTOM + 2 * _PITCH:
            page, y = Page(), float(TOP)
            pages.append(page)
        page.text(LEFT, y, note)
        y -= 2 * _PITCH
    for number, page in enumerate(pages, start=1):
        page.text(WIDTH / 2, BOTTOM, str(number))
    return write_pdf(pages)


def _row(
    page: Page, row: Sequence[Cell], widths: Sequence[float], y: float, ruled: bool, left: bool
) -> float:
    """Draw a row whose first line stands at ``y``; returns where the next one's stands."""
    height = _height(row, widths)
    x = float(LEFT)
    over = len(row) < len(widths)
    for cell, width in zip(row, [sum(widths)] if over else widths, strict=True):
        if ruled:
            page.box(x, y + _PITCH - height, width, height)
        for at, line in enumerate([cell.text] if over else _wrapped(cell.text, width)):
            centred = width <= _FIGURES and not left
            inset = (width - _LETTER * len(line)) / 2 if centred else _INSET
            page.text(x + inset, y - at * _PITCH, line)
        x += width
    return y - height
