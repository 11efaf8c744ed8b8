-- As read, with the assessment and the criterion that each value belongs to, and whether it counts there.
SELECT st.*, cells.assessment_id, cells.criterion_id, counted.statement_id IS NOT NULL AS is_counted
FROM staged.statements AS st
LEFT JOIN core.listed_statements AS cells ON cells.statement_id = st.statement_id
LEFT JOIN core.counted_values AS counted ON counted.statement_id = st.statement_id
