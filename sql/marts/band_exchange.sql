-- Each unit with points of a known maximum, read under the tier bands of every other list of the same index, in percent
-- of that list's maximum. No document says so: it shows how much a tier owes to where the thresholds lie.
WITH edges AS (
    SELECT
        bands.assessment_id, lists.index_id, bands.tier, bands.level, bands.min_inclusive,
        bands.min_score, CASE bands.unit WHEN 'percent' THEN 100 ELSE maxima.max_score END AS most
    FROM core.tier_bands AS bands
    JOIN core.lists AS lists ON lists.assessment_id = bands.assessment_id AND lists.total_id = bands.criterion_id
    LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = bands.criterion_id
),
-- the bands of a list are comparable where all of them are
banded AS (
    FROM edges WHERE assessment_id NOT IN (SELECT assessment_id FROM edges WHERE most IS NULL)
),
units AS (
    SELECT
        scores.assessment_id, scores.agency_id, lists.index_id, scores.score, scores.pct_of_max, scores.pct_basis,
        -- the maximum may be the unit's own
        coalesce(cells.own_max, maxima.max_score) AS most
    FROM main.scores AS scores
    JOIN core.lists AS lists ON lists.total_id = scores.criterion_id
    JOIN core.unit_values AS cells ON cells.criterion_id = scores.criterion_id AND cells.agency_id = scores.agency_id
    LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = scores.criterion_id
    WHERE scores.status = 'printed' AND scores.score IS NOT NULL AND scores.pct_of_max IS NOT NULL
        AND coalesce(cells.own_max, maxima.max_score) > 0
),
readings AS (
    SELECT
        units.assessment_id, units.agency_id, others.assessment_id AS bands_assessment_id,
        units.pct_of_max, units.pct_basis,
        min(others.level) FILTER (WHERE others.min_score IS NULL OR reached.points > reached.edge
            OR (reached.points = reached.edge AND others.min_inclusive)) AS level
    FROM units
    JOIN banded AS others ON others.index_id = units.index_id AND others.assessment_id <> units.assessment_id
    -- both over both maxima, so that no quotient is rounded
    CROSS JOIN LATERAL (
        SELECT units.score * others.most AS points, others.min_score * units.most AS edge
    ) AS reached
    WHERE comparison(units.assessment_id, others.assessment_id).side_by_side
    GROUP BY units.assessment_id, units.agency_id, others.assessment_id, units.pct_of_max, units.pct_basis
)
SELECT
    readings.* EXCLUDE (level), rankings.recomputed_tier,
    banded.tier AS counterfactual_tier, readings.level::INTEGER AS counterfactual_level,
    'counterfactual' AS status
FROM readings
LEFT JOIN main.rankings AS rankings
    ON rankings.criterion_id = readings.assessment_id || '/total' AND rankings.agency_id = readings.agency_id
LEFT JOIN banded ON banded.assessment_id = readings.bands_assessment_id AND banded.level = readings.level
