-- The values that count, one row an assessment, criterion and agency.
SELECT
    assessment_id, criterion_id, agency_id, is_total,
    max(value) FILTER (WHERE measure = 'score') AS score,
    max(statement_id) FILTER (WHERE measure = 'score') AS score_statement_id,
    coalesce(bool_or(measure = 'score' AND origin = 'table'), false) AS score_in_table,
    max(value) FILTER (WHERE measure = 'rank') AS rank,
    coalesce(
        max(statement_id) FILTER (WHERE measure = 'rank' AND NOT in_words),
        max(statement_id) FILTER (WHERE measure = 'rank')
    ) AS rank_statement_id,
    bool_or(measure = 'rank' AND in_words) AS is_last,
    max(tier) FILTER (WHERE measure = 'tier') AS tier,
    max(statement_id) FILTER (WHERE measure = 'tier') AS tier_statement_id,
    max(value) FILTER (WHERE measure = 'pct_of_max') AS printed_pct,
    max(statement_id) FILTER (WHERE measure = 'pct_of_max') AS pct_statement_id,
    max(value) FILTER (WHERE measure = 'max_score') AS own_max
FROM core.counted_values
WHERE agency_id IS NOT NULL
GROUP BY assessment_id, criterion_id, agency_id, is_total
