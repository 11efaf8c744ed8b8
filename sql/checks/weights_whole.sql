-- criterion_weights: the shares of the criteria of a table make 100 %. Cure: mend sql/marts/criterion_weights.sql.
SELECT assessment_id, sum(nominal_weight) AS nominal, sum(effective_weight) AS effective
FROM criterion_weights
GROUP BY assessment_id
HAVING abs(sum(nominal_weight) - 100) > 0.001 OR abs(sum(effective_weight) - 100) > 0.001
