"""What changed from release to release: a line of JSON each, a feed and a page, in ``dist/changes/`` beside them.

They are of the history of a folder, not of its input, so no release holds them: the same input gives the same release.
"""

import json
import logging
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pipeline.publishing.data.data_files import connect, text
from pipeline.publishing.release.causes import CAUSES
from pipeline.publishing.release.diff import Change, diff
from pipeline.publishing.release.feed import write_feed
from pipeline.publishing.release.record import CHANGES, LINES, read_record

_LOG = logging.getLogger(__name__)

# Columns of which readers must know that a value moved.
_WATCHED = {
    "rankings": (
        "printed_rank",
        "rank_publisher",
        "rank_low",
        "rank_high",
        "printed_tier",
        "recomputed_tier",
    ),
    "claims": ("verdict",),
    "scores": ("score",),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A rank, a tier, a score or a verdict that is another than before, why, and whose it is in both languages."""

    table: str
    key: tuple[str, ...]
    column: str
    old: str | None
    new: str | None
    cause: str
    about_vi: str
    about_en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A release that took the place of another: its sources by what became of them, rows by table and kind."""

    release: str
    before: str | None
    made_at: str
    sources: dict[str, list[str]]
    causes: list[str]
    tables: dict[str, dict[str, int]]
    moved: list[Moved]


def tell_release(dist: Path, folder: Path) -> None:
    """Tell of the release in ``folder``, which is current now, unless it is the last that was told of.

    A release that was switched to by a build that then died is told of by the next: what is new is so against the last
    one told of, while that stands.
    """
    told = read_entries(dist)
    if not told or told[-1].release != folder.name:
        before = dist / "releases" / told[-1].release if told else None
        told = [*told, _entry(before if before and before.is_dir() else None, folder)]
        lines = dist / CHANGES / LINES
        # what stands there stays as it is, also a line that this code cannot read
        kept = lines.read_text(encoding="utf-8") if lines.is_file() else ""
        if kept and not kept.endswith("\n"):
            kept += "\n"
        _replace(lines, f"{kept}{json.dumps(asdict(told[-1]), ensure_ascii=False)}\n")
    for path, content in write_feed(told, folder).items():
        _replace(dist / path, content)
    _link(dist / "releases" / CHANGES, Path("..") / CHANGES)


def read_entries(dist: Path) -> list[Entry]:
    """Return what was told so far, the oldest first; a line that is cut off, as by a full disk, is left out."""
    path = dist / CHANGES / LINES
    entries = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            content = json.loads(line)
            moved = [Moved(**{**one, "key": tuple(one["key"])}) for one in content.pop("moved")]
            entries.append(Entry(**content, moved=moved))
        except (KeyError, TypeError, ValueError):
            continue
    return entries


def _entry(old: Path | None, new: Path) -> Entry:
    record = read_record(new)
    made_at = record.made_at if record else ""
    try:
        changes = list(diff(old, new)) if old else []
    except duckdb.Error as error:
        # a release that was damaged is nothing to hold another against, and no reason to publish none
        _LOG.warning("release %s cannot be compared with: %s", old, str(error).splitlines()[0])
        old = None
    if old is None:
        return Entry(new.name, None, made_at, {}, [], {}, [])
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.table, Counter())[change.kind] += 1
    sources: dict[str, list[str]] = {}
    for change in changes:
        if change.table == "sources" and change.cause.startswith(("source_", "correction")):
            sources.setdefault(change.cause, []).append(change.key[0])
    return Entry(
        release=new.name,
        before=old.name,
        made_at=made_at,
        sources=sources,
        causes=sorted({change.cause for change in changes}, key=CAUSES.index),
        tables={table: dict(sorted(kinds.items())) for table, kinds in sorted(counts.items())},
        moved=list(_moved(changes, old, new)),
    )


def _moved(changes: list[Change], old: Path, new: Path) -> Iterator[Moved]:
    watched = [change for change in changes if change.table in _WATCHED and change.values]
    if not watched:
        return
    with connect(None, old, new) as con:
        names = _Names(con, new, old)
        for change in watched:
            for column, one, other in change.values:
                if column in _WATCHED[change.table]:
                    yield Moved(
                        change.table, change.key, column, _text(one), _text(other), change.cause,
                        names.about(change, "vi"), names.about(change, "en"),
                    )  # fmt: skip


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else str(value)


class _Names:
    """What rows of two releases are about, in words; of the newer where it has them."""

    def __init__(self, con: duckdb.DuckDBPyConnection, new: Path, old: Path) -> None:
        folders = (old / "parquet", new / "parquet")
        self._agencies: dict[str, str] = {}
        self._lists: dict[str, tuple[str, int, str, str]] = {}
        self._claims: dict[str, str] = {}
        for folder in folders:
            agencies, lists, provinces, codes, claims = (
                text(folder / f"{name}.parquet")
                for name in ("agencies", "assessments", "provinces", "code_lists", "claims")
            )
            self._agencies |= dict(con.execute(f"SELECT agency_id, name FROM {agencies}").fetchall())
            self._lists |= {
                row[0]: row[1:]
                for row in con.execute(f"""
                    SELECT assessment_id, provinces.name, year, code.name_vi, code.name_en
                    FROM {lists} JOIN {provinces} AS provinces USING (province_id)
                    JOIN {codes} AS code ON code.list = 'indices' AND code.code = index_id
                """).fetchall()
            }
            query = f"SELECT claim_id, source_id || ', ' || line FROM {claims}"
            self._claims |= dict(con.execute(query).fetchall())

    def about(self, change: Change, language: str) -> str:
        """Return the unit and the list, or the document and the line, of a row."""
        if change.table == "claims":
            return self._claims.get(change.key[0], change.key[0])
        listed, agency, criterion = change.key
        province, year, name_vi, name_en = self._lists.get(listed, (listed, 0, "", ""))
        index = name_vi if language == "vi" else name_en or name_vi
        part = "" if criterion.endswith("/total") else f" ({criterion.rpartition('/')[2]})"
        return f"{self._agencies.get(agency, agency)}, {province}, {year}: {index}{part}"


def _replace(path: Path, content: str | bytes) -> None:
    """Put ``content`` at ``path`` in one step; what stands there already is left as it is."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(data)
    os.replace(beside, path)


def _link(link: Path, target: Path) -> None:
    """Let ``link`` point to ``target``: pages find what is told from a release and from the current one."""
    if not link.is_symlink():
        link.symlink_to(target)
