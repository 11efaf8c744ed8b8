-- The claims with the assessment they are about, where one is known; the audit judges them afterwards.
SELECT
    claims.*,
    lists.assessment_id,
    NULL AS recomputed_value, NULL AS recomputed_unit, NULL AS low, NULL AS high, NULL AS verdict, NULL AS reading,
    NULL AS explanation, NULL AS explanation_en, NULL AS discrepancy_id
FROM staged.claims AS claims
LEFT JOIN core.list_sources AS lists
    ON lists.source_id = claims.source_id AND lists.province_id = claims.province_id AND lists.year = claims.year
    AND lists.index_id = claims.index_id AND lists.block = claims.block
