-- code_lists: every index, block, agency type, dimension, kind of document, state and succession in use is in its list.
-- Cure: add the code to schemas/codelists or schemas/words.yaml, or mend the row that uses it.
WITH used AS (
    SELECT 'indices' AS list, index_id AS code, source_id AS seen_in FROM statements
    UNION SELECT 'indices', index_id, source_id FROM claims
    UNION SELECT 'blocks', block, source_id FROM statements
    UNION SELECT 'blocks', block, agency_id FROM agencies
    UNION SELECT 'agency_types', agency_type, agency_id FROM agencies
    UNION SELECT 'document_kinds', document_kind, source_id FROM sources
    UNION SELECT 'dimensions', dimension_id, criterion_id FROM criteria
    UNION SELECT 'state', state, source_id FROM sources
    UNION SELECT 'succession', kind, old_id FROM successions
)
SELECT used.*
FROM used
LEFT JOIN code_lists AS known ON known.list = used.list AND known.code = used.code
WHERE used.code IS NOT NULL AND known.code IS NULL
