"""Everything that Dagster is told: the assets, the job, its schedule and its sensor."""

import dagster as dg

from pipeline.orchestration.lock import LOCK, run_lock
from pipeline.orchestration.products import release_asset
from pipeline.orchestration.source_assets import input_specs, provinces, statements_asset
from pipeline.orchestration.table_assets import tables_asset
from pipeline.workspace import Workspace

JOB = "build"


def definitions(workspace: Workspace) -> dg.Definitions:
    """Return the definitions of a build in ``workspace``, one statements asset for each province in raw/."""
    slugs = provinces(workspace)
    job = dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        description="raw/ → bảng → bản phát hành / raw/ → tables → release",
    )
    return dg.Definitions(
        assets=[
            *input_specs(slugs),
            *(statements_asset(workspace, slug) for slug in slugs),
            tables_asset(workspace, slugs),
            release_asset(workspace),
        ],
        jobs=[job],
        schedules=[_nightly()],
        sensors=[_new_files(workspace)],
        resources={LOCK: run_lock(workspace)},
        # a step costs 0.03 s of CPU here, 7 s in the default executor's processes
        executor=dg.in_process_executor,
    )


def _nightly() -> dg.ScheduleDefinition:
    """Return the schedule of the nightly build."""
    return dg.ScheduleDefinition(
        name="nightly",
        job_name=JOB,
        cron_schedule="0 3 * * *",
        execution_timezone="Asia/Ho_Chi_Minh",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Mỗi đêm lúc 3 giờ / every night at three",
    )


def _new_files(workspace: Workspace) -> dg.SensorDefinition:
    """Return the sensor that asks for a build when a file in raw/ has come, gone or changed."""

    @dg.sensor(
        name="new_files",
        job_name=JOB,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tệp mới trong raw/ / new files in raw/ (a new province: reload the definitions first)",
    )
    def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        seen = workspace.raw_fingerprint()
        changed = context.cursor is not None and context.cursor != seen
        return dg.SensorResult(run_requests=[dg.RunRequest()] if changed else [], cursor=seen)

    return new_files
