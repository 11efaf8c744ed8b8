"""What a document would bring in, laid out for reading: statements on stdout, how it was read on stderr."""

import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from pipeline.commands.records import printed_value, write
from pipeline.intake import Extraction, Inferred
from pipeline.reading.vocabulary.name_entries import provinces
from pipeline.reading.vocabulary.topics import index_in
from pipeline.resolution.staged_rows import StagedRows
from pipeline.vietnamese.normal import normalise
from schemas.tables.claims import StagedClaim
from schemas.tables.documents import LedgerEntry, Source
from schemas.tables.statements import StagedStatement

# Where no terminal says how wide it is: wide enough for a file or a pager.
_WIDTH = 160
# So many characters of a line stand on each side of a number that nothing accounts for.
_AROUND = 45
_TITLE = 120
_SUBJECT = 60
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
_UNIT_FATES = {
    "result": "a result is read of it",
    "counted": "one of those that a sentence counts",
    "compared": "another is measured by it",
    "announcer": "it announces, asks or is told",
    "member": "in a commission or among those present",
    "place": "says where",
    "unexplained": "nothing says what these are",
}
_OPEN = {"unaccounted", "unexplained"}


def show_extraction(found: Extraction, how: str) -> None:
    """Print the statements of a file on stdout, as tables or in the format ``how``, and on stderr the account of it."""
    if how == "table":
        show_statements(found.rows)
    else:
        write(found.rows, how)
    province, year = _sure(found.province, "--province"), _sure(found.year, "--year")
    show_account(found.rows, {"province": f" – {province}", "year": f" – {year}"})


def show_statements(rows: StagedRows) -> None:
    """Print the statements of ``rows`` on stdout, one table an assessment."""
    console = _console(sys.stdout)
    assessments: defaultdict[tuple[str, int, str, str], list[StagedStatement]] = defaultdict(list)
    for row in rows.statements:
        assessments[row.province_id, row.year, row.index_id, row.block].append(row)
    for (province, year, index, block), of_list in assessments.items():
        columns = (
            _right("line"),
            Column("unit"),
            Column("criterion"),
            Column("measure", no_wrap=True),
            _right("value", style="bold"),
            Column("as printed", justify="right"),
            Column("from", no_wrap=True),
        )
        shown = (
            (row.line, _unit(row), row.criterion, row.measure, printed_value(row), row.value_text, row.origin)
            for row in of_list
        )
        title = f"{province} {year} · {index} · {block}: {_counted(len(of_list), 'statement')}"
        _show(console, _table(title, columns, shown))


def _unit(row: StagedStatement) -> str:
    return row.agency or row.subject_text or "–"


def _sure(inferred: Inferred, option: str) -> str:
    """Return how large a share of what the text names is what it was taken for, and what comes next."""
    if not inferred.told:
        return f"by {option}: the text names none"
    (taken, share), *others = inferred.told
    words = f"{share:.0%} of what the text names"
    if others:
        words += f", next {others[0][0]} with {others[0][1]:.0%}"
    if inferred.hint not in (None, taken):
        words += f"; {option} {inferred.hint} is left aside"
    return words


def show_account(rows: StagedRows, sure: Mapping[str, str] | None = None) -> None:
    """Print on stderr what was read, and how surely: claims, doubts, repairs, unknown names, lost numbers.

    ``sure`` says of the province and the year of an undescribed file how sure they are.
    """
    console = _console(sys.stderr)
    for source in rows.sources:
        _show(console, _about(source, rows, sure or {}))
        console.print()
    for table in (_claims(rows), _doubts(rows), _repairs(rows), _unknown(rows), _lost(rows), _unread(rows)):
        if table.row_count:
            _show(console, table)
    _show(console, _ledger("number", [row.fate for row in rows.number_ledger], _FATES))
    if rows.unit_ledger:
        _show(console, _ledger("unit name", [row.fate for row in rows.unit_ledger], _UNIT_FATES))


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


def _table(title: str, columns: Iterable[Column], rows: Iterable[Iterable[object]]) -> Table:
    """Return a table of ``rows``; what is no `Text` yet becomes one that steers no terminal."""
    table = Table(*columns, title=title, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else _plain(str(cell)) for cell in row))
    return table


def _right(heading: str, style: str = "") -> Column:
    return Column(heading, justify="right", style=style, no_wrap=True)


def _plain(text: str) -> Text:
    """Return a text of a document without what would steer a terminal; a bar stands for a tab between cells."""
    return Text(_STEERS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " | ")))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _about(source: Source, rows: StagedRows, sure: Mapping[str, str]) -> Table:
    """Return what document it was taken for."""
    grid = Table.grid(Column(style="dim"), Column(), padding=(0, 2))
    province = next(known for known in provinces() if known.province_id == source.province_id)
    kind = PurePath(source.path).suffix.lower().removeprefix(".")
    scan = ", a scan: recognised text" if source.recognised else ""
    lists = dict.fromkeys(f"{row.index_id} {row.block} {row.year}" for row in rows.statements)
    for label, words in (
        ("file", source.path),
        ("format", f"{kind}{scan}, {_counted(len(rows.source_lines), 'line')}"),
        ("title", _title(source, rows)),
        ("province", f"{province.name} ({province.province_id})"),
        ("year", source.period),
        ("holds", f"{_counted(len(rows.statements), 'statement')}, {_counted(len(rows.claims), 'claim')}"),
        ("rankings", ", ".join(lists)),
    ):
        grid.add_row(label, _plain((words or "none") + sure.get(label, "")))
    return grid


def _title(source: Source, rows: StagedRows) -> str:
    """Return the first line that names the year and an index, else the title that the source was given."""
    named = (row.text.strip() for row in rows.source_lines if str(source.year) in row.text)
    title = next((text for text in named if index_in(normalise(text).text)), source.title)
    return textwrap.shorten(title, _TITLE, placeholder=" …")


def _claims(rows: StagedRows) -> Table:
    columns = (
        _right("line"),
        Column("type", no_wrap=True),
        Column("of"),
        Column("criterion"),
        _right("value", style="bold"),
        Column("unit", no_wrap=True),
    )
    return _table("Claims, to be checked against the values", columns, map(_claim, rows.claims))


def _claim(row: StagedClaim) -> tuple[object, ...]:
    of = f"{row.subject} ({row.tier})" if row.tier and row.tier not in row.subject else row.subject
    value = "–" if row.printed_value is None else f"{row.printed_value.normalize():f}"
    if row.unit == "date":
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    return row.line, row.claim_type, _short(of), row.criterion or "–", value, row.unit


def _short(text: str) -> str:
    return textwrap.shorten(text, _SUBJECT, placeholder=" …")


def _doubts(rows: StagedRows) -> Table:
    columns = (
        _right("line"),
        Column("what"),
        Column("one reading"),
        Column("the other"),
        Column("why", style="red"),
    )
    return _table(
        "In doubt: two readings fit, so nothing of it is read",
        columns,
        ((row.line, row.subject, row.reading_a_en, row.reading_b_en, row.reason_en) for row in rows.doubts),
    )


def _repairs(rows: StagedRows) -> Table:
    first: dict[str, int] = {}
    for row in rows.statements:
        for note in (row.repair or "").split("; "):
            if note:
                first.setdefault(note, row.line)
    columns = (_right("line"), Column("as printed → as read"))
    return _table("Read otherwise than printed", columns, ((line, note) for note, line in first.items()))


def _unknown(rows: StagedRows) -> Table:
    return _table(
        "Unknown names: put misprints right in corrections.yaml (line, before, after, reason)",
        (_right("line"), Column("as printed", style="yellow"), Column("nearest known names")),
        (
            (name.line, name.subject_text, "; ".join(name.candidates) or "none is near")
            for name in rows.unresolved_names
        ),
    )


def _lost(rows: StagedRows) -> Table:
    lines = {row.line: row.text for row in rows.source_lines}
    # what is in doubt is told by its doubt
    lost = [row for row in rows.number_ledger if row.fate == "unaccounted" and row.target_id is None]
    return _table(
        "Unaccounted numbers: place them in corrections.yaml (line, token, fate, reason)",
        (_right("line"), Column("number", justify="right", style="bold red"), Column("where it stands")),
        ((entry.line, entry.token, _around(entry, lines[entry.line])) for entry in lost),
    )


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
    columns = (Column("where"), Column("why", style="red"), Column("cure"))
    faults = ((fault.place or fault.path, fault.reason, fault.cure) for fault in rows.quarantine)
    return _table("Not read", columns, faults)


def _ledger(what: str, found: list[str], fates: Mapping[str, str]) -> Table:
    """Return where the numbers or names of the document went, by fate, in the order in which fates apply."""
    counts = Counter(found)
    columns = (Column(f"{what}s", justify="right"), Column("share", justify="right"))
    rows = (
        (str(counts[fate]), f"{100 * counts[fate] / len(found):.1f} %", fate, meaning)
        for fate, meaning in fates.items()
        if counts[fate]
    )
    return _table(
        f"{_counted(len(found), what)} in the document",
        (*columns, Column("fate"), Column("what that is")),
        ((Text(cell, "bold red" if _OPEN.intersection(row) else "") for cell in row) for row in rows),
    )
