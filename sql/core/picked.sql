-- One row an assessment, criterion and agency: of each measure the telling that counts.
-- The latest decision, then table before prose, then most decimals; a place in words counts only without a number.
-- Of two scores in one row of a table the first counts: the points as given, before those converted from them.
WITH placed AS (
    SELECT *, row_number() OVER (
        PARTITION BY criterion_id, agency_id, measure, source_id, line, origin ORDER BY col_start, statement_id
    ) AS place_in_row
    FROM core.cells
    WHERE agency_id IS NOT NULL
),
chosen AS (
    SELECT *, row_number() OVER (
        PARTITION BY criterion_id, agency_id, measure
        ORDER BY
            measure <> 'tier' AND value IS NULL, precedence, origin = 'table' DESC,
            origin = 'table' AND place_in_row > 1, decimals DESC NULLS LAST, line, col_start, statement_id
    ) AS choice
    FROM placed
)
SELECT
    assessment_id, criterion_id, agency_id,
    max(value) FILTER (WHERE measure = 'score' AND choice = 1) AS score,
    max(statement_id) FILTER (WHERE measure = 'score' AND choice = 1) AS score_statement_id,
    coalesce(bool_or(measure = 'score' AND choice = 1 AND origin = 'table'), false) AS score_in_table,
    max(value) FILTER (WHERE measure = 'rank' AND choice = 1) AS rank,
    coalesce(bool_or(measure = 'rank' AND choice = 1 AND origin = 'table'), false) AS rank_in_table,
    coalesce(bool_or(measure = 'rank' AND value IS NULL), false) AS is_last,
    max(tier) FILTER (WHERE measure = 'tier' AND choice = 1) AS tier,
    max(value) FILTER (WHERE measure = 'pct_of_max' AND choice = 1) AS printed_pct,
    max(statement_id) FILTER (WHERE measure = 'pct_of_max' AND choice = 1) AS pct_statement_id,
    max(value) FILTER (WHERE measure = 'max_score' AND choice = 1) AS own_max,
FROM chosen
GROUP BY assessment_id, criterion_id, agency_id
