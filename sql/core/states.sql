-- The units that a source names as left out of a list: the latest telling of each.
SELECT lists.assessment_id, states.agency_id, states.status, states.reason
FROM staged.unit_states AS states
JOIN core.tellings AS tellings ON tellings.source_id = states.source_id AND tellings.year = states.year
JOIN core.lists AS lists
    ON lists.province_id = states.province_id AND lists.period = tellings.period
    AND lists.index_id = states.index_id AND lists.block = states.block
QUALIFY row_number() OVER (
    PARTITION BY lists.assessment_id, states.agency_id
    ORDER BY tellings.precedence, states.line, states.status, states.reason
) = 1
