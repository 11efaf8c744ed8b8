-- doubts: what is in doubt is no statement and no claim: each number set aside with it names it in the ledger.
-- Cure: mend pipeline/audit/doubts.py.
SELECT ledger.source_id, ledger.line, ledger.token, ledger.fate, ledger.target_id
FROM number_ledger AS ledger
JOIN doubts ON doubts.doubt_id = ledger.target_id
WHERE ledger.fate <> 'unaccounted'
UNION ALL
SELECT ledger.source_id, ledger.line, ledger.token, ledger.fate, ledger.target_id
FROM number_ledger AS ledger
WHERE ledger.fate = 'unaccounted' AND ledger.target_id NOT IN (SELECT doubt_id FROM doubts)
