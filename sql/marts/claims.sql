-- The sentences and what the layout claims, judged.
WITH claims AS (
    FROM core.claims
    UNION ALL BY NAME
    FROM audited.layout_claims
)
SELECT claims.*, verdicts.* EXCLUDE (claim_id)
FROM claims
LEFT JOIN audited.verdicts AS verdicts ON verdicts.claim_id = claims.claim_id
