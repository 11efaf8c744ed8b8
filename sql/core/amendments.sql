-- Each source with the one that it amends in the end, and how many steps lie between; itself where it amends none.
-- A source says which one by its id or by the number of its document; a circle ends after ten steps.
WITH RECURSIVE amending AS (
    SELECT sources.source_id, amended.source_id AS amended_id
    FROM staged.sources AS sources
    JOIN staged.sources AS amended
        ON sources.amends IN (amended.source_id, amended.document_number)
        AND amended.province_id = sources.province_id AND amended.source_id <> sources.source_id
),
chain AS (
    SELECT source_id, source_id AS first_id, 0 AS n_steps FROM staged.sources
    UNION ALL
    SELECT chain.source_id, amending.amended_id, chain.n_steps + 1
    FROM chain
    JOIN amending ON amending.source_id = chain.first_id
    WHERE chain.n_steps < 10
)
FROM chain
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY n_steps DESC, first_id) = 1
