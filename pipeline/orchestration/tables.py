"""The published tables, all made in one step and then checked.

The checks block: no product is made, and so no release is switched, unless every one of them passed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from pipeline.orchestration.checks import FAULTS, N_CHECKS
from pipeline.orchestration.statements import statements_key
from pipeline.publishing.files import connect
from pipeline.warehouse.build import build_tables, load
from pipeline.warehouse.checks import Check, CheckResult, all_checks, run_checks
from pipeline.warehouse.models import Model, models
from pipeline.workspace import Workspace
from schemas.contract import PUBLISHED, VIEWS

_CONTRACT = "contract"
_FIRST_TABLE = re.compile(r"\bFROM\s+(\w+)")


def table_key(name: str) -> dg.AssetKey:
    """Return the key of a published table or view."""
    return dg.AssetKey(["tables", name])


def tables_asset(workspace: Workspace, slugs: Sequence[str]) -> dg.AssetsDefinition:
    """Return the step that makes and checks every published table from the statements of ``slugs``."""
    places = {check.name: _place(check) for check in all_checks()}

    @dg.multi_asset(name="tables", specs=_specs(slugs), check_specs=_check_specs(places))
    def tables() -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        with connect(workspace.database) as con:
            load(con, [workspace.staged / slug for slug in slugs])
            build_tables(con)
            results = run_checks(con)
        for table in (*PUBLISHED, *VIEWS):
            yield dg.MaterializeResult(asset_key=table_key(table.name))
        for place in dict.fromkeys(places.values()):
            yield _evaluation(place, [result for result in results if places[result.name] == place])

    return tables


# The table that a check hangs on, and the name it has there.
_Place = tuple[str, str]


def _place(check: Check) -> _Place:
    """Return where ``check`` is shown: those that follow from a table's model as one, each other by itself."""
    names = {table.name for table in PUBLISHED}
    derived = re.split(r"[.:]", check.name)[0]
    if derived in names:
        return derived, _CONTRACT
    read = (name for name in _FIRST_TABLE.findall(check.sql) if name in names)
    return next(read, PUBLISHED[0].name), check.name


def _evaluation(place: _Place, results: Sequence[CheckResult]) -> dg.AssetCheckResult:
    """Return what the checks of one place found."""
    table, name = place
    failed = [result for result in results if not result.passed]
    faults = [f"{r.name}: {r.n_failing} rows, such as {' | '.join(r.sample)}. {r.message}" for r in failed]
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=table_key(table),
        check_name=name,
        metadata={N_CHECKS: len(results), FAULTS: "; ".join(faults)},
    )


def _check_specs(places: Mapping[str, _Place]) -> list[dg.AssetCheckSpec]:
    """Return one blocking check for each place."""
    return [
        dg.AssetCheckSpec(name, asset=table_key(table), blocking=True)
        for table, name in dict.fromkeys(places.values())
    ]


def _specs(slugs: Sequence[str]) -> list[dg.AssetSpec]:
    """Return the published tables and views, each below the tables and sources that its SQL reads."""
    found = {f"{model.schema}.{model.name}": model for model in models()}
    statements = [statements_key(slug) for slug in slugs]
    specs = []
    for table in (*PUBLISHED, *VIEWS):
        own = found.get(f"main.{table.name}")
        read = _read_with(own, found) if own else []
        tables = {table_key(name) for model in read for name in _marts(model)}
        inputs = {
            *(statements if any("staged." in model.sql for model in read) else ()),
            *((dg.AssetKey("codelists"),) if any("codes." in model.sql for model in read) else ()),
        }
        specs.append(
            dg.AssetSpec(
                table_key(table.name),
                deps=sorted(tables | inputs),
                group_name="tables",
                description=f"{table.description_vi} / {table.description_en}",
                kinds={"sql", "duckdb"},
            )
        )
    return specs


def _read_with(model: Model, found: Mapping[str, Model]) -> list[Model]:
    """Return ``model`` and the models of sql/core that it reads, near or far."""
    seen = {model.path: model}
    waiting = [model]
    while waiting:
        for name in waiting.pop().reads:
            other = found[name]
            if other.schema == "core" and other.path not in seen:
                seen[other.path] = other
                waiting.append(other)
    return list(seen.values())


def _marts(model: Model) -> list[str]:
    """Return the published tables that ``model`` reads directly."""
    return [name.removeprefix("main.") for name in model.reads if name.startswith("main.")]
