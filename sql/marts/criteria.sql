-- The criteria with the dimension that each is of: that of the longest phrase that stands in its name as whole words.
WITH linked AS (
    SELECT DISTINCT ON (criteria.name) criteria.name, links.dimension_id, links.link
    FROM core.criteria AS criteria
    JOIN core.folded_names AS names ON names.name = criteria.name
    JOIN core.folded_names AS phrases ON contains(' ' || names.folded || ' ', ' ' || phrases.folded || ' ')
    JOIN codes.dimension_links AS links ON links.phrase = phrases.name
    ORDER BY criteria.name, length(phrases.folded) DESC, phrases.name
)
SELECT criteria.*, linked.dimension_id, coalesce(linked.link, 'none') AS dimension_link
FROM core.criteria AS criteria
LEFT JOIN linked ON linked.name = criteria.name AND criteria.name <> 'total'
