-- assessed_units: who has points below the lowest printed band, no printed tier and no reason of a source is not
-- ranked, and nobody else without a reason is.
-- Cure: mend sql/core/assessed_units.sql.
SELECT units.assessment_id, units.agency_id, units.status, total.printed_tier, total.recomputed_tier
FROM assessed_units AS units
LEFT JOIN rankings AS total
    ON total.criterion_id = units.assessment_id || '/total' AND total.agency_id = units.agency_id
WHERE units.reason IS NULL
    AND (units.status = 'not_ranked') <> coalesce(
        total.printed_tier IS NULL AND total.recomputed_tier = 'not_ranked' AND total.tier_basis = 'printed_band', false
    )
