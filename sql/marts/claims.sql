-- The sentences and what the layout claims, judged. What was worked out of two lists is shown as far as they compare.
WITH claims AS (
    FROM core.claims
    UNION ALL BY NAME
    FROM audited.layout_claims
),
verdicts AS (
    SELECT
        verdicts.*,
        verdicts.compared_assessment_id IS NULL
            OR comparison(claims.assessment_id, verdicts.compared_assessment_id).subtract AS is_shown
    FROM audited.verdicts AS verdicts
    JOIN claims ON claims.claim_id = verdicts.claim_id
)
SELECT
    claims.*,
    verdicts.* EXCLUDE (claim_id, is_shown) REPLACE (
        CASE WHEN is_shown THEN recomputed_value END AS recomputed_value,
        CASE WHEN is_shown THEN recomputed_unit END AS recomputed_unit,
        CASE WHEN is_shown THEN low END AS low,
        CASE WHEN is_shown THEN high END AS high
    )
FROM claims
LEFT JOIN verdicts ON verdicts.claim_id = claims.claim_id
