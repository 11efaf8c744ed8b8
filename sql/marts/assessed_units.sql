-- Ranked is who has anything printed on the total; who is named on a criterion only was not quoted; what a source
-- says of a unit left out comes first.
WITH named AS (
    SELECT assessment_id, agency_id, bool_or(criterion_id = assessment_id || '/total') AS is_ranked
    FROM core.unit_values
    GROUP BY assessment_id, agency_id
)
SELECT
    coalesce(states.assessment_id, named.assessment_id) AS assessment_id,
    coalesce(states.agency_id, named.agency_id) AS agency_id,
    CASE
        WHEN states.status IS NOT NULL THEN states.status
        WHEN named.is_ranked THEN 'ranked'
        ELSE 'not_quoted'
    END AS status,
    states.reason
FROM named
FULL JOIN core.states AS states
    ON states.assessment_id = named.assessment_id AND states.agency_id = named.agency_id
