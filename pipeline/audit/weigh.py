"""The ranks that other weights would give the units of complete tables, left as ``audited.rank_ranges``."""

from collections import defaultdict
from decimal import Decimal

import duckdb

from pipeline.audit.other_weights.rank_range import rank_at, rank_range
from pipeline.warehouse.build import write_audited
from schemas.tables.robustness import RankRange
from schemas.values import WEIGHT_RANGES

_CELLS = """
SELECT assessment_id, agency_id, score
FROM core.complete_tables
ORDER BY assessment_id, agency_id, position, criterion_id
"""
# Scores have six decimals at most; whole numbers keep the search exact.
_UNITS_OF_SCORE = 10**6


def weigh(con: duckdb.DuckDBPyConnection) -> None:
    """Leave the best and the worst rank of every unit of a complete table in ``con``, over each range of weights."""
    tables: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    score: Decimal
    for assessment_id, agency_id, score in con.execute(_CELLS).fetchall():
        tables[assessment_id][agency_id].append(int(score * _UNITS_OF_SCORE))
    rows = [row for assessment_id, units in tables.items() for row in _ranges(assessment_id, units)]
    write_audited(con, RankRange, rows)


def _ranges(assessment_id: str, units: dict[str, list[int]]) -> list[RankRange]:
    """Return the rows of one table."""
    rows = []
    for agency_id, points in units.items():
        others = [other for name, other in units.items() if name != agency_id]
        for weights in WEIGHT_RANGES:
            found = rank_range(points, others, weights)
            rows.append(
                RankRange(
                    assessment_id=assessment_id,
                    agency_id=agency_id,
                    weight_range=weights,
                    rank_competition=rank_at([1] * len(points), points, others),
                    rank_best=found.best.rank,
                    rank_worst=found.worst.rank,
                    range_basis="exact" if found.is_exact else "bounded",
                    best_weights=tuple(map(str, found.best.weights or ())),
                    worst_weights=tuple(map(str, found.worst.weights or ())),
                )
            )
    return rows
