-- The printed tier bands of each assessment and criterion, all of one source: those told for the block before
-- those told for all blocks, in the order of the list's sources.
SELECT
    lists.assessment_id,
    lists.assessment_id || '/' || names.slug AS criterion_id,
    told.tier, told.level, told.min_score, told.min_inclusive, told.max_score, told.unit, told.line,
    told.source_id, told.criterion,
    told.level = min(told.level) OVER (PARTITION BY lists.assessment_id, names.slug) AS is_best
FROM staged.tier_bands AS told
JOIN core.list_sources AS lists
    ON lists.source_id = told.source_id AND lists.province_id = told.province_id AND lists.year = told.year
    AND lists.index_id = told.index_id AND (told.block IS NULL OR lists.block = told.block)
JOIN core.folded_names AS names ON names.name = told.criterion
QUALIFY
    dense_rank() OVER (
        PARTITION BY lists.assessment_id, names.slug ORDER BY lists.precedence, told.block IS NULL
    ) = 1
    AND row_number() OVER (
        PARTITION BY lists.assessment_id, names.slug, told.tier
        ORDER BY lists.precedence, told.block IS NULL, told.line, told.level
    ) = 1
