-- claims: the quote stands in its line letter for letter.
-- Cure: mend the quote where reading makes it.
SELECT claims.claim_id, claims.source_id, claims.line, claims.quote, lines.text
FROM claims
LEFT JOIN source_lines AS lines ON lines.source_id = claims.source_id AND lines.line = claims.line
WHERE lines.text IS NULL OR NOT contains(lines.text, claims.quote)
