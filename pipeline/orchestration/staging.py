"""The rows of one province on disk, and what stays of a source that can no longer be read.

A province's folder holds one Parquet file a staged table. Where a source is quarantined, the rows that its
last good reading left there are kept, and the source is marked stale, with reason and day. A source whose rows no table
can hold is quarantined, too. Since when a source waits is of this folder, as its last good rows are: the clock is read
on the first day alone.
"""

import os
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.documents.errors import SourceError
from pipeline.resolution.province_rows import quarantined
from pipeline.resolution.staged_rows import StagedRows
from schemas.contract import STAGED, ContractError, to_arrow, validate

Tables = Mapping[str, pa.Table]


def stage(rows: StagedRows, folder: Path) -> tuple[Tables, list[str]]:
    """Return ``rows`` with the last good rows of quarantined sources as tables, and a line for each fault.

    They are written to ``folder`` if every table holds to its Pandera model; else what stands there stays.
    """
    tables, faults = _tables_of(rows, folder)
    if faults:
        tables, faults = _tables_of(_without_misfits(rows), folder)
    if not faults:
        _write(tables, folder)
    return tables, faults


def _tables_of(rows: StagedRows, folder: Path | None = None) -> tuple[Tables, list[str]]:
    """Return ``rows`` as tables, with what ``folder`` has of quarantined sources, and a line for each fault."""
    try:
        fresh = {table.name: to_arrow(table, getattr(rows, table.name)) for table in STAGED}
    except ContractError as error:
        return _tables_of(StagedRows())[0], [str(error)]
    tables = _with_stale(fresh, folder) if folder else fresh
    return tables, _faults(tables)


def _without_misfits(rows: StagedRows) -> StagedRows:
    """Return ``rows`` with the sources quarantined whose own rows break the contract."""
    kept = StagedRows(quarantine=list(rows.quarantine))
    for source in rows.sources:
        own = rows.of_source(source.source_id)
        _, faults = _tables_of(own)
        if faults:
            cure = "correct the number if it is a misprint; else report it with the document"
            refusal = SourceError(source.path, "", f"its rows break the contract: {faults[0]}", cure)
            kept.quarantine.append(quarantined(refusal))
        else:
            kept.extend(own)
    named = {getattr(row, "agency_id", None) for table in fields(kept) for row in getattr(kept, table.name)}
    kept.agencies = [row for row in rows.agencies if row.agency_id in named]
    return kept


def _write(tables: Tables, folder: Path) -> None:
    """Put ``tables`` into ``folder``, all of them written before the first takes its place."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        pq.write_table(table, folder / f".{name}.parquet", compression="zstd")
    for name in tables:
        os.replace(folder / f".{name}.parquet", folder / f"{name}.parquet")


def _faults(tables: Tables) -> list[str]:
    """Return one line for each staged table that does not hold to its Pandera model."""
    found = []
    for table in STAGED:
        if tables[table.name].num_rows:
            try:
                validate(table, tables[table.name])
            except ContractError as error:
                found.append(str(error))
    return found


def _read(folder: Path) -> Tables:
    """Return the tables of an earlier build; none if they are not those of today's contract."""
    tables = {}
    for table in STAGED:
        path = folder / f"{table.name}.parquet"
        if not path.is_file():
            return {}
        tables[table.name] = pq.read_table(path)
        if not tables[table.name].schema.equals(to_arrow(table, []).schema):
            return {}
    return tables


def _with_stale(fresh: Tables, folder: Path) -> Tables:
    """Return ``fresh`` with the rows that ``folder`` has of the sources quarantined in ``fresh``."""
    if not fresh["quarantine"].num_rows:
        return fresh
    earlier = _read(folder)
    fresh = {**fresh, "quarantine": _aged(fresh["quarantine"], earlier.get("quarantine"))}
    if not earlier:
        return fresh
    broken = {_source_folder(row["path"]): row for row in reversed(fresh["quarantine"].to_pylist())}
    stale_rows = []
    for row in earlier["sources"].to_pylist():
        source = _source_folder(row["path"])
        # a province may be quarantined as a whole
        why = broken.get(source) or broken.get(str(PurePosixPath(source).parent))
        if why:
            since = row["stale_since"] or why["since"]
            stale_rows.append({**row, "state": "stale", "stale_since": since, "stale_reason": why["reason"]})
    stale = pa.Table.from_pylist(stale_rows, earlier["sources"].schema)
    kept_rows = {name: _of_sources(earlier[name], stale) for name in fresh if name != "sources"}
    kept_rows["sources"] = stale
    kept_rows["agencies"] = _agencies_of(kept_rows, earlier["agencies"], fresh["agencies"])
    return {name: pa.concat_tables([table, kept_rows[name]]) for name, table in fresh.items()}


def _aged(quarantine: pa.Table, earlier: pa.Table | None) -> pa.Table:
    """Return ``quarantine`` with the day since when each file waits: that of ``earlier``, else today."""
    known = {row["path"]: row["since"] for row in earlier.to_pylist()} if earlier else {}
    today = datetime.now(UTC).date()
    rows = [{**row, "since": known.get(row["path"], today)} for row in quarantine.to_pylist()]
    return pa.Table.from_pylist(rows, quarantine.schema)


def _of_sources(table: pa.Table, sources: pa.Table) -> pa.Table:
    """Return the rows of ``table`` that come from one of ``sources``; none of a table without sources."""
    if "source_id" not in table.column_names:
        return table.slice(0, 0)
    return table.filter(pc.is_in(table["source_id"], sources["source_id"].combine_chunks()))


def _agencies_of(kept_rows: Tables, earlier: pa.Table, fresh: pa.Table) -> pa.Table:
    """Return the agencies of ``earlier`` that kept rows name and ``fresh`` lacks."""
    named = {
        agency
        for table in kept_rows.values()
        if {"source_id", "agency_id"} <= set(table.column_names)
        for agency in table["agency_id"].to_pylist()
    }
    wanted = named - set(fresh["agency_id"].to_pylist())
    return earlier.filter(
        pa.array([agency in wanted for agency in earlier["agency_id"].to_pylist()], pa.bool_())
    )


def _source_folder(path: str) -> str:
    """Return the folder raw/<province>/<source> of any path in it."""
    return str(PurePosixPath(*PurePosixPath(path).parts[:3]))
