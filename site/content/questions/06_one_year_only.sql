SELECT
    a.assessment_id, b.assessment_id AS other_assessment_id,
    CASE WHEN b.is_complete THEN count(u.agency_id) FILTER (v.agency_id IS NULL) END AS n_absent,
    CASE WHEN b.is_complete THEN list(u.agency_id ORDER BY u.agency_id) FILTER (v.agency_id IS NULL) END AS absent
FROM assessments AS a
JOIN assessments AS b USING (province_id, index_id, block)
JOIN assessed_units AS u ON u.assessment_id = a.assessment_id
LEFT JOIN assessed_units AS v ON v.assessment_id = b.assessment_id AND v.agency_id = u.agency_id
WHERE a.year <> b.year
GROUP BY a.assessment_id, b.assessment_id, b.is_complete
ORDER BY ALL;
