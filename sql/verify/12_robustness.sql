-- How firm ranks are, and how rankings agree (METHOD 7)

-- Complete tables: every unit has points on every criterion without parts, and they make its total. Points in whole
-- millionths, so that all that follows is exact.
CREATE OR REPLACE TEMP TABLE tabled AS
WITH parts AS (
    SELECT mine.assessment_id, mine.criterion_id, mine.position
    FROM 'parquet/criteria.parquet' AS mine
    ANTI JOIN rebuilt_criteria AS child ON child.parent_criterion_id = mine.criterion_id
    WHERE mine.position > 0
),
points AS (
    SELECT parts.*, cells.agency_id, (cells.score * 1000000)::HUGEINT AS x
    FROM parts
    JOIN cells ON cells.criterion_id = parts.criterion_id AND cells.score IS NOT NULL
),
sums AS (
    SELECT assessment_id, agency_id, sum(x) AS x, count(*) AS n FROM points GROUP BY assessment_id, agency_id
),
fitting AS (
    SELECT lists.assessment_id
    FROM rebuilt_assessments AS lists
    JOIN sums ON sums.assessment_id = lists.assessment_id
    JOIN (SELECT assessment_id, count(*) AS n FROM parts GROUP BY assessment_id) AS wanted
        ON wanted.assessment_id = lists.assessment_id
    LEFT JOIN cells AS total
        ON total.criterion_id = lists.assessment_id || '/total' AND total.agency_id = sums.agency_id
    WHERE lists.is_complete AND lists.ranked_by = 'points' AND wanted.n > 1
        AND lists.assessment_id NOT IN (
            SELECT split_part(criterion_id, '/', 1) FROM rebuilt_criteria
            WHERE parent_criterion_id IS NULL AND NOT ends_with(criterion_id, '/total')
        )
    GROUP BY lists.assessment_id, lists.n_units
    HAVING count(*) FILTER (WHERE sums.n = wanted.n AND total.score * 1000000 = sums.x) = lists.n_units
        AND count(*) = lists.n_units
)
SELECT points.*, sums.x AS total
FROM points
JOIN sums ON sums.assessment_id = points.assessment_id AND sums.agency_id = points.agency_id
WHERE points.assessment_id IN (FROM fitting);

CREATE OR REPLACE TEMP TABLE rebuilt_dominance AS
SELECT
    one.assessment_id, one.agency_id, other.agency_id AS dominated_agency_id,
    (SELECT count(DISTINCT criterion_id) FROM tabled WHERE tabled.assessment_id = one.assessment_id) AS n_criteria,
    (
        SELECT count(*) FROM tabled AS mine, tabled AS theirs
        WHERE mine.criterion_id = theirs.criterion_id AND mine.agency_id = one.agency_id
            AND theirs.agency_id = other.agency_id AND mine.assessment_id = one.assessment_id AND mine.x > theirs.x
    ) AS n_better
FROM (SELECT DISTINCT assessment_id, agency_id, total FROM tabled) AS one
JOIN (SELECT DISTINCT assessment_id, agency_id, total FROM tabled) AS other
    ON other.assessment_id = one.assessment_id AND other.total < one.total
WHERE NOT EXISTS (
    FROM tabled AS mine, tabled AS theirs
    WHERE mine.criterion_id = theirs.criterion_id AND mine.agency_id = one.agency_id
        AND theirs.agency_id = other.agency_id AND mine.assessment_id = one.assessment_id AND mine.x < theirs.x
);

CREATE OR REPLACE TEMP TABLE rebuilt_drop_one_ranks AS
SELECT
    here.assessment_id, here.criterion_id, here.agency_id,
    ((here.total - here.x) / 1000000)::DECIMAL(18, 6) AS score,
    count(*) FILTER (WHERE other.total > here.total) + 1 AS rank_competition,
    count(*) FILTER (WHERE other.total - other.x > here.total - here.x) + 1 AS rank_without
FROM tabled AS here
JOIN tabled AS other ON other.criterion_id = here.criterion_id
GROUP BY here.assessment_id, here.criterion_id, here.agency_id, here.total, here.x;

CREATE OR REPLACE TEMP TABLE rebuilt_criterion_weights AS
WITH moments AS (
    SELECT
        assessment_id, criterion_id, count(*) AS n,
        count(*) * sum(x * total) - sum(x) * sum(total) AS shared,
        count(*) * sum(total * total) - sum(total) * sum(total) AS whole
    FROM tabled
    GROUP BY assessment_id, criterion_id
)
SELECT
    moments.criterion_id, moments.assessment_id, moments.n AS n_units,
    round(100 * moments.shared / nullif(moments.whole, 0), 6)::DECIMAL(18, 6) AS effective_weight,
    round(100 * maxima.max_score / (
        SELECT CASE WHEN count(most.max_score) = count(*) THEN sum(most.max_score) END
        FROM moments AS other
        LEFT JOIN maxima AS most ON most.criterion_id = other.criterion_id
        WHERE other.assessment_id = moments.assessment_id
    ), 6)::DECIMAL(18, 6) AS nominal_weight
FROM moments
LEFT JOIN maxima ON maxima.criterion_id = moments.criterion_id;

-- The ends of a range are held against the weights that are said to lead there: they lie in the range, and give that
-- rank. That there is no other end is left to the checks (dominance) and to the tests.
CREATE OR REPLACE TEMP TABLE rebuilt_rank_ranges AS
WITH stated AS (
    SELECT assessment_id, agency_id, weight_range, 'best' AS which, rank_best AS published, best_weights AS weights
    FROM 'parquet/rank_ranges.parquet'
    UNION ALL
    SELECT assessment_id, agency_id, weight_range, 'worst', rank_worst, worst_weights
    FROM 'parquet/rank_ranges.parquet'
),
weighed AS (
    SELECT
        stated.assessment_id, stated.agency_id, stated.weight_range, stated.which, tabled.agency_id AS other,
        sum(tabled.x * stated.weights[tabled.position]::HUGEINT) AS total
    FROM stated
    JOIN (
        SELECT * REPLACE (dense_rank() OVER (PARTITION BY assessment_id ORDER BY position) AS position) FROM tabled
    ) AS tabled ON tabled.assessment_id = stated.assessment_id
    WHERE len(stated.weights) > 0
        AND list_min(stated.weights::HUGEINT[]) >= 0 AND list_max(stated.weights::HUGEINT[]) > 0
        AND (
            stated.weight_range = 'all'
            OR 3 * list_max(stated.weights::HUGEINT[]) <= 5 * list_min(stated.weights::HUGEINT[])
        )
    GROUP BY stated.assessment_id, stated.agency_id, stated.weight_range, stated.which, tabled.agency_id
),
reached AS (
    SELECT
        own.assessment_id, own.agency_id, own.weight_range, own.which,
        1 + count(*) FILTER (WHERE others.total > own.total) AS place
    FROM weighed AS own
    JOIN weighed AS others USING (assessment_id, agency_id, weight_range, which)
    WHERE own.other = own.agency_id
    GROUP BY own.assessment_id, own.agency_id, own.weight_range, own.which
),
units AS (
    SELECT assessment_id, agency_id, any_value(rank_competition) AS place
    FROM rebuilt_drop_one_ranks
    GROUP BY assessment_id, agency_id
)
SELECT
    units.assessment_id, units.agency_id, ranges.weight_range, units.place AS rank_competition,
    CASE WHEN len(ranges.best_weights) = 0 THEN ranges.rank_best ELSE best.place END AS rank_best,
    CASE WHEN len(ranges.worst_weights) = 0 THEN ranges.rank_worst ELSE worst.place END AS rank_worst,
    CASE WHEN len(ranges.best_weights) * len(ranges.worst_weights) > 0 THEN 'exact' ELSE 'bounded' END AS range_basis
FROM units
CROSS JOIN (VALUES ('quarter'), ('all')) AS wanted(weight_range)
LEFT JOIN 'parquet/rank_ranges.parquet' AS ranges
    ON ranges.assessment_id = units.assessment_id AND ranges.agency_id = units.agency_id
    AND ranges.weight_range = wanted.weight_range
LEFT JOIN reached AS best
    ON best.assessment_id = units.assessment_id AND best.agency_id = units.agency_id
    AND best.weight_range = wanted.weight_range AND best.which = 'best'
LEFT JOIN reached AS worst
    ON worst.assessment_id = units.assessment_id AND worst.agency_id = units.agency_id
    AND worst.weight_range = wanted.weight_range AND worst.which = 'worst';

-- Agreement: the order of each pair of units both ways round, as signs; their correlation is tau-b.
CREATE OR REPLACE TEMP TABLE rebuilt_rank_correlations AS
WITH places AS (
    SELECT
        criterion_id, split_part(criterion_id, '/', 1) AS list, agency_id, rank_fractional * 2 AS exact, printed_rank,
        rank_low, rank_high
    FROM rebuilt_rankings
),
signs AS (
    SELECT
        here.criterion_id, here.list, here.agency_id AS u, there.agency_id AS v,
        CASE
            WHEN here.exact < there.exact THEN 1
            WHEN here.exact > there.exact THEN -1
            WHEN here.exact = there.exact OR here.printed_rank = there.printed_rank THEN 0
            WHEN here.rank_high < there.rank_low THEN 1
            WHEN here.rank_low > there.rank_high THEN -1
        END AS s
    FROM places AS here
    JOIN places AS there ON there.criterion_id = here.criterion_id AND there.agency_id <> here.agency_id
),
wanted AS (
    SELECT a.assessment_id || '/total' AS one, b.assessment_id || '/total' AS other
    FROM rebuilt_comparability AS ladder
    JOIN rebuilt_assessments AS a ON a.assessment_id = ladder.assessment_id_a
    JOIN rebuilt_assessments AS b ON b.assessment_id = ladder.assessment_id_b
    WHERE ladder.step <> 'E'
    UNION ALL
    SELECT DISTINCT criterion_id, assessment_id || '/total' FROM tabled
),
tallies AS (
    SELECT
        wanted.one, wanted.other, count(*) // 2 AS n_pairs,
        count(*) FILTER (WHERE a.s * b.s = 1) // 2 AS n_concordant,
        count(*) FILTER (WHERE a.s * b.s = -1) // 2 AS n_discordant,
        count(*) FILTER (WHERE 0 IN (a.s, b.s)) // 2 AS n_tied,
        count(DISTINCT a.u) AS n_common,
        CASE WHEN count(a.s) = count(*) AND count(b.s) = count(*) AND max(abs(a.s)) * max(abs(b.s)) = 1
            THEN round(corr(a.s, b.s), 6) END AS tau_b
    FROM wanted
    JOIN signs AS a ON a.criterion_id = wanted.one
    JOIN signs AS b ON b.criterion_id = wanted.other AND b.u = a.u AND b.v = a.v
    GROUP BY wanted.one, wanted.other
),
-- the place of a unit among the common ones follows from its signs: those ahead, and half of those at the same
among AS (
    SELECT wanted.one, wanted.other, a.u, sum(-a.s) AS x, sum(-b.s) AS y
    FROM wanted
    JOIN signs AS a ON a.criterion_id = wanted.one
    JOIN signs AS b ON b.criterion_id = wanted.other AND b.u = a.u AND b.v = a.v
    GROUP BY wanted.one, wanted.other, a.u
),
spearman AS (
    SELECT
        among.one, among.other,
        round(sum(x * y) / sqrt(nullif(sum(x * x) * sum(y * y), 0)), 6) AS rho
    FROM among
    WHERE (
        SELECT count(exact) = count(*) FROM places
        WHERE criterion_id IN (among.one, among.other) AND agency_id IN (
            SELECT u FROM among AS other WHERE other.one = among.one AND other.other = among.other
        )
    )
    GROUP BY among.one, among.other
)
SELECT
    tallies.one AS criterion_id_a, tallies.other AS criterion_id_b,
    split_part(tallies.one, '/', 1) AS assessment_id_a, split_part(tallies.other, '/', 1) AS assessment_id_b,
    n_common, n_pairs, n_concordant, n_discordant, n_tied, n_pairs - n_concordant - n_discordant - n_tied AS n_unknown,
    tau_b, spearman.rho,
    round((n_concordant - n_discordant - n_unknown) / n_pairs, 6) AS tau_low,
    round((n_concordant - n_discordant + n_unknown) / n_pairs, 6) AS tau_high
FROM tallies
LEFT JOIN spearman ON spearman.one = tallies.one AND spearman.other = tallies.other
WHERE n_pairs > n_unknown;

-- Band exchange (METHOD 3): the best band that the unit's share of its maximum reaches, both as whole products.
CREATE OR REPLACE TEMP TABLE rebuilt_band_exchange AS
WITH edges AS (
    SELECT
        bands.assessment_id, bands.tier, bands.level, bands.min_inclusive,
        (bands.min_score * 1000000)::HUGEINT AS least,
        (CASE bands.unit WHEN 'percent' THEN 100 ELSE total.max_score END * 1000000)::HUGEINT AS most
    FROM 'parquet/tier_bands.parquet' AS bands
    LEFT JOIN rebuilt_criteria AS total ON total.criterion_id = bands.criterion_id
    WHERE bands.criterion_id = bands.assessment_id || '/total'
),
units AS (
    SELECT
        scores.*, (scores.score * 1000000)::HUGEINT AS x,
        (coalesce(cells.own_max, maxima.max_score) * 1000000)::HUGEINT AS most
    FROM rebuilt_scores AS scores
    JOIN cells ON cells.criterion_id = scores.criterion_id AND cells.agency_id = scores.agency_id AND cells.is_total
    LEFT JOIN maxima ON maxima.criterion_id = scores.criterion_id
    WHERE scores.status = 'printed' AND scores.score IS NOT NULL AND scores.pct_of_max IS NOT NULL
),
pairs AS (
    SELECT units.*, others.assessment_id AS bands_assessment_id
    FROM units
    JOIN 'parquet/assessments.parquet' AS lists ON lists.assessment_id = units.assessment_id
    JOIN 'parquet/assessments.parquet' AS others
        ON others.index_id = lists.index_id AND others.assessment_id <> lists.assessment_id
    WHERE units.most > 0
        AND others.assessment_id IN (SELECT assessment_id FROM edges)
        AND others.assessment_id NOT IN (SELECT assessment_id FROM edges WHERE most IS NULL)
)
SELECT
    pairs.assessment_id, pairs.agency_id, pairs.bands_assessment_id, pairs.pct_of_max, pairs.pct_basis,
    rankings.recomputed_tier, found.tier AS counterfactual_tier, found.level AS counterfactual_level,
    'counterfactual' AS status
FROM pairs
LEFT JOIN (
    SELECT pairs.assessment_id, pairs.agency_id, pairs.bands_assessment_id,
        arg_min(edges.tier, edges.level) AS tier, min(edges.level) AS level
    FROM pairs
    JOIN edges ON edges.assessment_id = pairs.bands_assessment_id AND (
        edges.least IS NULL
        OR pairs.x * edges.most - edges.least * pairs.most >= CASE WHEN edges.min_inclusive THEN 0 ELSE 1 END
    )
    GROUP BY pairs.assessment_id, pairs.agency_id, pairs.bands_assessment_id
) AS found USING (assessment_id, agency_id, bands_assessment_id)
LEFT JOIN rebuilt_rankings AS rankings
    ON rankings.criterion_id = pairs.criterion_id AND rankings.agency_id = pairs.agency_id;
