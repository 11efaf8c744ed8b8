SELECT
    assessment_id, agency, criterion, measure,
    list(DISTINCT value_text ORDER BY value_text) AS tellings,
    count(DISTINCT coalesce(value::VARCHAR, tier)) > 1 AS differ
FROM statements
WHERE assessment_id IS NOT NULL AND agency_id IS NOT NULL
GROUP BY assessment_id, agency_id, agency, criterion, measure
HAVING count(DISTINCT coalesce(value::VARCHAR, tier, value_text)) > 1
ORDER BY ALL;
