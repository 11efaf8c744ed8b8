"""The lineage as Dagster sees it, held against asset_graph.txt: a change of it is seen in review."""

from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration.job import JOB, definitions
from pipeline.orchestration.table_specs import table_key
from pipeline.warehouse.checks import all_checks
from pipeline.workspace import Workspace
from schemas.contract import PUBLISHED, VIEWS

SNAPSHOT = Path(__file__).with_name("asset_graph.txt")


@pytest.fixture(name="graph_of")
def _graph_of(tmp_path: Path) -> dg.Definitions:
    """The definitions, which are the same for every raw/."""
    return definitions(Workspace.under(tmp_path))


def told(defs: dg.Definitions) -> str:
    """Return a line for each asset: key, group, its parents; and below it a line for each of its checks."""
    graph = defs.resolve_asset_graph()
    lines = []
    for key in sorted(graph.get_all_asset_keys()):
        node = graph.get(key)
        parents = " ".join(sorted(parent.to_user_string() for parent in node.parent_keys))
        lines.append(f"{key.to_user_string()} [{node.group_name}] <- {parents}".rstrip())
        checks = sorted(check.name for check in graph.asset_check_keys if check.asset_key == key)
        lines += [f"    check {name}" for name in checks]
    return "\n".join(lines) + "\n"


def test_asset_graph_is_as_reviewed(graph_of: dg.Definitions) -> None:
    now = told(graph_of)
    cure = f"if the new graph is wanted, write it to {SNAPSHOT.name}:\n{now}"
    assert now == SNAPSHOT.read_text(encoding="utf-8"), cure


def test_every_asset_is_described(graph_of: dg.Definitions) -> None:
    graph = graph_of.resolve_asset_graph()
    bare = [key for key in graph.get_all_asset_keys() if not graph.get(key).description]
    assert not bare, f"give these a description in both languages: {bare}"


def test_every_check_says_what_must_hold_and_the_cure(graph_of: dg.Definitions) -> None:
    graph = graph_of.resolve_asset_graph()
    descriptions = {key: graph.get_check_spec(key).description for key in graph.asset_check_keys}
    written = {check.name: check.message for check in all_checks() if ":" not in check.name}
    assert {key.name: descriptions[key] for key in descriptions if key.name in written} == written
    assert [key for key, told in descriptions.items() if not told or "Cure: " not in told] == []


def test_every_table_shows_its_columns(graph_of: dg.Definitions) -> None:
    graph = graph_of.resolve_asset_graph()
    for table in (*PUBLISHED, *VIEWS):
        shown = graph.get(table_key(table.name)).metadata["dagster/column_schema"]
        assert isinstance(shown, dg.TableSchema)
        columns = [(column.name, column.type, column.constraints.nullable) for column in shown.columns]
        assert columns == [(column.name, column.duckdb_type, column.nullable) for column in table.columns]


def test_what_is_made_here_has_a_version_of_its_code(graph_of: dg.Definitions) -> None:
    graph = graph_of.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        assert bool(graph.get(key).code_version) == graph.get(key).is_executable, key


def test_job_runs_every_asset(graph_of: dg.Definitions) -> None:
    job = graph_of.resolve_job_def(JOB)
    runs = set(job.asset_layer.executable_asset_keys)
    graph = graph_of.resolve_asset_graph()
    assert runs == {key for key in graph.get_all_asset_keys() if graph.get(key).is_executable}


def test_build_runs_at_two_every_night(graph_of: dg.Definitions) -> None:
    (schedule,) = graph_of.schedules or ()
    assert isinstance(schedule, dg.ScheduleDefinition)
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Ho_Chi_Minh")
