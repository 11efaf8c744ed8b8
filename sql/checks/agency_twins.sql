-- agencies: no two agencies of a province share name, block and time.
-- Cure: give both readings one agency_id in resolution.
SELECT a.agency_id, b.agency_id AS twin, a.name
FROM agencies AS a
JOIN agencies AS b
    ON b.province_id = a.province_id AND b.name = a.name AND b.block = a.block AND a.agency_id < b.agency_id
WHERE a.admin_code IS NOT DISTINCT FROM b.admin_code
    AND coalesce(a.valid_from, '0001-01-01') < coalesce(b.valid_to, '9999-12-31')
    AND coalesce(b.valid_from, '0001-01-01') < coalesce(a.valid_to, '9999-12-31')
