"""What the build reads: the sources of each province, and the statements asset made from them.

The check of the statements blocks: nothing below it runs, and so no release is switched, unless it passed.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from pipeline import intake
from pipeline.orchestration import staging
from pipeline.orchestration.check_words import FAULTS
from pipeline.orchestration.lock import LOCK
from pipeline.workspace import Workspace

_CHECK = "schema"


def provinces(workspace: Workspace) -> list[str]:
    """Return the slugs of the provinces in raw/, sorted."""
    return sorted(intake.discover(workspace.raw)) if workspace.raw.is_dir() else []


def statements_key(slug: str) -> dg.AssetKey:
    """Return the key of a province's statements."""
    return dg.AssetKey(["statements", slug.replace("-", "_")])


def input_specs(slugs: Sequence[str]) -> list[dg.AssetSpec]:
    """Return what the build reads and nobody makes here: the sources of each province and the code lists."""
    raw = [
        dg.AssetSpec(
            ["raw", slug.replace("-", "_")],
            group_name="inputs",
            description=f"Tài liệu nguồn / source documents: raw/{slug}/",
            kinds={"file"},
        )
        for slug in slugs
    ]
    codes = dg.AssetSpec(
        "codelists",
        group_name="inputs",
        description="Danh mục chung (tỉnh, huyện, cơ quan, chỉ số) / general code lists: schemas/codelists/",
        kinds={"csv"},
    )
    return [*raw, codes]


def statements_asset(workspace: Workspace, slug: str) -> dg.AssetsDefinition:
    """Return the asset that reads all sources of one province."""
    key = statements_key(slug)

    @dg.multi_asset(
        name=f"statements_{key.path[-1]}",
        specs=[
            dg.AssetSpec(
                key,
                deps=[dg.AssetKey(["raw", key.path[-1]]), "codelists"],
                group_name="statements",
                description=f"Số liệu nêu trong các nguồn / what is printed in the sources of {slug}",
                kinds={"python", "parquet"},
            )
        ],
        check_specs=[
            dg.AssetCheckSpec(
                _CHECK, asset=key, blocking=True, description="Pandera: every staged table holds to its model"
            )
        ],
        required_resource_keys={LOCK},
    )
    def statements() -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        rows = intake.read_province(workspace.raw, slug)
        tables, faults = staging.stage(rows, workspace.staged / slug)
        counts = {name: table.num_rows for name, table in tables.items()}
        yield dg.MaterializeResult(asset_key=key, metadata=counts)
        yield dg.AssetCheckResult(
            passed=not faults, asset_key=key, check_name=_CHECK, metadata={FAULTS: "; ".join(faults)}
        )

    return statements
