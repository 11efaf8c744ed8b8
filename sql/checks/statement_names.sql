-- statements: a name that no agency was found for stands in unresolved_names, so that it is not dropped in silence.
-- Cure: add the alias to the code lists or a correction, or let resolution report the name.
SELECT st.statement_id, st.source_id, st.line, st.subject_text
FROM statements AS st
WHERE st.measure <> 'max_score' AND st.agency_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM unresolved_names AS names
    WHERE names.source_id = st.source_id AND names.subject_text = st.subject_text
)
