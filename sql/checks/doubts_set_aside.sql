-- doubts: what is in doubt is no statement and no claim: the ledger names the doubt of each number set aside with it.
-- Cure: mend pipeline/audit/set_aside.py.
SELECT ledger.source_id, ledger.line, ledger.token, ledger.fate, ledger.target_id
FROM number_ledger AS ledger
JOIN doubts ON doubts.doubt_id = ledger.target_id
WHERE ledger.fate <> 'unaccounted'
