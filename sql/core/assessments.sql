-- The lists with their size, maximum and way of ranking.
WITH totals AS (
    SELECT
        assessment_id,
        bool_or(score IS NOT NULL) AS has_scores,
        bool_or(printed_pct IS NOT NULL) AS has_percents
    FROM core.unit_values
    WHERE is_total
    GROUP BY assessment_id
),
-- who gets no place: as many as sentences tell, else those that are named
unranked AS (
    SELECT
        lists.assessment_id,
        coalesce(
            (
                SELECT CASE WHEN min(told.printed_value) = max(told.printed_value) THEN min(told.printed_value) END
                FROM core.claims AS told
                WHERE told.assessment_id = lists.assessment_id AND told.claim_type = 'tier_count'
                    AND told.tier = 'not_ranked'
            ),
            (
                SELECT count(*)
                FROM core.assessed_units AS units
                WHERE units.assessment_id = lists.assessment_id AND units.status = 'not_ranked'
            )
        )::INTEGER AS n
    FROM core.lists AS lists
),
-- quoted places that go against the points, and by the printed percents never do
by_percent AS (
    SELECT better.assessment_id
    FROM core.unit_values AS better
    JOIN core.unit_values AS worse ON worse.criterion_id = better.criterion_id AND better.rank < worse.rank
    WHERE better.is_total
    GROUP BY better.assessment_id
    HAVING bool_or(better.score < worse.score) AND bool_and(coalesce(better.printed_pct >= worse.printed_pct, FALSE))
),
named AS (
    SELECT assessment_id, count(DISTINCT agency_id) AS n_named
    FROM core.unit_values
    GROUP BY assessment_id
)
SELECT
    lists.assessment_id, lists.source_id, lists.province_id, lists.year, lists.period, lists.index_id, lists.block,
    sizes.n_units, sizes.n_units_basis,
    CASE WHEN unranked.n <= sizes.n_units THEN sizes.n_units - unranked.n END AS n_ranked, sizes.n_quoted,
    coalesce(named.n_named, 0) AS n_named,
    CASE WHEN sizes.n_units IS NOT NULL THEN greatest(sizes.n_units - coalesce(named.n_named, 0), 0) END AS n_unnamed,
    maxima.max_score, maxima.basis AS max_score_basis,
    CASE
        WHEN schemes.basis <> 'ranks' THEN schemes.basis
        WHEN by_percent.assessment_id IS NOT NULL THEN 'percent'
        WHEN totals.has_scores THEN 'points'
        WHEN totals.has_percents THEN 'percent'
    END AS ranked_by,
    schemes.rank_scheme, schemes.n_odd_ranks, sizes.is_complete
FROM core.lists AS lists
JOIN core.list_sizes AS sizes ON sizes.assessment_id = lists.assessment_id
JOIN unranked ON unranked.assessment_id = lists.assessment_id
LEFT JOIN named ON named.assessment_id = lists.assessment_id
LEFT JOIN by_percent ON by_percent.assessment_id = lists.assessment_id
LEFT JOIN totals ON totals.assessment_id = lists.assessment_id
LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = lists.total_id
LEFT JOIN core.rank_schemes AS schemes ON schemes.criterion_id = lists.total_id
