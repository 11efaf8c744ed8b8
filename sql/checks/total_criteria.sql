-- criteria: every assessment has its total, at position 0 and part of nothing. Cure: mend sql/core/named_criteria.sql.
SELECT assessments.assessment_id, criteria.criterion_id, criteria.position, criteria.parent_criterion_id
FROM assessments
LEFT JOIN criteria ON criteria.assessment_id = assessments.assessment_id
WHERE (criteria.position = 0) IS DISTINCT FROM (criteria.criterion_id = assessments.assessment_id || '/total')
    OR (criteria.position = 0 AND criteria.parent_criterion_id IS NOT NULL)
    OR NOT EXISTS (
        SELECT 1 FROM criteria AS total WHERE total.criterion_id = assessments.assessment_id || '/total'
    )
