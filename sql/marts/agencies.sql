-- Each source names the agencies it needs; the same agency named again is one row. One that stood until its province
-- was merged with others ended with it; where the province went on, its agencies did too.
WITH named AS (
    FROM staged.agencies
    QUALIFY row_number() OVER (
        PARTITION BY agency_id ORDER BY name, block, agency_type, admin_code, valid_from, valid_to
    ) = 1
),
merged AS (
    SELECT old_id AS province_id, min(valid_from)::DATE AS ended_on
    FROM codes.successions
    WHERE kind = 'merged'
    GROUP BY old_id
)
-- least() passes over an end that is not known
SELECT named.* REPLACE (least(named.valid_to, merged.ended_on) AS valid_to)
FROM named
LEFT JOIN merged ON merged.province_id = named.province_id
