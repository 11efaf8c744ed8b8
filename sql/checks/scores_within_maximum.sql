-- scores: no score is above its maximum.
-- Cure: see the line of the score and of the maximum; one of the two is misread, or the maximum is not the unit's.
SELECT scores.assessment_id, scores.agency_id, scores.criterion_id, scores.score, scores.pct_of_max,
    criteria.max_score
FROM scores
JOIN criteria ON criteria.criterion_id = scores.criterion_id
WHERE scores.pct_of_max > 100
