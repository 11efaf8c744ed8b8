"""How the published tables are shown: what each rests on, its columns, and the checks that it must pass."""

import hashlib
from collections.abc import Mapping, Sequence

import dagster as dg

from pipeline.orchestration.check_metadata import FAULTS, N_CHECKS
from pipeline.orchestration.source_assets import CODELISTS, STATEMENTS
from pipeline.warehouse.checks import Check, CheckResult, all_checks
from pipeline.warehouse.models import Model, models
from pipeline.workspace import code_version
from schemas.contract import PUBLISHED, VIEWS, Table

# What judges claims and deduces values.
_AUDIT = ("pipeline/audit", "pipeline/deduction")

_CONTRACT = "contract"

# A table, and the name of an asset check on it.
CheckKey = tuple[str, str]


def table_key(name: str) -> dg.AssetKey:
    """Return the key of a published table or view."""
    return dg.AssetKey(["tables", name])


def table_specs() -> list[dg.AssetSpec]:
    """Return the published tables and views, each below the tables and sources that its SQL reads."""
    found = {f"{model.schema}.{model.name}": model for model in models()}
    return [_spec(table, found) for table in (*PUBLISHED, *VIEWS)]


def check_specs() -> list[dg.AssetCheckSpec]:
    """Return the checks of the tables: those that follow from a model together, each other one by itself."""
    descriptions = {_check_key(check): check.message for check in all_checks()}
    return [
        dg.AssetCheckSpec(name, asset=table_key(table), blocking=True, description=message)
        for (table, name), message in descriptions.items()
    ]


def evaluations(results: Sequence[CheckResult]) -> list[dg.AssetCheckResult]:
    """Return what the checks found, an evaluation for each of ``check_specs``."""
    grouped: dict[CheckKey, list[CheckResult]] = {}
    for result in results:
        grouped.setdefault(_check_key(result), []).append(result)
    return [_evaluation(key, group) for key, group in grouped.items()]


def _evaluation(key: CheckKey, results: Sequence[CheckResult]) -> dg.AssetCheckResult:
    """Return what the checks of one key found."""
    table, name = key
    failed = [result for result in results if not result.passed]
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=table_key(table),
        check_name=name,
        metadata={N_CHECKS: len(results), FAULTS: "; ".join(_fault(result) for result in failed)},
    )


def _check_key(check: Check | CheckResult) -> CheckKey:
    """Return under which key ``check`` is shown."""
    return check.table, _CONTRACT if ":" in check.name else check.name


def _fault(result: CheckResult) -> str:
    """Return what a failed check found, in one line."""
    return f"{result.name}: {result.n_failing} rows, such as {' | '.join(result.sample)}. {result.message}"


def _spec(table: Table, found: Mapping[str, Model]) -> dg.AssetSpec:
    """Return a published table as an asset."""
    read = _read_with(found[f"main.{table.name}"], found) if f"main.{table.name}" in found else []
    reads = {name for model in read for name in model.reads}
    deps = {table_key(name.removeprefix("main.")) for name in reads if name.startswith("main.")}
    if any(name.startswith("staged.") for name in reads):
        deps.add(STATEMENTS)
    if any(name.startswith("codes.") for name in reads):
        deps.add(CODELISTS)
    made_by = hashlib.sha256("".join(sorted(model.sql for model in read)).encode()).hexdigest()
    if any(name.startswith("audited.") for name in reads):
        made_by = f"{made_by} {code_version(*_AUDIT)}"
    return dg.AssetSpec(
        table_key(table.name),
        deps=sorted(deps),
        group_name="tables",
        description=f"{table.description_vi} / {table.description_en}",
        kinds={"sql", "duckdb"},
        code_version=made_by,
        metadata={"dagster/column_schema": _column_schema(table)},
    )


def _column_schema(table: Table) -> dg.TableSchema:
    """Return the columns of a published table as Dagster shows them."""
    return dg.TableSchema(
        [
            dg.TableColumn(
                column.name,
                column.duckdb_type,
                f"{column.description_vi} / {column.description_en}",
                dg.TableColumnConstraints(
                    nullable=column.nullable, unique=table.primary_key == (column.name,)
                ),
            )
            for column in table.columns
        ]
    )


def _read_with(model: Model, found: Mapping[str, Model]) -> list[Model]:
    """Return ``model`` and the models of sql/core that it reads, near or far: all of them behind the audit."""
    if any(name.startswith("audited.") for name in model.reads):
        return [model, *(other for other in found.values() if other.schema == "core")]
    seen = {model.path: model}
    waiting = [model]
    while waiting:
        for name in waiting.pop().reads:
            other = found.get(name)
            if other and other.schema == "core" and other.path not in seen:
                seen[other.path] = other
                waiting.append(other)
    return list(seen.values())
