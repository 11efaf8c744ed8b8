-- The basis and the scheme that reproduce every printed rank of a complete list; else the closest, with its odd rows.
WITH bases AS (
    SELECT
        assessment_id, criterion_id, basis, preference, n_ranks, has_ties,
        arg_min(scheme, (n_misfits, scheme_preference)) AS closest,
        min(n_misfits) AS n_odd,
        count(*) FILTER (WHERE n_misfits = 0) AS n_fitting
    FROM core.scheme_misfits
    GROUP BY ALL
)
SELECT
    assessment_id, criterion_id, basis,
    CASE
        WHEN n_ranks = 0 THEN NULL
        WHEN NOT has_ties OR n_fitting > 1 THEN 'not_identifiable'
        ELSE closest
    END AS rank_scheme,
    CASE WHEN n_ranks > 0 THEN n_odd END AS n_odd_ranks
FROM bases
QUALIFY row_number() OVER (PARTITION BY criterion_id ORDER BY (n_ranks > 0 AND n_odd > 0), preference) = 1
