-- Every unit of a list on every criterion of it, unless the unit was left out. What is not printed but follows with one
-- value is deduced, with its percent of a known maximum; what is missing has its reason, and the bounds that follow.
WITH criteria AS (
    SELECT
        assessment_id, criterion_id,
        coalesce(bool_or(score_in_table), false) AS in_table
    FROM core.unit_values
    GROUP BY assessment_id, criterion_id
    UNION ALL
    -- nothing of it is printed but its maximum
    SELECT DISTINCT assessment_id, criterion_id, false
    FROM audited.deductions
    WHERE quantity IN ('score', 'rank', 'tier') AND agency_id IS NOT NULL
        AND criterion_id NOT IN (SELECT criterion_id FROM core.unit_values)
),
bounds AS (
    SELECT criterion_id, agency_id, low, high
    FROM audited.deductions
    WHERE quantity = 'score' AND agency_id IS NOT NULL
),
printed AS (
    SELECT
        cells.criterion_id, cells.agency_id, cells.score,
        coalesce(percents.pct_of_max, cells.printed_pct) AS pct_of_max,
        CASE
            WHEN percents.pct_of_max IS NOT NULL THEN percents.basis
            WHEN cells.printed_pct IS NOT NULL THEN 'printed'
        END AS pct_basis,
        'printed' AS status,
        coalesce(cells.score_statement_id, cells.pct_statement_id) AS statement_id
    FROM core.unit_values AS cells
    LEFT JOIN core.percents AS percents
        ON percents.criterion_id = cells.criterion_id AND percents.agency_id = cells.agency_id
    WHERE cells.score IS NOT NULL OR cells.printed_pct IS NOT NULL
),
deduced AS (
    SELECT
        found.criterion_id, found.agency_id, found.low AS score,
        percents.low AS pct_of_max, CASE WHEN percents.low IS NOT NULL THEN most.basis END AS pct_basis,
        'deduced' AS status,
        NULL AS statement_id
    FROM audited.deductions AS found
    LEFT JOIN core.maxima AS most ON most.criterion_id = found.criterion_id
    -- a maximum that is itself deduced has no basis in print
    LEFT JOIN audited.deductions AS percents
        ON percents.criterion_id = most.criterion_id AND percents.agency_id = found.agency_id
        AND percents.quantity = 'pct_of_max' AND percents.status = 'deduced'
    WHERE found.quantity = 'score' AND found.status = 'deduced'
),
known AS (
    FROM printed
    UNION ALL
    FROM deduced ANTI JOIN printed USING (criterion_id, agency_id)
)
SELECT
    units.assessment_id, units.agency_id, criteria.criterion_id, known.score,
    coalesce(known.score, bounds.low) AS score_low, coalesce(known.score, bounds.high) AS score_high,
    known.pct_of_max, known.pct_basis,
    coalesce(known.status, 'missing') AS status,
    CASE
        WHEN known.status IS NOT NULL THEN NULL
        WHEN sizes.is_complete AND criteria.in_table THEN 'absent'
        ELSE 'not_quoted'
    END AS missing_reason,
    known.statement_id
FROM assessed_units AS units
JOIN criteria ON criteria.assessment_id = units.assessment_id
JOIN core.list_sizes AS sizes ON sizes.assessment_id = units.assessment_id
LEFT JOIN known ON known.criterion_id = criteria.criterion_id AND known.agency_id = units.agency_id
LEFT JOIN bounds ON bounds.criterion_id = criteria.criterion_id AND bounds.agency_id = units.agency_id
WHERE units.status <> 'excluded'
