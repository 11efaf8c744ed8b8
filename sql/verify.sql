-- Computes again, from the printed values alone, what this release says it computed, and compares.
--
-- Run it inside the folder of a release; it needs DuckDB 1.5 or newer and nothing else:
--     duckdb < verify.sql
-- It reads parquet/*.parquet, changes nothing, and ends with two results: the rows that differ (none), and one row
-- a check: how many values were compared, and how many differ (zero).
--
-- What is taken as given: the statements, the claims as printed, the bands, the number ledger, which units were left
-- out, the order of the criteria, what a number of units rests on, and what is deduced, which has its proof. All else is worked out below from the
-- rules of the method, and in other ways than the tables were made: places by counting who stands above, percents
-- and means in whole numbers.

-- Half of the last digit of a number printed with so many decimals, in 10^-7: what rounding to it can hide.
CREATE OR REPLACE TEMP MACRO half_digit(decimals) AS
    [5000000, 500000, 50000, 5000, 500, 50, 5][coalesce(decimals, 0) + 1]::HUGEINT;

CREATE OR REPLACE TEMP TABLE compared ("check" VARCHAR, "row" VARCHAR, published VARCHAR, rebuilt VARCHAR);

-- ---------------------------------------------------------------------------------------------------------------
-- 1. What is printed of each unit on each criterion
-- ---------------------------------------------------------------------------------------------------------------

-- Where the chain of amendments of each source begins, and how far from there it is.
CREATE OR REPLACE TEMP TABLE versions AS
WITH RECURSIVE walk AS (
    SELECT source_id, source_id AS begins, 0 AS n_later FROM 'parquet/sources.parquet'
    UNION ALL
    SELECT walk.source_id, older.source_id, n_later + 1
    FROM walk
    JOIN 'parquet/sources.parquet' AS newer ON newer.source_id = walk.begins
    JOIN 'parquet/sources.parquet' AS older
        ON older.province_id = newer.province_id AND older.source_id <> newer.source_id
        AND (newer.amends = older.source_id OR newer.amends = older.document_number)
    WHERE n_later < 10
)
SELECT source_id, first(begins ORDER BY n_later DESC, begins) AS begins, max(n_later) AS n_later
FROM walk
GROUP BY source_id;

-- The documents that tell of each list, each with what it amends: its own are those of its year, and what amends one.
CREATE OR REPLACE TEMP TABLE witnesses AS
WITH kinds (kind, nth) AS (
    VALUES ('signed', 1), ('spreadsheet', 2), ('portal_article', 3), ('press', 4), ('transcript', 5)
),
naming AS (
    SELECT
        st.assessment_id, st.source_id, any_value(st.year) AS year,
        count(DISTINCT coalesce(st.agency_id, st.subject_text)) FILTER (WHERE st.measure <> 'max_score') AS n_units
    FROM 'parquet/statements.parquet' AS st
    WHERE st.assessment_id IS NOT NULL
    GROUP BY st.assessment_id, st.source_id
),
chains AS (
    SELECT
        naming.assessment_id, versions.begins, max(naming.n_units) AS n_units,
        bool_or(sources.year = naming.year) AS is_own, min(kinds.nth) AS kind,
        min(sources.decided_on) AS decided_on, min(sources.published_on) AS published_on
    FROM naming
    JOIN versions ON versions.source_id = naming.source_id
    JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = naming.source_id
    JOIN kinds ON kinds.kind = sources.document_kind
    WHERE naming.n_units > 0
    GROUP BY naming.assessment_id, versions.begins
)
SELECT
    naming.assessment_id, naming.source_id, versions.begins, versions.n_later,
    coalesce(chains.is_own, sources.year = naming.year) AS is_own, coalesce(chains.n_units, 0) AS n_units,
    coalesce(chains.kind, kinds.nth) AS kind,
    CASE WHEN chains.begins IS NULL THEN sources.decided_on ELSE chains.decided_on END AS decided_on,
    CASE WHEN chains.begins IS NULL THEN sources.published_on ELSE chains.published_on END AS published_on
FROM naming
JOIN versions ON versions.source_id = naming.source_id
JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = naming.source_id
JOIN kinds ON kinds.kind = sources.document_kind
LEFT JOIN chains ON chains.assessment_id = naming.assessment_id AND chains.begins = versions.begins;

-- The lists that have documents of their own.
CREATE OR REPLACE TEMP TABLE owned AS
SELECT assessment_id, bool_or(is_own AND n_units > 0) AS is_own FROM witnesses GROUP BY assessment_id;

-- A value told several times counts as the list's own documents tell it, an amending one before the amended, a
-- signed one before an article and both before what we typed off, the one with more units, the earlier; in one document the table before the prose, then
-- the most decimals. A place told in words counts beside one in numbers unless a lesser document tells it.
CREATE OR REPLACE TEMP TABLE first_told AS
WITH ordered AS (
    SELECT
        st.*, witnesses.is_own,
        st.measure <> 'tier' AND st.value IS NULL AS in_words,
        dense_rank() OVER (
            PARTITION BY st.assessment_id
            ORDER BY
                NOT witnesses.is_own, witnesses.n_units = 0, witnesses.kind, -witnesses.n_units,
                witnesses.decided_on NULLS LAST, witnesses.published_on NULLS LAST, witnesses.begins, -witnesses.n_later,
                st.source_id
        ) AS nth
    FROM 'parquet/statements.parquet' AS st
    JOIN witnesses ON witnesses.assessment_id = st.assessment_id AND witnesses.source_id = st.source_id
    WHERE st.agency_id IS NOT NULL
)
SELECT DISTINCT ON (criterion_id, agency_id, measure, in_words) *
FROM ordered
WHERE NOT in_words OR NOT EXISTS (
    SELECT 1 FROM ordered AS other
    WHERE other.criterion_id = ordered.criterion_id AND other.agency_id = ordered.agency_id
        AND other.measure = ordered.measure AND NOT other.in_words AND other.nth < ordered.nth
)
ORDER BY
    criterion_id, agency_id, measure, in_words, nth, origin <> 'table', decimals DESC NULLS LAST, line, col_start,
    statement_id;

-- ---------------------------------------------------------------------------------------------------------------
-- 2. How many units a list has (METHOD 2)
-- ---------------------------------------------------------------------------------------------------------------

-- The claims with the list they are about. A source tells of another year than its own without a quarter.
CREATE OR REPLACE TEMP TABLE said AS
SELECT claims.* EXCLUDE (assessment_id), lists.assessment_id
FROM 'parquet/claims.parquet' AS claims
JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = claims.source_id
JOIN 'parquet/assessments.parquet' AS lists
    ON lists.province_id = claims.province_id AND lists.block = claims.block
    AND lists.index_id = coalesce(claims.index_id, lists.index_id)
    AND lists.period = CASE claims.year WHEN sources.year THEN sources.period ELSE claims.year::VARCHAR END
JOIN owned ON owned.assessment_id = lists.assessment_id
LEFT JOIN witnesses ON witnesses.assessment_id = lists.assessment_id AND witnesses.source_id = claims.source_id
WHERE coalesce(claims.criterion, 'total') = 'total'
    -- the size of a list with documents of its own is theirs to tell
    AND (NOT owned.is_own OR coalesce(witnesses.is_own, sources.year = claims.year));

-- Whom the list's own documents quote; one that only tells of it later adds no unit.
CREATE OR REPLACE TEMP TABLE quoted AS
SELECT
    lists.assessment_id,
    count(DISTINCT agency_id) FILTER (WHERE measure IN ('score', 'rank', 'pct_of_max')) AS n_quoted,
    coalesce(max(value) FILTER (WHERE measure = 'rank'), 0) AS last_place
FROM 'parquet/assessments.parquet' AS lists
JOIN owned ON owned.assessment_id = lists.assessment_id
LEFT JOIN first_told
    ON first_told.criterion_id = lists.assessment_id || '/total' AND (first_told.is_own OR NOT owned.is_own)
GROUP BY lists.assessment_id;

-- A printed count says how many units the list has if no other one says otherwise; one below what is quoted counts
-- something else. A tier whose count is told in two ways has none.
CREATE OR REPLACE TEMP TABLE sizes AS
WITH counts AS (
    SELECT assessment_id, printed_value AS n FROM said
    WHERE claim_type = 'unit_count' AND unit = 'units' AND tier IS NULL
    UNION
    SELECT assessment_id, whole FROM said WHERE claim_type IN ('tier_share', 'tier_count')
),
printed AS (
    SELECT counts.assessment_id, min(n) AS n
    FROM counts
    JOIN quoted ON quoted.assessment_id = counts.assessment_id
    WHERE n >= greatest(n_quoted, last_place, 1) AND n = floor(n)
    GROUP BY counts.assessment_id
    HAVING min(n) = max(n)
),
in_tiers AS (
    SELECT assessment_id, sum(n) AS n
    FROM (
        SELECT assessment_id, tier, min(printed_value) AS n FROM said
        WHERE claim_type IN ('tier_count', 'unit_count') AND unit = 'units' AND tier IS NOT NULL
        GROUP BY assessment_id, tier
        HAVING min(printed_value) = max(printed_value)
    )
    GROUP BY assessment_id
),
counted AS (
    SELECT
        lists.assessment_id, quoted.n_quoted,
        owned.is_own,
        CASE
            WHEN quoted.n_quoted = 0 THEN NULL
            WHEN lists.n_units_basis = 'listed' THEN quoted.n_quoted
            WHEN printed.n IS NOT NULL THEN printed.n
            WHEN lists.n_units_basis = 'tier_counts' THEN in_tiers.n
        END::INTEGER AS n_units
    FROM 'parquet/assessments.parquet' AS lists
    JOIN owned ON owned.assessment_id = lists.assessment_id
    JOIN quoted ON quoted.assessment_id = lists.assessment_id
    LEFT JOIN printed ON printed.assessment_id = lists.assessment_id
    LEFT JOIN in_tiers ON in_tiers.assessment_id = lists.assessment_id
)
SELECT *, is_own AND coalesce(n_quoted >= n_units, false) AS is_complete FROM counted;

INSERT INTO compared
SELECT cell."check", assessment_id, cell.published, cell.rebuilt
FROM (
    SELECT lists.assessment_id, unnest([
        {'check': 'assessments.n_units', 'published': lists.n_units::VARCHAR, 'rebuilt': sizes.n_units::VARCHAR},
        {'check': 'assessments.n_quoted', 'published': lists.n_quoted::VARCHAR, 'rebuilt': sizes.n_quoted::VARCHAR},
        {'check': 'assessments.n_named', 'published': lists.n_named::VARCHAR,
         'rebuilt': coalesce(named.n, 0)::VARCHAR},
        {'check': 'assessments.n_unnamed', 'published': lists.n_unnamed::VARCHAR,
         'rebuilt': CASE WHEN coalesce(named.n, 0) > sizes.n_units THEN 0
             ELSE sizes.n_units - coalesce(named.n, 0) END::VARCHAR},
        {'check': 'assessments.is_complete', 'published': lists.is_complete::VARCHAR,
         'rebuilt': sizes.is_complete::VARCHAR}
    ]) AS cell
    FROM 'parquet/assessments.parquet' AS lists
    LEFT JOIN sizes ON sizes.assessment_id = lists.assessment_id
    -- one that only a later document names is not among those of a whole list
    LEFT JOIN (
        SELECT first_told.assessment_id, count(DISTINCT agency_id) AS n
        FROM first_told
        JOIN sizes ON sizes.assessment_id = first_told.assessment_id
        WHERE first_told.is_own OR NOT sizes.is_complete
        GROUP BY first_told.assessment_id
    ) AS named ON named.assessment_id = lists.assessment_id
);

-- A list that its own documents tell whole has no gaps that a later document could fill.
CREATE OR REPLACE TEMP TABLE told AS
SELECT first_told.*
FROM first_told
JOIN sizes ON sizes.assessment_id = first_told.assessment_id
WHERE first_told.is_own OR NOT sizes.is_complete;

CREATE OR REPLACE TEMP TABLE cells AS
SELECT
    assessment_id, criterion_id, agency_id,
    criterion_id = assessment_id || '/total' AS is_total,
    any_value(value) FILTER (WHERE measure = 'score') AS score,
    any_value(decimals) FILTER (WHERE measure = 'score') AS decimals,
    any_value(value) FILTER (WHERE measure = 'rank') AS place,
    any_value(value) FILTER (WHERE measure = 'pct_of_max') AS percent,
    any_value(value) FILTER (WHERE measure = 'max_score') AS own_max,
    any_value(tier) FILTER (WHERE measure = 'tier') AS tier,
    coalesce(
        any_value(statement_id) FILTER (WHERE measure = 'score'),
        any_value(statement_id) FILTER (WHERE measure = 'pct_of_max')
    ) AS statement_id,
    any_value(statement_id) FILTER (WHERE measure = 'rank' AND NOT in_words) AS rank_statement_id,
    any_value(statement_id) FILTER (WHERE in_words) AS last_statement_id,
    any_value(statement_id) FILTER (WHERE measure = 'tier') AS tier_statement_id,
    bool_or(measure = 'rank' AND in_words) AS is_last
FROM told
GROUP BY assessment_id, criterion_id, agency_id;

INSERT INTO compared
SELECT 'statements.is_counted', coalesce(st.statement_id, told.statement_id), st.is_counted::VARCHAR,
    (told.statement_id IS NOT NULL)::VARCHAR
FROM (FROM 'parquet/statements.parquet' WHERE agency_id IS NOT NULL) AS st
FULL JOIN told ON told.statement_id = st.statement_id;

-- ---------------------------------------------------------------------------------------------------------------
-- 3. Maxima and percents of them (METHOD 4)
-- ---------------------------------------------------------------------------------------------------------------

-- "x points (y % of the maximum)" allows a whole number m if 100 (x ± half its last digit) and m (y ± half its last
-- digit) meet. In whole numbers of 10^-7, so that nothing is rounded.
CREATE OR REPLACE TEMP TABLE pairs AS
WITH printed AS (
    SELECT *, (value * 10000000)::HUGEINT AS x, half_digit(decimals) AS half
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
printed AS (
    SELECT DISTINCT ON (st.criterion_id) st.criterion_id, st.value AS max_score, 'printed' AS basis
    FROM 'parquet/statements.parquet' AS st
    JOIN witnesses ON witnesses.assessment_id = st.assessment_id AND witnesses.source_id = st.source_id
    JOIN sizes ON sizes.assessment_id = st.assessment_id
    WHERE st.measure = 'max_score' AND st.agency_id IS NULL AND (witnesses.is_own OR NOT sizes.is_complete)
    ORDER BY
        st.criterion_id, NOT witnesses.is_own, witnesses.n_units = 0, witnesses.kind, -witnesses.n_units,
        witnesses.decided_on NULLS LAST, witnesses.published_on NULLS LAST, witnesses.begins,
        -witnesses.n_later, st.source_id, st.origin <> 'table', st.decimals DESC NULLS LAST, st.line, st.col_start,
        st.statement_id
)
FROM printed
UNION ALL
FROM implied ANTI JOIN printed USING (criterion_id);

INSERT INTO compared
SELECT cell."check", criterion_id, cell.published, cell.rebuilt
FROM (
    SELECT criteria.criterion_id, unnest([
        {'check': 'criteria.max_score', 'published': criteria.max_score::VARCHAR,
         'rebuilt': maxima.max_score::VARCHAR},
        {'check': 'criteria.max_score_basis', 'published': criteria.max_score_basis, 'rebuilt': maxima.basis}
    ]) AS cell
    FROM 'parquet/criteria.parquet' AS criteria
    LEFT JOIN maxima ON maxima.criterion_id = criteria.criterion_id
    UNION ALL
    SELECT lists.assessment_id, unnest([
        {'check': 'assessments.max_score', 'published': lists.max_score::VARCHAR,
         'rebuilt': maxima.max_score::VARCHAR},
        {'check': 'assessments.max_score_basis', 'published': lists.max_score_basis, 'rebuilt': maxima.basis}
    ])
    FROM 'parquet/assessments.parquet' AS lists
    LEFT JOIN maxima ON maxima.criterion_id = lists.assessment_id || '/total'
);

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
    END AS parent
FROM listed
LEFT JOIN trees ON trees.assessment_id = listed.assessment_id;

INSERT INTO compared
SELECT 'criteria.parent_criterion_id', criteria.criterion_id, criteria.parent_criterion_id, parents.parent
FROM 'parquet/criteria.parquet' AS criteria
JOIN parents ON parents.criterion_id = criteria.criterion_id;

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

-- ---------------------------------------------------------------------------------------------------------------
-- 4. Every cell of a list (METHOD 1)
-- ---------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE scored AS
WITH units AS (
    SELECT assessment_id, agency_id FROM cells
    UNION
    SELECT assessment_id, agency_id FROM 'parquet/assessed_units.parquet' WHERE status = 'not_ranked'
    EXCEPT
    SELECT assessment_id, agency_id FROM 'parquet/assessed_units.parquet' WHERE status = 'excluded'
),
criteria AS (
    SELECT assessment_id, criterion_id, bool_or(measure = 'score' AND origin = 'table') AS is_table
    FROM told
    GROUP BY assessment_id, criterion_id
)
SELECT
    units.assessment_id, units.agency_id, criteria.criterion_id, coalesce(deduced.score, cells.score) AS score,
    coalesce(percents.pct_of_max, cells.percent) AS pct_of_max,
    CASE WHEN percents.pct_of_max IS NOT NULL THEN percents.basis WHEN cells.percent IS NOT NULL THEN 'printed' END
        AS pct_basis,
    CASE
        WHEN deduced.score IS NOT NULL THEN 'deduced'
        WHEN cells.statement_id IS NULL THEN 'missing'
        ELSE 'printed'
    END AS status,
    CASE
        WHEN coalesce(deduced.agency_id, cells.statement_id) IS NULL
            THEN CASE WHEN sizes.is_complete AND criteria.is_table THEN 'absent' ELSE 'not_quoted' END
    END AS missing_reason,
    cells.statement_id
FROM units
JOIN criteria ON criteria.assessment_id = units.assessment_id
JOIN sizes ON sizes.assessment_id = units.assessment_id
LEFT JOIN cells ON cells.criterion_id = criteria.criterion_id AND cells.agency_id = units.agency_id
LEFT JOIN deduced ON deduced.criterion_id = criteria.criterion_id AND deduced.agency_id = units.agency_id
LEFT JOIN percents ON percents.criterion_id = criteria.criterion_id AND percents.agency_id = units.agency_id;

INSERT INTO compared
SELECT cell."check", "row", cell.published, cell.rebuilt
FROM (
    SELECT coalesce(p.criterion_id, r.criterion_id) || ' ' || coalesce(p.agency_id, r.agency_id) AS "row", unnest([
        {'check': 'scores', 'published': p.agency_id, 'rebuilt': r.agency_id},
        {'check': 'scores.score', 'published': p.score::VARCHAR, 'rebuilt': r.score::VARCHAR},
        {'check': 'scores.pct_of_max', 'published': p.pct_of_max::VARCHAR, 'rebuilt': r.pct_of_max::VARCHAR},
        {'check': 'scores.pct_basis', 'published': p.pct_basis, 'rebuilt': r.pct_basis},
        {'check': 'scores.status', 'published': p.status, 'rebuilt': r.status},
        {'check': 'scores.missing_reason', 'published': p.missing_reason, 'rebuilt': r.missing_reason},
        {'check': 'scores.statement_id', 'published': p.statement_id, 'rebuilt': r.statement_id}
    ]) AS cell
    FROM 'parquet/scores.parquet' AS p
    FULL JOIN scored AS r ON r.criterion_id = p.criterion_id AND r.agency_id = p.agency_id
);

-- ---------------------------------------------------------------------------------------------------------------
-- 5. Places (METHOD 2)
-- ---------------------------------------------------------------------------------------------------------------

-- What each unit of a complete list can be ordered by, least first. Without any value for all, the printed places
-- themselves are restated.
CREATE OR REPLACE TEMP TABLE keyed AS
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
SELECT criterion_id, agency_id, place, 1 AS choice, 'points' AS basis, -score AS key
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
    SELECT criterion_id, choice, key, count(*) AS n_here FROM keyed GROUP BY criterion_id, choice, key
),
standing AS (
    SELECT
        here.criterion_id, here.choice, here.key, here.n_here,
        (1 + coalesce(sum(above.n_here), 0))::INTEGER AS competition,
        (1 + count(above.key))::INTEGER AS dense,
        (here.n_here + coalesce(sum(above.n_here), 0))::INTEGER AS modified
    FROM levels AS here
    LEFT JOIN levels AS above
        ON above.criterion_id = here.criterion_id AND above.choice = here.choice AND above.key < here.key
    GROUP BY here.criterion_id, here.choice, here.key, here.n_here
)
SELECT
    keyed.*, n_here, competition, dense, modified,
    (competition * 0.5 + modified * 0.5)::DECIMAL(10, 1) AS fractional,
    (keyed.criterion_id, keyed.choice, keyed.place) IN (
        SELECT (criterion_id, choice, place) FROM keyed
        GROUP BY criterion_id, choice, place HAVING count(*) > 1
    ) AS is_shared
FROM keyed
JOIN standing USING (criterion_id, choice, key);

-- How many printed places each scheme misses on each basis. The basis is the first on which a scheme misses none,
-- else the first of all; the scheme is the one that misses least. Without a tie, or where several miss none, it
-- cannot be told.
CREATE OR REPLACE TEMP TABLE schemes AS
WITH tallies AS (
    SELECT
        criterion_id, choice, basis, count(place) AS n_printed, bool_or(n_here > 1) AS has_ties,
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
    GROUP BY criterion_id, choice, basis
),
judged AS (
    SELECT
        criterion_id, choice, basis, n_printed,
        min(n_missed) AS n_missed,
        CASE
            WHEN n_printed = 0 THEN NULL
            WHEN NOT has_ties OR count(*) FILTER (WHERE n_missed = 0) > 1 THEN 'not_identifiable'
            ELSE arg_min(scheme, n_missed * 10 + nth)
        END AS scheme
    FROM tallies
    GROUP BY criterion_id, choice, basis, n_printed, has_ties
)
SELECT DISTINCT ON (criterion_id)
    criterion_id, choice, basis, scheme, CASE WHEN n_printed > 0 THEN n_missed END AS n_missed
FROM judged
ORDER BY criterion_id, n_printed > 0 AND n_missed > 0, choice;

INSERT INTO compared
SELECT cell."check", "row", cell.published, cell.rebuilt
FROM (
    SELECT criteria.criterion_id AS "row", unnest([
        {'check': 'criteria.rank_scheme', 'published': criteria.rank_scheme, 'rebuilt': schemes.scheme},
        {'check': 'criteria.n_odd_ranks', 'published': criteria.n_odd_ranks::VARCHAR,
         'rebuilt': schemes.n_missed::VARCHAR}
    ]) AS cell
    FROM 'parquet/criteria.parquet' AS criteria
    LEFT JOIN schemes ON schemes.criterion_id = criteria.criterion_id
    UNION ALL
    SELECT lists.assessment_id, unnest([
        {'check': 'assessments.rank_scheme', 'published': lists.rank_scheme, 'rebuilt': schemes.scheme},
        {'check': 'assessments.n_odd_ranks', 'published': lists.n_odd_ranks::VARCHAR,
         'rebuilt': schemes.n_missed::VARCHAR},
        {'check': 'assessments.ranked_by', 'published': lists.ranked_by,
         'rebuilt': coalesce(nullif(schemes.basis, 'places'), printed.ranked_by)}
    ])
    FROM 'parquet/assessments.parquet' AS lists
    LEFT JOIN schemes ON schemes.criterion_id = lists.assessment_id || '/total'
    LEFT JOIN (
        SELECT
            assessment_id,
            CASE WHEN count(score) > 0 THEN 'points' WHEN count(percent) > 0 THEN 'percent' END AS ranked_by
        FROM cells
        WHERE is_total
        GROUP BY assessment_id
    ) AS printed ON printed.assessment_id = lists.assessment_id
);

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

-- ---------------------------------------------------------------------------------------------------------------
-- 6. Tiers from the printed bands, and who was assessed (METHOD 1, 3)
-- ---------------------------------------------------------------------------------------------------------------

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
INSERT INTO compared
SELECT 'assessed_units.status', coalesce(units.assessment_id, named.assessment_id) || ' '
    || coalesce(units.agency_id, named.agency_id),
    units.status,
    CASE
        WHEN units.reason IS NOT NULL THEN units.status
        WHEN EXISTS (
            FROM readings
            WHERE readings.criterion_id = named.assessment_id || '/total' AND readings.agency_id = named.agency_id
                AND readings.tier = 'not_ranked' AND NOT named.has_tier
        ) THEN 'not_ranked'
        WHEN named.is_ranked THEN 'ranked'
        WHEN NOT named.is_ranked THEN 'not_quoted'
    END
FROM 'parquet/assessed_units.parquet' AS units
FULL JOIN (
    SELECT
        assessment_id, agency_id, bool_or(is_total) AS is_ranked,
        bool_or(is_total AND tier IS NOT NULL) AS has_tier
    FROM cells
    GROUP BY assessment_id, agency_id
) AS named ON named.assessment_id = units.assessment_id AND named.agency_id = units.agency_id;

CREATE OR REPLACE TEMP TABLE ranked AS
SELECT
    cells.criterion_id, cells.agency_id, cells.assessment_id, cells.score,
    CASE WHEN cells.place = floor(cells.place) THEN cells.place::INTEGER END AS printed_rank,
    placed.competition, placed.dense, placed.modified, placed.fractional,
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
    readings.tier, readings.margin,
    coalesce(cells.rank_statement_id, cells.last_statement_id) AS rank_statement_id, cells.tier_statement_id
FROM cells
JOIN sizes ON sizes.assessment_id = cells.assessment_id
LEFT JOIN schemes ON schemes.criterion_id = cells.criterion_id
LEFT JOIN placed
    ON placed.criterion_id = cells.criterion_id AND placed.agency_id = cells.agency_id
    AND placed.choice = schemes.choice
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

INSERT INTO compared
SELECT cell."check", "row", cell.published, cell.rebuilt
FROM (
    SELECT coalesce(p.criterion_id, r.criterion_id, deduced.criterion_id) || ' '
        || coalesce(p.agency_id, r.agency_id, deduced.agency_id) AS "row", unnest([
        {'check': 'rankings', 'published': p.agency_id, 'rebuilt': coalesce(r.agency_id, deduced.agency_id)},
        {'check': 'rankings.score', 'published': p.score::VARCHAR, 'rebuilt': r.score::VARCHAR},
        {'check': 'rankings.printed_rank', 'published': p.printed_rank::VARCHAR, 'rebuilt': r.printed_rank::VARCHAR},
        {'check': 'rankings.rank_competition', 'published': p.rank_competition::VARCHAR,
         'rebuilt': r.competition::VARCHAR},
        {'check': 'rankings.rank_dense', 'published': p.rank_dense::VARCHAR, 'rebuilt': r.dense::VARCHAR},
        {'check': 'rankings.rank_modified', 'published': p.rank_modified::VARCHAR, 'rebuilt': r.modified::VARCHAR},
        {'check': 'rankings.rank_fractional', 'published': p.rank_fractional::VARCHAR,
         'rebuilt': r.fractional::VARCHAR},
        {'check': 'rankings.rank_low', 'published': p.rank_low::VARCHAR, 'rebuilt': r.rank_low::VARCHAR},
        {'check': 'rankings.rank_high', 'published': p.rank_high::VARCHAR, 'rebuilt': r.rank_high::VARCHAR},
        {'check': 'rankings.printed_tier', 'published': p.printed_tier, 'rebuilt': r.printed_tier},
        {'check': 'rankings.recomputed_tier', 'published': p.recomputed_tier,
         'rebuilt': coalesce(r.tier, deduced.tier)},
        {'check': 'rankings.tier_basis', 'published': p.tier_basis,
         'rebuilt': CASE WHEN r.tier IS NOT NULL THEN 'printed_band' WHEN deduced.tier IS NOT NULL THEN 'deduced' END},
        {'check': 'rankings.margin_to_cutoff', 'published': p.margin_to_cutoff::VARCHAR,
         'rebuilt': r.margin::DECIMAL(18, 6)::VARCHAR},
        {'check': 'rankings.rank_statement_id', 'published': p.rank_statement_id, 'rebuilt': r.rank_statement_id},
        {'check': 'rankings.tier_statement_id', 'published': p.tier_statement_id, 'rebuilt': r.tier_statement_id}
    ]) AS cell
    FROM 'parquet/rankings.parquet' AS p
    FULL JOIN ranked AS r ON r.criterion_id = p.criterion_id AND r.agency_id = p.agency_id
    -- where the printed bands give no tier, one may follow
    FULL JOIN (
        FROM 'parquet/deductions.parquet' WHERE quantity = 'tier' AND status = 'deduced' AND agency_id IS NOT NULL
    ) AS deduced ON deduced.criterion_id = p.criterion_id AND deduced.agency_id = p.agency_id
);

-- ---------------------------------------------------------------------------------------------------------------
-- 7. Totals and their parts (METHOD 6)
-- ---------------------------------------------------------------------------------------------------------------

-- Parts make up a total where their maxima make up its maximum. Of each unit with the total and all its parts.
CREATE OR REPLACE TEMP TABLE sums AS
WITH wholes AS (
    SELECT parts.parent_criterion_id AS criterion_id, count(*) AS n_parts
    FROM 'parquet/criteria.parquet' AS parts
    JOIN maxima AS whole ON whole.criterion_id = parts.parent_criterion_id
    LEFT JOIN maxima AS part ON part.criterion_id = parts.criterion_id
    GROUP BY parts.parent_criterion_id
    HAVING count(part.max_score) = count(*) AND sum(part.max_score) = any_value(whole.max_score)
)
SELECT
    total.assessment_id, total.criterion_id, total.agency_id,
    (total.score * 10000000)::HUGEINT AS total, half_digit(total.decimals) AS total_half,
    (sum(part.score) * 10000000)::HUGEINT AS parts, sum(half_digit(part.decimals)) AS parts_half
FROM cells AS total
JOIN wholes ON wholes.criterion_id = total.criterion_id
JOIN 'parquet/criteria.parquet' AS tree ON tree.parent_criterion_id = total.criterion_id
JOIN cells AS part ON part.criterion_id = tree.criterion_id AND part.agency_id = total.agency_id
WHERE total.score IS NOT NULL
GROUP BY total.assessment_id, total.criterion_id, total.agency_id, total.score, total.decimals, wholes.n_parts
HAVING count(part.score) = wholes.n_parts;

-- A total that its parts cannot make, however they were rounded, is told as a discrepancy, and one that they make
-- exactly is not; between the two, both may be.
INSERT INTO compared
SELECT
    'sums of parts', sums.criterion_id || ' ' || sums.agency_id,
    CASE WHEN told.agency_id IS NULL THEN 'holds' ELSE 'differs' END,
    CASE
        WHEN total = parts THEN 'holds'
        WHEN abs(total - parts) > total_half + parts_half THEN 'differs'
        WHEN told.agency_id IS NULL THEN 'holds'
        ELSE 'differs'
    END
FROM sums
LEFT JOIN (
    SELECT DISTINCT criterion_id, agency_id FROM 'parquet/discrepancies.parquet' WHERE starts_with(kind, 'sum')
) AS told ON told.criterion_id = sums.criterion_id AND told.agency_id = sums.agency_id;

-- The one part of a total that is not printed is what the others leave of it.
INSERT INTO compared
SELECT
    'deductions of parts', found.criterion_id || ' ' || found.agency_id, found.low::VARCHAR,
    (any_value(whole.score) - sum(cells.score))::VARCHAR
FROM 'parquet/deductions.parquet' AS found
JOIN 'parquet/criteria.parquet' AS missing ON missing.criterion_id = found.criterion_id
JOIN cells AS whole ON whole.criterion_id = missing.parent_criterion_id AND whole.agency_id = found.agency_id
JOIN 'parquet/criteria.parquet' AS parts
    ON parts.parent_criterion_id = missing.parent_criterion_id AND parts.criterion_id <> missing.criterion_id
LEFT JOIN cells ON cells.criterion_id = parts.criterion_id AND cells.agency_id = found.agency_id
WHERE found.quantity = 'score' AND found.status = 'deduced' AND found.rule = 'sum_of_parts'
GROUP BY found.criterion_id, found.agency_id, found.low
HAVING count(cells.score) = count(*) AND any_value(whole.score) IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------------
-- 8. Counts of the sources
-- ---------------------------------------------------------------------------------------------------------------

INSERT INTO compared
WITH numbers AS (
    SELECT source_id, count(*) AS n, count(*) FILTER (WHERE fate = 'unaccounted') AS n_unaccounted
    FROM 'parquet/number_ledger.parquet'
    GROUP BY source_id
),
-- a correction that places a number tells its fate as what comes after
by_hand AS (
    SELECT source_id, count(*) AS n
    FROM 'parquet/corrections.parquet'
    WHERE (source_id, before, after) IN (SELECT (source_id, token, fate) FROM 'parquet/number_ledger.parquet')
    GROUP BY source_id
)
SELECT cell."check", source_id, cell.published, cell.rebuilt
FROM (
    SELECT sources.source_id, unnest([
        {'check': 'sources.n_numbers', 'published': sources.n_numbers, 'rebuilt': coalesce(numbers.n, 0)},
        {'check': 'sources.n_unaccounted', 'published': sources.n_unaccounted,
         'rebuilt': coalesce(numbers.n_unaccounted, 0)},
        {'check': 'sources.n_by_hand', 'published': sources.n_by_hand, 'rebuilt': coalesce(by_hand.n, 0)}
    ]) AS cell
    FROM 'parquet/sources.parquet' AS sources
    LEFT JOIN numbers ON numbers.source_id = sources.source_id
    LEFT JOIN by_hand ON by_hand.source_id = sources.source_id
);

-- ---------------------------------------------------------------------------------------------------------------
-- 9. Verdicts on the claims (METHOD 6)
-- ---------------------------------------------------------------------------------------------------------------

-- Each claim with the lists it speaks of: that of its block, or those of all blocks of its index. ``x`` is the
-- printed value and ``step`` one unit of its last printed digit, in 10^-7.
CREATE OR REPLACE TEMP TABLE about AS
SELECT
    claims.claim_id, claims.claim_type, claims.tier, claims.unit, claims.source_id, claims.line, claims.subject,
    count(*) OVER (PARTITION BY claims.claim_id) AS n_lists,
    (claims.whole * 10000000)::HUGEINT AS whole,
    (claims.printed_value::DECIMAL(38, 6) * 10000000)::HUGEINT AS x,
    2 * half_digit(
        CASE WHEN try_cast(replace(ledger.token, ',', '.') AS DECIMAL(18, 6)) = claims.printed_value
            THEN length(split_part(replace(ledger.token, '.', ','), ',', 2)) END
    ) AS step,
    lists.assessment_id,
    lists.assessment_id || '/' || coalesce(nullif(trim(regexp_replace(
        translate(strip_accents(lower(claims.criterion)), 'đð', 'dd'), '[^a-z0-9]+', '-', 'g'
    ), '-'), ''), 'total') AS criterion_id
FROM 'parquet/claims.parquet' AS claims
JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = claims.source_id
LEFT JOIN 'parquet/number_ledger.parquet' AS ledger
    ON ledger.source_id = claims.source_id AND ledger.line = claims.line AND ledger.col_start = claims.col_start
JOIN 'parquet/assessments.parquet' AS lists
    ON lists.province_id = claims.province_id AND lists.block = coalesce(claims.block, lists.block)
    AND lists.index_id = coalesce(claims.index_id, lists.index_id)
    AND lists.period = CASE claims.year WHEN sources.year THEN sources.period ELSE claims.year::VARCHAR END;

-- What the printed values give for a claim, one row a reading of it: num / den, and how far num moves where the
-- printed values that went in are rounded. A claim whose parts are not all printed has no row and is not compared.
CREATE OR REPLACE TEMP TABLE given (claim_id VARCHAR, num HUGEINT, den HUGEINT, slack HUGEINT);

-- Averages: of all units, or of the means of the blocks.
INSERT INTO given
WITH lists AS (
    SELECT
        cells.criterion_id, count(*) AS n,
        (sum(score) * 10000000)::HUGEINT AS total, sum(half_digit(cells.decimals)) AS half
    FROM cells
    JOIN sizes ON sizes.assessment_id = cells.assessment_id AND sizes.is_complete
    WHERE score IS NOT NULL
    GROUP BY cells.criterion_id, sizes.n_units
    HAVING count(*) >= sizes.n_units
),
averages AS (
    SELECT about.claim_id, about.n_lists, lists.n, lists.total, lists.half
    FROM about
    JOIN lists ON lists.criterion_id = about.criterion_id
    WHERE about.claim_type = 'average' AND about.unit = 'points'
)
SELECT claim_id, sum(total), sum(n), sum(half) FROM averages
GROUP BY claim_id, n_lists HAVING count(*) = n_lists
UNION ALL
-- each mean of a block cut at a millionth of 10^-7
SELECT claim_id, sum(total * 1000000 // n), n_lists * 1000000, sum(half * 1000000 // n) + n_lists FROM averages
GROUP BY claim_id, n_lists HAVING count(*) = n_lists AND n_lists > 1;

-- Tiers: counts and shares, by the printed tier of every unit or by the tier of its score.
INSERT INTO given
WITH tiers AS (
    SELECT criterion_id, reading, tier
    FROM (
        SELECT
            ranked.assessment_id, criterion_id, unnest(['printed', 'recomputed']) AS reading,
            unnest([printed_tier, tier]) AS tier
        FROM ranked
    ) AS read
    JOIN sizes ON sizes.assessment_id = read.assessment_id AND sizes.is_complete
    WHERE tier IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY criterion_id, reading) >= n_units
),
counts AS (
    SELECT
        claim_id, about.unit, about.whole,
        count(*) FILTER (WHERE tiers.tier = about.tier) * 10000000::HUGEINT AS n, count(*) AS n_units
    FROM about
    JOIN tiers ON tiers.criterion_id = about.criterion_id
    WHERE about.tier IS NOT NULL AND claim_type IN ('tier_share', 'tier_count', 'unit_count')
    GROUP BY claim_id, about.unit, about.whole, about.n_lists, tiers.reading
    HAVING count(DISTINCT about.criterion_id) = about.n_lists
)
SELECT claim_id, n, 1, 0 FROM counts WHERE unit = 'units'
UNION ALL
SELECT claim_id, 100 * n, n_units, 0 FROM counts WHERE unit = 'percent'
UNION ALL
SELECT claim_id, 100 * n * 10000000, whole, 0 FROM counts WHERE unit = 'percent' AND whole > 0;

-- Numbers of units: a count that is that of the list. Other counts are of something else.
INSERT INTO given
SELECT claim_id, x, 1, 0
FROM about
JOIN sizes ON sizes.assessment_id = about.assessment_id AND sizes.is_complete
WHERE claim_type = 'unit_count' AND unit = 'units' AND tier IS NULL
GROUP BY claim_id, x, n_lists
HAVING count(*) = n_lists AND sum(sizes.n_units) * 10000000 = x;

-- Gaps: from the highest to the lowest printed score.
INSERT INTO given
SELECT
    claim_id, ((max(score) - min(score)) * 10000000)::HUGEINT, 1,
    half_digit(arg_max(cells.decimals, score)) + half_digit(arg_min(cells.decimals, score))
FROM about
JOIN cells ON cells.criterion_id = about.criterion_id
WHERE claim_type = 'gap' AND unit = 'points' AND score IS NOT NULL
GROUP BY claim_id
HAVING count(*) > 1 AND min(n_lists) = 1;

-- Percents of the maximum of a unit named in the line, or of several with one score.
INSERT INTO given
SELECT
    about.claim_id, 100 * (any_value(cells.score) * 10000000)::HUGEINT * 10000000,
    (any_value(coalesce(cells.own_max, maxima.max_score)) * 10000000)::HUGEINT,
    100 * max(half_digit(cells.decimals)) * 10000000
FROM about
JOIN 'parquet/statements.parquet' AS st
    ON st.source_id = about.source_id AND st.line = about.line AND st.criterion_id = about.criterion_id
    AND st.measure = 'pct_of_max' AND (st.value * 10000000)::HUGEINT = about.x
JOIN cells ON cells.criterion_id = st.criterion_id AND cells.agency_id = st.agency_id
LEFT JOIN maxima ON maxima.criterion_id = cells.criterion_id
WHERE about.claim_type = 'pct_of_max' AND about.unit = 'percent' AND cells.score IS NOT NULL
GROUP BY about.claim_id
HAVING min(cells.score) = max(cells.score) AND min(coalesce(cells.own_max, maxima.max_score)) > 0
    AND min(coalesce(cells.own_max, maxima.max_score)) = max(coalesce(cells.own_max, maxima.max_score));

-- Sums: the printed total of a unit against its parts.
INSERT INTO given
SELECT about.claim_id, any_value(sums.parts), 1, any_value(sums.parts_half)
FROM about
JOIN 'parquet/statements.parquet' AS st
    ON st.source_id = about.source_id AND st.line = about.line AND st.criterion_id = about.criterion_id
    AND st.measure = 'score' AND (st.value * 10000000)::HUGEINT = about.x
JOIN sums ON sums.criterion_id = st.criterion_id AND sums.agency_id = st.agency_id
WHERE about.claim_type = 'sum' AND about.unit = 'points'
GROUP BY about.claim_id
HAVING min(sums.parts) = max(sums.parts);

-- Printed places: against that of the scheme of the list.
INSERT INTO given
SELECT
    about.claim_id,
    any_value(
        CASE schemes.scheme WHEN 'dense' THEN dense WHEN 'modified' THEN modified WHEN 'fractional' THEN fractional
            ELSE competition END * 10000000
    )::HUGEINT,
    1, 0
FROM about
JOIN 'parquet/statements.parquet' AS st
    ON st.source_id = about.source_id AND st.line = about.line AND st.criterion_id = about.criterion_id
    AND st.measure = 'rank' AND (st.value * 10000000)::HUGEINT = about.x
JOIN schemes ON schemes.criterion_id = st.criterion_id
JOIN placed
    ON placed.criterion_id = st.criterion_id AND placed.agency_id = st.agency_id AND placed.choice = schemes.choice
WHERE about.claim_type = 'rank_order' AND about.unit = 'ranks' AND schemes.scheme <> 'ordinal'
GROUP BY about.claim_id
HAVING count(DISTINCT st.agency_id) = 1;

-- Confirmed is what a reading gives exactly; rounded what lies less than one unit of the last digit away, whichever
-- way it was rounded; contradicted what no reading reaches within half a unit.
CREATE OR REPLACE TEMP TABLE found AS
WITH printed AS (SELECT DISTINCT claim_id, x, step FROM about)
SELECT
    given.claim_id,
    bool_or(num = x * den) AS is_exact,
    bool_or(2 * abs(num - x * den) <= step * den + 2 * slack) AS is_near,
    bool_or(abs(num - x * den) < step * den + slack) AS is_within,
    -- half up at six decimals; all that is claimed is zero or more
    list_sort(list(DISTINCT
        (((2 * num + 10 * den) // (20 * den))::DECIMAL(24, 0) * 0.000001)::DECIMAL(18, 6)
    )) AS readings
FROM given
JOIN printed ON printed.claim_id = given.claim_id
WHERE num >= 0
GROUP BY given.claim_id;

INSERT INTO compared
SELECT cell."check", claim_id, cell.published, cell.rebuilt
FROM (
    SELECT claims.claim_id, unnest([
        {
            'check': 'claims.verdict',
            'published': CASE WHEN found.claim_id IS NOT NULL THEN claims.verdict END,
            'rebuilt': CASE
                -- from half a unit on both may be: one model of rounding must hold for a whole table
                WHEN claims.verdict = 'contradicted' AND NOT is_near THEN 'contradicted'
                -- where all other rows add up to the last digit, one that misses by it is told
                WHEN claims.verdict = 'contradicted' AND claims.claim_type = 'sum' AND NOT is_exact THEN 'contradicted'
                WHEN claims.verdict = 'rounded' AND is_within THEN 'rounded'
                WHEN is_exact THEN 'confirmed'
                WHEN is_within THEN 'rounded'
                WHEN found.claim_id IS NOT NULL THEN 'contradicted'
            END
        },
        {
            'check': 'claims.recomputed_value',
            'published': CASE WHEN found.claim_id IS NOT NULL THEN claims.recomputed_value::VARCHAR END,
            'rebuilt': CASE WHEN list_contains(found.readings, claims.recomputed_value)
                THEN claims.recomputed_value::VARCHAR ELSE array_to_string(found.readings, ' or ') END
        }
    ]) AS cell
    FROM 'parquet/claims.parquet' AS claims
    LEFT JOIN found ON found.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable'
);

-- Days and years of the document itself, runs of years beside the years listed, and cut-offs, which define the tiers
-- that they are held against, may be consistent and never are confirmed; nothing but these, a maximum or a move is.
INSERT INTO compared
SELECT
    'claims.verdict of what is consistent', claim_id, verdict,
    CASE
        WHEN verdict IN ('contradicted', 'unverifiable') THEN verdict
        WHEN claim_type = 'date' OR (claim_type = 'tier_threshold' AND printed_value IS NOT NULL) THEN 'consistent'
        WHEN unit = 'years' THEN CASE WHEN printed_value = n_listed THEN 'consistent' ELSE 'contradicted' END
        WHEN claim_type = 'max_of_criterion' OR (claim_type = 'rank_change' AND printed_value IS NULL) THEN verdict
        ELSE replace(verdict, 'consistent', 'confirmed')
    END
FROM 'parquet/claims.parquet';

-- The unit of what was recomputed: of words that call a unit the first or last it is a score, of a whole list that
-- is checked without a printed number it is how many rows hold; of all else it is that of the claim.
INSERT INTO compared
SELECT
    'claims.recomputed_unit', claim_id, recomputed_unit,
    CASE
        WHEN recomputed_value IS NULL THEN NULL
        WHEN claim_type IN ('top', 'bottom') AND unit = 'ranks' THEN 'points'
        WHEN claim_type IN ('sum', 'rank_order', 'tier_threshold') AND printed_value IS NULL THEN 'rows'
        ELSE unit
    END
FROM 'parquet/claims.parquet';

-- Highest and lowest: none of the printed scores of the criterion, or else places, passes those of the units named.
INSERT INTO compared
WITH named AS (
    SELECT about.claim_id, about.criterion_id, names.agency_id, (CASE claim_type WHEN 'top' THEN 1 ELSE -1 END) AS way
    FROM about
    JOIN 'parquet/agency_names.parquet' AS names
        ON names.source_id = about.source_id AND names.line = about.line AND contains(about.subject, names.subject_text)
    WHERE about.claim_type IN ('top', 'bottom') AND about.unit = 'ranks'
    GROUP BY ALL
),
worst AS (
    SELECT
        claim_id, named.criterion_id, way, count(score) = count(*) AS by_score,
        min(way * CASE WHEN score IS NULL THEN -place ELSE score END) AS least
    FROM named
    LEFT JOIN cells ON cells.criterion_id = named.criterion_id AND cells.agency_id = named.agency_id
    GROUP BY claim_id, named.criterion_id, way
    HAVING count(score) = count(*) OR (count(score) = 0 AND count(place) = count(*))
),
passed AS (
    SELECT claim_id, bool_or(way * CASE WHEN by_score THEN score ELSE -place END > least) AS is_passed
    FROM worst
    JOIN cells ON cells.criterion_id = worst.criterion_id
    GROUP BY claim_id
)
SELECT
    'claims.verdict of highest and lowest', claims.claim_id,
    CASE WHEN passed.claim_id IS NOT NULL
        THEN CASE claims.verdict WHEN 'contradicted' THEN 'contradicted' ELSE 'confirmed or rounded' END END,
    CASE WHEN is_passed THEN 'contradicted' WHEN NOT is_passed THEN 'confirmed or rounded' END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN passed ON passed.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- Maxima: no unit without a maximum of its own has more; what the parts of it say is left to the sums.
INSERT INTO compared
WITH exceeded AS (
    SELECT about.claim_id, bool_or(cells.score * 10000000 > about.x) AS is_exceeded
    FROM about
    JOIN cells ON cells.criterion_id = about.criterion_id
    WHERE about.claim_type = 'max_of_criterion' AND about.unit = 'points' AND score IS NOT NULL AND own_max IS NULL
    GROUP BY about.claim_id
)
SELECT
    'claims.verdict of maxima', claims.claim_id, CASE WHEN is_exceeded IS NOT NULL THEN claims.verdict END,
    CASE WHEN is_exceeded THEN 'contradicted' WHEN NOT is_exceeded THEN claims.verdict END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN exceeded ON exceeded.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- The bounds hold the recomputed value; the printed one they hold, but for one unit of its last digit, or they do
-- not, even for half a unit, as the verdict says.
INSERT INTO compared
WITH bounds AS (
    SELECT
        claims.claim_id, low || ' to ' || high AS told, printed_value, recomputed_value,
        recomputed_value BETWEEN low AND high AS holds_value,
        CASE verdict
            WHEN 'contradicted' THEN 2 * x + step < (low * 20000000)::HUGEINT
                OR 2 * x - step > (high * 20000000)::HUGEINT
            ELSE x BETWEEN (low::DECIMAL(38, 6) * 10000000)::HUGEINT - step AND (high::DECIMAL(38, 6) * 10000000)::HUGEINT + step
        END AS holds_printed
    FROM 'parquet/claims.parquet' AS claims
    JOIN (SELECT DISTINCT claim_id, x, step FROM about WHERE x IS NOT NULL) AS printed
        ON printed.claim_id = claims.claim_id
    WHERE verdict <> 'unverifiable' AND low IS NOT NULL AND high IS NOT NULL
)
SELECT
    'claims.low and high', claims.claim_id, bounds.told,
    CASE
        WHEN NOT bounds.holds_value THEN 'not with ' || bounds.recomputed_value || ' recomputed'
        WHEN NOT bounds.holds_printed THEN 'not with ' || bounds.printed_value || ' ' || claims.verdict
        ELSE bounds.told
    END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN bounds ON bounds.claim_id = claims.claim_id;

-- ---------------------------------------------------------------------------------------------------------------
-- What came of it
-- ---------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP VIEW differences AS
SELECT "check", "row", published, rebuilt
FROM compared
WHERE published IS DISTINCT FROM rebuilt
ORDER BY "check", "row", published, rebuilt;

FROM differences;

SELECT
    "check",
    count(*) FILTER (WHERE published IS NOT NULL OR rebuilt IS NOT NULL) AS compared,
    count(*) FILTER (WHERE published IS DISTINCT FROM rebuilt) AS differing
FROM compared
GROUP BY "check"
ORDER BY "check";
