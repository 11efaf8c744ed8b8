-- Every criterion name as printed and every phrase of the dimension links, folded alike; the slug is for ids.
WITH names AS (
    SELECT criterion AS name FROM staged.statements
    UNION SELECT criterion FROM staged.tier_bands
    UNION SELECT criterion FROM staged.claims WHERE criterion IS NOT NULL
    UNION SELECT criterion FROM staged.listed_criteria
    UNION SELECT phrase FROM codes.dimension_links
    UNION SELECT name FROM codes.criterion_links
    UNION SELECT 'total'
),
folded AS (
    -- đ and ð keep their bar through strip_accents
    SELECT name, trim(regexp_replace(
        translate(strip_accents(lower(name)), 'đð', 'dd'), '[^a-z0-9]+', ' ', 'g'
    )) AS folded
    FROM names
)
SELECT name, folded, replace(folded, ' ', '-') AS slug
FROM folded
