"""What the build reads, and the statements read from it, a partition for each province.

The check of the contract blocks: nothing below it runs, and so no release is switched, unless it passed.
"""

import logging
from collections.abc import Iterator

import dagster as dg

from pipeline.orchestration import staging
from pipeline.orchestration.build_summary import one_line
from pipeline.orchestration.check_metadata import FAULTS, N_CHECKS
from pipeline.orchestration.kept_rows import KeptRows
from pipeline.orchestration.partitions import PROVINCES, READER
from pipeline.orchestration.resources import REQUIRED, WORKSPACE
from pipeline.resolution.province_rows import gather
from pipeline.workspace import Workspace, code_version

RAW = dg.AssetKey("raw")
CODELISTS = dg.AssetKey("codelists")
STATEMENTS = dg.AssetKey("statements")

# The tag by which Dagster knows the version of a materialization that is reported by itself.
DATA_VERSION = "dagster/data_version"

_LOG = logging.getLogger(__name__)
_CONTRACT = "schema"
_QUARANTINED = "quarantined"


def input_specs() -> list[dg.AssetSpec]:
    """Return what the build reads and nobody makes here: the sources of each province and the code lists."""
    raw = dg.AssetSpec(
        RAW,
        partitions_def=PROVINCES,
        group_name="inputs",
        description="Tài liệu nguồn / source documents: raw/<province>/",
        kinds={"file"},
    )
    codelists = dg.AssetSpec(
        CODELISTS,
        group_name="inputs",
        description="Danh mục chung (tỉnh, huyện, cơ quan, chỉ số) / general code lists: schemas/codelists/",
        kinds={"csv"},
    )
    return [raw, codelists]


def statements_asset() -> dg.AssetsDefinition:
    """Return the asset that reads all sources of a province, of as many provinces as a run is of in one step."""
    reader = code_version(*READER)
    spec = dg.AssetSpec(
        STATEMENTS,
        partitions_def=PROVINCES,
        deps=[RAW, CODELISTS],
        group_name="statements",
        description="Số liệu nêu trong các nguồn / what is printed in the sources",
        kinds={"python", "parquet"},
        code_version=reader,
    )

    @dg.multi_asset(
        name="statements",
        specs=[spec],
        check_specs=_check_specs(),
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys=REQUIRED,
    )
    def statements(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetMaterialization | dg.AssetCheckResult]:
        workspace: Workspace = getattr(context.resources, WORKSPACE)
        slugs = sorted(context.partition_keys)
        faults: list[str] = []
        quarantined: list[str] = []
        kept = KeptRows(workspace, slugs)
        kept.refresh()
        for slug in slugs:
            rows = gather(workspace.raw, slug, kept.rows)
            tables, found = staging.stage(rows, workspace.staged / slug)
            if not found:
                workspace.reader_of(slug).write_text(reader)
            faults += [f"raw/{slug}: {fault}" for fault in found]
            quarantined += [
                f"since {row.pop('since')}: {one_line(**row)}" for row in tables["quarantine"].to_pylist()
            ]
            counts = {name: table.num_rows for name, table in tables.items()}
            context.add_asset_metadata(counts, asset_key=STATEMENTS, partition_key=slug)
        kept.sweep()
        yield dg.MaterializeResult(data_version=dg.DataVersion(workspace.staged_version(slugs)))
        if len(slugs) > 1:
            yield from _of_each_partition(context.instance, workspace, slugs)
        yield from _check_results(len(slugs), faults, quarantined)

    return statements


def _of_each_partition(
    instance: dg.DagsterInstance, workspace: Workspace, slugs: list[str]
) -> Iterator[dg.AssetMaterialization]:
    """Yield the materialization just made of each of ``slugs`` again, with the version of its own rows.

    A result has one version for all partitions of its run, by which a province would change with its neighbours.
    """
    for slug in slugs:
        latest = dg.AssetRecordsFilter(STATEMENTS, asset_partitions=[slug])
        (record,) = instance.fetch_materializations(latest, limit=1).records
        made = record.asset_materialization
        if made:
            tags = {**(made.tags or {}), DATA_VERSION: workspace.staged_version([slug])}
            yield dg.AssetMaterialization(STATEMENTS, partition=slug, metadata=made.metadata, tags=tags)


def _check_results(n_checks: int, faults: list[str], quarantined: list[str]) -> Iterator[dg.AssetCheckResult]:
    yield dg.AssetCheckResult(
        passed=not faults,
        check_name=_CONTRACT,
        metadata={N_CHECKS: n_checks, FAULTS: "; ".join(faults)},
    )
    yield dg.AssetCheckResult(
        passed=not quarantined,
        check_name=_QUARANTINED,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={FAULTS: "\n".join(quarantined)},
    )


def _check_specs() -> list[dg.AssetCheckSpec]:
    """Return the checks of the statements: the contract, which blocks, and a warning of what is quarantined."""
    return [
        dg.AssetCheckSpec(
            _CONTRACT,
            asset=STATEMENTS,
            blocking=True,
            description="Every staged table holds to its Pandera model. Cure: mend what reads that source.",
        ),
        dg.AssetCheckSpec(
            _QUARANTINED,
            asset=STATEMENTS,
            description="Every source could be read. Cure: each line names the file, the place and what to do; "
            "until then the last good reading stands, marked stale.",
        ),
    ]
