"""release.json: what a build read and checked, and the fingerprint of what it was made from.

Kept apart from the rest of publishing, so that a build with nothing to do imports no engine.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

# What is told of releases, below dist, and the lines of it.
CHANGES = "changes"
LINES = "changes.jsonl"
CHECKSUMS = "CHECKSUMS"
RECORD = "release.json"


class ReleaseError(Exception):
    """A release that cannot be made, named or found, or is not whole; its text is one line."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build read and checked. Counts are rows.

    ``quarantine`` has a line for each broken source, ``doubts`` one for each table or sentence set aside, ``unmapped``
    one for each name of criteria that no list of links knows.
    """

    n_sources: int
    n_stale: int
    n_statements: int
    n_numbers: int
    n_unaccounted: int
    quarantine: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()

    @property
    def issues(self) -> tuple[str, ...]:
        """A line for whatever was not believed, or waits for a person to review it."""
        told = [f"quarantined: {line}" for line in self.quarantine]
        told += [f"in doubt: {line}" for line in self.doubts]
        return (*told, *(f"unmapped: {line}" for line in self.unmapped))


@dataclass(frozen=True, slots=True)
class Record:
    """The content of release.json, the one file of a release that knows the clock (UTC, ISO 8601).

    ``fingerprint`` is empty where the release was not made by the command; ``inputs`` are the versions of what besides
    the sources it was made from.
    """

    release_id: str
    made_at: str
    fingerprint: str
    inputs: dict[str, str]
    summary: Summary


def write_record(
    folder: Path, release_id: str, fingerprint: str, inputs: dict[str, str], summary: Summary
) -> None:
    """Write release.json to the release in ``folder``."""
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    record = Record(release_id, made_at, fingerprint, inputs, summary)
    content = json.dumps(asdict(record), ensure_ascii=False, indent=2)
    (folder / RECORD).write_text(content + "\n", encoding="utf-8")


def is_told(dist: Path) -> bool:
    """Tell whether the release that stands is the last that the history in ``dist`` tells of.

    A build that died behind the switch left it untold; the next then has something to do.
    """
    lines = dist / CHANGES / LINES
    last = lines.read_text(encoding="utf-8").splitlines()[-1:] if lines.is_file() else []
    try:
        return bool(last) and json.loads(last[0])["release"] == (dist / "current").resolve().name
    except (KeyError, TypeError, ValueError):
        return False


def read_record(folder: Path) -> Record | None:
    """Return what release.json in ``folder`` says; None where the release is not whole or of old format."""
    if not (folder / CHECKSUMS).is_file() or not (folder / RECORD).is_file():
        return None
    try:
        content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        summary = content.pop("summary")
        for name in ("quarantine", "doubts", "unmapped"):
            summary[name] = tuple(summary[name])
        return Record(**content, summary=Summary(**summary))
    except (KeyError, TypeError, ValueError):
        return None
