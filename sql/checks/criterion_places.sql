-- criteria: the line that names a criterion without results is published.
-- Cure: let sql/marts/source_lines.sql keep the lines that a published row points at.
SELECT criteria.criterion_id, criteria.named_at
FROM criteria
LEFT JOIN source_lines AS lines ON criteria.named_at = lines.source_id || '#line=' || lines.line
WHERE criteria.named_at IS NOT NULL AND lines.text IS NULL
