-- Maxima and percents of them (METHOD 4)

-- "x points (y % of the maximum)" allows a whole number m if 100 (x ± half its last digit) and m (y ± half its last
-- digit) meet. In whole numbers of 10^-7, so that nothing is rounded.
CREATE OR REPLACE TEMP TABLE pairs AS
WITH printed AS (
    SELECT *, exact(value) AS x, half_digit(decimals) AS half
    FROM 'parquet/statements.parquet'
    WHERE criterion_id IS NOT NULL AND agency_id IS NOT NULL AND value >= 0
)
-- a percent printed once for several units is one pair each, but one witness
SELECT
    score.criterion_id, (percent.source_id, percent.line, percent.col_start)::VARCHAR AS witness,
    100 * (score.x - score.half) AS least, 100 * (score.x + score.half) AS most,
    percent.x - percent.half AS share_least, percent.x + percent.half AS share_most
FROM printed AS score
JOIN printed AS percent
    ON percent.criterion_id = score.criterion_id AND percent.agency_id = score.agency_id
    AND percent.source_id = score.source_id AND percent.measure = 'pct_of_max'
    AND (percent.line = score.line OR (percent.origin = 'table' AND score.origin = 'table'))
JOIN cells ON cells.criterion_id = score.criterion_id AND cells.agency_id = score.agency_id
-- a unit with a maximum of its own says nothing of the others'
WHERE score.measure = 'score' AND cells.own_max IS NULL;

-- The whole numbers around the closest pair are tried on every pair; the maximum is implied where one alone is left.
CREATE OR REPLACE TEMP TABLE maxima AS
WITH closest AS (
    SELECT
        criterion_id,
        greatest(least // share_most, 0) AS first_try,
        most // share_least AS last_try
    FROM pairs
    WHERE share_least > 0
    QUALIFY row_number() OVER (
        PARTITION BY criterion_id ORDER BY most // share_least - greatest(least // share_most, 0), witness
    ) = 1
),
tries AS (
    SELECT criterion_id, unnest(range(greatest(first_try, 1)::BIGINT, last_try::BIGINT + 1))::HUGEINT AS m
    FROM closest
),
allowed AS (
    SELECT tries.criterion_id, m, count(DISTINCT witness) AS n_witnesses
    FROM tries
    JOIN pairs ON pairs.criterion_id = tries.criterion_id
    GROUP BY tries.criterion_id, m
    HAVING bool_and(least <= m * share_most AND m * share_least <= most)
),
implied AS (
    SELECT
        criterion_id, min(m)::DECIMAL(18, 6) AS max_score,
        CASE WHEN min(n_witnesses) > 1 THEN 'implied' ELSE 'implied_once' END AS basis
    FROM allowed
    GROUP BY criterion_id
    HAVING count(*) = 1
),
-- one that most scores pass is none of theirs
passed AS (
    SELECT most.criterion_id
    FROM counted_statements AS most
    JOIN cells ON cells.criterion_id = most.criterion_id
    WHERE most.measure = 'max_score' AND most.agency_id IS NULL AND cells.score IS NOT NULL AND cells.own_max IS NULL
    GROUP BY most.criterion_id
    HAVING avg((cells.score > most.value)::INTEGER) > 0.5
),
printed AS (
    SELECT criterion_id, value AS max_score, 'printed' AS basis
    FROM counted_statements
    ANTI JOIN passed USING (criterion_id)
    WHERE measure = 'max_score' AND agency_id IS NULL
)
FROM printed
UNION ALL
FROM implied ANTI JOIN printed USING (criterion_id);

-- What each criterion is part of. Where the maxima make more than that of the total, the criteria are gone through one
-- by one, each the head of a new group or a part of the last; the one walk that uses up the total is the tree.
CREATE OR REPLACE TEMP TABLE parents AS
WITH RECURSIVE listed AS (
    SELECT
        criteria.assessment_id, criteria.criterion_id, criteria.position, maxima.max_score,
        count(*) OVER (PARTITION BY criteria.assessment_id) - 1 AS n_parts,
        coalesce(
            sum(maxima.max_score) OVER (PARTITION BY criteria.assessment_id)
            > 2 * any_value(maxima.max_score) FILTER (WHERE criteria.position = 0)
                OVER (PARTITION BY criteria.assessment_id),
            false
        ) AS has_levels
    FROM 'parquet/criteria.parquet' AS criteria
    LEFT JOIN maxima ON maxima.criterion_id = criteria.criterion_id
),
walks AS (
    SELECT
        assessment_id, n_parts, 0::BIGINT AS position, max_score::DECIMAL(18, 6) AS unused, NULL::VARCHAR AS head,
        0::DECIMAL(18, 6) AS room, 0 AS n_inside, 0 AS n_open, []::VARCHAR[] AS chosen
    FROM listed
    WHERE position = 0 AND has_levels AND n_parts <= 30
    UNION ALL
    SELECT
        walks.assessment_id, walks.n_parts, walks.position + 1,
        (walks.unused - CASE WHEN turn.begins THEN item.max_score ELSE 0 END)::DECIMAL(18, 6),
        CASE WHEN turn.begins THEN item.criterion_id ELSE walks.head END,
        CASE WHEN turn.begins THEN item.max_score ELSE walks.room - coalesce(item.max_score, 0) END::DECIMAL(18, 6),
        CASE WHEN turn.begins THEN 0 ELSE walks.n_inside + 1 END,
        CASE WHEN turn.begins THEN 0 ELSE walks.n_open + (item.max_score IS NULL)::INTEGER END,
        list_append(walks.chosen, CASE WHEN turn.begins THEN walks.assessment_id || '/total' ELSE walks.head END)
    FROM walks
    JOIN listed AS item ON item.assessment_id = walks.assessment_id AND item.position = walks.position + 1
    CROSS JOIN (VALUES (true), (false)) AS turn (begins)
    WHERE CASE
        WHEN turn.begins
            THEN item.max_score <= walks.unused AND walks.n_inside <> 1 AND (walks.n_open = 0 OR walks.room > 0)
        ELSE walks.head IS NOT NULL AND coalesce(item.max_score, 0) <= walks.room
    END
),
trees AS (
    SELECT assessment_id, any_value(chosen) AS chosen
    FROM walks
    WHERE position = n_parts AND unused = 0 AND n_inside <> 1 AND (n_open = 0 OR room > 0)
    GROUP BY assessment_id
    HAVING count(*) = 1
)
SELECT
    listed.criterion_id,
    CASE
        WHEN listed.position = 0 THEN NULL
        WHEN listed.has_levels THEN trees.chosen[listed.position]
        ELSE listed.assessment_id || '/total'
    END AS parent_criterion_id
FROM listed
LEFT JOIN trees ON trees.assessment_id = listed.assessment_id;

-- Scores that are not printed but follow with one value from those that are.
CREATE OR REPLACE TEMP TABLE deduced AS
SELECT criterion_id, agency_id, low AS score
FROM 'parquet/deductions.parquet' AS found
ANTI JOIN (FROM cells WHERE statement_id IS NOT NULL) AS cells USING (criterion_id, agency_id)
WHERE quantity = 'score' AND status = 'deduced' AND agency_id IS NOT NULL;

-- Percents of the maximum, half up at six decimals: the whole quotient in 10^-6, and one more from half a unit on.
-- A unit's own maximum comes first.
CREATE OR REPLACE TEMP TABLE percents AS
WITH scaled AS (
    SELECT
        known.criterion_id, known.agency_id,
        CASE WHEN known.own_max IS NULL THEN maxima.basis ELSE 'printed' END AS basis,
        sign(known.score)::HUGEINT AS sign,
        100000000 * (abs(known.score) * 1000000)::HUGEINT AS part,
        (coalesce(known.own_max, maxima.max_score) * 1000000)::HUGEINT AS whole
    FROM (
        SELECT criterion_id, agency_id, score, own_max FROM cells WHERE score IS NOT NULL
        UNION ALL
        SELECT criterion_id, agency_id, score, NULL FROM deduced
    ) AS known
    LEFT JOIN maxima ON maxima.criterion_id = known.criterion_id
)
SELECT
    criterion_id, agency_id, basis,
    ((sign * (part // whole + (2 * (part % whole) >= whole)::INTEGER))::DECIMAL(24, 0) * 0.000001)::DECIMAL(18, 6)
        AS pct_of_max
FROM scaled
WHERE whole > 0;
