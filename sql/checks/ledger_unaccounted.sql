-- number_ledger: every number of a source has a fate.
-- Cure: write the rule that reads the number, or place it by a line in the source's corrections.yaml.
SELECT source_id, line, col_start, token, fate
FROM number_ledger
WHERE fate = 'unaccounted'
