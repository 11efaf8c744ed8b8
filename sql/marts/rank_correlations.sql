-- How far two rankings agree on the units that they have in common: the totals of two lists that may stand side by
-- side, and each criterion of a complete table with its total. What is not printed is bounded by the ranks that the
-- units can have. Whole populations are compared, so nothing is tested.
WITH rankings AS (
    SELECT
        rankings.assessment_id, rankings.criterion_id, rankings.agency_id,
        rankings.criterion_id = rankings.assessment_id || '/total' AS is_total,
        rank_fractional, printed_rank, rank_low, rank_high
    FROM main.rankings AS rankings
),
pairs AS (
    SELECT DISTINCT a.criterion_id AS criterion_id_a, b.criterion_id AS criterion_id_b, a.assessment_id AS one,
        b.assessment_id AS other
    FROM rankings AS a
    JOIN rankings AS b ON b.agency_id = a.agency_id AND b.assessment_id > a.assessment_id
    WHERE a.is_total AND b.is_total
    UNION ALL
    SELECT DISTINCT criterion_id, assessment_id || '/total', assessment_id, assessment_id FROM core.complete_tables
),
common AS (
    SELECT
        pairs.criterion_id_a, pairs.criterion_id_b, pairs.one, pairs.other, a.agency_id,
        a.rank_fractional AS exact_a, a.printed_rank AS printed_a, a.rank_low AS low_a, a.rank_high AS high_a,
        b.rank_fractional AS exact_b, b.printed_rank AS printed_b, b.rank_low AS low_b, b.rank_high AS high_b
    FROM pairs
    JOIN rankings AS a ON a.criterion_id = pairs.criterion_id_a
    JOIN rankings AS b ON b.criterion_id = pairs.criterion_id_b AND b.agency_id = a.agency_id
    WHERE comparison(pairs.one, pairs.other).side_by_side
),
-- 1: the first unit is ahead, -1: the second, 0: tied; empty: not known
ordered AS (
    SELECT
        u.criterion_id_a, u.criterion_id_b, u.one, u.other,
        CASE
            WHEN u.exact_a IS NOT NULL AND v.exact_a IS NOT NULL THEN sign(v.exact_a - u.exact_a)
            WHEN u.printed_a = v.printed_a THEN 0
            WHEN u.high_a < v.low_a THEN 1
            WHEN v.high_a < u.low_a THEN -1
        END AS in_a,
        CASE
            WHEN u.exact_b IS NOT NULL AND v.exact_b IS NOT NULL THEN sign(v.exact_b - u.exact_b)
            WHEN u.printed_b = v.printed_b THEN 0
            WHEN u.high_b < v.low_b THEN 1
            WHEN v.high_b < u.low_b THEN -1
        END AS in_b
    FROM common AS u
    JOIN common AS v
        ON v.criterion_id_a = u.criterion_id_a AND v.criterion_id_b = u.criterion_id_b AND v.agency_id > u.agency_id
),
counted AS (
    SELECT
        criterion_id_a, criterion_id_b, one AS assessment_id_a, other AS assessment_id_b,
        count(*)::INTEGER AS n_pairs,
        (count(*) FILTER (WHERE in_a * in_b = 1))::INTEGER AS n_concordant,
        (count(*) FILTER (WHERE in_a * in_b = -1))::INTEGER AS n_discordant,
        (count(*) FILTER (WHERE in_a = 0 OR in_b = 0))::INTEGER AS n_tied,
        count(*) FILTER (WHERE in_a <> 0) AS n_apart_a,
        count(*) FILTER (WHERE in_b <> 0) AS n_apart_b,
        bool_and(in_a IS NOT NULL AND in_b IS NOT NULL) AS is_known
    FROM ordered
    GROUP BY criterion_id_a, criterion_id_b, one, other
),
-- the places among the common units, tied ones at the mean of theirs
placed AS (
    SELECT
        criterion_id_a, criterion_id_b,
        rank() OVER by_a + (count(*) OVER (PARTITION BY criterion_id_a, criterion_id_b, exact_a) - 1) / 2 AS place_a,
        rank() OVER by_b + (count(*) OVER (PARTITION BY criterion_id_a, criterion_id_b, exact_b) - 1) / 2 AS place_b,
        bool_and(exact_a IS NOT NULL AND exact_b IS NOT NULL) OVER pair AS is_whole
    FROM common
    WINDOW
        pair AS (PARTITION BY criterion_id_a, criterion_id_b),
        by_a AS (PARTITION BY criterion_id_a, criterion_id_b ORDER BY exact_a),
        by_b AS (PARTITION BY criterion_id_a, criterion_id_b ORDER BY exact_b)
),
spearman AS (
    SELECT
        criterion_id_a, criterion_id_b, count(*)::INTEGER AS n_common,
        CASE WHEN bool_and(is_whole) AND min(place_a) < max(place_a) AND min(place_b) < max(place_b)
            THEN round(corr(place_a, place_b), 6)
        END::DECIMAL(18, 6) AS rho
    FROM placed
    GROUP BY criterion_id_a, criterion_id_b
)
SELECT
    counted.* EXCLUDE (n_apart_a, n_apart_b, is_known), spearman.n_common, spearman.rho,
    n_pairs - n_concordant - n_discordant - n_tied AS n_unknown,
    CASE WHEN is_known AND n_apart_a > 0 AND n_apart_b > 0
        THEN round((n_concordant - n_discordant) / sqrt(n_apart_a * n_apart_b), 6)
    END::DECIMAL(18, 6) AS tau_b,
    round((2 * n_concordant + n_tied) / n_pairs - 1, 6)::DECIMAL(18, 6) AS tau_low,
    round(1 - (2 * n_discordant + n_tied) / n_pairs, 6)::DECIMAL(18, 6) AS tau_high
FROM counted
JOIN spearman USING (criterion_id_a, criterion_id_b)
-- nothing is said where no pair is known
WHERE n_concordant + n_discordant + n_tied > 0
