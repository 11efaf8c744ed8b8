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

# How many lists of other provinces are at which step to each of those shown, and for how many reasons.
_ELSEWHERE = """
WITH pairs AS (
    SELECT
        own.assessment_id, other.province_id, comparison(own.assessment_id, other.assessment_id) AS said
    FROM main.assessments AS own
    JOIN main.assessments AS other ON other.province_id <> own.province_id
    WHERE own.{condition}
),
reasons AS (
    SELECT
        assessment_id, said.step, said.reason, said.reason_en, count(*) AS n_lists,
        list(DISTINCT province_id) AS provinces
    FROM pairs
    GROUP BY ALL
)
SELECT
    assessment_id, step, sum(n_lists)::INTEGER AS n_lists,
    len(list_distinct(flatten(list(provinces)))) AS n_provinces,
    list({{'n': n_lists, 'vi': reason, 'en': reason_en}} ORDER BY n_lists DESC, reason) AS reasons
FROM reasons
GROUP BY ALL
ORDER BY assessment_id, step NULLS LAST
"""


# The answers for the lists of `shown`, two of one topic: how many pairs have each, within a province and between two.
_TOLD = """
WITH pairs AS (
    SELECT
        a.index_id, a.province_id = b.province_id AS is_within, a.assessment_id AS one, b.assessment_id AS other,
        comparison(a.assessment_id, b.assessment_id) AS said
    FROM main.assessments AS a
    JOIN main.assessments AS b ON a.index_id = b.index_id AND a.assessment_id < b.assessment_id
    WHERE a.assessment_id IN (FROM {shown}) AND b.assessment_id IN (FROM {shown})
)
"""
_STEPS = """
SELECT index_id, is_within, count(*), said.step, said.side_by_side, said.subtract, said.reason, said.reason_en
FROM pairs
GROUP BY ALL
ORDER BY index_id, is_within DESC, said.step NULLS LAST, count(*) DESC, said.reason
"""
_BARRED = "SELECT index_id, one, other FROM pairs WHERE NOT said.side_by_side"
# So many reasons are told of one step; the others are counted.
_REASONS = 3


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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many lists of how many other provinces are at a step, and for how many of them each reason holds."""

    step: str | None
    n_lists: int
    n_provinces: int
    reasons: list[dict[str, str | int]]


_UNKNOWN = LadderEntry(None)


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step between lists of one page: how many pairs have it, the usual reasons and how many more there are."""

    step: str | None
    n_pairs: int
    reasons: list[LadderEntry]
    n_more: int


@dataclass(frozen=True, slots=True)
class LadderTold:
    """What is said once of all lists that a page shows: within the series of a province, and between provinces.

    ``barred``: pairs that may not stand in one table.
    """

    within: list[StepTold]
    between: list[StepTold]
    barred: set[frozenset[str]]

    def part(self, assessment_ids: Iterable[str]) -> list[set[str]]:
        """Return the lists parted so that no two of a part are barred from each other; one part where none are."""
        parts: list[set[str]] = []
        for one in assessment_ids:
            for part in parts:
                if not self.barred or all(frozenset((one, other)) not in self.barred for other in part):
                    part.add(one)
                    break
            else:
                parts.append({one})
        return parts


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


def read_ladder(con: duckdb.DuckDBPyConnection, shown: str) -> dict[str, LadderTold]:
    """Return what is told of the lists of each index whose ids the temporary table ``shown`` of ``con`` holds."""
    pairs = _TOLD.format(shown=shown)
    answers = con.execute(pairs + _STEPS).fetchall()
    barred: dict[str, set[frozenset[str]]] = {}
    if not all(row[4] for row in answers):
        for index_id, one, other in con.execute(pairs + _BARRED).fetchall():
            barred.setdefault(index_id, set()).add(frozenset((one, other)))
    told: dict[str, tuple[_Counted, _Counted]] = {}
    for index_id, is_within, n_pairs, *answer in answers:
        within, between = told.setdefault(index_id, ([], []))
        (within if is_within else between).append((n_pairs, LadderEntry(*answer)))
    return {
        index_id: LadderTold(_steps(within), _steps(between), barred.get(index_id, set()))
        for index_id, (within, between) in told.items()
    }


_Counted = list[tuple[int, LadderEntry]]


def _steps(counted: _Counted) -> list[StepTold]:
    steps: dict[str | None, _Counted] = {}
    for n_pairs, entry in counted:
        steps.setdefault(entry.step, []).append((n_pairs, entry))
    return [
        StepTold(
            step,
            sum(n for n, _ in told),
            [entry for _, entry in told[:_REASONS]],
            max(0, len(told) - _REASONS),
        )
        for step, told in steps.items()
    ]


def read_elsewhere(con: duckdb.DuckDBPyConnection, condition: str) -> dict[str, list[Elsewhere]]:
    """Return what the ladder says of each list that a condition on its id holds for and of other provinces' lists."""
    found: dict[str, list[Elsewhere]] = {}
    for one, *answer in con.execute(_ELSEWHERE.format(condition=condition)).fetchall():
        found.setdefault(one, []).append(Elsewhere(*answer))
    return found
