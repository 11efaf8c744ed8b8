SELECT c.assessment_id, c.name, c.dimension_link, c.max_score, round(100 * c.max_score / t.max_score, 1) AS percent
FROM criteria AS c
JOIN criteria AS t ON t.assessment_id = c.assessment_id AND t.name = 'total'
WHERE c.dimension_id = 'security' AND c.max_score IS NOT NULL AND t.max_score IS NOT NULL
ORDER BY ALL;
