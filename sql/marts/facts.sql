-- Statements of one publication that say the same of the same cell are one fact, with all places it is told at.
-- A transcript is our own copy: it prints nothing anew. A fact of two publications is told by both of them.
WITH facts AS (
    SELECT
        substring(sha256(concat_ws(
            chr(31), sources.publication_id, st.assessment_id, coalesce(st.agency_id, st.subject_text, ''),
            st.criterion_id, st.measure, coalesce(st.value::VARCHAR, ''), coalesce(st.tier, '')
        )), 1, 16) AS fact_id,
        sources.publication_id, st.assessment_id, st.criterion_id, st.agency_id,
        coalesce(st.agency_id, st.subject_text, '') AS subject, st.block, st.measure, st.value, st.tier,
        (count(*) FILTER (WHERE sources.document_kind <> 'transcript'))::INTEGER AS n_tellings,
        array_agg(st.statement_id ORDER BY st.source_id, st.line, st.col_start, st.statement_id) AS statement_ids,
        array_agg(
            st.source_id || '#' || st.locator ORDER BY st.source_id, st.line, st.col_start, st.statement_id
        ) AS locators
    FROM main.statements AS st
    JOIN main.sources AS sources ON sources.source_id = st.source_id
    WHERE st.assessment_id IS NOT NULL
    GROUP BY
        sources.publication_id, st.assessment_id, st.criterion_id, st.agency_id,
        coalesce(st.agency_id, st.subject_text, ''), st.block, st.measure, st.value, st.tier
)
SELECT
    *,
    (count(*) OVER (
        PARTITION BY assessment_id, criterion_id, subject, measure, value, tier
    ))::INTEGER AS n_sources
FROM facts
