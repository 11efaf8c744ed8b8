"""The one gate through which every page compares assessments.

Two results stand next to each other only where the ``comparability`` table has an entry for their
assessments; what may be done with them depends on the step of the ladder: A same list, B same
criteria document, C same national parent, D same topic only, E nothing in common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.tables.assessments import Comparability

# METHOD 8: profiles side by side at A to D; E and pairs without an entry do not render together.
_SIDE_BY_SIDE = frozenset("ABCD")
_SAME_LIST = "A"


@dataclass(frozen=True, slots=True)
class LadderEntry:
    """What the ladder says of a pair; ``step`` is None where it has no entry."""

    step: str | None
    reason: str = ""
    reason_en: str = ""

    @property
    def side_by_side(self) -> bool:
        """Whether the two results may stand in one table."""
        return self.step in _SIDE_BY_SIDE


class Gate:
    """Answers for pairs of assessment ids."""

    def __init__(self, rows: Iterable[Comparability]) -> None:
        self._verdicts = {
            frozenset((row.assessment_id_a, row.assessment_id_b)): LadderEntry(
                row.step, row.reason, row.reason_en
            )
            for row in rows
        }

    def compare(self, one: str, other: str) -> LadderEntry:
        """Return the verdict on two assessments, in either order; one with itself is the same list."""
        if one == other:
            return LadderEntry(_SAME_LIST)
        return self._verdicts.get(frozenset((one, other)), LadderEntry(None))

    def groups(self, assessment_ids: Sequence[str]) -> list[list[str]]:
        """``assessment_ids`` parted so that within a part every pair may stand side by side.

        Keeps the given order: an assessment joins the first part whose members all admit it.
        """
        parts: list[list[str]] = []
        for candidate in assessment_ids:
            for part in parts:
                if all(self.compare(candidate, member).side_by_side for member in part):
                    part.append(candidate)
                    break
            else:
                parts.append([candidate])
        return parts
