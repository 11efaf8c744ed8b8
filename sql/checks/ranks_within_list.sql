-- rankings: a printed rank lies between 1 and the number of units, or is told among the discrepancies.
-- Cure: see the line of the rank and what n_units_basis rests on; one of the two is misread.
SELECT rankings.assessment_id, rankings.agency_id, rankings.criterion_id, rankings.printed_rank, assessments.n_units
FROM rankings
JOIN assessments ON assessments.assessment_id = rankings.assessment_id
WHERE (rankings.printed_rank < 1 OR rankings.printed_rank > assessments.n_units)
    AND NOT EXISTS (
        SELECT 1 FROM discrepancies AS told
        WHERE told.criterion_id = rankings.criterion_id AND told.agency_id = rankings.agency_id
    )
