-- number_ledger: a number that went to a statement or a claim names one that is there.
-- Cure: mend the target where the ledger is made.
SELECT source_id, line, col_start, token, fate, target_id
FROM number_ledger AS here
WHERE fate = 'statement' AND NOT EXISTS (SELECT 1 FROM statements AS st WHERE st.statement_id = here.target_id)
UNION ALL
SELECT source_id, line, col_start, token, fate, target_id
FROM number_ledger AS here
WHERE fate = 'claim' AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.claim_id = here.target_id)
