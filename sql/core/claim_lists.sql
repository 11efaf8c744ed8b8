-- The lists that each claim can be about: that of its index, or all of its block where it names no index. Who only
-- tells later of a list that has a source of its own adds nothing to what counts of its size and criteria.
SELECT
    claims.claim_id, sources.assessment_id, sources.precedence, claims.index_id IS NOT NULL AS is_named,
    sources.is_own OR NOT lists.is_own AS counts
FROM staged.claims AS claims
JOIN core.list_sources AS sources
    ON sources.source_id = claims.source_id AND sources.province_id = claims.province_id AND sources.year = claims.year
    AND sources.index_id = coalesce(claims.index_id, sources.index_id) AND sources.block = claims.block
JOIN core.lists AS lists ON lists.assessment_id = sources.assessment_id
