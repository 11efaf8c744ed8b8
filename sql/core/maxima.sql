-- The maximum of each criterion: as printed, else as implied. None is guessed, and one that most scores pass is none.
-- statement_ids: what it rests on.
WITH printed AS (
    SELECT
        maxima.criterion_id, any_value(maxima.value) AS max_score, 'printed' AS basis,
        [any_value(maxima.statement_id)] AS statement_ids
    FROM core.counted_values AS maxima
    LEFT JOIN core.unit_values AS cells
        ON cells.criterion_id = maxima.criterion_id AND cells.score IS NOT NULL AND cells.own_max IS NULL
    WHERE maxima.measure = 'max_score' AND maxima.agency_id IS NULL
    GROUP BY maxima.criterion_id
    HAVING 2 * count(*) FILTER (WHERE cells.score > maxima.value) <= count(cells.score)
)
FROM printed
UNION ALL
FROM core.implied_maxima AS implied
WHERE NOT EXISTS (SELECT 1 FROM printed WHERE printed.criterion_id = implied.criterion_id)
