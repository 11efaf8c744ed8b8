-- Every cell of a list (METHOD 1)

CREATE OR REPLACE TEMP TABLE rebuilt_scores AS
WITH units AS (
    SELECT assessment_id, agency_id FROM cells
    UNION
    SELECT assessment_id, agency_id FROM 'parquet/assessed_units.parquet' WHERE status = 'not_ranked'
    EXCEPT
    SELECT assessment_id, agency_id FROM 'parquet/assessed_units.parquet' WHERE status = 'excluded'
),
criteria AS (
    SELECT assessment_id, criterion_id, bool_or(measure = 'score' AND origin = 'table') AS is_table
    FROM counted_statements
    WHERE agency_id IS NOT NULL
    GROUP BY assessment_id, criterion_id
    UNION
    SELECT assessment_id, criterion_id, false
    FROM 'parquet/deductions.parquet'
    WHERE quantity IN ('score', 'rank', 'tier') AND agency_id IS NOT NULL
        AND criterion_id NOT IN (SELECT criterion_id FROM cells)
),
bounds AS (
    SELECT criterion_id, agency_id, low, high
    FROM 'parquet/deductions.parquet'
    WHERE quantity = 'score' AND agency_id IS NOT NULL
)
SELECT
    units.assessment_id, units.agency_id, criteria.criterion_id, coalesce(deduced.score, cells.score) AS score,
    coalesce(deduced.score, cells.score, bounds.low) AS score_low,
    coalesce(deduced.score, cells.score, bounds.high) AS score_high,
    coalesce(percents.pct_of_max, cells.percent) AS pct_of_max,
    CASE WHEN percents.pct_of_max IS NOT NULL THEN percents.basis WHEN cells.percent IS NOT NULL THEN 'printed' END
        AS pct_basis,
    CASE
        WHEN deduced.score IS NOT NULL THEN 'deduced'
        WHEN cells.statement_id IS NULL THEN 'missing'
        ELSE 'printed'
    END AS status,
    CASE
        WHEN coalesce(deduced.agency_id, cells.statement_id) IS NULL
            THEN CASE WHEN sizes.is_complete AND criteria.is_table THEN 'absent' ELSE 'not_quoted' END
    END AS missing_reason,
    cells.statement_id
FROM units
JOIN criteria ON criteria.assessment_id = units.assessment_id
JOIN sizes ON sizes.assessment_id = units.assessment_id
LEFT JOIN cells ON cells.criterion_id = criteria.criterion_id AND cells.agency_id = units.agency_id
LEFT JOIN deduced ON deduced.criterion_id = criteria.criterion_id AND deduced.agency_id = units.agency_id
LEFT JOIN bounds ON bounds.criterion_id = criteria.criterion_id AND bounds.agency_id = units.agency_id
LEFT JOIN percents ON percents.criterion_id = criteria.criterion_id AND percents.agency_id = units.agency_id;
