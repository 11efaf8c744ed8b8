"""The whole job in this process, without a server: what ``xephang build`` runs."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from pipeline.documents.errors import SourceError
from pipeline.orchestration.check_metadata import FAULTS, N_CHECKS
from pipeline.orchestration.job import JOB, definitions
from pipeline.orchestration.lock import build_lock
from pipeline.orchestration.partitions import list_provinces, match_partitions, tag_all_partitions
from pipeline.orchestration.release_asset import FINGERPRINT_TAG
from pipeline.publishing.release.record import Record, read_record
from pipeline.warehouse.models import WarehouseError
from pipeline.workspace import Workspace

# Our own errors say everything in their text; of others the class is shown too.
_OWN_CLASS = re.compile(r"^(?:pipeline|schemas)\.[\w.]+: ")

# What DuckDB makes of Ctrl-C.
_IN_A_QUERY = "RuntimeError: Query interrupted"

# The command says what failed; Dagster's own log is for its web server.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build. ``record`` is None if nothing was published; ``failures`` then says why."""

    record: Record | None
    n_checks: int
    failures: tuple[str, ...]


def run_build(workspace: Workspace, fingerprint: str, *, is_anew: bool = False) -> Outcome:
    """Run the job on ``workspace`` and leave ``fingerprint`` in the release.

    ``is_anew`` reads and computes anew what earlier builds kept.
    Raises SourceError where raw/ has no source at all, or another build is at work; KeyboardInterrupt on Ctrl-C.
    """
    slugs = list_provinces(workspace)
    if not slugs:
        cure = "put a document and its source.yaml into raw/<province>/<source>/"
        raise SourceError(workspace.raw.name, "", "holds no source", cure)
    try:
        job = definitions(workspace).resolve_job_def(JOB)
    except WarehouseError as error:
        return Outcome(None, 0, (str(error),))
    # the run takes the lock again; taken here it is refused at once, as one line
    with build_lock(workspace), dg.DagsterInstance.ephemeral() as instance:
        if is_anew:
            for kept in (workspace.readings, workspace.closures):
                shutil.rmtree(kept, ignore_errors=True)
        match_partitions(instance, slugs)
        tags = {FINGERPRINT_TAG: fingerprint, **tag_all_partitions(instance)}
        result = job.execute_in_process(run_config=_QUIET, tags=tags, raise_on_error=False, instance=instance)
        record = read_record(workspace.current) if result.success else None
    # what only warns is in the summary of the release
    errors = dg.AssetCheckSeverity.ERROR
    checks = [check for check in result.get_asset_check_evaluations() if check.severity == errors]
    failed_checks = (_describe(check) for check in checks if not check.passed)
    failures = (*failed_checks, *_errors(result, workspace))
    return Outcome(record, sum(_count(check) for check in checks), tuple(failures))


def _count(evaluation: dg.AssetCheckEvaluation) -> int:
    """Return how many single checks an asset check stands for."""
    count = evaluation.metadata.get(N_CHECKS)
    return int(count.value) if isinstance(count, dg.IntMetadataValue) and count.value is not None else 1


def _describe(evaluation: dg.AssetCheckEvaluation) -> str:
    """Return the line on a failed check, with what it found."""
    found = evaluation.metadata.get(FAULTS)
    asset = "/".join(evaluation.asset_key.path)
    return f"check failed: {asset}: {found.value if found else evaluation.check_name}"


def _errors(result: dg.ExecuteInProcessResult, workspace: Workspace) -> Iterator[str]:
    """Yield a line for each step that failed by itself; its traceback goes to build/failure.txt.

    Raises KeyboardInterrupt where that was Ctrl-C.
    """
    tracebacks = []
    for event in result.filter_events(lambda event: event.is_step_failure):
        error = event.step_failure_data.error
        if error is None or error.cls_name == "DagsterAssetCheckFailedError":
            continue
        raised = error.cause or error
        if raised.cls_name == dg.DagsterExecutionInterruptedError.__name__ or _IN_A_QUERY in raised.message:
            raise KeyboardInterrupt
        tracebacks.append(error.to_string())
        yield f"{event.step_key}: {_OWN_CLASS.sub('', ' '.join(raised.message.split()))}"
    if tracebacks:
        (workspace.build / "failure.txt").write_text("\n".join(tracebacks), encoding="utf-8")
        yield "the full account is in build/failure.txt"
