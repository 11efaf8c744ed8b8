-- successions: what ended and what follows are provinces or agencies of this release, one ended and the other stood.
-- Cure: mend schemas/codelists/successions.csv or sql/marts/successions.sql.
WITH units AS (
    SELECT province_id AS id, valid_from, valid_to, true AS is_province FROM provinces
    UNION ALL
    SELECT agency_id, valid_from, valid_to, false FROM agencies
)
SELECT successions.old_id, successions.new_id, successions.valid_from
FROM successions
LEFT JOIN units AS old ON old.id = successions.old_id
LEFT JOIN units AS heir ON heir.id = successions.new_id
WHERE old.id IS NULL OR heir.id IS NULL
    OR old.is_province <> heir.is_province
    OR old.valid_to IS DISTINCT FROM successions.valid_from
    OR heir.valid_from > successions.valid_from OR heir.valid_to <= successions.valid_from
