"""The partitions of the build: a province each, named by its folder in raw/.

A new folder is a new partition, whenever it comes: no definition names a province.
"""

from collections.abc import Mapping

import dagster as dg

from pipeline.documents.source_folders import scan
from pipeline.workspace import Workspace, code_version

# What reads a source.
READER = (
    "pipeline/vietnamese", "pipeline/documents", "pipeline/reading", "pipeline/resolution", "pipeline/intake.py",
    "pipeline/workers", "schemas", "requirements.txt",
)  # fmt: skip

_NAME = "provinces"
PROVINCES = dg.DynamicPartitionsDefinition(name=_NAME)

# A run with these tags is of all partitions from the one to the other, in the order in which they were added.
_FIRST, _LAST = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"


def list_provinces(workspace: Workspace) -> list[str]:
    """Return the slugs of the provinces in raw/, sorted, and a key for each folder that cannot be one."""
    return list(scan(workspace.raw)) if workspace.raw.is_dir() else []


def list_unread(workspace: Workspace) -> list[str]:
    """Return the provinces in raw/ that were never read, or were read by other code than there is."""
    reader = code_version(*READER)
    files = {slug: workspace.reader_of(slug) for slug in list_provinces(workspace)}
    return [slug for slug, file in files.items() if not file.is_file() or file.read_text() != reader]


def match_partitions(instance: dg.DagsterInstance, slugs: list[str]) -> None:
    """Make the partitions of ``instance`` those of ``slugs``."""
    known = instance.get_dynamic_partitions(_NAME)
    for gone in set(known) - set(slugs):
        instance.delete_dynamic_partition(_NAME, gone)
    instance.add_dynamic_partitions(_NAME, [slug for slug in slugs if slug not in known])


def tag_all_partitions(instance: dg.DagsterInstance) -> Mapping[str, str]:
    """Return the tags of a run of every partition of ``instance``, which has at least one."""
    known = instance.get_dynamic_partitions(_NAME)
    return {_FIRST: known[0], _LAST: known[-1]}
