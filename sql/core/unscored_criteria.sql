-- The criteria of the lists of which no criterion has a result: those that the first of the list's own documents names.
SELECT
    lists.assessment_id, lists.assessment_id || '/' || names.slug AS criterion_id, named.criterion AS name,
    named.source_id || '#line=' || named.line AS named_at,
    row_number() OVER (PARTITION BY lists.assessment_id ORDER BY min(named.position)) AS position
FROM staged.listed_criteria AS named
JOIN core.list_sources AS sources
    ON sources.source_id = named.source_id AND sources.province_id = named.province_id AND sources.year = named.year
    AND sources.index_id = named.index_id AND (named.block IS NULL OR sources.block = named.block)
JOIN core.lists AS lists ON lists.assessment_id = sources.assessment_id
JOIN core.folded_names AS names ON names.name = named.criterion
WHERE sources.is_own AND lists.assessment_id NOT IN (SELECT assessment_id FROM core.criteria WHERE position > 0)
GROUP BY lists.assessment_id, names.slug, named.criterion, named.source_id, named.line, sources.precedence, named.block
QUALIFY dense_rank() OVER (
    PARTITION BY lists.assessment_id ORDER BY sources.precedence, named.block IS NULL, named.line
) = 1
