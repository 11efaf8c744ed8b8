"""Proposals of a source's golden files: what is read and judged of it today, for a person to proof-read."""

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

from pipeline.audit import build_tables
from pipeline.commands.extract_view import show_account
from pipeline.commands.records import as_record
from pipeline.documents.errors import SourceError
from pipeline.publishing.data.data_files import connect
from pipeline.resolution.staged_rows import StagedRows
from pipeline.warehouse.build import CODELISTS, load, restage
from pipeline.workers.reading import propose_corrections, read_province, show_source
from pipeline.workspace import Workspace
from schemas.contract import STAGED, to_arrow

# The first line of a proposal; the tests refuse a golden file that still has it.
MARK = "# a proposal: hold each row against the document, add what is missing, then remove this line"
# The first line of proposed corrections; their empty reasons are refused until they are filled in.
CONFIRM = (
    "# a proposal: look each line up, put right what it says, give the reason, leave out what is not certain"
)
GOLDEN_COLUMNS = (
    "line", "col_start", "year", "index", "block", "agency", "subject_text", "measure", "criterion", "value",
    "value_text", "unit", "origin",
)  # fmt: skip
CLAIM_COLUMNS = (
    "line", "claim_type", "subject", "criterion", "printed_value", "unit", "verdict", "note",
)  # fmt: skip
_CLAIMS = """
SELECT line, claim_type, subject, criterion, printed_value, unit, verdict, explanation
FROM claims WHERE source_id = ? ORDER BY ALL
"""


def read_source(raw: Path, folder: Path) -> tuple[StagedRows, StagedRows]:
    """Return all rows of the province of a source folder, and those of the source alone.

    Where the source is set aside, what can be read of it all the same is the best proposal there is.
    """
    rows = read_province(raw, folder.parent.name)
    own = rows.of_source(f"{folder.parent.name}-{folder.name}")
    if own.sources:
        return rows, own
    try:
        own = show_source(folder)
    except SourceError:  # the quarantine says why
        return rows, own
    whole = StagedRows()
    whole.extend(rows)
    whole.extend(own)
    known = {row.agency_id: row for row in whole.agencies}
    whole.agencies, whole.quarantine = list(known.values()), rows.quarantine
    return whole, own


def show_and_propose(
    workspace: Workspace, folder: Path, done: Iterable[str], say: Callable[[str], None]
) -> None:
    """Show what is read of a source, ``say`` what sets it aside and what was ``done``, and propose its files.

    Raises SourceError where ``folder`` is no source folder of the workspace.
    """
    folder, root = folder.resolve(), workspace.build.parent
    if folder.parent.parent != workspace.raw.resolve() or not folder.is_dir():
        raise SourceError(str(folder), "", "no source", "name a folder raw/<province>/<source>")
    source_id = f"{folder.parent.name}-{folder.name}"
    rows, own = read_source(workspace.raw, folder)
    show_account(own)
    for row in rows.quarantine:
        if f"/{folder.name}/" in f"{row.path}/":
            say(f"set aside until cured: {SourceError(row.path, row.place, row.reason, row.cure)}")
    for line in done:
        say(line)
    if own.sources:
        corrections = _propose_corrections(source_id, folder, workspace.build / "golden")
        if corrections is not None:
            kept_as = f"raw/{folder.parent.name}/{folder.name}/corrections.yaml"
            say(f"confirm {corrections.relative_to(root)} line by line, then put what holds into {kept_as}")
        paths = propose_golden(source_id, rows, workspace.build / "golden")
        for path, kept in zip(paths, ("golden", "golden_claims"), strict=True):
            kept_as = f"tests/sources/{kept}/{source_id}.csv"
            say(f"proof-read {path.relative_to(root)} against the document, then keep it as {kept_as}")


def _propose_corrections(source_id: str, folder: Path, target: Path) -> Path | None:
    """Write the corrections that a person may confirm; returns their file, None where nothing is to be corrected."""
    path = target / f"{source_id}.corrections.yaml"
    path.unlink(missing_ok=True)
    entries = propose_corrections(folder)
    if not entries:
        return None
    target.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([CONFIRM, *entries, ""]), encoding="utf-8")
    return path


def propose_golden(source_id: str, rows: StagedRows, folder: Path) -> tuple[Path, Path]:
    """Write what was read of a source, and what the audit says of its claims, in the golden files' layout.

    ``rows`` are those of its whole province, which the claims are judged by.
    """
    statements, claims = folder / f"{source_id}.csv", folder / f"{source_id}.claims.csv"
    own = rows.of_source(source_id)
    shown = [as_record(row, GOLDEN_COLUMNS) for row in own.statements]
    _write(statements, GOLDEN_COLUMNS, [tuple(record.values()) for record in shown])
    _write(claims, CLAIM_COLUMNS, _claims(source_id, rows))
    return statements, claims


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{MARK}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _claims(source_id: str, rows: StagedRows) -> list[tuple[object, ...]]:
    """Return the judged claims of a source, by the tables that the rows of its province make."""
    with connect(None, CODELISTS) as con:
        load(con, [])
        restage(con, {table.name: to_arrow(table, getattr(rows, table.name)) for table in STAGED})
        build_tables(con)
        found = con.execute(_CLAIMS, [source_id]).fetchall()
    return [tuple(_plain(cell) for cell in row) for row in found]


def _plain(cell: object) -> object:
    """Return a number without the zeros that its column adds."""
    if not isinstance(cell, Decimal):
        return cell
    return f"{cell.normalize():f}"
