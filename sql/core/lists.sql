-- The assessments: one a list told of by any source. Its source is the first, or one that this one amends or is
-- amended by and that names more of its units.
WITH named AS (
    SELECT *, arg_min(first_id, precedence) OVER (PARTITION BY assessment_id) AS chain
    FROM core.list_sources
    WHERE n_units > 0
)
SELECT
    assessment_id, assessment_id || '/total' AS total_id, source_id, province_id, year, period, index_id, block, is_own,
    criteria_document, parent_document
FROM named
WHERE first_id = chain
QUALIFY row_number() OVER (PARTITION BY assessment_id ORDER BY n_units DESC, precedence) = 1
