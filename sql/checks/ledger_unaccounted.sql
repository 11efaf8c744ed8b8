-- number_ledger: at most one number in fifty of a source, or three, has no fate, and none in a row of a table.
-- Cure: write the rule that reads the number, or place it by a line in the source's corrections.yaml.
WITH numbers AS (
    SELECT source_id, count(*) AS n_numbers, count(*) FILTER (WHERE fate = 'unaccounted') AS n_open
    FROM number_ledger
    GROUP BY source_id
)

SELECT ledger.source_id, ledger.line, ledger.col_start, ledger.token, ledger.fate
FROM number_ledger AS ledger
JOIN numbers ON numbers.source_id = ledger.source_id
WHERE ledger.fate = 'unaccounted' AND (
    numbers.n_open > greatest(3, numbers.n_numbers // 50)
    OR EXISTS (
        SELECT 1 FROM statements AS st
        WHERE st.source_id = ledger.source_id AND st.line = ledger.line AND st.origin = 'table'
    )
)
