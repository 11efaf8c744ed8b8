-- deductions: a score that follows with one value stands among the scores, a tier with a name among the rankings; as
-- printed or recomputed where it is, else as deduced.
-- Cure: mend sql/marts/scores.sql or sql/marts/rankings.sql.
SELECT found.deduction_id, found.quantity, found.agency_id, found.criterion_id, found.low, found.tier
FROM deductions AS found
WHERE found.status = 'deduced' AND found.agency_id IS NOT NULL AND found.holds_if IS NULL AND (
    (found.quantity = 'score' AND NOT EXISTS (
        SELECT 1 FROM scores
        WHERE scores.criterion_id = found.criterion_id AND scores.agency_id = found.agency_id
            AND (scores.status = 'printed' OR (scores.status = 'deduced' AND scores.score = found.low))
    ))
    OR (found.quantity = 'tier' AND found.tier IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM rankings
        WHERE rankings.criterion_id = found.criterion_id AND rankings.agency_id = found.agency_id
            AND (rankings.tier_basis = 'printed_band'
                OR (rankings.tier_basis = 'deduced' AND rankings.recomputed_tier = found.tier))
    ))
)
