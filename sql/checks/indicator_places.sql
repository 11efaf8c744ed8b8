-- indicators: the quote stands in its line letter for letter.
-- Cure: mend the quote where reading makes it.
SELECT indicators.source_id, indicators.line, indicators.name, indicators.quote, lines.text
FROM indicators
LEFT JOIN source_lines AS lines ON lines.source_id = indicators.source_id AND lines.line = indicators.line
WHERE lines.text IS NULL OR NOT contains(lines.text, indicators.quote)
