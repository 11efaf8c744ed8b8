SELECT 'result' AS what, assessment_id, criterion AS about, status, score AS low, score AS high, rank, line
FROM results
WHERE agency_id = 'cao-bang/so-y-te'
UNION ALL
SELECT 'claim', assessment_id, claim_type, verdict, low, high, NULL, line
FROM claims
WHERE claim_id IN (SELECT claim_id FROM claim_units WHERE agency_id = 'cao-bang/so-y-te')
UNION ALL
SELECT 'discrepancy', assessment_id, kind, weight, NULL, NULL, NULL, line
FROM discrepancies
WHERE agency_id = 'cao-bang/so-y-te'
UNION ALL
SELECT 'deduction', assessment_id, quantity || ' of ' || criterion_id, status, low, high, NULL, NULL
FROM deductions
WHERE agency_id = 'cao-bang/so-y-te'
ORDER BY ALL;
