-- rankings: a printed rank lies between 1 and the number of units.
-- Cure: see the line of the rank and what n_units_basis rests on; one of the two is misread.
SELECT rankings.assessment_id, rankings.agency_id, rankings.criterion_id, rankings.printed_rank, assessments.n_units
FROM rankings
JOIN assessments ON assessments.assessment_id = rankings.assessment_id
WHERE rankings.printed_rank < 1 OR rankings.printed_rank > assessments.n_units
