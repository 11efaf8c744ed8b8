-- band_exchange: a counterfactual tier is a band of the other list, which has another name and the same index.
-- Cure: mend sql/marts/band_exchange.sql.
SELECT told.assessment_id, told.agency_id, told.bands_assessment_id, told.counterfactual_tier
FROM band_exchange AS told
LEFT JOIN tier_bands AS bands
    ON bands.criterion_id = told.bands_assessment_id || '/total' AND bands.tier = told.counterfactual_tier
LEFT JOIN assessments AS own ON own.assessment_id = told.assessment_id
LEFT JOIN assessments AS other ON other.assessment_id = told.bands_assessment_id
WHERE told.bands_assessment_id = told.assessment_id
    OR own.index_id IS DISTINCT FROM other.index_id
    OR told.counterfactual_level IS DISTINCT FROM bands.level
