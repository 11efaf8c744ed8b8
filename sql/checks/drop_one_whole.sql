-- drop_one_ranks: every unit of a table has a rank without each of its criteria, among as many units.
-- Cure: mend sql/marts/drop_one_ranks.sql.
SELECT drops.assessment_id, drops.criterion_id, count(*) AS n_rows, any_value(weights.n_units) AS n_units
FROM drop_one_ranks AS drops
LEFT JOIN criterion_weights AS weights ON weights.criterion_id = drops.criterion_id
GROUP BY drops.assessment_id, drops.criterion_id
HAVING count(*) IS DISTINCT FROM any_value(weights.n_units)
    OR greatest(max(drops.rank_without), max(drops.rank_competition)) > count(*)
