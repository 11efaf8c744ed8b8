-- discrepancies: no error is told of a transcript, which is our own copy; an error of it alone is a doubt.
-- Cure: mend pipeline/audit/findings/doubt_gate.py.
SELECT told.discrepancy_id, told.source_id, told.line, told.printed
FROM discrepancies AS told
JOIN sources ON sources.source_id = told.source_id
WHERE sources.document_kind = 'transcript'
