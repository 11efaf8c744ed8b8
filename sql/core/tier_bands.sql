-- The printed tier bands of each assessment and criterion, all of one source: those stated for the block before
-- those stated for all blocks, in the order of the list's sources.
SELECT
    substring(sha256(concat_ws(chr(31), 'band', lists.assessment_id, names.slug, bands.tier)), 1, 16) AS band_id,
    lists.assessment_id,
    lists.assessment_id || '/' || names.slug AS criterion_id,
    bands.tier, bands.level, bands.min_score, bands.min_inclusive, bands.max_score, bands.unit, bands.line,
    bands.source_id, bands.criterion,
    bands.level = min(bands.level) OVER (PARTITION BY lists.assessment_id, names.slug) AS is_best
FROM staged.tier_bands AS bands
JOIN core.list_sources AS lists
    ON lists.source_id = bands.source_id AND lists.province_id = bands.province_id AND lists.year = bands.year
    AND lists.index_id = bands.index_id AND (bands.block IS NULL OR lists.block = bands.block)
JOIN core.folded_names AS names ON names.name = bands.criterion
QUALIFY
    dense_rank() OVER (
        PARTITION BY lists.assessment_id, names.slug ORDER BY lists.precedence, bands.block IS NULL
    ) = 1
    AND row_number() OVER (
        PARTITION BY lists.assessment_id, names.slug, bands.tier
        ORDER BY lists.precedence, bands.block IS NULL, bands.line, bands.level
    ) = 1
