-- tier_bands: a better level starts higher, no two tiers share a level, and no band ends below its start,
-- but where the source's own cut-offs are told among the discrepancies.
-- Cure: mend the reading of the bands.
SELECT a.assessment_id, a.criterion_id, a.tier, b.tier AS other_tier, a.level, b.level AS other_level
FROM tier_bands AS a
JOIN tier_bands AS b ON b.criterion_id = a.criterion_id AND (b.tier <> a.tier OR b.level = a.level)
WHERE ((a.tier <> b.tier AND a.level = b.level)
    OR (a.level < b.level AND a.min_score <= b.min_score)
    OR (a.tier = b.tier AND a.max_score < a.min_score))
    AND NOT EXISTS (
        SELECT 1 FROM discrepancies AS told WHERE told.source_id = a.source_id AND told.kind = 'tier_band'
    )
