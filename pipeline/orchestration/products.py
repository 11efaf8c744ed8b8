"""The assets that people use: files, workbook, site, and the release that ties them together."""

import shutil
from collections.abc import Callable, Sequence

import dagster as dg

from pipeline.orchestration.summary import summarise
from pipeline.orchestration.tables import table_key
from pipeline.publishing.datapackage import write_datapackage
from pipeline.publishing.files import connect, write_csv
from pipeline.publishing.record import write_record
from pipeline.publishing.release import stamped_id, switch, write_checksums, write_parquet_files
from pipeline.publishing.site import render_site
from pipeline.publishing.verification import write_verification
from pipeline.publishing.workbook import write_workbook
from pipeline.workspace import Workspace
from schemas.contract import PUBLISHED

FINGERPRINT_TAG = "xephang/fingerprint"

_GROUP = "products"


def product_assets(workspace: Workspace) -> list[dg.AssetsDefinition]:
    """Return one asset for each product, and the release made of them."""
    tables = [table_key(table.name) for table in PUBLISHED]
    parquet = _product(
        workspace, "parquet", tables, "Bảng Parquet / the tables as Parquet files", _write_parquet
    )
    duckdb = _product(
        workspace,
        "duckdb",
        [parquet.key],
        "Cơ sở dữ liệu có chú giải / the tables as one database",
        _write_duckdb,
    )
    csv = _product(workspace, "csv", [parquet.key], "Bảng CSV / the tables as CSV files", _write_csv)
    xlsx = _product(workspace, "xlsx", [parquet.key], "Sổ tính / the tables as one workbook", _write_xlsx)
    package = _product(
        workspace,
        "datapackage",
        [csv.key],
        "Mô tả cho máy / the CSV files described to machines",
        _write_package,
    )
    site = _product(workspace, "site", [duckdb.key], "Trang web tĩnh / the static site", _write_site)
    verify = _product(
        workspace,
        "verify",
        [parquet.key],
        "Kiểm chứng bằng SQL / the computed columns, rebuilt by SQL",
        _write_verify,
    )
    products = [parquet, duckdb, csv, xlsx, package, site, verify]
    return [*products, _release(workspace, [product.key for product in products])]


def _product(
    workspace: Workspace,
    name: str,
    deps: Sequence[dg.AssetKey],
    description: str,
    write: Callable[[Workspace], None],
) -> dg.AssetsDefinition:
    """Return the asset of one product, which ``write`` makes in the next release's folder."""

    @dg.asset(key=["products", name], deps=deps, group_name=_GROUP, description=description, kinds={name})
    def product() -> None:
        write(workspace)

    return product


def _release(workspace: Workspace, products: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """Return the asset that makes the finished products the current release."""

    @dg.asset(
        key="release",
        deps=products,
        group_name=_GROUP,
        description="Bản phát hành / the release: dist/current is switched in one step",
        kinds={"file"},
    )
    def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        fingerprint = context.run.tags.get(FINGERPRINT_TAG, "")
        release_id = _publish(workspace, fingerprint)
        return dg.MaterializeResult(metadata={"release_id": release_id})

    return release


def _write_parquet(workspace: Workspace) -> None:
    shutil.rmtree(workspace.next_release, ignore_errors=True)
    with connect(workspace.database) as con:
        write_parquet_files(con, workspace.next_release / "parquet")


def _write_duckdb(workspace: Workspace) -> None:
    shutil.copyfile(workspace.database, workspace.next_release / "xephang.duckdb")


def _write_csv(workspace: Workspace) -> None:
    with connect(workspace.database, read_only=True) as con:
        write_csv(con, workspace.next_release / "csv")


def _write_xlsx(workspace: Workspace) -> None:
    with connect(workspace.database, read_only=True) as con:
        write_workbook(con, workspace.next_release / "xephang.xlsx")


def _write_package(workspace: Workspace) -> None:
    write_datapackage(workspace.next_release, stamped_id(workspace.database))


def _write_site(workspace: Workspace) -> None:
    render_site(workspace.next_release / "xephang.duckdb", workspace.next_release / "site")


def _write_verify(workspace: Workspace) -> None:
    write_verification(workspace.next_release)


def _publish(workspace: Workspace, fingerprint: str) -> str:
    """Seal the next release, make it current, and return its id."""
    release_id = stamped_id(workspace.database)
    write_checksums(workspace.next_release)
    write_record(workspace.next_release, release_id, fingerprint, summarise(workspace.database))
    switch(workspace.next_release, workspace.releases, workspace.current, release_id)
    return release_id
