"""What the page of questions shows: each as the statement that answers it, and the answer of this release."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

# So many rows of an answer are shown.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question by the key of its words; ``rows`` are the first of the ``n_rows`` of the answer."""

    key: str
    sql: str
    columns: list[str]
    rows: list[list[str]]
    n_rows: int


def questions(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Question]:
    """Return the questions whose statements are the files of a folder, in their order; duckdb.Error where one fails."""
    return [_asked(con, path) for path in sorted(folder.glob("*.sql"))]


def _asked(con: duckdb.DuckDBPyConnection, path: Path) -> Question:
    sql = path.read_text(encoding="utf-8").strip()
    answer = con.execute(sql)
    columns = [column[0] for column in answer.description]
    rows = answer.fetchall()
    shown = [[_text(value) for value in row] for row in rows[:_MOST]]
    return Question(path.stem.partition("_")[2], sql, columns, shown, len(rows))


def _text(value: object) -> str:
    """Return a value as DuckDB writes it, a decimal without zeros that say nothing."""
    match value:
        case None:
            return "NULL"
        case Decimal():
            return f"{value.normalize():f}"
        case list():
            return f"[{', '.join(map(_text, value))}]"
        case bool():
            return str(value).lower()
        case _:
            return str(value)
