"""A document of the corpus read twice: as `xephang extract` shows it, and as `xephang add` lets it in."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands.add import Description, add_source
from pipeline.commands.records import as_record
from pipeline.documents.errors import SourceError
from pipeline.intake import Hints, extract_file, read_province
from pipeline.resolution.staged_rows import StagedRows
from schemas.codelists import read_list
from tests.evaluate.cases import Case, Row
from tests.evaluate.matching import Match, match

_INDICES = {row["index_id"] for row in read_list("indices")}
_FIELDS = ("year", "agency", "measure", "criterion", "value", "block")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: its rows against those stated, and its rows as a source of its own.

    ``refused`` says what keeps it out: then it needs handwork.
    """

    case: Case
    match: Match
    doubts: tuple[str, ...]
    refused: tuple[str, ...]
    rows: StagedRows

    @property
    def is_whole(self) -> bool:
        """True where all that is stated was read, and nothing else."""
        return not self.match.missed and not self.match.false


def read_case(case: Case) -> Outcome:
    """Read a document of the corpus in both ways."""
    doubts: tuple[str, ...] = ()
    read: list[Row] = []
    try:
        shown = extract_file(case.document, Hints(case.province, case.year, case.index))
    except SourceError as error:
        doubts = (str(error),)
    else:
        read = list(as_rows(shown))
        doubts = tuple(
            f"line {row.line}: {row.subject}: {row.reading_a_en} or {row.reading_b_en}: {row.reason_en}"
            for row in shown.doubts
        )
    rows, refused = _add(case)
    return Outcome(case, match(case, read), doubts, refused, rows)


def as_rows(rows: StagedRows) -> Iterable[Row]:
    """Yield the statements of units as rows."""
    for statement in rows.statements:
        if statement.agency:
            record = as_record(statement, _FIELDS)
            yield Row(**{name: str(record[name]) for name in _FIELDS})


def _add(case: Case) -> tuple[StagedRows, tuple[str, ...]]:
    """Return the rows of a document as the only source of a ``raw/``, and what keeps it from being one."""
    described = Description(
        province=case.province,
        year=case.year,
        # the title gives its folder a name, and so its rows their ids
        title=f"{case.part} {case.name}",
        issuer=case.issuer,
        kind=case.kind,
        index=case.index if case.index in _INDICES else None,
    )
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        try:
            add_source(case.document, described, raw)
        except SourceError as error:
            return StagedRows(), (str(error),)
        rows = read_province(raw, case.province)
    return rows, tuple(f"{row.place}: {row.reason}" for row in rows.quarantine)
