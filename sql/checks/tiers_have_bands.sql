-- rankings: a recomputed tier is one of the printed bands of its criterion, or not_ranked.
-- Cure: mend sql/core/tier_readings.sql.
SELECT rankings.assessment_id, rankings.agency_id, rankings.criterion_id, rankings.recomputed_tier
FROM rankings
WHERE rankings.recomputed_tier IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM tier_bands AS bands
    WHERE bands.criterion_id = rankings.criterion_id
        AND rankings.recomputed_tier IN (bands.tier, 'not_ranked')
)
