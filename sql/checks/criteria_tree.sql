-- criteria: a parent stands before its parts in the same assessment, and the maxima of its parts do not make more
-- than its own. Cure: mend sql/core/criteria_tree.sql.
SELECT parent.criterion_id, parent.max_score, sum(part.max_score) AS of_parts
FROM criteria AS part
JOIN criteria AS parent ON parent.criterion_id = part.parent_criterion_id
GROUP BY parent.criterion_id, parent.assessment_id, parent.position, parent.max_score
HAVING sum(part.max_score) > parent.max_score
    OR min(part.position) <= parent.position
    OR bool_or(part.assessment_id <> parent.assessment_id)
