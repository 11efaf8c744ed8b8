-- scores: a printed score or percent is that of its statement, a deduced one that of its deduction and of no statement,
-- and a missing one has a reason and no value.
-- Cure: mend sql/core/counted_values.sql or sql/marts/scores.sql.
SELECT scores.assessment_id, scores.agency_id, scores.criterion_id, scores.score, scores.status, st.measure, st.value
FROM scores
LEFT JOIN statements AS st
    ON st.statement_id = scores.statement_id
    AND st.agency_id = scores.agency_id AND st.criterion_id = scores.criterion_id
WHERE (scores.status = 'missing') <> (scores.missing_reason IS NOT NULL)
    OR (scores.status = 'missing' AND (scores.score IS NOT NULL OR scores.pct_of_max IS NOT NULL))
    OR (scores.status = 'printed' AND st.value IS DISTINCT FROM coalesce(scores.score, scores.pct_of_max))
    OR (scores.status = 'deduced' AND (scores.score IS NULL OR scores.statement_id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM deductions AS found
        WHERE found.criterion_id = scores.criterion_id AND found.agency_id = scores.agency_id
            AND found.quantity = 'score' AND found.status = 'deduced' AND found.low = scores.score
    )))
    OR (scores.pct_of_max IS NULL) <> (scores.pct_basis IS NULL)
