-- rankings: 1 <= rank_low <= rank_high <= number of units, and each scheme lies where its definition puts it,
-- but for units whose printed rank is told among the discrepancies.
-- Cure: mend sql/core/rank_bases.sql or sql/marts/rankings.sql.
SELECT rankings.*, assessments.n_units
FROM rankings
JOIN assessments ON assessments.assessment_id = rankings.assessment_id
WHERE (rankings.rank_low < 1
    OR rankings.rank_low > rankings.rank_high
    OR rankings.rank_high > assessments.n_units
    OR rankings.rank_dense > rankings.rank_competition
    OR rankings.rank_competition > rankings.rank_modified
    OR 2 * rankings.rank_fractional <> rankings.rank_competition + rankings.rank_modified)
    AND NOT EXISTS (
        SELECT 1 FROM discrepancies AS told
        WHERE told.criterion_id = rankings.criterion_id AND told.agency_id = rankings.agency_id
    )
