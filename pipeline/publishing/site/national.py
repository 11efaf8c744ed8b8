"""The place of a province itself in a national list, beside the lists of its own units of the same year and index."""

from dataclasses import dataclass

import duckdb

# The gate is asked by the view: it names no national list that may not stand beside one.
_PLACES = """
SELECT DISTINCT
    beside.assessment_id, beside.province_assessment_id, province.agency_id, beside.province_rank,
    beside.province_n_units
FROM main.beside_province AS beside
JOIN main.assessments AS lists ON lists.assessment_id = beside.assessment_id
JOIN main.agencies AS province ON province.block = 'provinces' AND province.admin_code = lists.province_id
WHERE beside.province_rank IS NOT NULL AND {condition}
ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class NationalPlace:
    """A province in a national list, of which it is the unit ``agency_id``; a scale of its own."""

    assessment_id: str
    agency_id: str
    rank: int
    n_units: int | None


def read_national_places(
    con: duckdb.DuckDBPyConnection, condition: str = "true"
) -> dict[str, list[NationalPlace]]:
    """Return the places beside each list that ``condition`` holds for, by the id of the list."""
    places: dict[str, list[NationalPlace]] = {}
    for listed, *place in con.execute(_PLACES.format(condition=condition)).fetchall():
        places.setdefault(listed, []).append(NationalPlace(*place))
    return places
