-- Counts of the sources

CREATE OR REPLACE TEMP TABLE rebuilt_sources AS
WITH numbers AS (
    SELECT source_id, count(*) AS n, count(*) FILTER (WHERE fate = 'unaccounted') AS n_unaccounted
    FROM 'parquet/number_ledger.parquet'
    GROUP BY source_id
),
-- a correction that places a number tells its fate as what comes after
by_hand AS (
    SELECT source_id, count(*) AS n
    FROM 'parquet/corrections.parquet'
    WHERE (source_id, before, after) IN (SELECT (source_id, token, fate) FROM 'parquet/number_ledger.parquet')
    GROUP BY source_id
)
SELECT
    sources.source_id, coalesce(numbers.n, 0) AS n_numbers, coalesce(numbers.n_unaccounted, 0) AS n_unaccounted,
    coalesce(by_hand.n, 0) AS n_by_hand
FROM 'parquet/sources.parquet' AS sources
LEFT JOIN numbers ON numbers.source_id = sources.source_id
LEFT JOIN by_hand ON by_hand.source_id = sources.source_id;
