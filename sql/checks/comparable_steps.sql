-- comparability: what may be subtracted (A and B) has one index, one block and one province.
-- Cure: mend sql/marts/comparability.sql.
SELECT ladder.assessment_id_a, ladder.assessment_id_b, ladder.step
FROM comparability AS ladder
JOIN assessments AS a ON a.assessment_id = ladder.assessment_id_a
JOIN assessments AS b ON b.assessment_id = ladder.assessment_id_b
WHERE ladder.step IN ('A', 'B')
    AND (a.index_id <> b.index_id OR a.block <> b.block OR a.province_id <> b.province_id)
