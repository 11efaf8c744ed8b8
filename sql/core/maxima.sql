-- The maximum of each criterion: as printed, else as implied. None is guessed.
WITH printed AS (
    SELECT criterion_id, value AS max_score, 'printed' AS basis
    FROM core.cells
    WHERE measure = 'max_score' AND agency_id IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY criterion_id
        ORDER BY precedence, origin = 'table' DESC, decimals DESC NULLS LAST, line, col_start, statement_id
    ) = 1
)
FROM printed
UNION ALL
FROM core.implied_maxima AS implied
WHERE NOT EXISTS (SELECT 1 FROM printed WHERE printed.criterion_id = implied.criterion_id)
