-- comparability: what may be subtracted (A to C) has one index and one block, at A and B of one province; nothing is at E
-- but what shares nothing. Cure: mend sql/marts/comparability.sql.
SELECT ladder.assessment_id_a, ladder.assessment_id_b, ladder.step, ladder.common
FROM comparability AS ladder
JOIN assessments AS a ON a.assessment_id = ladder.assessment_id_a
JOIN assessments AS b ON b.assessment_id = ladder.assessment_id_b
WHERE (ladder.step IN ('A', 'B', 'C') AND (a.index_id <> b.index_id OR a.block <> b.block))
    OR (ladder.step IN ('A', 'B') AND a.province_id <> b.province_id)
    OR (ladder.step = 'E') <> (len(ladder.common) = 0)
    OR (a.index_id = b.index_id) <> list_contains(ladder.common, 'index')
