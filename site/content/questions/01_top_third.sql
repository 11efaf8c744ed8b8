SELECT
    r.province, r.year, r.index_id, r.agency, r.rank, r.n_units, known.least_units,
    CASE
        WHEN r.rank_high * 3 <= known.least_units THEN 'yes'
        WHEN r.rank_low * 3 > r.n_units THEN 'no'
    END AS in_top_third
FROM results AS r
LEFT JOIN (
    SELECT assessment_id, max(low) AS at_least FROM deductions WHERE quantity = 'n_units' GROUP BY ALL
) AS bounds USING (assessment_id),
LATERAL (SELECT coalesce(r.n_units, bounds.at_least) AS least_units) AS known
WHERE r.agency_type = 'so-y-te' AND r.criterion = 'total'
ORDER BY ALL;
