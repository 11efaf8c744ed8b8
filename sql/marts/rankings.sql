-- Ranks and tiers of every unit on every criterion where a score, a rank or a tier is printed. A complete list is
-- recomputed in every scheme; elsewhere a printed rank stands for itself, and any other lies, in every scheme, between
-- what is certainly above and what is certainly below. The last has the number of units as its rank in some schemes
-- only, for tied units ahead of it may count as one; it stands behind every place printed of another. A tier that follows
-- with certainty is told where the bands give none, of a unit without a printed value too; it has no part in the ranks.
WITH around AS (
    SELECT
        told.*,
        sizes.n_units, sizes.is_complete,
        dense_rank() OVER by_score AS low,
        count(told.score) OVER (PARTITION BY told.criterion_id) - count(told.score) OVER (
            PARTITION BY told.criterion_id ORDER BY told.score DESC NULLS LAST
            RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS n_below,
        max(told.rank) FILTER (WHERE NOT told.is_last) OVER (PARTITION BY told.criterion_id) AS last_place
    FROM core.unit_values AS told
    JOIN core.sizes AS sizes ON sizes.assessment_id = told.assessment_id
    WINDOW by_score AS (PARTITION BY told.criterion_id ORDER BY told.score DESC NULLS LAST)
),
placed AS (
    SELECT orders.*
    FROM core.orders AS orders
    JOIN core.schemes AS schemes ON schemes.criterion_id = orders.criterion_id AND schemes.basis = orders.basis
),
ranked AS (
    SELECT
        around.assessment_id, around.agency_id, around.criterion_id, around.score,
        CASE WHEN around.rank = floor(around.rank) THEN around.rank END::INTEGER AS printed_rank,
        placed.competition AS rank_competition,
        placed.dense AS rank_dense,
        placed.modified AS rank_modified,
        ((placed.competition + placed.modified) * 0.5)::DECIMAL(10, 1) AS rank_fractional,
        CASE
            WHEN placed.competition IS NOT NULL THEN placed.competition
            WHEN around.rank IS NOT NULL THEN floor(around.rank)
            WHEN around.n_units IS NULL THEN NULL
            ELSE greatest(
                1,
                CASE WHEN around.score IS NOT NULL THEN around.low END,
                CASE WHEN around.is_last THEN least(floor(coalesce(around.last_place, 0)) + 1, around.n_units) END
            )
        END::INTEGER AS rank_low,
        CASE
            WHEN placed.modified IS NOT NULL THEN placed.modified
            WHEN around.rank IS NOT NULL THEN ceil(around.rank)
            WHEN around.n_units IS NULL THEN NULL
            WHEN around.is_last OR around.score IS NULL THEN around.n_units
            ELSE around.n_units - around.n_below
        END::INTEGER AS rank_high,
        CASE
            WHEN around.tier IS NOT NULL THEN around.tier
            WHEN states.status = 'not_ranked' AND around.criterion_id = around.assessment_id || '/total' THEN 'not_ranked'
        END AS printed_tier,
        readings.tier AS tier_in_bands,
        readings.margin AS margin_to_cutoff,
        around.rank_statement_id, around.tier_statement_id
    FROM around
    LEFT JOIN placed ON placed.criterion_id = around.criterion_id AND placed.agency_id = around.agency_id
    LEFT JOIN core.states AS states
        ON states.assessment_id = around.assessment_id AND states.agency_id = around.agency_id
    LEFT JOIN core.tier_readings AS readings
        ON readings.criterion_id = around.criterion_id AND readings.agency_id = around.agency_id
    WHERE around.score IS NOT NULL OR around.rank IS NOT NULL OR around.is_last
        OR around.tier IS NOT NULL OR around.printed_pct IS NOT NULL
),
deduced AS (
    SELECT assessment_id, agency_id, criterion_id, tier
    FROM audited.deductions
    WHERE quantity = 'tier' AND status = 'deduced' AND agency_id IS NOT NULL
)
SELECT
    assessment_id, agency_id, criterion_id,
    ranked.* EXCLUDE (assessment_id, agency_id, criterion_id, tier_in_bands),
    coalesce(ranked.tier_in_bands, deduced.tier) AS recomputed_tier,
    CASE
        WHEN ranked.tier_in_bands IS NOT NULL THEN 'printed_band'
        WHEN deduced.tier IS NOT NULL THEN 'deduced'
    END AS tier_basis
FROM ranked
FULL JOIN deduced USING (assessment_id, agency_id, criterion_id)
