"""The gate through which every page compares assessments: the answers of the SQL function ``comparison``.

Two results stand next to each other only where the function lets them; what may be done with them depends on the step
of the ladder: A same list, B same criteria document, C same national parent, D same topic only, E nothing in common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

_PAIRS = """
WITH shown AS (SELECT assessment_id FROM main.assessments WHERE {condition}),
pairs AS (
    SELECT a.assessment_id AS one, b.assessment_id AS other, comparison(a.assessment_id, b.assessment_id) AS said
    FROM shown AS a
    JOIN shown AS b ON a.assessment_id <= b.assessment_id
)
SELECT one, other, said.step, said.side_by_side, said.subtract, said.reason, said.reason_en
FROM pairs
ORDER BY one, other
"""


@dataclass(frozen=True, slots=True)
class LadderEntry:
    """What the ladder says of a pair; ``step`` is None where it has no entry.

    ``side_by_side``: the two results may stand in one table; ``subtract``: their difference may be shown.
    """

    step: str | None
    side_by_side: bool = False
    subtract: bool = False
    reason: str = ""
    reason_en: str = ""


_UNKNOWN = LadderEntry(None)


class Gate:
    """Answers for pairs of assessment ids."""

    def __init__(self, answers: Iterable[tuple[str, str, LadderEntry]]) -> None:
        self._answers = {frozenset((one, other)): entry for one, other, entry in answers}

    def compare(self, one: str, other: str) -> LadderEntry:
        """Return what may be done with two assessments, in either order; nothing with one that is not known."""
        return self._answers.get(frozenset((one, other)), _UNKNOWN)

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


def read_gate(con: duckdb.DuckDBPyConnection, condition: str) -> Gate:
    """Return the gate between the lists of the open release ``con`` that a condition on their ids holds for."""
    rows = con.execute(_PAIRS.format(condition=condition)).fetchall()
    return Gate((one, other, LadderEntry(*answer)) for one, other, *answer in rows)
