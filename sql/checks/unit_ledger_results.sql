-- unit_ledger: a unit that a source names has a result there, and one with a result is named.
-- Cure: mend reading/ledger/unit_account.py, or what the audit sets aside.
SELECT names.source_id, names.line, names.subject_text, names.agency_id, 'not in the ledger' AS problem
FROM agency_names AS names
WHERE NOT EXISTS (
    SELECT 1 FROM unit_ledger AS ledger
    WHERE ledger.source_id = names.source_id AND ledger.line = names.line
        AND ledger.agency_id = names.agency_id AND ledger.fate = 'result'
)
UNION ALL
SELECT ledger.source_id, ledger.line, ledger.text, ledger.agency_id, 'no result'
FROM unit_ledger AS ledger
WHERE ledger.fate = 'result' AND NOT EXISTS (
    SELECT 1 FROM agency_names AS names
    WHERE names.source_id = ledger.source_id AND names.line = ledger.line AND names.agency_id = ledger.agency_id
)
