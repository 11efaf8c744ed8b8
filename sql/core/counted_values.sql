-- Which printing of each value counts, for the tables, the audit and the site alike: the telling that comes first.
-- What a later source tells of another year's list fills its gaps; a list that is complete in its own source has
-- none, and what is told of it later is a claim on it.
SELECT told.* EXCLUDE (is_retold)
FROM core.first_tellings AS told
JOIN core.sizes AS sizes ON sizes.assessment_id = told.assessment_id
WHERE NOT (told.is_retold AND sizes.is_complete)
