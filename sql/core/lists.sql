-- The assessments: one a list told of by any source; its source is the latest of its own year, else who tells it.
WITH told AS (
    SELECT DISTINCT
        st.source_id, st.province_id, st.year, tellings.period, st.index_id, st.block,
        tellings.is_own, tellings.criteria_document, tellings.precedence
    FROM staged.statements AS st
    JOIN core.tellings AS tellings ON tellings.source_id = st.source_id AND tellings.year = st.year
    WHERE st.measure <> 'max_score'
)
SELECT
    coalesce(provinces.slug, told.province_id)
        || '-' || told.period || '-' || told.index_id || '-' || told.block AS assessment_id,
    told.source_id, told.province_id, told.year, told.period, told.index_id, told.block,
    told.is_own, told.criteria_document
FROM told
LEFT JOIN codes.provinces AS provinces ON provinces.province_id = told.province_id
QUALIFY row_number() OVER (
    PARTITION BY told.province_id, told.period, told.index_id, told.block
    ORDER BY told.is_own DESC, told.precedence
) = 1
