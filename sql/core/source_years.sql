-- Which source tells of which year. What it tells of another year than its own has no quarter, and is never that
-- year's whole list.
WITH years AS (
    SELECT source_id, province_id, year FROM staged.statements
    UNION SELECT source_id, province_id, year FROM staged.claims
    UNION SELECT source_id, province_id, year FROM staged.tier_bands
    UNION SELECT source_id, province_id, year FROM staged.unit_states
)
SELECT
    years.source_id,
    years.province_id,
    years.year,
    CASE WHEN years.year = sources.year THEN sources.period ELSE years.year::VARCHAR END AS period,
    years.year = sources.year AS is_own,
    CASE WHEN years.year = sources.year THEN sources.criteria_document END AS criteria_document,
    CASE WHEN years.year = sources.year THEN sources.parent_document END AS parent_document
FROM years
JOIN staged.sources AS sources ON sources.source_id = years.source_id
