-- assessments: the source is one of the assessment's province that has statements of it.
-- Cure: mend sql/core/lists.sql.
SELECT assessment_id, source_id, province_id
FROM assessments
WHERE NOT EXISTS (
    SELECT 1 FROM statements AS st
    WHERE st.assessment_id = assessments.assessment_id AND st.source_id = assessments.source_id
        AND st.province_id = assessments.province_id
)
