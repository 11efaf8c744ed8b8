"""From the statements to the release: tables, checks, products and the switch of dist/current, all in one step.

It cannot be split: a table made in one run and a product sealed in another would mix two builds. Whoever wants one
file of a release takes it from there.
"""

import logging
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import dagster as dg

from pipeline.audit import build_tables
from pipeline.documents.errors import SourceError
from pipeline.orchestration.build_summary import summarise
from pipeline.orchestration.kept_closures import KeptClosures
from pipeline.orchestration.partitions import list_provinces, list_unread
from pipeline.orchestration.resources import REQUIRED, WORKSPACE
from pipeline.orchestration.table_specs import check_specs, evaluations, table_key, table_specs
from pipeline.publishing.data.croissant import CROISSANT
from pipeline.publishing.data.data_files import connect, write_database
from pipeline.publishing.data.datapackage import PACKAGE
from pipeline.publishing.data.verification import VERIFY
from pipeline.publishing.release.activate import publish
from pipeline.publishing.release.checksums import write_checksums
from pipeline.publishing.release.contents import DATABASE, WORKBOOK, write_contents
from pipeline.publishing.release.history import tell_release
from pipeline.publishing.release.record import write_record
from pipeline.warehouse.build import CODELISTS, load
from pipeline.warehouse.checks import CheckResult, run_checks
from pipeline.workspace import Workspace, code_version
from schemas.contract import PUBLISHED, VIEWS

FINGERPRINT_TAG = "xephang/fingerprint"

RELEASE = dg.AssetKey("release")

_LOG = logging.getLogger(__name__)

_GROUP = "products"

# Of a product: where it lies in a release.
_FILE = "file"

# What writes the products.
_PUBLISHER = ("pipeline/publishing", "site", "schemas")

# By name: the products it rests on, where it lies in a release, and what it is. All but the first rest on the release
# id, which follows from the Parquet files.
_PRODUCTS = {
    "parquet": ((), "parquet", "Bảng Parquet / the tables as Parquet files"),
    "duckdb": (("parquet",), DATABASE, "Cơ sở dữ liệu có chú giải / the tables as one database"),
    "csv": (("parquet",), "csv", "Bảng CSV / the tables as CSV files"),
    "xlsx": (("parquet",), WORKBOOK, "Sổ tính / the tables as one workbook"),
    "datapackage": (("csv",), PACKAGE, "Mô tả cho máy / the CSV files described to machines"),
    "croissant": (
        ("parquet",),
        CROISSANT,
        "Mô tả cho học máy / the Parquet files described to machine learning",
    ),
    "site": (("duckdb",), "site/index.html", "Trang web tĩnh / the static site"),
    "verify": (("parquet",), VERIFY, "Kiểm chứng bằng SQL / the computed columns, rebuilt by SQL"),
}


def release_asset() -> dg.AssetsDefinition:
    """Return the step that makes the tables of all statements and, if every check passes, publishes them."""
    tables, products = _in_order(table_specs()), _in_order(_product_specs())
    views = {view.name for view in VIEWS}

    @dg.multi_asset(
        name="release",
        specs=[*tables, *products],
        check_specs=check_specs(),
        required_resource_keys=REQUIRED,
    )
    def release(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        workspace: Workspace = getattr(context.resources, WORKSPACE)
        prepared = workspace.prepared(context.run.run_id)
        results = _make_tables(workspace, prepared)
        folder = None
        if all(result.passed for result in results):
            folder = _publish(workspace, prepared, context.run.tags.get(FINGERPRINT_TAG, ""))
        n_rows = _count_rows(folder / DATABASE if folder else workspace.failed_database)
        for table in tables:
            name = table.key.path[-1]
            page = dg.MetadataValue.path(workspace.current / f"site/data.html#{name}")
            # a view is in the database alone
            holds = DATABASE if name in views else f"parquet/{name}.parquet"
            file = dg.MetadataValue.path(workspace.current / holds)
            yield dg.MaterializeResult(
                table.key, metadata={"dagster/row_count": n_rows[name], "page": page, "file": file}
            )
        yield from evaluations(results)
        if folder:
            for product in products:
                path = dg.MetadataValue.path(workspace.current / product.metadata[_FILE])
                yield dg.MaterializeResult(product.key, metadata={"release": folder.name, "path": path})

    return release


def release_keys() -> list[dg.AssetKey]:
    """Return the keys of everything that is made in one step with the release."""
    return [spec.key for spec in (*table_specs(), *_product_specs())]


def _product_specs() -> list[dg.AssetSpec]:
    """Return the products and the release; none of them is made where a check of the tables failed."""
    tables = [table_key(table.name) for table in PUBLISHED]
    made_by = code_version(*_PUBLISHER)
    specs = [
        dg.AssetSpec(
            ["products", name],
            deps=[["products", other] for other in rests_on] or tables,
            group_name=_GROUP,
            description=description,
            kinds={name},
            code_version=made_by,
            skippable=True,
            metadata={_FILE: file},
        )
        for name, (rests_on, file, description) in _PRODUCTS.items()
    ]
    release = dg.AssetSpec(
        RELEASE,
        deps=[spec.key for spec in specs],
        group_name=_GROUP,
        description="Bản phát hành / the release: dist/current is switched in one step",
        kinds={"file"},
        code_version=made_by,
        skippable=True,
        metadata={_FILE: "."},
    )
    return [*specs, release]


def _in_order(specs: list[dg.AssetSpec]) -> list[dg.AssetSpec]:
    """Return ``specs``, each after those it rests on, as Dagster wants to be told of them."""
    found = {spec.key: spec for spec in specs}
    rests_on = {spec.key: sorted(dep.asset_key for dep in spec.deps) for spec in specs}
    return [found[key] for key in TopologicalSorter(rests_on).static_order() if key in found]


def _make_tables(workspace: Workspace, prepared: Path) -> list[CheckResult]:
    """Make the database of the new release, and return what its checks found.

    Where a check fails, it is put aside to be looked into. Raises SourceError where a province was never read, or by
    other code: a release is of one reading.
    """
    for slug in list_unread(workspace):
        raise SourceError(f"raw/{slug}", "", "not read by this code yet", "materialize its statements first")
    with connect(None, workspace.staged, CODELISTS, prepared, workspace.build) as con:
        _LOG.info("making the tables")
        load(con, [workspace.staged / slug for slug in list_provinces(workspace)])
        closures = KeptClosures(workspace)
        build_tables(con, closures.close)
        closures.sweep()
        _LOG.info("checking the tables")
        results = run_checks(con)
        passed = all(result.passed for result in results)
        write_database(con, prepared / DATABASE if passed else workspace.failed_database, keys=passed)
        return results


def _publish(workspace: Workspace, prepared: Path, fingerprint: str) -> Path:
    """Make every product of the database in ``prepared`` and let dist/current be that release; return its folder."""
    _LOG.info("writing the files and the site")
    release_id = write_contents(prepared)
    write_record(prepared, release_id, fingerprint, workspace.inputs(), summarise(prepared / DATABASE))
    write_checksums(prepared)
    folder = publish(prepared, workspace.releases, workspace.current, release_id)
    tell_release(workspace.dist, folder)
    return folder


def _count_rows(database: Path) -> dict[str, int]:
    """Return the number of rows of each published table and view in ``database``."""
    names = [table.name for table in (*PUBLISHED, *VIEWS)]
    counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in names)
    with connect(database, read_only=True) as con:
        (row,) = con.execute(f"SELECT {counts}").fetchall()
    return dict(zip(names, row, strict=True))
