-- results: every printed value of a unit that was not left out has its cell there.
-- Cure: mend sql/marts/scores.sql or sql/marts/results.sql.
SELECT st.statement_id, st.assessment_id, st.agency_id, st.criterion_id
FROM statements AS st
JOIN assessed_units AS units
    ON units.assessment_id = st.assessment_id AND units.agency_id = st.agency_id AND units.status <> 'excluded'
LEFT JOIN results ON results.criterion_id = st.criterion_id AND results.agency_id = st.agency_id
WHERE st.is_counted AND results.status IS NULL
