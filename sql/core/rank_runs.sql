-- What the printed total ranks of a list show: how many, from where to where, how far from every scheme.
WITH ranked AS (
    SELECT
        assessment_id, rank, rank_in_table, tier, is_last,
        rank() OVER by_rank AS competition,
        dense_rank() OVER by_rank AS dense,
        count(*) OVER (
            PARTITION BY assessment_id ORDER BY rank RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS modified
    FROM core.quoted_units
    WHERE rank IS NOT NULL
    WINDOW by_rank AS (PARTITION BY assessment_id ORDER BY rank)
)
SELECT
    assessment_id,
    count(*) AS n_ranked,
    max(rank) AS last_rank,
    bool_and(rank_in_table) AS in_table,
    count(DISTINCT tier) AS n_tiers,
    max(rank) FILTER (WHERE is_last) AS last_stated,
    -- the first place is there, and the last one is that of the last row under some scheme
    bool_or(competition = 1 AND rank BETWEEN 1 AND modified)
    AND bool_or(modified = n_rows AND rank IN (competition, dense, modified, (competition + modified) * 0.5))
        AS is_from_first_to_last,
    least(
        count(*) FILTER (WHERE rank <> competition),
        count(*) FILTER (WHERE rank <> dense),
        count(*) FILTER (WHERE rank <> modified),
        count(*) FILTER (WHERE rank <> (competition + modified) * 0.5)
    ) AS n_odd
FROM (SELECT *, count(*) OVER (PARTITION BY assessment_id) AS n_rows FROM ranked)
GROUP BY assessment_id
