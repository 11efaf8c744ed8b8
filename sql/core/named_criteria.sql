-- The criteria of each assessment in the order in which they are first printed; position 0 is the total.
WITH printed AS (
    SELECT assessment_id, criterion_id, criterion AS name, row(precedence, line, col_start, statement_id) AS occurrence
    FROM core.listed_statements
),
-- a criterion that points are printed of, though of no named unit: "10 huyện có cùng điểm: 1,0 điểm"; a table of the
-- criteria has all of them, and what sentences name besides is one of these by another name
of_unnamed AS (
    SELECT
        lists.assessment_id, lists.assessment_id || '/' || names.slug AS criterion_id, claims.criterion AS name,
        row(lists.precedence, claims.line, claims.col_start, claims.claim_id) AS occurrence
    FROM staged.claims AS claims
    JOIN core.claim_lists AS lists ON lists.claim_id = claims.claim_id AND lists.is_named AND lists.counts
    JOIN core.folded_names AS names ON names.name = claims.criterion
    WHERE (claims.claim_type = 'pct_of_max' OR (claims.claim_type = 'other' AND claims.unit = 'points'))
        AND lists.assessment_id || '/' || names.slug NOT IN (SELECT criterion_id FROM printed)
        AND lists.assessment_id NOT IN (
            SELECT assessment_id FROM core.listed_statements WHERE origin = 'table' AND criterion <> 'total'
        )
),
named AS (
    SELECT assessment_id, criterion_id, arg_min(name, occurrence) AS name, min(occurrence) AS occurrence
    FROM (FROM printed UNION ALL FROM of_unnamed)
    GROUP BY assessment_id, criterion_id
),
with_bands AS (
    FROM named
    UNION ALL
    SELECT assessment_id, criterion_id, min(criterion), NULL
    FROM core.tier_bands
    WHERE criterion_id NOT IN (SELECT criterion_id FROM named)
    GROUP BY assessment_id, criterion_id
),
with_totals AS (
    FROM with_bands
    UNION ALL
    SELECT assessment_id, total_id, 'total', NULL FROM core.lists
    WHERE total_id NOT IN (SELECT criterion_id FROM with_bands)
)
SELECT
    assessment_id, criterion_id, name,
    row_number() OVER (
        PARTITION BY assessment_id ORDER BY name <> 'total', occurrence NULLS LAST, criterion_id
    ) - 1 AS position
FROM with_totals
