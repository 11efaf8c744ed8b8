"""The SQL files as models: what each one reads, and the order in which they can run.

``core.x`` is the file sql/core/x.sql, a plain or ``main.`` name after FROM or JOIN the file sql/marts/x.sql. All of
sql/core runs before the audit, which reads it and leaves ``audited.x``; all of sql/marts after it. Who calls a function
of sql/functions reads what that one reads.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pipeline.warehouse.lineage import functions_called, tables_read
from schemas.contract import AUDITED, PUBLISHED, STAGED

SQL = Path(__file__).resolve().parents[2] / "sql"

# Schemas whose tables are files of sql/; those of the others are there before the first model runs.
_OF_MODELS = ("core", "main")


class WarehouseError(RuntimeError):
    """A model that cannot run; the message names the file and the cure in one line."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SELECT of sql/, named as its table; ``reads`` holds names as ``core.lists``, ``staged.sources``."""

    schema: str
    name: str
    sql: str
    reads: frozenset[str]

    @property
    def path(self) -> str:
        """The file, from the repository root."""
        folder = "core" if self.schema == "core" else "marts"
        return f"sql/{folder}/{self.name}.sql"


def models(root: Path = SQL) -> list[Model]:
    """Return the models below ``root`` in an order in which each finds what it reads."""
    folders = (("core", root / "core"), ("main", root / "marts"))
    texts = {
        f"{schema}.{path.stem}": path.read_text(encoding="utf-8")
        for schema, folder in folders
        for path in folder.glob("*.sql")
    }
    texts = _copies(texts.keys()) | texts
    found = {name: _model(name, sql, texts.keys()) for name, sql in texts.items()}
    graph = {name: sorted(found[name].reads & found.keys()) for name in sorted(found)}
    try:
        return [found[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise WarehouseError(f"sql/: {circle} read each other; break the circle") from error


def _copies(known: Collection[str]) -> dict[str, str]:
    """Return the models of the published tables that hold, as it is, what an earlier step left under their name."""
    left = [
        *(name for name in known if name.startswith("core.")),
        *(f"audited.{table.name}" for table in AUDITED),
    ]
    left += [f"staged.{table.name}" for table in STAGED]
    sources = {name.partition(".")[2]: name for name in reversed(left)}
    return {
        f"main.{table.name}": f"FROM {sources[table.name]}" for table in PUBLISHED if table.name in sources
    }


@cache
def functions() -> dict[str, str]:
    """Return the statement that makes each function of sql/functions, by name; they read published tables alone."""
    return {
        path.stem: path.read_text(encoding="utf-8").rstrip()
        for path in sorted((SQL / "functions").glob("*.sql"))
    }


def _read_by_functions(sql: str) -> frozenset[str]:
    """Return the tables that the functions of sql/functions read which ``sql`` calls."""
    called = functions().keys() & functions_called(sql)
    # a query of its own for the parser: what stands behind the first AS
    bodies = (functions()[name].partition(" AS ")[2] for name in sorted(called))
    return frozenset(table for body in bodies for table in tables_read(f"SELECT {body}"))


def code_lists(ordered: Iterable[Model]) -> list[str]:
    """Return the names of the code lists that the models read, sorted."""
    reads = {name for model in ordered for name in model.reads}
    return sorted(name.removeprefix("codes.") for name in reads if name.startswith("codes."))


def _model(full_name: str, sql: str, known: Iterable[str]) -> Model:
    """Find out what a model reads."""
    schema, _, name = full_name.partition(".")
    model = Model(schema, name, sql, frozenset())
    try:
        model = replace(model, reads=tables_read(sql) | _read_by_functions(sql))
    except ValueError as error:
        raise WarehouseError(f"{model.path}: {error}; repair the model") from error
    absent = sorted(
        read for read in model.reads if read.partition(".")[0] in _OF_MODELS and read not in known
    )
    if absent:
        raise WarehouseError(f"{model.path}: reads {', '.join(absent)}; there is no such file in sql/")
    return model
