-- number_ledger: a number that went to a statement or a claim names one that is there.
-- Cure: mend the target where the ledger is made.
SELECT ledger.source_id, ledger.line, ledger.col_start, ledger.token, ledger.fate, ledger.target_id
FROM number_ledger AS ledger
LEFT JOIN statements AS st ON ledger.fate = 'statement' AND st.statement_id = ledger.target_id
LEFT JOIN claims ON ledger.fate = 'claim' AND claims.claim_id = ledger.target_id
WHERE (ledger.fate = 'statement' AND st.statement_id IS NULL)
    OR (ledger.fate = 'claim' AND claims.claim_id IS NULL)
