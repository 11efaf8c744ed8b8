-- rank_correlations: the pairs are those of the common units, each of one kind; a figure is told where all are known, and
-- two lists are held against each other only where they may stand side by side. Cure: mend sql/marts/rank_correlations.sql.
SELECT pair.criterion_id_a, pair.criterion_id_b, pair.n_common, pair.n_pairs, ladder.step
FROM rank_correlations AS pair
LEFT JOIN comparability AS ladder
    ON ladder.assessment_id_a = pair.assessment_id_a AND ladder.assessment_id_b = pair.assessment_id_b
WHERE 2 * pair.n_pairs <> pair.n_common * (pair.n_common - 1)
    OR pair.n_pairs <> pair.n_concordant + pair.n_discordant + pair.n_tied + pair.n_unknown
    OR pair.tau_low > pair.tau_high
    OR (pair.tau_b IS NOT NULL AND pair.n_unknown > 0)
    OR (pair.assessment_id_a <> pair.assessment_id_b AND coalesce(ladder.step, 'E') = 'E')
