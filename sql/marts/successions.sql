-- Provinces from the code list. Agencies where a source names both: a department whose type ended for another one, and
-- one whose province was merged, if the new province has a department of that type. In a centrally run city the
-- departments were arranged in its own way, so their types tell nothing there. What has no sure heir has no row.
WITH links AS (
    SELECT
        old.agency_id AS old_id, heir.agency_id AS new_id, old.valid_to AS valid_from,
        types.successor_kind AS kind, heir.valid_from AS begins, heir.valid_to AS ends
    FROM agencies AS old
    JOIN provinces ON provinces.province_id = old.province_id AND provinces.kind <> 'city'
    JOIN codes.agency_types AS types ON types.agency_type = old.agency_type AND types.valid_to::DATE = old.valid_to
    JOIN agencies AS heir ON heir.province_id = old.province_id AND heir.agency_type = types.successor_type
    WHERE types.successor_kind <> ''
    UNION ALL
    SELECT old.agency_id, heir.agency_id, old.valid_to, merger.kind, heir.valid_from, heir.valid_to
    FROM agencies AS old
    JOIN codes.successions AS merger
        ON merger.old_id = old.province_id AND merger.kind = 'merged' AND merger.valid_from::DATE = old.valid_to
    JOIN agencies AS heir ON heir.province_id = merger.new_id AND heir.agency_type = old.agency_type
    WHERE old.block = 'departments'
),
heirs AS (
    FROM links
    WHERE valid_from >= coalesce(begins, valid_from) AND (ends IS NULL OR valid_from < ends)
    -- several agencies of the type: which of them follows is not known
    QUALIFY count(*) OVER (PARTITION BY old_id) = 1
)
SELECT old_id, new_id, valid_from::DATE AS valid_from, kind FROM codes.successions
UNION ALL
SELECT old_id, new_id, valid_from, kind FROM heirs
