-- Of each value the telling that comes first: the first source of the list (list_sources), then table before prose,
-- then most decimals, then the first line. Of two scores in one row of a table the first is meant: the points as
-- given, before those converted from them. A place in words stands beside one in numbers, unless a later source
-- tells it.
WITH numbered AS (
    SELECT *,
        measure <> 'tier' AND value IS NULL AS in_words,
        row_number() OVER (
            PARTITION BY criterion_id, agency_id, measure, source_id, line, origin ORDER BY col_start, statement_id
        ) AS position_in_row,
        min(precedence) FILTER (WHERE value IS NOT NULL) OVER (PARTITION BY criterion_id, agency_id, measure)
            AS first_in_numbers
    FROM core.listed_statements
    WHERE agency_id IS NOT NULL OR measure = 'max_score'
)
SELECT * EXCLUDE (position_in_row, first_in_numbers)
FROM numbered
WHERE NOT in_words OR coalesce(precedence <= first_in_numbers, true)
QUALIFY row_number() OVER (
    PARTITION BY criterion_id, agency_id, measure, in_words
    ORDER BY
        precedence, origin = 'table' DESC, origin = 'table' AND position_in_row > 1, decimals DESC NULLS LAST,
        line, col_start, statement_id
) = 1
