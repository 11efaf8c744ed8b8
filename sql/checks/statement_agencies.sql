-- statements: the agency is named as in agencies and is one of the statement's province.
-- Cure: mend the resolution of the printed name, or the agency row.
SELECT st.statement_id, st.source_id, st.line, st.agency_id, st.agency, agencies.name, agencies.province_id
FROM statements AS st
LEFT JOIN agencies ON agencies.agency_id = st.agency_id
WHERE st.agency IS DISTINCT FROM agencies.name
    OR (agencies.province_id <> st.province_id AND st.block NOT IN ('provinces', 'ministries'))
