-- Which source tells of which year, and how it ranks among the sources: precedence 1 is the latest decision.
-- What a source tells of another year than its own has no quarter, and is never that year's whole list.
WITH years AS (
    SELECT source_id, year FROM staged.statements
    UNION SELECT source_id, year FROM staged.claims
    UNION SELECT source_id, year FROM staged.tier_bands
    UNION SELECT source_id, year FROM staged.unit_states
),
ordered AS (
    SELECT *, row_number() OVER (
        ORDER BY decided_on DESC NULLS LAST, published_on DESC NULLS LAST, source_id
    ) AS precedence
    FROM staged.sources
)
SELECT
    years.source_id,
    years.year,
    CASE WHEN years.year = ordered.year THEN ordered.period ELSE years.year::VARCHAR END AS period,
    years.year = ordered.year AS is_own,
    CASE WHEN years.year = ordered.year THEN ordered.criteria_document END AS criteria_document,
    ordered.precedence
FROM years
JOIN ordered ON ordered.source_id = years.source_id
