-- claims: a recomputed value lies within its bounds, and a confirmed one names the reading that holds or counts rows.
-- Cure: mend the judge of its type in pipeline/audit/judges.
SELECT claim_id, source_id, line, claim_type, recomputed_value, low, high, verdict, reading
FROM claims
WHERE low > high OR recomputed_value < low OR recomputed_value > high
    OR (verdict = 'rounded' AND reading IS NULL)
