-- All code lists in one table: those of schemas/codelists, and the words of coded columns.
SELECT 'indices' AS list, index_id AS code, name_vi, name_en, phrase AS definition, NULL AS definition_vi
FROM codes.indices
UNION ALL SELECT 'blocks', block, name_vi, name_en, phrases, NULL FROM codes.blocks
UNION ALL SELECT 'agency_types', agency_type, name_vi, name_en, block, NULL FROM codes.agency_types
UNION ALL SELECT 'tiers', family || '/' || tier, tier, NULL, 'level ' || level, NULL FROM codes.tiers
UNION ALL SELECT 'dimensions', dimension_id, name_vi, name_en, definition, definition_vi FROM codes.dimensions
UNION ALL SELECT 'ladder', step, name_vi, name_en, definition, definition_vi FROM codes.ladder
UNION ALL
SELECT 'document_kinds', document_kind, name_vi, name_en, definition, NULL FROM codes.document_kinds
UNION ALL
SELECT
    'dimension_links', phrase, phrase, NULL, link || ' ' || dimension_id || ': ' || reason_en,
    link || ' ' || dimension_id || ': ' || reason_vi
FROM codes.dimension_links
UNION ALL
SELECT list, code, name_vi, name_en, definition, NULL FROM codes.words
UNION ALL
SELECT
    'criterion_links', name, name, NULL, concat_ws(' ', link, dimension_id) || ': ' || reason_en,
    concat_ws(' ', link, dimension_id) || ': ' || reason_vi
FROM codes.criterion_links
