-- The lines of official documents, and of press articles those that a published row quotes.
WITH quoted AS (
    SELECT source_id, line FROM staged.statements
    UNION
    SELECT source_id, line FROM staged.claims
    UNION
    SELECT source_id, line FROM staged.indicators
    UNION
    SELECT source_id, line FROM staged.agency_names
    UNION
    SELECT source_id, line FROM staged.unresolved_names
    UNION
    SELECT source_id, line FROM staged.unit_states
    UNION
    SELECT source_id, line FROM staged.tier_bands
    UNION
    SELECT source_id, line FROM staged.listed_criteria
)
SELECT lines.*
FROM staged.source_lines AS lines
JOIN staged.sources AS sources ON sources.source_id = lines.source_id
LEFT JOIN quoted ON quoted.source_id = lines.source_id AND quoted.line = lines.line
WHERE sources.publish_text = 'full' OR quoted.line IS NOT NULL
