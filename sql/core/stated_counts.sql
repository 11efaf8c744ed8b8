-- What the sources say of the number of units: each count, the base of each count and share, the sum of the tier counts;
-- n_stated is how often, claim_ids who says so.
WITH about AS (
    SELECT claims.*, lists.assessment_id
    FROM staged.claims AS claims
    JOIN core.claim_lists AS lists ON lists.claim_id = claims.claim_id AND lists.counts
    WHERE coalesce(claims.criterion, 'total') = 'total'
),
counted AS (
    SELECT assessment_id, claim_id, printed_value AS n_units
    FROM about
    WHERE claim_type = 'unit_count' AND unit = 'units' AND tier IS NULL
    UNION ALL
    SELECT assessment_id, claim_id, whole FROM about WHERE claim_type IN ('tier_share', 'tier_count', 'unit_count', 'score_count')
),
tiers AS (
    SELECT
        about.assessment_id, about.tier,
        max(about.printed_value) AS n_units,
        list(about.claim_id) AS claim_ids,
        bool_or(bands.tier IS NOT NULL) AS is_band
    FROM about
    LEFT JOIN core.tier_bands AS bands
        ON bands.assessment_id = about.assessment_id AND bands.tier = about.tier AND bands.criterion = 'total'
    WHERE about.claim_type IN ('tier_count', 'unit_count') AND about.unit = 'units' AND about.tier IS NOT NULL
    GROUP BY about.assessment_id, about.tier
    HAVING count(DISTINCT about.printed_value) = 1
),
bands AS (
    SELECT assessment_id, count(*) AS n_bands FROM core.tier_bands WHERE criterion = 'total' GROUP BY assessment_id
),
-- the counts are the whole where they go through all bands, or down to the units not ranked; with no band
-- printed, where they name three tiers
summed AS (
    SELECT tiers.assessment_id, sum(tiers.n_units) AS n_units, flatten(list(tiers.claim_ids)) AS claim_ids
    FROM tiers
    LEFT JOIN bands ON bands.assessment_id = tiers.assessment_id
    GROUP BY tiers.assessment_id, bands.n_bands
    HAVING CASE
        WHEN bands.n_bands IS NULL THEN count(*) > 2
        ELSE count(*) = bands.n_bands OR (count(*) > 1 AND bool_or(NOT tiers.is_band))
    END
)
SELECT
    assessment_id, n_units::INTEGER AS n_units, 'printed' AS basis, count(*) AS n_stated,
    list_sort(list(DISTINCT claim_id)) AS claim_ids
FROM counted
WHERE n_units > 0 AND n_units = floor(n_units)
GROUP BY assessment_id, n_units
UNION ALL
SELECT assessment_id, n_units::INTEGER, 'tier_counts', 1, list_sort(claim_ids) FROM summed WHERE n_units > 0
