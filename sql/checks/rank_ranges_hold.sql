-- rank_ranges: the rank lies between the best and the worst, a wider range of weights has the wider range of ranks, and
-- both ends of an exact one have their weights. Cure: mend pipeline/audit/other_weights.
SELECT narrow.assessment_id, narrow.agency_id, narrow.weight_range, narrow.rank_best, narrow.rank_worst
FROM rank_ranges AS narrow
LEFT JOIN rank_ranges AS wide
    ON wide.assessment_id = narrow.assessment_id AND wide.agency_id = narrow.agency_id AND wide.weight_range = 'all'
WHERE narrow.rank_competition NOT BETWEEN narrow.rank_best AND narrow.rank_worst
    OR wide.rank_best IS NULL
    OR (wide.range_basis = 'exact' AND narrow.range_basis = 'exact'
        AND (wide.rank_best > narrow.rank_best OR wide.rank_worst < narrow.rank_worst))
    OR (narrow.range_basis = 'exact') <> (len(narrow.best_weights) > 0 AND len(narrow.worst_weights) > 0)
