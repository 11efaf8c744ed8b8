-- Every pair of assessments on the ladder. One list is one assessment, so no pair is at A; no national parent
-- document is known, so none is at C.
WITH pairs AS (
    SELECT
        a.assessment_id AS assessment_id_a, b.assessment_id AS assessment_id_b,
        a.index_id AS index_a, b.index_id AS index_b, a.index_id = b.index_id AS same_index,
        a.block = b.block AND a.province_id = b.province_id AS same_units,
        a.criteria_document = b.criteria_document AS same_criteria,
        a.criteria_document, a.period AS period_a, b.period AS period_b,
        topic_a.name_vi AS topic_a, topic_b.name_vi AS topic_b,
        topic_a.name_en AS topic_a_en, topic_b.name_en AS topic_b_en
    FROM core.lists AS a
    JOIN core.lists AS b ON a.assessment_id < b.assessment_id
    LEFT JOIN codes.indices AS topic_a ON topic_a.index_id = a.index_id
    LEFT JOIN codes.indices AS topic_b ON topic_b.index_id = b.index_id
),
stepped AS (
    SELECT *,
        CASE
            WHEN same_index AND same_units AND same_criteria AND period_a <> period_b THEN 'B'
            WHEN same_index THEN 'D'
            ELSE 'E'
        END AS step
    FROM pairs
)
SELECT
    assessment_id_a, assessment_id_b, step,
    CASE
        WHEN step = 'B'
            THEN 'Cùng bộ tiêu chí (' || criteria_document || '), khác kỳ: ' || period_a || ' và ' || period_b
        WHEN step = 'E'
            THEN 'Khác chủ đề: ' || coalesce(topic_a, index_a) || ' và ' || coalesce(topic_b, index_b)
        WHEN same_criteria THEN 'Cùng bộ tiêu chí (' || criteria_document || ') nhưng khác đơn vị được xếp'
        WHEN same_criteria IS NULL THEN 'Chỉ cùng chủ đề: chưa rõ có cùng bộ tiêu chí'
        ELSE 'Chỉ cùng chủ đề: khác bộ tiêu chí'
    END AS reason,
    CASE
        WHEN step = 'B'
            THEN 'Same criteria document (' || criteria_document || '), other period: '
                || period_a || ' and ' || period_b
        WHEN step = 'E'
            THEN 'Different topics: ' || coalesce(topic_a_en, index_a) || ' and '
                || coalesce(topic_b_en, index_b)
        WHEN same_criteria THEN 'Same criteria document (' || criteria_document || ') but other units'
        WHEN same_criteria IS NULL THEN 'Same topic only: whether the criteria are the same is not known'
        ELSE 'Same topic only: the criteria differ'
    END AS reason_en
FROM stepped
