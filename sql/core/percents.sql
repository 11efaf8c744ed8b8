-- Percent of the maximum of each printed score, rounded half up at six decimals in whole numbers of 10^-6.
WITH scaled AS (
    SELECT
        cells.criterion_id, cells.agency_id,
        CASE WHEN cells.own_max IS NULL THEN maxima.basis ELSE 'printed' END AS basis,
        (cells.score * 1000000)::HUGEINT AS points,
        (coalesce(cells.own_max, maxima.max_score) * 1000000)::HUGEINT AS most
    FROM core.unit_values AS cells
    LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = cells.criterion_id
    WHERE cells.score IS NOT NULL
)
SELECT
    criterion_id, agency_id, basis,
    ((
        sign(points) * ((200000000 * abs(points) + most) // (2 * most))
    )::DECIMAL(24, 0) * 0.000001)::DECIMAL(18, 6) AS pct_of_max
FROM scaled
WHERE most > 0
