-- Which printing of each value counts, for the tables, the audit and the site alike: the telling that comes first.
-- What a later source tells of another year's list fills its gaps; a list that is complete in its own source has
-- none, and what is said of it later is a claim on it.
SELECT occurrences.* EXCLUDE (is_restated)
FROM core.first_occurrences AS occurrences
JOIN core.list_sizes AS sizes ON sizes.assessment_id = occurrences.assessment_id
WHERE NOT (occurrences.is_restated AND sizes.is_complete)
