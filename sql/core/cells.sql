-- Every statement with the assessment and criterion it belongs to; half_unit is half of its last printed digit.
SELECT
    st.statement_id, st.source_id, st.agency_id, st.subject_text, st.measure, st.value, st.tier, st.decimals,
    st.origin, st.line, st.col_start, st.criterion,
    lists.assessment_id,
    lists.assessment_id || '/' || names.slug AS criterion_id,
    tellings.precedence,
    tellings.is_own,
    [0.5, 0.05, 0.005, 0.0005, 0.00005, 0.000005, 0.0000005][coalesce(st.decimals, 0) + 1] AS half_unit
FROM staged.statements AS st
JOIN core.tellings AS tellings ON tellings.source_id = st.source_id AND tellings.year = st.year
JOIN core.lists AS lists
    ON lists.province_id = st.province_id AND lists.period = tellings.period
    AND lists.index_id = st.index_id AND lists.block = st.block
JOIN core.folded_names AS names ON names.name = st.criterion
