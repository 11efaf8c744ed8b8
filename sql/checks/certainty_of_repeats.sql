-- statements: a value that a publication prints at two places alike is corroborated; one outside of all lists is not.
-- Cure: mend sql/marts/statements.sql.
SELECT st.statement_id, st.source_id, st.line, st.certainty, facts.n_tellings
FROM statements AS st
LEFT JOIN facts ON list_contains(facts.statement_ids, st.statement_id)
WHERE (st.certainty = 'plain' AND facts.n_tellings > 1 AND (st.agency_id IS NOT NULL OR st.measure = 'max_score'))
    OR (st.certainty = 'corroborated' AND st.criterion_id IS NULL)
