-- claims: a recomputed value has a unit of its own: words of a place have no place, a row of a list as its value.
-- Cure: let the judge of its type in pipeline/audit/judges say the unit of what it worked out.
SELECT claim_id, source_id, line, claim_type, unit, recomputed_value, recomputed_unit
FROM claims
WHERE (recomputed_value IS NULL) <> (recomputed_unit IS NULL)
    OR (printed_value IS NULL AND recomputed_unit IN ('ranks', 'tiers') AND claim_type <> 'rank_change')
