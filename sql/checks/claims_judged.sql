-- claims: every claim has a verdict with its explanation in both languages.
-- Cure: give its type a judge in pipeline/audit/judge.py.
SELECT claim_id, source_id, line, claim_type, verdict
FROM claims
WHERE verdict IS NULL OR coalesce(explanation, '') = '' OR coalesce(explanation_en, '') = ''
