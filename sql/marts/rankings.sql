-- Ranks and tiers of every unit on every criterion of `scores`. A complete list is
-- recomputed in every scheme; elsewhere a printed rank stands for itself, and any other lies, in every scheme, between
-- what is certainly above and what is certainly below, and where the closure bounds it. The last has the number of units
-- as its rank in some schemes
-- only, for tied units ahead of it may count as one; it stands behind every place printed of another. A tier that follows
-- with certainty is told where the bands give none, of a unit without a printed value too; it has no part in the ranks.
WITH bounded AS (
    SELECT
        cells.*,
        sizes.n_units, sizes.is_complete,
        dense_rank() OVER by_score AS low,
        count(cells.score) OVER (PARTITION BY cells.criterion_id) - count(cells.score) OVER (
            PARTITION BY cells.criterion_id ORDER BY cells.score DESC NULLS LAST
            RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS n_below,
        max(cells.rank) FILTER (WHERE NOT cells.is_last) OVER (PARTITION BY cells.criterion_id) AS last_rank
    FROM core.unit_values AS cells
    JOIN core.list_sizes AS sizes ON sizes.assessment_id = cells.assessment_id
    WINDOW by_score AS (PARTITION BY cells.criterion_id ORDER BY cells.score DESC NULLS LAST)
),
recomputed AS (
    -- without ties, all schemes are one
    SELECT
        orders.*,
        CASE schemes.rank_scheme
            WHEN 'competition' THEN orders.competition
            WHEN 'dense' THEN orders.dense
            WHEN 'modified' THEN orders.modified
            WHEN 'fractional' THEN (orders.competition + orders.modified) * 0.5
            ELSE CASE
                WHEN schemes.rank_scheme IS NOT NULL AND orders.dense = orders.modified THEN orders.competition
            END
        END::DECIMAL(10, 1) AS publisher
    FROM core.rank_bases AS orders
    JOIN core.rank_schemes AS schemes ON schemes.criterion_id = orders.criterion_id AND schemes.basis = orders.basis
),
ranked AS (
    SELECT
        bounded.assessment_id, bounded.agency_id, bounded.criterion_id, bounded.score,
        CASE WHEN bounded.rank = floor(bounded.rank) THEN bounded.rank END::INTEGER AS printed_rank,
        recomputed.publisher AS rank_publisher,
        recomputed.competition AS rank_competition,
        recomputed.dense AS rank_dense,
        recomputed.modified AS rank_modified,
        ((recomputed.competition + recomputed.modified) * 0.5)::DECIMAL(10, 1) AS rank_fractional,
        CASE
            WHEN recomputed.competition IS NOT NULL THEN recomputed.competition
            WHEN bounded.rank IS NOT NULL THEN floor(bounded.rank)
            WHEN bounded.n_units IS NULL THEN NULL
            ELSE greatest(
                1,
                CASE WHEN bounded.score IS NOT NULL THEN bounded.low END,
                CASE WHEN bounded.is_last THEN least(floor(coalesce(bounded.last_rank, 0)) + 1, bounded.n_units) END
            )
        END::INTEGER AS rank_low,
        CASE
            WHEN recomputed.modified IS NOT NULL THEN recomputed.modified
            WHEN bounded.rank IS NOT NULL THEN ceil(bounded.rank)
            WHEN bounded.n_units IS NULL THEN NULL
            WHEN bounded.is_last OR bounded.score IS NULL THEN bounded.n_units
            ELSE bounded.n_units - bounded.n_below
        END::INTEGER AS rank_high,
        CASE
            WHEN bounded.tier IS NOT NULL THEN bounded.tier
            WHEN states.status = 'not_ranked' AND bounded.is_total THEN 'not_ranked'
        END AS printed_tier,
        readings.tier AS tier_in_bands,
        readings.margin AS margin_to_cutoff,
        bounded.rank_statement_id, bounded.tier_statement_id
    FROM bounded
    LEFT JOIN recomputed ON recomputed.criterion_id = bounded.criterion_id AND recomputed.agency_id = bounded.agency_id
    LEFT JOIN core.unit_states AS states
        ON states.assessment_id = bounded.assessment_id AND states.agency_id = bounded.agency_id
    LEFT JOIN core.tier_readings AS readings
        ON readings.criterion_id = bounded.criterion_id AND readings.agency_id = bounded.agency_id
    WHERE bounded.score IS NOT NULL OR bounded.rank IS NOT NULL OR bounded.is_last
        OR bounded.tier IS NOT NULL OR bounded.printed_pct IS NOT NULL
),
deduced AS (
    SELECT
        criterion_id, agency_id,
        max(low) FILTER (WHERE quantity = 'rank') AS rank_low,
        min(high) FILTER (WHERE quantity = 'rank') AS rank_high,
        max(tier) FILTER (WHERE quantity = 'tier' AND status = 'deduced') AS tier,
        max(low) FILTER (WHERE quantity = 'tier') AS level_low,
        min(high) FILTER (WHERE quantity = 'tier') AS level_high
    FROM audited.deductions
    WHERE quantity IN ('rank', 'tier') AND agency_id IS NOT NULL AND holds_if IS NULL
    GROUP BY criterion_id, agency_id
)
SELECT
    cells.assessment_id, cells.agency_id, cells.criterion_id,
    ranked.* EXCLUDE (assessment_id, agency_id, criterion_id, tier_in_bands, rank_low, rank_high),
    -- bounds that no printed place leaves room for are those of a contradiction
    coalesce(deduced.rank_low <= ranked.rank_high, true) AND coalesce(deduced.rank_high >= ranked.rank_low, true)
        AS meets,
    greatest(ranked.rank_low, CASE WHEN meets THEN deduced.rank_low END)::INTEGER AS rank_low,
    least(ranked.rank_high, CASE WHEN meets THEN deduced.rank_high END)::INTEGER AS rank_high,
    coalesce(ranked.tier_in_bands, deduced.tier) AS recomputed_tier,
    CASE
        WHEN ranked.tier_in_bands IS NOT NULL THEN 'printed_band'
        WHEN deduced.tier IS NOT NULL THEN 'deduced'
    END AS tier_basis,
    coalesce(ranked.printed_tier, ranked.tier_in_bands, best.tier, below.tier) AS tier_low,
    coalesce(ranked.printed_tier, ranked.tier_in_bands, least_good.tier, below.tier) AS tier_high
FROM scores AS cells
LEFT JOIN ranked ON ranked.criterion_id = cells.criterion_id AND ranked.agency_id = cells.agency_id
LEFT JOIN deduced ON deduced.criterion_id = cells.criterion_id AND deduced.agency_id = cells.agency_id
-- the tiers at both ends; a level behind that of the last band is that of no tier
LEFT JOIN core.tier_bands AS best ON best.criterion_id = cells.criterion_id AND best.level = deduced.level_low
LEFT JOIN core.tier_bands AS least_good
    ON least_good.criterion_id = cells.criterion_id AND least_good.level = deduced.level_high
LEFT JOIN (VALUES ('not_ranked')) AS below (tier) ON deduced.level_high IS NOT NULL
