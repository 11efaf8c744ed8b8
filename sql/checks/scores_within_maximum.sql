-- scores: a score above its maximum is told among the discrepancies.
-- Cure: see the line of the score and of the maximum; one of the two is misread, or the audit does not see it.
SELECT scores.assessment_id, scores.agency_id, scores.criterion_id, scores.score, scores.pct_of_max,
    criteria.max_score
FROM scores
JOIN criteria ON criteria.criterion_id = scores.criterion_id
WHERE scores.pct_of_max > 100 AND NOT EXISTS (
    SELECT 1 FROM discrepancies WHERE discrepancies.criterion_id = scores.criterion_id
)
