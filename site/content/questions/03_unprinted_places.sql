SELECT
    assessment_id, agency, 1 AS n, rank_low, rank_high, score_low, score_high, tier_low, tier_high
FROM results
WHERE criterion = 'total' AND status IN ('deduced', 'bounded')
UNION ALL
SELECT
    a.assessment_id, NULL, a.n_unnamed,
    max(d.low) FILTER (d.quantity = 'rank'), max(d.high) FILTER (d.quantity = 'rank'),
    max(d.low) FILTER (d.quantity = 'score'), max(d.high) FILTER (d.quantity = 'score'), NULL, NULL
FROM deductions AS d
JOIN criteria AS c USING (criterion_id)
JOIN assessments AS a ON a.assessment_id = d.assessment_id
WHERE d.agency_id IS NULL AND d.quantity IN ('rank', 'score') AND c.name = 'total'
GROUP BY a.assessment_id, a.n_unnamed
ORDER BY assessment_id, agency;
