-- dominance: a unit that another dominates is behind it, and no weights can change that.
-- Cure: mend sql/marts/dominance.sql, or pipeline/audit/other_weights.
SELECT pair.assessment_id, pair.agency_id, pair.dominated_agency_id, ahead.rank_worst, behind.rank_best
FROM dominance AS pair
JOIN rank_ranges AS ahead ON ahead.assessment_id = pair.assessment_id AND ahead.agency_id = pair.agency_id
JOIN rank_ranges AS behind
    ON behind.assessment_id = pair.assessment_id AND behind.agency_id = pair.dominated_agency_id
    AND behind.weight_range = ahead.weight_range
WHERE ahead.rank_competition >= behind.rank_competition OR ahead.rank_best > behind.rank_best
    OR ahead.rank_worst > behind.rank_worst OR pair.n_better > pair.n_criteria
