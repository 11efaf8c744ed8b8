-- The units that a source names as left out of a list: the first telling of each, in the order of the list's sources.
SELECT lists.assessment_id, states.agency_id, states.status, states.reason
FROM staged.unit_states AS states
JOIN core.list_sources AS lists
    ON lists.source_id = states.source_id AND lists.province_id = states.province_id AND lists.year = states.year
    AND lists.index_id = states.index_id AND lists.block = states.block
QUALIFY row_number() OVER (
    PARTITION BY lists.assessment_id, states.agency_id
    ORDER BY lists.precedence, states.line, states.status, states.reason
) = 1
