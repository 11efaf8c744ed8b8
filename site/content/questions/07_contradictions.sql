SELECT
    sources.province_id, d.line, d.kind, d.printed, d.recomputed, d.unit, d.weight,
    list(s.value_text ORDER BY s.line, s.col_start) FILTER (s.statement_id IS NOT NULL) AS clashing,
    d.explanation, d.explanation_en
FROM discrepancies AS d
JOIN sources USING (source_id)
LEFT JOIN conflict_sets AS c ON c.criterion_id = d.criterion_id AND c.agency_id = d.agency_id
LEFT JOIN statements AS s ON list_contains(c.inputs, s.statement_id)
GROUP BY ALL
ORDER BY ALL;
