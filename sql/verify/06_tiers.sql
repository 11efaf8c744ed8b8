-- Tiers from the printed bands, and who was assessed (METHOD 1, 3)

CREATE OR REPLACE TEMP TABLE readings AS
WITH measured AS (
    SELECT
        cells.criterion_id, cells.agency_id, cells.assessment_id, bands.tier, bands.level,
        CASE bands.unit WHEN 'points' THEN cells.score ELSE coalesce(percents.pct_of_max, cells.percent) END AS x,
        bands.min_score, bands.min_inclusive,
        -- the best tier is open upwards, whatever the end of the scale that is printed with it
        CASE WHEN bands.level > min(bands.level) OVER (PARTITION BY bands.criterion_id, cells.agency_id)
            THEN bands.max_score END AS max_score,
        -- the edge to the tier below; the foot of the scale is none, and a band without one has its upper edge
        CASE WHEN bands.min_score IS NULL THEN bands.max_score WHEN bands.min_score <> 0 THEN bands.min_score END
            AS edge
    FROM 'parquet/tier_bands.parquet' AS bands
    JOIN cells ON cells.criterion_id = bands.criterion_id
    LEFT JOIN percents ON percents.criterion_id = cells.criterion_id AND percents.agency_id = cells.agency_id
),
-- lists of which a source says that units are below all tiers
with_unranked AS (
    SELECT assessment_id FROM 'parquet/assessed_units.parquet' WHERE status = 'not_ranked' AND reason IS NOT NULL
    UNION
    SELECT assessment_id FROM 'parquet/claims.parquet' WHERE tier = 'not_ranked' AND assessment_id IS NOT NULL
)
SELECT
    criterion_id, agency_id,
    coalesce(
        arg_min(tier, level) FILTER (
            WHERE coalesce(x > min_score OR (x = min_score AND min_inclusive), true) AND coalesce(x <= max_score, true)
        ),
        CASE
            WHEN bool_and(coalesce(x < min_score OR (x = min_score AND NOT min_inclusive), false))
                AND assessment_id IN (SELECT assessment_id FROM with_unranked) THEN 'not_ranked'
        END
    ) AS tier,
    -- of two edges as near, the one that is passed
    arg_min(x - edge, 2 * abs(x - edge) + (x < edge)::INTEGER * 0.000001) AS margin
FROM measured
WHERE x IS NOT NULL
GROUP BY criterion_id, agency_id, assessment_id;

-- Who was left out, and why, is printed; of the others, who has points below all tiers and no printed tier is not
-- ranked, and who else is in the total ranking was.
CREATE OR REPLACE TEMP TABLE rebuilt_assessed_units AS
SELECT
    coalesce(named.assessment_id, left_out.assessment_id) AS assessment_id,
    coalesce(named.agency_id, left_out.agency_id) AS agency_id,
    CASE
        WHEN left_out.status IS NOT NULL THEN left_out.status
        WHEN readings.tier = 'not_ranked' AND NOT named.has_tier THEN 'not_ranked'
        WHEN named.is_ranked THEN 'ranked'
        ELSE 'not_quoted'
    END AS status,
    CASE WHEN named.has_own THEN 'own_maximum' END AS special_rule
FROM (
    SELECT
        assessment_id, agency_id, bool_or(is_total) AS is_ranked,
        bool_or(is_total AND tier IS NOT NULL) AS has_tier, bool_or(own_max IS NOT NULL) AS has_own
    FROM cells
    GROUP BY assessment_id, agency_id
) AS named
FULL JOIN (FROM 'parquet/assessed_units.parquet' WHERE reason IS NOT NULL) AS left_out
    ON left_out.assessment_id = named.assessment_id AND left_out.agency_id = named.agency_id
LEFT JOIN readings
    ON readings.criterion_id = named.assessment_id || '/total' AND readings.agency_id = named.agency_id;

CREATE OR REPLACE TEMP TABLE ranked AS
SELECT
    cells.criterion_id, cells.agency_id, cells.assessment_id, cells.score,
    CASE WHEN cells.place = floor(cells.place) THEN cells.place::INTEGER END AS printed_rank,
    -- without ties, all schemes are one
    CASE
        WHEN schemes.scheme IS NULL THEN NULL
        WHEN schemes.scheme = 'fractional' THEN placed.fractional
        WHEN schemes.scheme = 'dense' THEN placed.dense
        WHEN schemes.scheme = 'modified' THEN placed.modified
        WHEN schemes.scheme = 'competition' OR placed.n_here = 1 AND placed.dense = placed.competition
            THEN placed.competition
    END AS rank_publisher,
    placed.competition AS rank_competition, placed.dense AS rank_dense, placed.modified AS rank_modified,
    placed.fractional AS rank_fractional,
    CASE
        WHEN placed.competition IS NOT NULL THEN placed.competition
        WHEN cells.place IS NOT NULL THEN floor(cells.place)
        WHEN cells.is_last AND n_places >= sizes.n_units THEN sizes.n_units
        WHEN sizes.n_units > 0
            THEN 1 + greatest(coalesce(n_levels_above, 0), CASE WHEN cells.is_last THEN n_places ELSE 0 END)
    END::INTEGER AS rank_low,
    CASE
        WHEN placed.competition IS NOT NULL THEN placed.modified
        WHEN cells.place IS NOT NULL THEN ceil(cells.place)
        ELSE sizes.n_units - CASE WHEN cells.is_last THEN 0 ELSE coalesce(n_below, 0) END
    END::INTEGER AS rank_high,
    coalesce(
        cells.tier,
        CASE WHEN cells.is_total AND units.status = 'not_ranked' AND units.reason IS NOT NULL THEN 'not_ranked' END
    ) AS printed_tier,
    readings.tier, readings.margin AS margin_to_cutoff,
    coalesce(cells.rank_statement_id, cells.last_statement_id) AS rank_statement_id, cells.tier_statement_id
FROM cells
JOIN sizes ON sizes.assessment_id = cells.assessment_id
LEFT JOIN schemes ON schemes.criterion_id = cells.criterion_id
LEFT JOIN placed
    ON placed.criterion_id = cells.criterion_id AND placed.agency_id = cells.agency_id
    AND placed.preference = schemes.preference
LEFT JOIN intervals ON intervals.criterion_id = cells.criterion_id AND intervals.score = cells.score
LEFT JOIN (
    SELECT criterion_id, floor(max(place)) AS n_places FROM cells WHERE NOT is_last GROUP BY criterion_id
) AS ahead ON ahead.criterion_id = cells.criterion_id
LEFT JOIN readings ON readings.criterion_id = cells.criterion_id AND readings.agency_id = cells.agency_id
LEFT JOIN 'parquet/assessed_units.parquet' AS units
    ON units.assessment_id = cells.assessment_id AND units.agency_id = cells.agency_id
-- a maximum of its own alone is no result
WHERE cells.score IS NOT NULL OR cells.place IS NOT NULL OR cells.is_last OR cells.tier IS NOT NULL
    OR cells.percent IS NOT NULL;

-- Where the printed bands give no tier, one may follow, for a unit without a printed result too; what follows also
-- narrows the places, unless it leaves none of those that print allows.
CREATE OR REPLACE TEMP TABLE rebuilt_rankings AS
WITH ends AS (
    SELECT
        criterion_id, agency_id, tier,
        CASE quantity WHEN 'rank' THEN [low, high] END AS places,
        CASE quantity WHEN 'tier' THEN [low, high] END AS levels
    FROM 'parquet/deductions.parquet'
    WHERE quantity IN ('rank', 'tier') AND agency_id IS NOT NULL AND holds_if IS NULL
),
following AS (
    SELECT criterion_id, agency_id, any_value(tier) AS tier, any_value(places) AS places, any_value(levels) AS levels
    FROM ends
    GROUP BY criterion_id, agency_id
),
tiers AS (
    SELECT criterion_id, level, tier FROM 'parquet/tier_bands.parquet'
)
SELECT
    cells.criterion_id, cells.agency_id,
    ranked.* EXCLUDE (criterion_id, agency_id, assessment_id, tier, rank_low, rank_high),
    CASE WHEN ranked.rank_high < places[1] OR ranked.rank_low > places[2] THEN ranked.rank_low
        WHEN places[1] > ranked.rank_low OR ranked.rank_low IS NULL THEN places[1]
        ELSE ranked.rank_low END::INTEGER AS rank_low,
    CASE WHEN ranked.rank_high < places[1] OR ranked.rank_low > places[2] THEN ranked.rank_high
        WHEN places[2] < ranked.rank_high OR ranked.rank_high IS NULL THEN places[2]
        ELSE ranked.rank_high END::INTEGER AS rank_high,
    coalesce(ranked.tier, following.tier) AS recomputed_tier,
    CASE WHEN ranked.tier IS NOT NULL THEN 'printed_band' WHEN following.tier IS NOT NULL THEN 'deduced' END
        AS tier_basis,
    coalesce(
        ranked.printed_tier, ranked.tier,
        (SELECT tier FROM tiers WHERE tiers.criterion_id = cells.criterion_id AND tiers.level = levels[1]),
        CASE WHEN levels IS NOT NULL THEN 'not_ranked' END
    ) AS tier_low,
    coalesce(
        ranked.printed_tier, ranked.tier,
        (SELECT tier FROM tiers WHERE tiers.criterion_id = cells.criterion_id AND tiers.level = levels[2]),
        CASE WHEN levels IS NOT NULL THEN 'not_ranked' END
    ) AS tier_high
FROM rebuilt_scores AS cells
LEFT JOIN ranked ON ranked.criterion_id = cells.criterion_id AND ranked.agency_id = cells.agency_id
LEFT JOIN following ON following.criterion_id = cells.criterion_id AND following.agency_id = cells.agency_id;
