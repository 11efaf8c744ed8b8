-- The tier that the printed bands give each score, and its distance to the nearest cut-off.
WITH measured AS (
    SELECT
        bands.criterion_id, cells.agency_id, bands.assessment_id, bands.tier, bands.level, bands.min_score,
        CASE bands.unit WHEN 'percent' THEN coalesce(percents.pct_of_max, cells.printed_pct) ELSE cells.score END
            AS reading,
        -- the edge between two tiers; the foot of the scale is none
        coalesce(nullif(bands.min_score, 0), CASE WHEN bands.min_score IS NULL THEN bands.max_score END) AS cutoff,
        bands.max_score, bands.min_inclusive, bands.is_best
    FROM core.tier_bands AS bands
    JOIN core.unit_values AS cells ON cells.criterion_id = bands.criterion_id
    LEFT JOIN core.percents AS percents
        ON percents.criterion_id = cells.criterion_id AND percents.agency_id = cells.agency_id
),
-- lists whose source says that units below the lowest band, or some units, get no tier
unranked AS (
    SELECT assessment_id FROM core.unit_states WHERE status = 'not_ranked'
    UNION
    SELECT assessment_id FROM core.claims WHERE tier = 'not_ranked'
),
judged AS (
    SELECT *,
        min_score IS NULL OR reading > min_score OR (min_inclusive AND reading = min_score) AS is_above,
        -- at an edge that the next better band does not take, the score stays below it
        is_above AND (max_score IS NULL OR is_best OR reading <= max_score) AS holds,
        reading - cutoff AS margin
    FROM measured
    WHERE reading IS NOT NULL
)
SELECT
    judged.criterion_id, judged.agency_id,
    CASE
        WHEN bool_or(holds) THEN arg_min(tier, level) FILTER (WHERE holds)
        WHEN NOT bool_or(is_above)
            AND judged.assessment_id IN (SELECT assessment_id FROM unranked) THEN 'not_ranked'
    END AS tier,
    arg_min(margin, (abs(margin), -margin)) AS margin
FROM judged
GROUP BY judged.criterion_id, judged.agency_id, judged.assessment_id
