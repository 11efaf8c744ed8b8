"""What starts a build by itself: the night, and a change in raw/."""

import json

import dagster as dg

from pipeline.orchestration.partitions import (
    list_provinces,
    list_unread,
    match_partitions,
    tag_all_partitions,
)
from pipeline.orchestration.release_asset import release_keys
from pipeline.orchestration.source_assets import DATA_VERSION, RAW
from pipeline.workspace import Workspace

# The tag of a run that is the second attempt at one that failed; there is no third until raw/ changes or the night.
_AGAIN = "xephang/again"


def nightly(workspace: Workspace, job_name: str) -> dg.ScheduleDefinition:
    """Return the schedule of the nightly build of all provinces."""

    @dg.schedule(
        name="nightly",
        job_name=job_name,
        cron_schedule="0 2 * * *",
        execution_timezone="Asia/Ho_Chi_Minh",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Mỗi đêm lúc 2 giờ / every night at two",
    )
    def every_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        slugs = list_provinces(workspace)
        if not slugs:
            return dg.SkipReason("raw/ is empty")
        match_partitions(context.instance, slugs)
        return dg.RunRequest(tags=tag_all_partitions(context.instance))

    return every_night


def changed_sources(workspace: Workspace, job_name: str) -> dg.SensorDefinition:
    """Return the sensor that sees what came, went or changed in raw/: it tells Dagster and asks for a build of that.

    Its cursor holds the version of each province. Where the last run of the job failed, all is read once more.
    """

    @dg.sensor(
        name="changed_sources",
        job_name=job_name,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Thay đổi trong raw/ / what came, went or changed in raw/; the first look starts no build",
    )
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        seen: dict[str, str] = json.loads(context.cursor or "{}")
        versions = {slug: workspace.source_version(slug) for slug in list_provinces(workspace)}
        match_partitions(context.instance, list(versions))
        changed = [slug for slug in versions if versions[slug] != seen.get(slug)]
        requests = []
        if context.cursor and versions:
            if _failed_once(context.instance, job_name):
                requests = [dg.RunRequest(tags={**tag_all_partitions(context.instance), _AGAIN: "true"})]
            elif versions != seen:
                requests = [_request(context.instance, {*changed, *list_unread(workspace)})]
        return dg.SensorResult(
            run_requests=requests,
            asset_events=[
                dg.AssetMaterialization(RAW, partition=slug, tags={DATA_VERSION: versions[slug]})
                for slug in changed
            ],
            cursor=json.dumps(versions),
        )

    return look


def _failed_once(instance: dg.DagsterInstance, job_name: str) -> bool:
    """Return whether the last run of the job failed, and was not the second attempt itself."""
    runs = instance.get_run_records(dg.RunsFilter(job_name=job_name), limit=1)
    failed = dg.DagsterRunStatus.FAILURE
    return any(run.dagster_run.status == failed and _AGAIN not in run.dagster_run.tags for run in runs)


def _request(instance: dg.DagsterInstance, slugs: set[str]) -> dg.RunRequest:
    """Return the request to read ``slugs``, one or all if several, and to release; none: to release alone."""
    match sorted(slugs):
        case []:
            return dg.RunRequest(asset_selection=release_keys())
        case [slug]:
            return dg.RunRequest(partition_key=slug)
        case _:
            return dg.RunRequest(tags=tag_all_partitions(instance))
