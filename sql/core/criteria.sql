-- The criteria of each assessment with their tree, maxima and ways of numbering ties.
SELECT
    named.criterion_id, named.assessment_id, named.name, tree.parent_criterion_id, named.position,
    maxima.max_score, maxima.basis AS max_score_basis, schemes.rank_scheme, schemes.n_odd_ranks
FROM core.named_criteria AS named
JOIN core.criteria_tree AS tree ON tree.criterion_id = named.criterion_id
LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = named.criterion_id
LEFT JOIN core.rank_schemes AS schemes ON schemes.criterion_id = named.criterion_id
