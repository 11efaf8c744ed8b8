-- rankings: 1 <= rank_low <= rank_high <= number of units, and each scheme lies where its definition puts it.
-- Cure: mend sql/core/orders.sql or sql/marts/rankings.sql.
SELECT rankings.*, assessments.n_units
FROM rankings
JOIN assessments ON assessments.assessment_id = rankings.assessment_id
WHERE rankings.rank_low < 1
    OR rankings.rank_low > rankings.rank_high
    OR rankings.rank_high > assessments.n_units
    OR rankings.rank_dense > rankings.rank_competition
    OR rankings.rank_competition > rankings.rank_modified
    OR 2 * rankings.rank_fractional <> rankings.rank_competition + rankings.rank_modified
