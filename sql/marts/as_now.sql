-- The results beside the unit that answers for them today: itself, or the last of its heirs. A unit that ended without a
-- sure heir has none. A row more for each province or agency that followed, where there are several.
WITH RECURSIVE followed AS (
    SELECT agency_id AS old_id, agency_id AS new_id, NULL::VARCHAR AS kind, 0 AS steps FROM agencies
    UNION
    SELECT followed.old_id, successions.new_id, successions.kind, followed.steps + 1
    FROM followed
    JOIN successions ON successions.old_id = followed.new_id
),
heirs AS (
    SELECT followed.old_id, followed.new_id, followed.kind, agencies.name, provinces.name AS province
    FROM followed
    JOIN agencies ON agencies.agency_id = followed.new_id AND agencies.valid_to IS NULL
    JOIN provinces ON provinces.province_id = agencies.province_id
)
SELECT
    results.*, heirs.new_id AS agency_id_now, heirs.name AS agency_now, heirs.province AS province_now,
    heirs.kind AS succession
FROM results
LEFT JOIN heirs ON heirs.old_id = results.agency_id
