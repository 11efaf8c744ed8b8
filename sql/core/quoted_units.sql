-- What the sources of a list itself quote on its total: each unit that has a score, a place or a percent there.
-- Who only tells of it later adds no unit.
SELECT
    assessment_id, agency_id,
    max(value) FILTER (WHERE measure = 'rank') AS rank,
    coalesce(bool_or(measure = 'rank' AND NOT in_words AND origin = 'table'), false) AS rank_in_table,
    bool_or(measure = 'rank' AND in_words) AS is_last,
    max(tier) FILTER (WHERE measure = 'tier') AS tier
FROM core.first_occurrences
WHERE is_total AND agency_id IS NOT NULL AND NOT is_restated
GROUP BY assessment_id, agency_id
HAVING bool_or(measure IN ('score', 'rank', 'pct_of_max'))
