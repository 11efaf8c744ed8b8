-- The criteria, those that are only named too, with the dimension that each is of: that of the longest phrase that its
-- name is or begins with, and why. A name that holds more than the phrase is not exactly what the phrase is; one that
-- holds it further on is of something else.
WITH all_criteria AS (
    SELECT *, NULL AS named_at FROM core.criteria
    UNION ALL BY NAME
    SELECT *, assessment_id || '/total' AS parent_criterion_id FROM core.unscored_criteria
),
links AS (
    SELECT phrase, dimension_id, link, reason_vi, reason_en, false AS whole_only FROM codes.dimension_links
    UNION ALL
    SELECT name, dimension_id, link, reason_vi, reason_en, true FROM codes.criterion_links
),
linked AS (
    SELECT DISTINCT ON (criteria.name)
        criteria.name, links.dimension_id, links.phrase, links.reason_vi, links.reason_en,
        names.folded = phrases.folded AS is_whole,
        CASE WHEN names.folded <> phrases.folded AND links.link = 'exact' THEN 'close' ELSE links.link END AS link
    FROM all_criteria AS criteria
    JOIN core.folded_names AS names ON names.name = criteria.name
    JOIN core.folded_names AS phrases ON starts_with(names.folded || ' ', phrases.folded || ' ')
    JOIN links ON links.phrase = phrases.name AND (names.folded = phrases.folded OR NOT links.whole_only)
    ORDER BY criteria.name, length(phrases.folded) DESC, phrases.name
)
SELECT
    criteria.*, linked.dimension_id, coalesce(linked.link, 'none') AS dimension_link,
    CASE
        WHEN linked.is_whole THEN '“' || linked.phrase || '”: ' || linked.reason_vi
        WHEN linked.name IS NOT NULL THEN 'Tên bắt đầu bằng “' || linked.phrase || '” (' || linked.reason_vi || ') và còn chữ khác'
        WHEN criteria.name = 'total' THEN 'Tổng điểm gộp nhiều chiều'
        ELSE 'Tên không có trong danh mục dimension_links và criterion_links'
    END AS dimension_reason,
    CASE
        WHEN linked.is_whole THEN '“' || linked.phrase || '”: ' || linked.reason_en
        WHEN linked.name IS NOT NULL
            THEN 'The name begins with “' || linked.phrase || '” (' || linked.reason_en || ') and more'
        WHEN criteria.name = 'total' THEN 'The total joins several dimensions'
        ELSE 'The name stands in neither list, dimension_links or criterion_links'
    END AS dimension_reason_en
FROM all_criteria AS criteria
LEFT JOIN linked ON linked.name = criteria.name AND criteria.name <> 'total'
