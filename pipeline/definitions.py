"""What Dagster loads: ``dagster dev -m pipeline.definitions``."""

from pipeline.orchestration.job import definitions
from pipeline.workspace import ROOT, Workspace

defs = definitions(Workspace.under(ROOT))
