-- Every unit of a list on every criterion of it, unless the unit was left out; what is missing has its reason.
WITH criteria AS (
    SELECT
        assessment_id, criterion_id,
        coalesce(bool_or(score_in_table), false) AS in_table
    FROM core.unit_values
    GROUP BY assessment_id, criterion_id
),
cells AS (
    SELECT
        units.assessment_id, units.agency_id, criteria.criterion_id,
        told.score,
        coalesce(percents.pct_of_max, told.printed_pct) AS pct_of_max,
        CASE
            WHEN percents.pct_of_max IS NOT NULL THEN percents.basis
            WHEN told.printed_pct IS NOT NULL THEN 'printed'
        END AS pct_basis,
        coalesce(told.score_statement_id, told.pct_statement_id) AS statement_id,
        sizes.is_complete AND criteria.in_table AS is_whole
    FROM assessed_units AS units
    JOIN criteria ON criteria.assessment_id = units.assessment_id
    JOIN core.sizes AS sizes ON sizes.assessment_id = units.assessment_id
    LEFT JOIN core.unit_values AS told
        ON told.criterion_id = criteria.criterion_id AND told.agency_id = units.agency_id
    LEFT JOIN core.percents AS percents
        ON percents.criterion_id = criteria.criterion_id AND percents.agency_id = units.agency_id
    WHERE units.status <> 'excluded'
)
SELECT
    assessment_id, agency_id, criterion_id, score, pct_of_max, pct_basis,
    CASE WHEN statement_id IS NULL THEN 'missing' ELSE 'printed' END AS status,
    CASE
        WHEN statement_id IS NOT NULL THEN NULL
        WHEN is_whole THEN 'absent'
        ELSE 'not_quoted'
    END AS missing_reason,
    statement_id
FROM cells
