-- The results under the names and in the provinces of their time, with when each unit began and ended.
SELECT results.*, agencies.valid_from, agencies.valid_to
FROM results
JOIN agencies ON agencies.agency_id = results.agency_id
