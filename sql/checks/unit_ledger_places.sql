-- unit_ledger: the name stands at col_start..col_end of its line, wherever that line is published.
-- Cure: mend the offsets where the ledger is made.
SELECT ledger.source_id, ledger.line, ledger.col_start, ledger.col_end, ledger.text, lines.text AS line_text
FROM unit_ledger AS ledger
JOIN source_lines AS lines ON lines.source_id = ledger.source_id AND lines.line = ledger.line
WHERE substring(lines.text, ledger.col_start + 1, ledger.col_end - ledger.col_start) <> ledger.text
