-- discrepancies: every contradicted claim tells of one discrepancy of its publication, and every discrepancy is told.
-- Cure: mend pipeline/audit.
SELECT claims.claim_id, claims.source_id, claims.line, claims.verdict, claims.discrepancy_id
FROM claims
LEFT JOIN discrepancies AS told ON told.discrepancy_id = claims.discrepancy_id
LEFT JOIN sources ON sources.source_id = claims.source_id
WHERE (claims.verdict = 'contradicted') <> (told.discrepancy_id IS NOT NULL)
    OR told.publication_id <> sources.publication_id
UNION ALL
SELECT told.claim_id, told.source_id, told.line, 'told ' || count(claims.claim_id) || ' times', told.discrepancy_id
FROM discrepancies AS told
LEFT JOIN claims ON claims.discrepancy_id = told.discrepancy_id AND claims.source_id NOT IN (
    SELECT source_id FROM sources WHERE document_kind = 'transcript'
)
GROUP BY told.claim_id, told.source_id, told.line, told.n_tellings, told.discrepancy_id
HAVING count(claims.claim_id) <> told.n_tellings
    OR count(*) FILTER (WHERE claims.claim_id = told.claim_id AND claims.line = told.line) <> 1
