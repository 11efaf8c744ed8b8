-- The ranks of complete tables with each criterion left out in turn.
WITH totals AS (
    SELECT
        assessment_id, criterion_id, agency_id,
        (sum(score) OVER (PARTITION BY assessment_id, agency_id))::DECIMAL(18, 6) AS total,
        (total - score)::DECIMAL(18, 6) AS rest
    FROM core.complete_tables
)
SELECT
    assessment_id, criterion_id, agency_id, rest AS score,
    (rank() OVER (PARTITION BY criterion_id ORDER BY total DESC))::INTEGER AS rank_competition,
    (rank() OVER (PARTITION BY criterion_id ORDER BY rest DESC))::INTEGER AS rank_without
FROM totals
