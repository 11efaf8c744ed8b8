-- scores: every unit that is ranked has a row on every criterion with a printed value.
-- Cure: mend sql/marts/scores.sql.
SELECT rankings.assessment_id, rankings.agency_id, criteria.criterion_id
FROM rankings
JOIN (SELECT DISTINCT assessment_id, criterion_id FROM rankings) AS criteria
    ON criteria.assessment_id = rankings.assessment_id
JOIN assessed_units AS units
    ON units.assessment_id = rankings.assessment_id AND units.agency_id = rankings.agency_id
    AND units.status <> 'excluded'
LEFT JOIN scores ON scores.agency_id = rankings.agency_id AND scores.criterion_id = criteria.criterion_id
WHERE scores.status IS NULL
