-- Each source names the agencies it needs; the same agency told again is one row.
FROM staged.agencies
QUALIFY row_number() OVER (
    PARTITION BY agency_id ORDER BY name, block, agency_type, admin_code, valid_from, valid_to
) = 1
