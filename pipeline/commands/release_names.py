"""What ``xephang release`` does besides telling which one stands: name it, publish it, remove unnamed ones."""

from pipeline.orchestration.lock import build_lock
from pipeline.publishing.release.bucket import publish_to
from pipeline.publishing.release.versions import name_release, prune
from pipeline.workspace import Workspace


def name_and_prune(workspace: Workspace, name: str | None, is_pruned: bool) -> list[str]:
    """Do what is asked and return a line for each; ``-`` is the name by the day.

    Raises ReleaseError where the name cannot be given, SourceError where another build is at work.
    """
    told = []
    if name:
        told.append(f"named {name_release(workspace.dist, None if name == '-' else name)}")
    if is_pruned:
        with build_lock(workspace):
            removed = prune(workspace.dist)
        told.append(f"removed {', '.join(removed) or 'none'}")
    return told


def publish_current(workspace: Workspace, address: str) -> str:
    """Bring the release that stands to an address, as ``s3://bucket/folder``, and return a line that tells of it.

    Raises ReleaseError where that fails, SourceError where another build is at work.
    """
    with build_lock(workspace):
        came = publish_to(address, workspace.dist)
    return (
        f"published to {address}: {came.sent} objects sent, {came.copied} copied there, {came.kept} as they were, "
        f"{came.removed} removed"
    )
