SELECT
    c.assessment_id, c.printed_value, ours.average, ours.n_units, c.verdict, c.reading,
    list(DISTINCT c.line ORDER BY c.line) AS lines
FROM claims AS c
LEFT JOIN (
    SELECT assessment_id, round(avg(r.score), 3) AS average, count(r.score) AS n_units
    FROM results AS r
    JOIN assessments AS a USING (assessment_id)
    WHERE a.is_complete AND r.criterion = 'total'
    GROUP BY assessment_id
) AS ours ON ours.assessment_id = c.assessment_id
WHERE c.claim_type = 'average' AND c.criterion = 'total'
GROUP BY c.assessment_id, c.printed_value, ours.average, ours.n_units, c.verdict, c.reading
ORDER BY c.assessment_id, c.printed_value;
