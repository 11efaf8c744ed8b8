-- The criteria of each assessment with their tree, maxima and ways of numbering ties.
-- linked: the longest phrase that stands in the name as whole words
WITH linked AS (
    SELECT DISTINCT ON (named.name) named.name, links.dimension_id, links.link
    FROM core.named_criteria AS named
    JOIN core.folded_names AS names ON names.name = named.name
    JOIN core.folded_names AS phrases ON contains(' ' || names.folded || ' ', ' ' || phrases.folded || ' ')
    JOIN codes.dimension_links AS links ON links.phrase = phrases.name
    ORDER BY named.name, length(phrases.folded) DESC, phrases.name
)
SELECT
    named.criterion_id, named.assessment_id, named.name, tree.parent_criterion_id, named.position,
    maxima.max_score, maxima.basis AS max_score_basis,
    linked.dimension_id, coalesce(linked.link, 'none') AS dimension_link,
    schemes.rank_scheme, schemes.n_odd_ranks
FROM core.named_criteria AS named
JOIN core.criteria_tree AS tree ON tree.criterion_id = named.criterion_id
LEFT JOIN linked ON linked.name = named.name AND named.name <> 'total'
LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = named.criterion_id
LEFT JOIN core.schemes AS schemes ON schemes.criterion_id = named.criterion_id
