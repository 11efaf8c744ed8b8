"""What starts a build by itself, and of which provinces."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration.job import JOB, definitions
from pipeline.orchestration.kept_rows import KeptRows
from pipeline.orchestration.partitions import READER
from pipeline.orchestration.release_asset import RELEASE
from pipeline.orchestration.source_assets import RAW, STATEMENTS
from pipeline.workspace import Workspace, code_version

FIRST, LAST = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two provinces that were read."""
    workspace = Workspace.under(tmp_path)
    for slug in ("lao-cai", "yen-bai"):
        put(workspace, slug, "as received")
    (workspace.raw / "README.md").write_text("no province")
    (workspace.raw / "an-empty-folder").mkdir()
    for slug in ("lao-cai", "yen-bai"):
        workspace.reader_of(slug).parent.mkdir(parents=True)
        workspace.reader_of(slug).write_text(code_version(*READER))
    return workspace


def put(workspace: Workspace, slug: str, text: str) -> None:
    """Write a document of a province."""
    folder = workspace.raw / slug / "2019-ict"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "document.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


class Sensor:
    """The sensor, which remembers what it saw last."""

    def __init__(self, workspace: Workspace, instance: dg.DagsterInstance) -> None:
        self.definitions, self.instance = definitions(workspace), instance
        self.cursor: str | None = None

    def look(self) -> dg.SensorResult:
        """Let the sensor look at raw/."""
        (sensor,) = self.definitions.sensors or ()
        assert isinstance(sensor, dg.SensorDefinition)
        context = dg.build_sensor_context(self.instance, self.cursor, definitions=self.definitions)
        result = sensor(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return result

    @property
    def partitions(self) -> list[str]:
        """The provinces that Dagster knows."""
        return sorted(self.instance.get_dynamic_partitions("provinces"))


@pytest.fixture
def sensor(workspace: Workspace, instance: dg.DagsterInstance) -> Sensor:
    """The sensor after its first look."""
    sensor = Sensor(workspace, instance)
    sensor.look()
    return sensor


def told(result: dg.SensorResult) -> dict[str | None, str]:
    """Return the data versions that the sensor tells, by province."""
    return {
        event.partition: event.tags["dagster/data_version"]
        for event in result.asset_events
        if isinstance(event, dg.AssetMaterialization) and event.asset_key == RAW and event.tags
    }


def requested(result: dg.SensorResult) -> list[dg.RunRequest]:
    """Return what the sensor asks for."""
    return list(result.run_requests or ())


def test_the_first_look_tells_the_versions_and_starts_nothing(
    workspace: Workspace, instance: dg.DagsterInstance
) -> None:
    sensor = Sensor(workspace, instance)
    result = sensor.look()
    assert requested(result) == []
    assert told(result) == {slug: workspace.source_version(slug) for slug in ("lao-cai", "yen-bai")}
    assert sensor.partitions == ["lao-cai", "yen-bai"]
    again = sensor.look()
    assert requested(again) == [] and told(again) == {}


def test_a_changed_province_is_read_alone(workspace: Workspace, sensor: Sensor) -> None:
    put(workspace, "yen-bai", "received again")
    result = sensor.look()
    assert [request.partition_key for request in requested(result)] == ["yen-bai"]
    assert told(result) == {"yen-bai": workspace.source_version("yen-bai")}
    assert requested(sensor.look()) == [], "once"


def test_a_run_that_failed_is_asked_for_again_once(
    workspace: Workspace, sensor: Sensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    def run(request: dg.RunRequest) -> None:
        """Let the run that was asked for fail."""
        job = sensor.definitions.resolve_job_def(JOB)
        result = job.execute_in_process(
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            partition_key=request.partition_key,
            tags=request.tags,
            raise_on_error=False,
            instance=sensor.instance,
        )
        assert not result.success

    monkeypatch.setattr(KeptRows, "refresh", fail)
    put(workspace, "yen-bai", "received again")
    (first,) = requested(sensor.look())
    run(first)
    (second,) = requested(sensor.look())
    assert (second.tags[FIRST], second.tags[LAST]) == ("lao-cai", "yen-bai")
    run(second)
    assert requested(sensor.look()) == [], "what fails twice waits for a change, or for the night"
    put(workspace, "yen-bai", "mended")
    assert [request.partition_key for request in requested(sensor.look())] == ["yen-bai"]


def test_a_new_folder_is_a_new_partition(workspace: Workspace, sensor: Sensor) -> None:
    put(workspace, "a-new-one", "as received")
    assert [request.partition_key for request in requested(sensor.look())] == ["a-new-one"]
    assert sensor.partitions == ["a-new-one", "lao-cai", "yen-bai"]


def test_several_changes_are_one_run_of_all(workspace: Workspace, sensor: Sensor) -> None:
    put(workspace, "a-new-one", "as received")
    put(workspace, "yen-bai", "received again")
    (request,) = requested(sensor.look())
    assert request.partition_key is None
    assert (request.tags[FIRST], request.tags[LAST]) == ("lao-cai", "a-new-one"), "in the order they came"


@pytest.mark.parametrize("reader", ["", "another version"])
def test_a_province_that_this_code_never_read_is_read_with_the_changed_one(
    workspace: Workspace, sensor: Sensor, reader: str
) -> None:
    workspace.reader_of("lao-cai").write_text(reader)
    put(workspace, "yen-bai", "received again")
    (request,) = requested(sensor.look())
    assert request.partition_key is None and FIRST in request.tags


def test_a_province_that_went_makes_a_release_without_it(workspace: Workspace, sensor: Sensor) -> None:
    (workspace.raw / "yen-bai").rename(workspace.build / "elsewhere")
    (request,) = requested(sensor.look())
    assert request.asset_selection and RELEASE in request.asset_selection
    assert STATEMENTS not in request.asset_selection
    assert sensor.partitions == ["lao-cai"]


def test_an_empty_raw_starts_nothing(workspace: Workspace, sensor: Sensor) -> None:
    workspace.raw.rename(workspace.build / "elsewhere")
    assert requested(sensor.look()) == []


def test_the_night_reads_every_province(workspace: Workspace) -> None:
    (schedule,) = definitions(workspace).schedules or ()
    assert isinstance(schedule, dg.ScheduleDefinition)
    with dg.instance_for_test() as kept:
        tick = schedule.evaluate_tick(dg.build_schedule_context(kept))
        assert sorted(kept.get_dynamic_partitions("provinces")) == ["lao-cai", "yen-bai"]
    assert tick.run_requests
    (request,) = tick.run_requests
    assert (request.tags[FIRST], request.tags[LAST]) == ("lao-cai", "yen-bai")
