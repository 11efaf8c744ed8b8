-- Ranked is who has anything printed on the total; who is named on a criterion only was not quoted. What a source
-- says of a unit left out comes first and has its reason; without one, not ranked is who lies below the lowest
-- printed band and has no printed tier. A unit with a maximum of its own, on the total or a criterion, is scored by a
-- special rule.
WITH named AS (
    SELECT
        cells.assessment_id, cells.agency_id,
        bool_or(cells.is_total) AS is_ranked,
        bool_or(cells.own_max IS NOT NULL) AS has_own_maximum,
        coalesce(bool_or(cells.is_total AND cells.tier IS NULL AND readings.tier = 'not_ranked'), false) AS is_below
    FROM core.unit_values AS cells
    LEFT JOIN core.tier_readings AS readings
        ON readings.criterion_id = cells.criterion_id AND readings.agency_id = cells.agency_id
    GROUP BY cells.assessment_id, cells.agency_id
)
SELECT
    coalesce(states.assessment_id, named.assessment_id) AS assessment_id,
    coalesce(states.agency_id, named.agency_id) AS agency_id,
    CASE
        WHEN states.status IS NOT NULL THEN states.status
        WHEN named.is_below THEN 'not_ranked'
        WHEN named.is_ranked THEN 'ranked'
        ELSE 'not_quoted'
    END AS status,
    states.reason,
    CASE WHEN named.has_own_maximum THEN 'own_maximum' END AS special_rule
FROM named
FULL JOIN core.unit_states AS states
    ON states.assessment_id = named.assessment_id AND states.agency_id = named.agency_id
