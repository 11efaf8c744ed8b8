-- statements: value_text stands at col_start..col_end of its line, and the quote stands in that line letter for letter.
-- Cure: mend the offsets or the quote where reading makes them.
SELECT st.statement_id, st.source_id, st.line, st.col_start, st.col_end, st.value_text, st.quote, lines.text
FROM statements AS st
LEFT JOIN source_lines AS lines ON lines.source_id = st.source_id AND lines.line = st.line
WHERE lines.text IS NULL
    OR substring(lines.text, st.col_start + 1, st.col_end - st.col_start) <> st.value_text
    OR NOT contains(lines.text, st.quote)
