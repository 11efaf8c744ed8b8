-- How many printed ranks each scheme misses, on each basis of order.
SELECT
    assessment_id, criterion_id, basis, choice,
    bool_or(n_tied > 1) AS has_ties,
    count(place) AS n_ranks,
    [
        {'n_odd': count(*) FILTER (WHERE place <> competition), 'choice': 1, 'scheme': 'competition'},
        {'n_odd': count(*) FILTER (WHERE place <> dense), 'choice': 2, 'scheme': 'dense'},
        {'n_odd': count(*) FILTER (WHERE place <> modified), 'choice': 3, 'scheme': 'modified'},
        {'n_odd': count(*) FILTER (WHERE place <> (competition + modified) * 0.5), 'choice': 4, 'scheme': 'fractional'},
        {
            -- each place of a tie held once
            'n_odd': count(*) FILTER (
                WHERE place NOT BETWEEN competition AND modified OR place <> floor(place)
                    OR (n_same_place > 1 AND place IS NOT NULL)
            ),
            'choice': 5, 'scheme': 'ordinal'
        }
    ] AS schemes
FROM core.orders
GROUP BY assessment_id, criterion_id, basis, choice
