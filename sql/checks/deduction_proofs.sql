-- deductions: each id of a proof is that of one statement, claim or tier band, of conflict sets too; no proof is empty.
-- Cure: give the fact its id in pipeline/audit/problems.py.
WITH proofs AS (
    SELECT deduction_id AS id, inputs FROM deductions
    UNION ALL
    SELECT conflict_id, inputs FROM conflict_sets
),
known AS (
    SELECT statement_id AS used FROM statements
    UNION ALL
    SELECT claim_id FROM claims
    UNION ALL
    SELECT band_id FROM tier_bands
)
SELECT proofs.id, NULL AS used FROM proofs WHERE len(proofs.inputs) = 0
UNION ALL
SELECT used.id, used.used
FROM (SELECT id, unnest(inputs) AS used FROM proofs) AS used
LEFT JOIN known ON known.used = used.used
GROUP BY used.id, used.used
HAVING count(known.used) <> 1
