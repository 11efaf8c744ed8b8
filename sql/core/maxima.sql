-- The maximum of each criterion: as printed, else as implied. None is guessed.
WITH printed AS (
    SELECT criterion_id, value AS max_score, 'printed' AS basis
    FROM core.counted_values
    WHERE measure = 'max_score' AND agency_id IS NULL
)
FROM printed
UNION ALL
FROM core.implied_maxima AS implied
WHERE NOT EXISTS (SELECT 1 FROM printed WHERE printed.criterion_id = implied.criterion_id)
