-- How many printed ranks each scheme misses, on each basis of order.
WITH tallies AS (
    SELECT
        assessment_id, criterion_id, basis, preference,
        bool_or(n_tied > 1) AS has_ties,
        count(printed_rank) AS n_ranks,
        count(*) FILTER (WHERE printed_rank <> competition) AS competition,
        count(*) FILTER (WHERE printed_rank <> dense) AS dense,
        count(*) FILTER (WHERE printed_rank <> modified) AS modified,
        count(*) FILTER (WHERE printed_rank <> (competition + modified) * 0.5) AS fractional,
        -- each rank of a tie held once
        count(*) FILTER (
            WHERE printed_rank NOT BETWEEN competition AND modified OR printed_rank <> floor(printed_rank)
                OR (n_same_rank > 1 AND printed_rank IS NOT NULL)
        ) AS ordinal
    FROM core.rank_bases
    GROUP BY assessment_id, criterion_id, basis, preference
)
SELECT
    *, list_position(['competition', 'dense', 'modified', 'fractional', 'ordinal'], scheme) AS scheme_preference
FROM (UNPIVOT tallies ON competition, dense, modified, fractional, ordinal INTO NAME scheme VALUE n_misfits)
