-- comparability: every pair of assessments stands once, the lesser id first.
-- Cure: mend sql/marts/comparability.sql.
WITH pairs AS (
    SELECT a.assessment_id AS assessment_id_a, b.assessment_id AS assessment_id_b
    FROM assessments AS a
    JOIN assessments AS b ON a.assessment_id < b.assessment_id
)
SELECT
    coalesce(pairs.assessment_id_a, ladder.assessment_id_a) AS assessment_id_a,
    coalesce(pairs.assessment_id_b, ladder.assessment_id_b) AS assessment_id_b,
    ladder.step
FROM pairs
FULL JOIN comparability AS ladder
    ON ladder.assessment_id_a = pairs.assessment_id_a AND ladder.assessment_id_b = pairs.assessment_id_b
WHERE pairs.assessment_id_a IS NULL OR ladder.assessment_id_a IS NULL
