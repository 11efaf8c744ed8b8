"""The published tables, all made in one step and then checked.

The checks block: no product is made, and so no release is switched, unless every one of them passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

import dagster as dg

from pipeline.audit import build_tables
from pipeline.documents.errors import SourceError
from pipeline.orchestration.check_words import FAULTS, N_CHECKS
from pipeline.orchestration.lock import LOCK
from pipeline.orchestration.source_assets import provinces, statements_key
from pipeline.publishing.data.data_files import connect, write_database
from pipeline.warehouse.build import load
from pipeline.warehouse.checks import Check, CheckResult, all_checks, run_checks
from pipeline.warehouse.models import Model, models
from pipeline.workspace import Workspace
from schemas.contract import PUBLISHED, VIEWS

_CONTRACT = "contract"

# A table, and the name of an asset check on it.
_Place = tuple[str, str]


def table_key(name: str) -> dg.AssetKey:
    """Return the key of a published table or view."""
    return dg.AssetKey(["tables", name])


def tables_asset(workspace: Workspace, slugs: Sequence[str]) -> dg.AssetsDefinition:
    """Return the step that makes and checks every published table from the statements of ``slugs``."""
    places = list(dict.fromkeys(_shown_as(check) for check in all_checks()))
    check_specs = [dg.AssetCheckSpec(name, asset=table_key(table), blocking=True) for table, name in places]

    specs = _specs(slugs)

    @dg.multi_asset(name="tables", specs=specs, check_specs=check_specs, required_resource_keys={LOCK})
    def tables() -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        _check_staged(workspace, slugs)
        with connect() as con:
            load(con, [workspace.staged / slug for slug in slugs])
            build_tables(con)
            results = run_checks(con)
            # a release, of this run or of another, is made from tables whose checks all passed
            passed = all(result.passed for result in results)
            write_database(con, workspace.database if passed else workspace.failed_database)
        for key in _in_order(specs):
            yield dg.MaterializeResult(asset_key=key)
        for place in places:
            yield _evaluation(place, [result for result in results if _shown_as(result) == place])

    return tables


def _in_order(specs: Sequence[dg.AssetSpec]) -> list[dg.AssetKey]:
    """Return the keys of ``specs``, each after those it rests on, as Dagster wants to be told of them."""
    rests_on = {spec.key: [dep.asset_key for dep in spec.deps] for spec in specs}
    return [key for key in TopologicalSorter(rests_on).static_order() if key in rests_on]


def _check_staged(workspace: Workspace, slugs: Sequence[str]) -> None:
    """Raise SourceError unless ``slugs`` are the provinces of raw/, and each of them has been read."""
    if list(slugs) != provinces(workspace):
        reason = "provinces have come or gone since the definitions were loaded"
        raise SourceError("raw/", "", reason, "reload the definitions")
    for slug in slugs:
        if not (workspace.staged / slug).is_dir():
            raise SourceError(f"raw/{slug}", "", "not read yet", "materialize its statements first")


def _shown_as(check: Check | CheckResult) -> _Place:
    """Return where ``check`` is shown: those that follow from a model together, each other one by itself."""
    return check.table, _CONTRACT if ":" in check.name else check.name


def _evaluation(place: _Place, results: Sequence[CheckResult]) -> dg.AssetCheckResult:
    """Return what the checks of one place found."""
    table, name = place
    failed = [result for result in results if not result.passed]
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=table_key(table),
        check_name=name,
        metadata={N_CHECKS: len(results), FAULTS: "; ".join(_worded(result) for result in failed)},
    )


def _worded(result: CheckResult) -> str:
    """Return what a failed check found, in one line."""
    return f"{result.name}: {result.n_failing} rows, such as {' | '.join(result.sample)}. {result.message}"


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
    """Return ``model`` and the models of sql/core that it reads, near or far: all of them behind the audit."""
    seen = {model.path: model}
    if "audited." in model.sql:
        return [model, *(other for other in found.values() if other.schema == "core")]
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
