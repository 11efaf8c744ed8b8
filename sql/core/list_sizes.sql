-- How many units each list has, how many of them are quoted, and whether that is all of them.
SELECT
    lists.assessment_id,
    counts.n_units,
    counts.basis AS n_units_basis,
    count(quoted.agency_id) AS n_quoted,
    lists.is_own AND coalesce(count(quoted.agency_id) >= counts.n_units, false) AS is_complete
FROM core.lists AS lists
LEFT JOIN core.unit_counts AS counts ON counts.assessment_id = lists.assessment_id
LEFT JOIN core.quoted_units AS quoted ON quoted.assessment_id = lists.assessment_id
GROUP BY lists.assessment_id, lists.is_own, counts.n_units, counts.basis
