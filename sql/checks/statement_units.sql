-- statements: every result is that of a known unit; only the maximum of a criterion is of none.
-- Cure: say who is meant by a line in corrections.yaml, or add the name to the code lists.
SELECT statement_id, source_id, line, subject_text, measure, criterion
FROM statements
WHERE agency_id IS NULL AND (measure <> 'max_score' OR subject_text IS NOT NULL)
