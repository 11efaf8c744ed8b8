-- facts: each statement of an assessment is told by exactly one fact.
-- Cure: mend sql/marts/facts.sql.
SELECT st.statement_id, st.source_id, count(facts.fact_id) AS n_facts
FROM statements AS st
LEFT JOIN facts ON list_contains(facts.statement_ids, st.statement_id) AND facts.assessment_id = st.assessment_id
WHERE st.assessment_id IS NOT NULL
GROUP BY st.statement_id, st.source_id
HAVING count(facts.fact_id) <> 1
