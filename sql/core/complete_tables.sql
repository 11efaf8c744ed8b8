-- The tables in which every unit has points on every criterion, and these make its total: only there can it be said
-- what other weights would do (METHOD 7). The criteria are those that have no parts.
WITH leaves AS (
    SELECT assessment_id, criterion_id, position, count(*) OVER (PARTITION BY assessment_id) AS n_criteria
    FROM core.criteria
    WHERE position > 0 AND criterion_id NOT IN (
        SELECT parent_criterion_id FROM core.criteria WHERE parent_criterion_id IS NOT NULL
    )
),
-- a criterion that hangs on nothing may be no part of the total
loose AS (
    SELECT DISTINCT assessment_id FROM core.criteria WHERE position > 0 AND parent_criterion_id IS NULL
),
cells AS (
    SELECT
        leaves.assessment_id, leaves.criterion_id, leaves.position, leaves.n_criteria, lists.n_units,
        points.agency_id, points.score,
        count(*) OVER (PARTITION BY leaves.assessment_id) AS n_cells,
        sum(points.score) OVER (PARTITION BY leaves.assessment_id, points.agency_id) AS of_parts
    FROM leaves
    JOIN core.assessments AS lists
        ON lists.assessment_id = leaves.assessment_id AND lists.is_complete AND lists.ranked_by = 'points'
    JOIN core.unit_values AS points ON points.criterion_id = leaves.criterion_id AND points.score IS NOT NULL
    WHERE leaves.n_criteria > 1 AND leaves.assessment_id NOT IN (FROM loose)
),
fitting AS (
    SELECT cells.assessment_id
    FROM cells
    LEFT JOIN core.unit_values AS totals
        ON totals.assessment_id = cells.assessment_id AND totals.agency_id = cells.agency_id AND totals.is_total
    GROUP BY cells.assessment_id
    HAVING any_value(n_cells) = any_value(n_units) * any_value(n_criteria)
        AND bool_and(coalesce(totals.score = cells.of_parts, false))
)
SELECT assessment_id, criterion_id, position, agency_id, score::DECIMAL(18, 6) AS score, n_units, n_criteria
FROM cells
WHERE assessment_id IN (FROM fitting)
