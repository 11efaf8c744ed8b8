"""The products that people use, and the release that ties them together: one step, all of it or nothing."""

from collections.abc import Iterator, Sequence

import dagster as dg

from pipeline.orchestration.build_summary import summarise
from pipeline.orchestration.lock import LOCK
from pipeline.orchestration.table_assets import table_key
from pipeline.publishing.release.activate import publish
from pipeline.publishing.release.checksums import write_checksums
from pipeline.publishing.release.contents import DATABASE, write_contents
from pipeline.publishing.release.record import write_record
from pipeline.workspace import Workspace
from schemas.contract import PUBLISHED

FINGERPRINT_TAG = "xephang/fingerprint"

RELEASE = dg.AssetKey("release")

_GROUP = "products"

# Name, the products it rests on, and what it is; all but the first rest on the release id, which follows from
# the Parquet files. Each stands after those it rests on.
_PRODUCTS = (
    ("parquet", (), "Bảng Parquet / the tables as Parquet files"),
    ("duckdb", ("parquet",), "Cơ sở dữ liệu có chú giải / the tables as one database"),
    ("csv", ("parquet",), "Bảng CSV / the tables as CSV files"),
    ("xlsx", ("parquet",), "Sổ tính / the tables as one workbook"),
    ("datapackage", ("csv",), "Mô tả cho máy / the CSV files described to machines"),
    ("site", ("duckdb",), "Trang web tĩnh / the static site"),
    ("verify", ("parquet",), "Kiểm chứng bằng SQL / the computed columns, rebuilt by SQL"),
)


def release_asset(workspace: Workspace) -> dg.AssetsDefinition:
    """Return the step that makes every product of the tables and publishes them as one release.

    It cannot be split: a product made in one run and a release sealed in another would mix two builds, or
    publish the folder of a single product. Whoever wants one file of a release takes it from there.
    """
    specs = _specs()

    @dg.multi_asset(name="release", specs=specs, can_subset=False, required_resource_keys={LOCK})
    def release(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        prepared = workspace.prepared(context.run.run_id)
        release_id = write_contents(workspace.database, prepared)
        fingerprint = context.run.tags.get(FINGERPRINT_TAG, "")
        write_record(prepared, release_id, fingerprint, summarise(prepared / DATABASE))
        write_checksums(prepared)
        folder = publish(prepared, workspace.releases, workspace.current, release_id)
        for spec in specs:
            told = {"release_id": release_id, "folder": folder.name} if spec.key == RELEASE else {}
            yield dg.MaterializeResult(asset_key=spec.key, metadata=told)

    return release


def _specs() -> Sequence[dg.AssetSpec]:
    """Return the products and the release, in the order in which they are made."""
    tables = [table_key(table.name) for table in PUBLISHED]
    products = [
        dg.AssetSpec(
            ["products", name],
            deps=[["products", other] for other in rests_on] or tables,
            group_name=_GROUP,
            description=description,
            kinds={name},
        )
        for name, rests_on, description in _PRODUCTS
    ]
    release = dg.AssetSpec(
        RELEASE,
        deps=[product.key for product in products],
        group_name=_GROUP,
        description="Bản phát hành / the release: dist/current is switched in one step",
        kinds={"file"},
    )
    return [*products, release]
