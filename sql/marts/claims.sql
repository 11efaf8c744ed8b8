-- The claims with the assessment they are about, where one is known; the audit judges them afterwards.
SELECT
    claims.*,
    lists.assessment_id,
    NULL AS recomputed_value, NULL AS recomputed_unit, NULL AS low, NULL AS high, NULL AS verdict, NULL AS reading,
    NULL AS explanation, NULL AS explanation_en, NULL AS discrepancy_id
FROM staged.claims AS claims
JOIN core.tellings AS tellings ON tellings.source_id = claims.source_id AND tellings.year = claims.year
LEFT JOIN core.lists AS lists
    ON lists.province_id = claims.province_id AND lists.period = tellings.period
    AND lists.index_id = claims.index_id AND lists.block = claims.block
