-- The claims, with the assessment where they name one list.
SELECT claims.*, lists.assessment_id
FROM staged.claims AS claims
LEFT JOIN core.claim_lists AS lists ON lists.claim_id = claims.claim_id AND lists.is_named
