-- claims: no difference of two lists is told that the ladder does not let through, with the claim or its discrepancy.
-- Cure: ask comparison() of sql/functions where the difference is made.
SELECT claims.claim_id, claims.assessment_id, claims.compared_assessment_id, claims.recomputed_value, found.recomputed
FROM claims
LEFT JOIN discrepancies AS found ON found.claim_id = claims.claim_id
LEFT JOIN comparability AS ladder
    ON ladder.assessment_id_a = least(claims.assessment_id, claims.compared_assessment_id)
    AND ladder.assessment_id_b = greatest(claims.assessment_id, claims.compared_assessment_id)
WHERE claims.compared_assessment_id IS NOT NULL AND claims.compared_assessment_id <> claims.assessment_id
    AND coalesce(ladder.step, 'E') IN ('D', 'E')
    AND (
        claims.recomputed_value IS NOT NULL OR claims.low IS NOT NULL OR claims.high IS NOT NULL
        OR found.recomputed IS NOT NULL
    )
