-- statements: every value of a unit belongs to an assessment and a criterion of it.
-- Cure: give the statement a province, year, index and block that make a list.
SELECT statement_id, source_id, line, measure, assessment_id, criterion_id
FROM statements
WHERE measure <> 'max_score' AND (assessment_id IS NULL OR criterion_id IS NULL)
