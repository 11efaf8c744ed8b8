-- How sure the printed values are (METHOD 1)

-- Cells of which a figure that is printed elsewhere follows; one row a reason.
CREATE OR REPLACE TEMP TABLE borne AS
WITH results AS (
    SELECT
        cells.criterion_id, cells.agency_id, cells.place, coalesce(cells.score, cells.percent) AS x,
        CASE WHEN cells.score IS NULL THEN 'pct_of_max' ELSE 'score' END AS measure,
        schemes.scheme, placed.agency_id IS NOT NULL AS is_placed,
        placed.place AS whole_place, placed.competition, placed.dense, placed.modified, placed.fractional,
        cells.criterion_id IN (SELECT criterion_id FROM rank_bases WHERE basis <> 'places') AS is_ordered
    FROM cells
    LEFT JOIN schemes ON schemes.criterion_id = cells.criterion_id AND schemes.basis <> 'places'
    LEFT JOIN placed
        ON placed.criterion_id = cells.criterion_id AND placed.agency_id = cells.agency_id
        AND placed.preference = schemes.preference
),
-- of lists whose places cannot be counted: the results at each place, and at the places before and after it
levels AS (
    SELECT criterion_id, measure, place, min(x) AS least, max(x) AS most, count(*) AS n
    FROM results
    WHERE NOT is_ordered AND place IS NOT NULL AND x IS NOT NULL
    GROUP BY criterion_id, measure, place
),
orders AS (
    SELECT
        *, sum(n) OVER (PARTITION BY criterion_id, measure) AS n_all,
        min(least) OVER (PARTITION BY criterion_id, measure ORDER BY place ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW)
            AS above,
        max(most) OVER (
            PARTITION BY criterion_id, measure ORDER BY place DESC ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW
        ) AS below
    FROM levels
),
ranked AS (
    SELECT criterion_id, agency_id, measure
    FROM results
    WHERE is_placed AND CASE
        WHEN scheme = 'ordinal' THEN whole_place >= competition AND whole_place <= modified
        WHEN scheme = 'fractional' THEN whole_place = fractional
        WHEN scheme = 'competition' THEN whole_place = competition
        WHEN scheme = 'dense' THEN whole_place = dense
        WHEN scheme = 'modified' THEN whole_place = modified
        ELSE whole_place = competition OR whole_place = dense OR whole_place = modified
    END
    UNION ALL
    SELECT results.criterion_id, agency_id, results.measure
    FROM results
    JOIN orders USING (criterion_id, measure, place)
    WHERE n_all > 2 AND least = most AND coalesce(above >= x, true) AND coalesce(below <= x, true)
),
-- totals and maxima beside all of their parts
families AS (
    SELECT
        whole.criterion_id AS whole_id, whole.agency_id, part.criterion_id, whole.score AS whole, part.score AS part
    FROM parents
    JOIN cells AS whole ON whole.criterion_id = parents.parent_criterion_id
    LEFT JOIN cells AS part ON part.criterion_id = parents.criterion_id AND part.agency_id = whole.agency_id
    UNION ALL
    SELECT whole.criterion_id, NULL, parents.criterion_id, whole.max_score, part.max_score
    FROM parents
    JOIN maxima AS whole ON whole.criterion_id = parents.parent_criterion_id AND whole.basis = 'printed'
    LEFT JOIN maxima AS part ON part.criterion_id = parents.criterion_id AND part.basis = 'printed'
),
summed AS (
    SELECT whole_id, agency_id, list(criterion_id) AS part_ids
    FROM families
    GROUP BY whole_id, agency_id
    HAVING count(*) > 1 AND count(part) = count(*) AND sum(part) - any_value(whole) = 0
),
shared AS (
    SELECT criterion_id, agency_id
    FROM counted_statements AS printed
    JOIN percents USING (criterion_id, agency_id)
    WHERE printed.measure = 'pct_of_max' AND percents.basis <> 'implied_once'
        AND abs(exact(percents.pct_of_max) - exact(printed.value)) <= half_digit(printed.decimals)
),
sure AS (
    SELECT claim_id, claim_type, claim_lists.unit, claim_lists.tier, claim_lists.criterion_id, n_lists
    FROM claim_lists
    JOIN 'parquet/claims.parquet' AS claims USING (claim_id, claim_type)
    WHERE claims.verdict = 'confirmed'
),
extremes AS (
    SELECT sure.criterion_id, max(score) AS most, min(score) AS least
    FROM sure
    JOIN cells ON cells.criterion_id = sure.criterion_id
    WHERE claim_type = 'gap' AND unit = 'points' AND n_lists = 1
    GROUP BY sure.criterion_id
)
SELECT criterion_id, agency_id, unnest(['rank', measure]) AS measure FROM ranked
UNION ALL
SELECT
    unnest(list_append(part_ids, whole_id)), agency_id, CASE WHEN agency_id IS NULL THEN 'max_score' ELSE 'score' END
FROM summed
UNION ALL
SELECT criterion_id, agency_id, unnest(['pct_of_max', 'score']) FROM shared
UNION ALL
SELECT criterion_id, agency_id, 'tier' FROM cells JOIN readings USING (criterion_id, agency_id, tier)
UNION ALL
SELECT cells.criterion_id, cells.agency_id, 'score'
FROM cells
JOIN sure USING (criterion_id)
WHERE sure.claim_type = 'average' AND sure.unit = 'points' AND cells.score IS NOT NULL
UNION ALL
SELECT criterion_id, agency_id, 'score' FROM cells JOIN extremes USING (criterion_id) WHERE score IN (most, least)
UNION ALL
SELECT criterion_id, agency_id, 'tier'
FROM cells
JOIN sure USING (criterion_id, tier)
WHERE sure.claim_type IN ('tier_share', 'tier_count', 'unit_count');

-- A value is corroborated where it is printed twice alike, not counting what we typed off, or where it is the one that
-- counts in such a cell.
CREATE OR REPLACE TEMP TABLE rebuilt_statements AS
WITH told AS (
    SELECT
        st.*, sources.document_kind = 'transcript' AS is_typed,
        count(*) FILTER (WHERE sources.document_kind <> 'transcript') OVER (
            PARTITION BY st.criterion_id, st.agency_id, st.measure, st.value, st.tier
        ) AS n_printed
    FROM 'parquet/statements.parquet' AS st
    JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = st.source_id
)
SELECT
    told.statement_id, counted.statement_id IS NOT NULL AS is_counted,
    CASE
        WHEN told.criterion_id IS NULL OR (told.agency_id IS NULL AND told.measure <> 'max_score') THEN 'plain'
        WHEN n_printed > (NOT is_typed)::INTEGER THEN 'corroborated'
        WHEN EXISTS (
            SELECT 1
            FROM counted_statements AS taken
            JOIN borne
                ON borne.criterion_id = taken.criterion_id AND borne.agency_id IS NOT DISTINCT FROM taken.agency_id
                AND borne.measure = taken.measure
            WHERE taken.criterion_id = told.criterion_id AND taken.agency_id IS NOT DISTINCT FROM told.agency_id
                AND taken.measure = told.measure AND NOT taken.in_words
                AND (taken.value = told.value OR taken.tier = told.tier)
        ) THEN 'corroborated'
        ELSE 'plain'
    END AS certainty
FROM told
LEFT JOIN counted_statements AS counted ON counted.statement_id = told.statement_id;
