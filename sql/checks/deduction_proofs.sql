-- deductions: each id of a proof is that of a statement or a claim, or names the place of a band or a count.
-- Cure: give the fact its id in pipeline/audit/problems.py.
WITH proofs AS (
    SELECT deduction_id AS id, unnest(inputs) AS used FROM deductions
    UNION ALL
    SELECT conflict_id, unnest(inputs) FROM conflict_sets
)
SELECT proofs.id, proofs.used
FROM proofs
WHERE NOT contains(proofs.used, '#')
    AND proofs.used NOT IN (SELECT statement_id FROM statements)
    AND proofs.used NOT IN (SELECT claim_id FROM claims)
