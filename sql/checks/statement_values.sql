-- statements: a tier has a tier and no value; a number has a value of its decimals; only a last place has neither.
-- Cure: mend the reading that made the statement.
SELECT statement_id, source_id, line, measure, value, tier, decimals, value_text
FROM statements
WHERE (measure = 'tier') <> (tier IS NOT NULL)
    OR (measure = 'tier' AND value IS NOT NULL)
    OR (measure NOT IN ('tier', 'rank') AND value IS NULL)
    OR (value * 1000000)::BIGINT % [1000000, 100000, 10000, 1000, 100, 10, 1][decimals + 1] <> 0
