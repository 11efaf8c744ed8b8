-- Places (METHOD 2)

-- What each unit of a complete list can be ordered by, least first. Without any value for all, the printed places
-- themselves are restated.
CREATE OR REPLACE TEMP TABLE rank_bases AS
WITH whole AS (
    SELECT
        cells.criterion_id, cells.agency_id, cells.score, cells.percent, cells.own_max, percents.pct_of_max,
        sizes.n_units, coalesce(cells.place, CASE WHEN cells.is_last THEN sizes.n_units END) AS place
    FROM cells
    JOIN sizes ON sizes.assessment_id = cells.assessment_id AND sizes.is_complete
    LEFT JOIN percents ON percents.criterion_id = cells.criterion_id AND percents.agency_id = cells.agency_id
),
bases AS (
    SELECT
        criterion_id,
        count(score) >= any_value(n_units) AS by_points,
        count(percent) >= any_value(n_units) AS by_percent,
        count(own_max) > 0 AND count(pct_of_max) >= any_value(n_units) AS by_converted,
        count(place) >= any_value(n_units) AS by_places
    FROM whole
    GROUP BY criterion_id
)
SELECT criterion_id, agency_id, place, 1 AS preference, 'points' AS basis, -score AS key
FROM whole JOIN bases USING (criterion_id) WHERE by_points AND score IS NOT NULL
UNION ALL
SELECT criterion_id, agency_id, place, 2, 'percent', -percent
FROM whole JOIN bases USING (criterion_id) WHERE by_percent AND percent IS NOT NULL
UNION ALL
SELECT criterion_id, agency_id, place, 3, 'converted', -pct_of_max
FROM whole JOIN bases USING (criterion_id) WHERE by_converted AND pct_of_max IS NOT NULL
UNION ALL
SELECT criterion_id, agency_id, place, 4, 'places', place
FROM whole JOIN bases USING (criterion_id)
WHERE by_places AND NOT by_points AND NOT by_percent AND place IS NOT NULL;

-- The schemes as they are defined: by counting who stands above.
CREATE OR REPLACE TEMP TABLE placed AS
WITH levels AS (
    SELECT criterion_id, preference, key, count(*) AS n_here FROM rank_bases GROUP BY criterion_id, preference, key
),
standing AS (
    SELECT
        here.criterion_id, here.preference, here.key, here.n_here,
        (1 + coalesce(sum(above.n_here), 0))::INTEGER AS competition,
        (1 + count(above.key))::INTEGER AS dense,
        (here.n_here + coalesce(sum(above.n_here), 0))::INTEGER AS modified
    FROM levels AS here
    LEFT JOIN levels AS above
        ON above.criterion_id = here.criterion_id AND above.preference = here.preference AND above.key < here.key
    GROUP BY here.criterion_id, here.preference, here.key, here.n_here
)
SELECT
    rank_bases.*, n_here, competition, dense, modified,
    (competition * 0.5 + modified * 0.5)::DECIMAL(10, 1) AS fractional,
    (rank_bases.criterion_id, rank_bases.preference, rank_bases.place) IN (
        SELECT (criterion_id, preference, place) FROM rank_bases
        GROUP BY criterion_id, preference, place HAVING count(*) > 1
    ) AS is_shared
FROM rank_bases
JOIN standing USING (criterion_id, preference, key);

-- How many printed places each scheme misses on each basis. The basis is the first on which a scheme misses none,
-- else the first of all; the scheme is the one that misses least. Without a tie, or where several miss none, it
-- cannot be known.
CREATE OR REPLACE TEMP TABLE schemes AS
WITH tallies AS (
    SELECT
        criterion_id, preference, basis, count(place) AS n_printed, bool_or(n_here > 1) AS has_ties,
        unnest(['competition', 'dense', 'modified', 'fractional', 'ordinal']) AS scheme,
        unnest([1, 2, 3, 4, 5]) AS nth,
        unnest([
            count(*) FILTER (WHERE place <> competition),
            count(*) FILTER (WHERE place <> dense),
            count(*) FILTER (WHERE place <> modified),
            count(*) FILTER (WHERE place <> fractional),
            -- in a tie the places from the first to the last of it, each held once
            count(*) FILTER (
                WHERE place < competition OR place > modified OR place <> floor(place)
                    OR (is_shared AND place IS NOT NULL)
            )
        ]) AS n_missed
    FROM placed
    GROUP BY criterion_id, preference, basis
),
judged AS (
    SELECT
        criterion_id, preference, basis, n_printed,
        min(n_missed) AS n_missed,
        CASE
            WHEN n_printed = 0 THEN NULL
            WHEN NOT has_ties OR count(*) FILTER (WHERE n_missed = 0) > 1 THEN 'not_identifiable'
            ELSE arg_min(scheme, n_missed * 10 + nth)
        END AS scheme
    FROM tallies
    GROUP BY criterion_id, preference, basis, n_printed, has_ties
)
SELECT DISTINCT ON (criterion_id)
    criterion_id, preference, basis, scheme, CASE WHEN n_printed > 0 THEN n_missed END AS n_missed
FROM judged
ORDER BY criterion_id, n_printed > 0 AND n_missed > 0, preference;

CREATE OR REPLACE TEMP TABLE rebuilt_criteria AS
SELECT
    criteria.criterion_id, parents.parent_criterion_id, maxima.max_score, maxima.basis AS max_score_basis,
    schemes.scheme AS rank_scheme, schemes.n_missed AS n_odd_ranks
FROM 'parquet/criteria.parquet' AS criteria
LEFT JOIN parents ON parents.criterion_id = criteria.criterion_id
LEFT JOIN maxima ON maxima.criterion_id = criteria.criterion_id
LEFT JOIN schemes ON schemes.criterion_id = criteria.criterion_id;

CREATE OR REPLACE TEMP TABLE rebuilt_assessments AS
WITH named AS (
    SELECT
        assessment_id, count(DISTINCT agency_id) AS n,
        CASE
            WHEN assessment_id IN (
                SELECT a.assessment_id FROM cells AS a, cells AS b
                WHERE a.criterion_id = b.criterion_id AND a.is_total AND a.place < b.place
                GROUP BY a.assessment_id
                HAVING max((a.score < b.score)::INTEGER) = 1
                    AND count(*) FILTER (WHERE a.percent >= b.percent) = count(*)
            ) THEN 'percent'
            WHEN count(score) FILTER (WHERE is_total) > 0 THEN 'points'
            WHEN count(percent) FILTER (WHERE is_total) > 0 THEN 'percent'
        END AS printed
    FROM cells
    GROUP BY assessment_id
)
SELECT
    sizes.assessment_id, sizes.n_units,
    CASE WHEN coalesce(unranked.told, unranked.named, 0) <= sizes.n_units
        THEN sizes.n_units - coalesce(unranked.told, unranked.named, 0) END::INTEGER AS n_ranked,
    sizes.n_quoted, coalesce(named.n, 0) AS n_named,
    CASE WHEN named.n > sizes.n_units THEN 0 ELSE sizes.n_units - coalesce(named.n, 0) END AS n_unnamed,
    total.max_score, total.max_score_basis, coalesce(nullif(schemes.basis, 'places'), named.printed) AS ranked_by,
    total.rank_scheme, total.n_odd_ranks, sizes.is_complete
FROM sizes
LEFT JOIN named ON named.assessment_id = sizes.assessment_id
LEFT JOIN (
    SELECT
        units.assessment_id, units.n AS named,
        CASE WHEN len(told.counts) = 1 THEN told.counts[1] END AS told
    FROM (
        SELECT assessment_id, count(*) FILTER (WHERE status = 'not_ranked') AS n
        FROM 'parquet/assessed_units.parquet'
        GROUP BY assessment_id
    ) AS units
    LEFT JOIN (
        SELECT assessment_id, list_distinct(list(printed_value)) AS counts
        FROM 'parquet/claims.parquet'
        WHERE claim_type = 'tier_count' AND tier = 'not_ranked'
        GROUP BY assessment_id
    ) AS told ON told.assessment_id = units.assessment_id
) AS unranked ON unranked.assessment_id = sizes.assessment_id
LEFT JOIN rebuilt_criteria AS total ON total.criterion_id = sizes.assessment_id || '/total'
LEFT JOIN schemes ON schemes.criterion_id = total.criterion_id;

-- In a complete list the place is known, within its tie. Elsewhere the printed place holds, or a unit stands below
-- those with a higher printed score, of which equal ones may count once, and above those with a lower one; the last
-- stands below every place printed of another.
CREATE OR REPLACE TEMP TABLE intervals AS
WITH levels AS (
    SELECT criterion_id, score, count(*) AS n_here FROM cells WHERE score IS NOT NULL GROUP BY criterion_id, score
)
SELECT
    here.criterion_id, here.score,
    count(*) FILTER (WHERE other.score > here.score) AS n_levels_above,
    coalesce(sum(other.n_here) FILTER (WHERE other.score < here.score), 0) AS n_below
FROM levels AS here
JOIN levels AS other ON other.criterion_id = here.criterion_id
GROUP BY here.criterion_id, here.score;
