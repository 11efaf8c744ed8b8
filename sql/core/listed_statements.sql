-- Every statement with the assessment and criterion it belongs to; half_unit is half of its last printed digit.
SELECT
    st.statement_id, st.source_id, st.agency_id, st.subject_text, st.measure, st.value, st.tier, st.decimals,
    st.origin, st.line, st.col_start, st.criterion,
    sources.assessment_id,
    sources.assessment_id || '/' || names.slug AS criterion_id,
    names.slug = 'total' AS is_total,
    sources.precedence,
    lists.is_own AND NOT sources.is_own AS is_restated,
    [0.5, 0.05, 0.005, 0.0005, 0.00005, 0.000005, 0.0000005][coalesce(st.decimals, 0) + 1] AS half_unit
FROM staged.statements AS st
JOIN core.list_sources AS sources
    ON sources.source_id = st.source_id AND sources.province_id = st.province_id AND sources.year = st.year
    AND sources.index_id = st.index_id AND sources.block = st.block
JOIN core.lists AS lists ON lists.assessment_id = sources.assessment_id
JOIN core.folded_names AS names ON names.name = st.criterion
