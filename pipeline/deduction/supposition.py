"""What is supposed beside the facts when the closure goes by cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.deduction.bounds import Step


@dataclass(frozen=True, slots=True)
class Case:
    """What is supposed: rank schemes by criterion, and a number of units, with columns for those without a name.

    `is_open`: there may be more.
    """

    schemes: Mapping[int, str] = field(default_factory=dict)
    n_unnamed: int = 0
    size: Step | None = None
    is_open: bool = False


NO_CASE = Case()
