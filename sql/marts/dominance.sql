-- Pairs of units that are ordered whatever the weights: one is behind in no criterion and ahead in at least one.
SELECT
    ahead.assessment_id, ahead.agency_id, behind.agency_id AS dominated_agency_id,
    count(*)::INTEGER AS n_criteria,
    (count(*) FILTER (WHERE ahead.score > behind.score))::INTEGER AS n_better
FROM core.complete_tables AS ahead
JOIN core.complete_tables AS behind
    ON behind.criterion_id = ahead.criterion_id AND behind.agency_id <> ahead.agency_id
GROUP BY ahead.assessment_id, ahead.agency_id, behind.agency_id
HAVING bool_and(ahead.score >= behind.score) AND bool_or(ahead.score > behind.score)
