-- As read, with the assessment and the criterion that each value belongs to.
SELECT st.*, cells.assessment_id, cells.criterion_id
FROM staged.statements AS st
LEFT JOIN core.cells AS cells ON cells.statement_id = st.statement_id
