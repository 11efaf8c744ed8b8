-- sources: n_numbers and n_unaccounted are what the number ledger holds.
-- Cure: count both where the ledger is made.
SELECT sources.source_id, sources.n_numbers, sources.n_unaccounted, count(ledger.line) AS n_in_ledger
FROM sources
LEFT JOIN number_ledger AS ledger ON ledger.source_id = sources.source_id
GROUP BY sources.source_id, sources.n_numbers, sources.n_unaccounted
HAVING count(ledger.line) <> sources.n_numbers
    OR count(ledger.line) FILTER (WHERE ledger.fate = 'unaccounted') <> sources.n_unaccounted
