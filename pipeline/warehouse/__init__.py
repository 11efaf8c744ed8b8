"""The warehouse: staged rows and code lists in, published tables and checks out, by the files of sql/."""

from pipeline.warehouse.build import build_core, build_marts, load
from pipeline.warehouse.checks import CheckResult, run_checks
from pipeline.warehouse.models import WarehouseError

__all__ = ["CheckResult", "WarehouseError", "build_core", "build_marts", "load", "run_checks"]
