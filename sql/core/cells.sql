-- Every statement with the assessment and criterion it belongs to; half_unit is half of its last printed digit.
SELECT
    st.statement_id, st.source_id, st.agency_id, st.subject_text, st.measure, st.value, st.tier, st.decimals,
    st.origin, st.line, st.col_start, st.criterion,
    told.assessment_id,
    told.assessment_id || '/' || names.slug AS criterion_id,
    names.slug = 'total' AS is_total,
    told.precedence,
    lists.is_own AND NOT told.is_own AS is_retold,
    [0.5, 0.05, 0.005, 0.0005, 0.00005, 0.000005, 0.0000005][coalesce(st.decimals, 0) + 1] AS half_unit
FROM staged.statements AS st
JOIN core.list_sources AS told
    ON told.source_id = st.source_id AND told.province_id = st.province_id AND told.year = st.year
    AND told.index_id = st.index_id AND told.block = st.block
JOIN core.lists AS lists ON lists.assessment_id = told.assessment_id
JOIN core.folded_names AS names ON names.name = st.criterion
