-- How many printed ranks each scheme misses, on each basis of order.
WITH tallies AS (
    SELECT
        assessment_id, criterion_id, basis, preference,
        bool_or(n_tied > 1) AS has_ties,
        count(place) AS n_ranks,
        count(*) FILTER (WHERE place <> competition) AS competition,
        count(*) FILTER (WHERE place <> dense) AS dense,
        count(*) FILTER (WHERE place <> modified) AS modified,
        count(*) FILTER (WHERE place <> (competition + modified) * 0.5) AS fractional,
        -- each place of a tie held once
        count(*) FILTER (
            WHERE place NOT BETWEEN competition AND modified OR place <> floor(place)
                OR (n_same_place > 1 AND place IS NOT NULL)
        ) AS ordinal
    FROM core.orders
    GROUP BY assessment_id, criterion_id, basis, preference
)
SELECT
    *, list_position(['competition', 'dense', 'modified', 'fractional', 'ordinal'], scheme) AS scheme_preference
FROM (UNPIVOT tallies ON competition, dense, modified, fractional, ordinal INTO NAME scheme VALUE n_misfits)
