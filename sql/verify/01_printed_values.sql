-- Computes again, from the printed values alone, what this release says it computed, and compares.
--
-- Run it inside the folder of a release; it needs DuckDB 1.5 or newer and nothing else:
--     duckdb < verify.sql
-- It reads parquet/*.parquet, changes nothing, and ends with two results: the rows that differ (none), and one row
-- a check: how many values were compared, and how many differ (zero). Where any differs, it ends with an error.
--
-- What is taken as given: the statements, the claims as printed, the bands, the number ledger, which units were left
-- out, the order of the criteria, what a number of units rests on, and what is deduced, which has its proof. All else
-- is worked out below from the rules of the method, and in other ways than the tables were made: places by counting
-- who stands above, percents and means in whole numbers. What is rebuilt of a table has its name, and is compared at
-- the end.

-- Half of the last digit of a number printed with so many decimals, in 10^-7: what rounding to it can hide.
CREATE OR REPLACE TEMP MACRO half_digit(decimals) AS
    [5000000, 500000, 50000, 5000, 500, 50, 5][coalesce(decimals, 0) + 1]::HUGEINT;

-- A printed number in whole units of 10^-7.
CREATE OR REPLACE TEMP MACRO exact(number) AS (number::DECIMAL(38, 6) * 10000000)::HUGEINT;

CREATE OR REPLACE TEMP TABLE compared ("check" VARCHAR, "row" VARCHAR, published VARCHAR, rebuilt VARCHAR);

-- What is printed of each unit on each criterion, and of each maximum

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

-- A value printed several times counts as the list's own documents state it, an amending one before the amended, a
-- signed one before an article and both before what we typed off, the one with more units, the earlier; in one
-- document the table before the prose, then the most decimals. A rank stated in words counts beside one in numbers
-- unless a lesser document states it.
CREATE OR REPLACE TEMP TABLE first_occurrences AS
WITH ordered AS (
    SELECT
        st.*, witnesses.is_own,
        st.measure <> 'tier' AND st.value IS NULL AS in_words,
        dense_rank() OVER (
            PARTITION BY st.assessment_id
            ORDER BY
                NOT witnesses.is_own, witnesses.n_units = 0, witnesses.kind, -witnesses.n_units,
                witnesses.decided_on NULLS LAST, witnesses.published_on NULLS LAST, witnesses.begins,
                -witnesses.n_later,
                st.source_id
        ) AS nth
    FROM 'parquet/statements.parquet' AS st
    JOIN witnesses ON witnesses.assessment_id = st.assessment_id AND witnesses.source_id = st.source_id
    WHERE st.agency_id IS NOT NULL OR st.measure = 'max_score'
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
