-- number_ledger: at most one number in fifty of a source, or three, has no fate, and none in a row of a table.
-- What a doubt set aside is told by the doubt.
-- Cure: write the rule that reads the number, or place it by a line in the source's corrections.yaml.
WITH numbers AS (
    SELECT *, fate = 'unaccounted' AND coalesce(target_id, '') NOT IN (SELECT doubt_id FROM doubts) AS is_open
    FROM number_ledger
),
sizes AS (
    SELECT source_id, count(*) AS n_numbers, count(*) FILTER (WHERE is_open) AS n_open
    FROM numbers
    GROUP BY source_id
)
SELECT ledger.source_id, ledger.line, ledger.col_start, ledger.token, ledger.fate
FROM numbers AS ledger
JOIN sizes ON sizes.source_id = ledger.source_id
WHERE ledger.is_open AND (
    sizes.n_open > greatest(3, sizes.n_numbers // 50)
    OR EXISTS (
        SELECT 1 FROM statements AS st
        WHERE st.source_id = ledger.source_id AND st.line = ledger.line AND st.origin = 'table'
    )
)
