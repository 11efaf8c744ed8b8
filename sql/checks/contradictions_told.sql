-- discrepancies: every contradicted claim is one discrepancy, at its line, and there is no other.
-- Cure: mend pipeline/audit.
SELECT claims.claim_id, claims.source_id, claims.line, claims.verdict, count(told.discrepancy_id) AS n_told
FROM claims
FULL JOIN discrepancies AS told ON told.claim_id = claims.claim_id
GROUP BY claims.claim_id, claims.source_id, claims.line, claims.verdict
HAVING count(told.discrepancy_id) <> CASE claims.verdict WHEN 'contradicted' THEN 1 ELSE 0 END
    OR min(told.line) <> claims.line
