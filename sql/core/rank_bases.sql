-- Every rank scheme recomputed where each unit of a complete list has a value to order by. Several bases are
-- tried: the points, the printed percent, the percent of the units' own maxima; without any, the places
-- themselves are restated.
WITH listed AS (
    SELECT
        cells.assessment_id, cells.criterion_id, cells.agency_id,
        cells.score, cells.printed_pct, percents.pct_of_max,
        coalesce(cells.rank, CASE WHEN cells.is_last THEN sizes.n_units END) AS printed_rank,
        sizes.n_units,
        count(cells.score) OVER per_criterion AS n_scores,
        count(cells.printed_pct) OVER per_criterion AS n_printed_pct,
        count(percents.pct_of_max) OVER per_criterion AS n_pct,
        count(cells.own_max) OVER per_criterion AS n_own,
        count(coalesce(cells.rank, CASE WHEN cells.is_last THEN sizes.n_units END)) OVER per_criterion AS n_ranks
    FROM core.unit_values AS cells
    JOIN core.list_sizes AS sizes ON sizes.assessment_id = cells.assessment_id AND sizes.is_complete
    LEFT JOIN core.percents AS percents
        ON percents.criterion_id = cells.criterion_id AND percents.agency_id = cells.agency_id
    WINDOW per_criterion AS (PARTITION BY cells.criterion_id)
),
ordered AS (
    SELECT *, 'points' AS basis, 1 AS preference, -score AS key FROM listed
    WHERE n_scores >= n_units AND score IS NOT NULL
    UNION ALL
    SELECT *, 'percent', 2, -printed_pct FROM listed
    WHERE n_printed_pct >= n_units AND printed_pct IS NOT NULL
    UNION ALL
    SELECT *, 'converted', 3, -pct_of_max FROM listed
    WHERE n_own > 0 AND n_pct >= n_units AND pct_of_max IS NOT NULL
    UNION ALL
    SELECT *, 'ranks', 4, printed_rank FROM listed
    WHERE n_scores < n_units AND n_printed_pct < n_units AND n_ranks >= n_units AND printed_rank IS NOT NULL
)
SELECT
    assessment_id, criterion_id, agency_id, basis, preference, printed_rank,
    rank() OVER by_key AS competition,
    dense_rank() OVER by_key AS dense,
    count(*) OVER (
        PARTITION BY criterion_id, basis ORDER BY key RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS modified,
    count(*) OVER (PARTITION BY criterion_id, basis, key) AS n_tied,
    count(*) OVER (PARTITION BY criterion_id, basis, printed_rank) AS n_same_rank
FROM ordered
WINDOW by_key AS (PARTITION BY criterion_id, basis ORDER BY key)
