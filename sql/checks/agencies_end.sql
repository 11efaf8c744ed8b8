-- agencies: none outlives a province that was merged into another.
-- Cure: mend sql/marts/agencies.sql, or the province's line in schemas/codelists/successions.csv.
SELECT agencies.agency_id, agencies.valid_to, successions.valid_from
FROM agencies
JOIN successions ON successions.old_id = agencies.province_id AND successions.kind = 'merged'
WHERE agencies.valid_to IS NULL OR agencies.valid_to > successions.valid_from
