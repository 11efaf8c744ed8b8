"""What a document would bring in, laid out for reading: statements on stdout, how it was read on stderr."""

import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePath
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.commands.records import printed_value
from pipeline.reading.vocabulary.gazetteer import provinces
from pipeline.reading.vocabulary.topics import index_in
from pipeline.resolution.staged_rows import StagedRows
from pipeline.vietnamese.normal import normalise
from schemas.tables.documents import LedgerEntry, Source
from schemas.tables.statements import StagedStatement
from schemas.values import FATES

# Where no terminal says how wide it is: wide enough for a file or a pager.
_WIDTH = 160
# So many characters of a line stand on each side of a number that nothing accounts for.
_AROUND = 45
_TITLE = 120
# What would steer a terminal or turn the order of what is shown.
_STEERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FATES = {
    "statement": "a result of a unit",
    "claim": "part of a sentence that can be checked",
    "indicator": "a figure on the province's IT",
    "structure": "numbering, headings, names",
    "reference": "dates, document numbers, laws",
    "furniture": "page counters, addresses",
    "unaccounted": "nothing says what these are",
}


def show_statements(rows: StagedRows) -> None:
    """Print the statements of ``rows`` on stdout, one table an assessment."""
    console = _console(sys.stdout)
    found: defaultdict[tuple[str, int, str, str], list[StagedStatement]] = defaultdict(list)
    for row in rows.statements:
        found[row.province_id, row.year, row.index_id, row.block].append(row)
    for (province, year, index, block), told in found.items():
        table = _table(f"{province} {year} · {index} · {block}: {_counted(len(told), 'statement')}")
        table.add_column("line", justify="right", no_wrap=True)
        table.add_column("unit")
        table.add_column("criterion")
        table.add_column("measure", no_wrap=True)
        table.add_column("value", justify="right", style="bold", no_wrap=True)
        table.add_column("as printed", justify="right")
        table.add_column("from", no_wrap=True)
        for row in told:
            unit = row.agency or row.subject_text or "–"
            said = (unit, row.criterion, row.measure, printed_value(row), row.value_text, row.origin)
            table.add_row(str(row.line), *map(_plain, said))
        _show(console, table)


def show_account(rows: StagedRows) -> None:
    """Print on stderr what was read, and how surely: repairs, unknown names, lost numbers, doubts."""
    console = _console(sys.stderr)
    lines = {row.line: row.text for row in rows.source_lines}
    for source in rows.sources:
        _show(console, _about(source, rows))
        console.print()
    for table in (_repairs(rows), _unknown(rows), _lost(rows, lines), _unread(rows)):
        if table.row_count:
            _show(console, table)
    _show(console, _ledger(rows.number_ledger))


def _console(stream: TextIO) -> Console:
    """Return a console on ``stream``; colours and the width of the window only where it is a terminal."""
    terminal = stream.isatty()
    return Console(
        file=stream,
        width=None if terminal else _WIDTH,
        force_terminal=None if terminal else False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _show(console: Console, table: Table) -> None:
    """Print a table without the blanks that fill its lines; its title is not cut to its width."""
    title, table.title = table.title, None
    with console.capture() as captured:
        if title:
            console.print(title, style="bold")
        console.print(table)
    console.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def _table(title: str) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD)


def _plain(text: str) -> Text:
    """Return a text of a document without what would steer a terminal; a bar stands for a tab between cells."""
    return Text(_STEERS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " | ")))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _about(source: Source, rows: StagedRows) -> Table:
    """Return what document it was taken for."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column()
    province = next(known for known in provinces() if known.province_id == source.province_id)
    kind = PurePath(source.path).suffix.lower().removeprefix(".") + (
        ", a scan: recognised text" if source.recognised else ""
    )
    for label, said in (
        ("file", source.path),
        ("format", f"{kind}, {_counted(len(rows.source_lines), 'line')}"),
        ("title", _title(source, rows)),
        ("province", f"{province.name} ({province.province_id})"),
        ("year", source.period),
        ("holds", f"{_counted(len(rows.statements), 'statement')}, {_counted(len(rows.claims), 'claim')}"),
        (
            "rankings",
            ", ".join(dict.fromkeys(f"{row.index_id} {row.block} {row.year}" for row in rows.statements)),
        ),
    ):
        grid.add_row(label, _plain(said or "none"))
    return grid


def _title(source: Source, rows: StagedRows) -> str:
    """Return the first line that names the year and an index, else the title that the source was given."""
    named = (row.text.strip() for row in rows.source_lines if str(source.year) in row.text)
    title = next((text for text in named if index_in(normalise(text).text)), source.title)
    return textwrap.shorten(title, _TITLE, placeholder=" …")


def _repairs(rows: StagedRows) -> Table:
    table = _table("Read otherwise than printed")
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("as printed → as read")
    first: dict[str, int] = {}
    for row in rows.statements:
        for note in (row.repair or "").split("; "):
            if note:
                first.setdefault(note, row.line)
    for note, line in first.items():
        table.add_row(str(line), _plain(note))
    return table


def _unknown(rows: StagedRows) -> Table:
    table = _table("Unknown names: put misprints right in corrections.yaml (line, before, after, reason)")
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("as printed", style="yellow")
    table.add_column("nearest known names")
    for name in rows.unresolved_names:
        table.add_row(str(name.line), _plain(name.subject_text), _plain(name.candidates or "none is near"))
    return table


def _lost(rows: StagedRows, lines: dict[int, str]) -> Table:
    table = _table("Unaccounted numbers: place them in corrections.yaml (line, token, fate, reason)")
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("number", justify="right", style="bold red")
    table.add_column("where it stands")
    for entry in rows.number_ledger:
        if entry.fate == "unaccounted":
            table.add_row(str(entry.line), entry.token, _around(entry, lines[entry.line]))
    return table


def _around(entry: LedgerEntry, line: str) -> Text:
    """Return the words around a number, which stands in angle marks."""
    before, after = line[: entry.col_start], line[entry.col_end :]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    number = (f"‹{entry.token}›", "bold red")
    return Text.assemble(_plain(before.lstrip()), number, _plain(after.rstrip()))


def _unread(rows: StagedRows) -> Table:
    table = _table("Not read")
    table.add_column("where")
    table.add_column("why", style="red")
    table.add_column("cure")
    for fault in rows.quarantine:
        table.add_row(_plain(fault.place or fault.path), _plain(fault.reason), _plain(fault.cure))
    return table


def _ledger(entries: list[LedgerEntry]) -> Table:
    """Return where the numbers of the document went."""
    counts = Counter(entry.fate for entry in entries)
    table = _table(f"{_counted(len(entries), 'number')} in the document")
    for heading in ("numbers", "share"):
        table.add_column(heading, justify="right")
    table.add_column("fate")
    table.add_column("what that is")
    for fate, count in _used(counts):
        style = "bold red" if fate == "unaccounted" else None
        table.add_row(str(count), f"{100 * count / len(entries):.1f} %", fate, _FATES[fate], style=style)
    return table


def _used(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Return the fates that occur, in the order in which they apply."""
    return ((fate, counts[fate]) for fate in FATES if counts[fate])
