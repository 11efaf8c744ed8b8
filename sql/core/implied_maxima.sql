-- The maximum that "x points (y % of the maximum)" implies: the only whole number that every printed pair allows.
-- A value printed with d decimals stands for itself ± half a unit of its last digit, so for each pair
-- 100 (x - dx) / (y + dy) <= maximum <= 100 (x + dx) / (y - dy); in whole numbers of 10^-7 to stay exact.
WITH pairs AS (
    SELECT
        scores.criterion_id,
        scores.statement_id AS score_id, percents.statement_id AS percent_id,
        percents.source_id, percents.line, percents.col_start,
        (scores.value * 10000000)::HUGEINT AS x,
        (scores.half_unit * 10000000)::HUGEINT AS dx,
        (percents.value * 10000000)::HUGEINT AS y,
        (percents.half_unit * 10000000)::HUGEINT AS dy
    FROM core.listed_statements AS scores
    JOIN core.listed_statements AS percents
        ON percents.criterion_id = scores.criterion_id AND percents.agency_id = scores.agency_id
        AND percents.source_id = scores.source_id
        AND (percents.line = scores.line OR (percents.origin = 'table' AND scores.origin = 'table'))
    LEFT JOIN core.unit_values AS own
        ON own.criterion_id = scores.criterion_id AND own.agency_id = scores.agency_id
    WHERE scores.measure = 'score' AND percents.measure = 'pct_of_max'
        AND scores.value >= 0 AND percents.value >= 0 AND NOT scores.is_restated
        -- a unit with a maximum of its own says nothing of the others'
        AND own.own_max IS NULL
),
-- a percent printed once for several units ("đều đạt") is one pair
bounds AS (
    SELECT
        criterion_id,
        max(greatest(1, (100 * (x - dx) + y + dy - 1) // (y + dy))) AS low,
        min(CASE WHEN y > dy THEN (100 * (x + dx)) // (y - dy) END) AS high,
        list(score_id) || list(percent_id) AS statement_ids
    FROM pairs
    GROUP BY criterion_id, source_id, line, col_start
)
SELECT
    criterion_id,
    max(low)::DECIMAL(18, 6) AS max_score,
    CASE WHEN count(*) > 1 THEN 'implied' ELSE 'implied_once' END AS basis,
    list_sort(list_distinct(flatten(list(statement_ids)))) AS statement_ids
FROM bounds
GROUP BY criterion_id
HAVING max(low) = min(high)
