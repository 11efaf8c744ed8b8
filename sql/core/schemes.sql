-- The basis and the scheme that reproduce every printed rank of a complete list; else the closest, with its odd rows.
WITH judged AS (
    SELECT *,
        list_min(schemes) AS best,
        len(list_filter(schemes, lambda s: s.n_odd = 0)) AS n_fitting
    FROM core.fits
)
SELECT
    assessment_id, criterion_id, basis,
    CASE
        WHEN n_ranks = 0 THEN NULL
        WHEN NOT has_ties OR n_fitting > 1 THEN 'not_identifiable'
        ELSE best.scheme
    END AS rank_scheme,
    CASE WHEN n_ranks > 0 THEN best.n_odd END AS n_odd_ranks
FROM judged
QUALIFY row_number() OVER (PARTITION BY criterion_id ORDER BY (n_ranks > 0 AND best.n_odd > 0), choice) = 1
