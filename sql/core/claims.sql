-- The claims that name one list, with the assessment it is.
SELECT claims.*, lists.assessment_id
FROM staged.claims AS claims
LEFT JOIN core.list_sources AS lists
    ON lists.source_id = claims.source_id AND lists.province_id = claims.province_id AND lists.year = claims.year
    AND lists.index_id = claims.index_id AND lists.block = claims.block
