-- How many units a list has (METHOD 2)

-- The claims with the list they are about. A source tells of another year than its own without a quarter.
CREATE OR REPLACE TEMP TABLE list_claims AS
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
LEFT JOIN first_occurrences
    ON first_occurrences.criterion_id = lists.assessment_id || '/total'
    AND (first_occurrences.is_own OR NOT owned.is_own)
GROUP BY lists.assessment_id;

-- A printed count says how many units the list has if no other one says otherwise; one below what is quoted counts
-- something else. A tier whose count is stated in two ways has none.
CREATE OR REPLACE TEMP TABLE sizes AS
WITH counts AS (
    SELECT assessment_id, printed_value AS n FROM list_claims
    WHERE claim_type = 'unit_count' AND unit = 'units' AND tier IS NULL
    UNION
    SELECT assessment_id, whole FROM list_claims WHERE claim_type IN ('tier_share', 'tier_count', 'unit_count', 'score_count')
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
        SELECT assessment_id, tier, min(printed_value) AS n FROM list_claims
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

-- A list that its own documents tell whole has no gaps that a later document could fill.
CREATE OR REPLACE TEMP TABLE counted_statements AS
SELECT first_occurrences.*
FROM first_occurrences
JOIN sizes ON sizes.assessment_id = first_occurrences.assessment_id
WHERE first_occurrences.is_own OR NOT sizes.is_complete;

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
FROM counted_statements
WHERE agency_id IS NOT NULL
GROUP BY assessment_id, criterion_id, agency_id;
