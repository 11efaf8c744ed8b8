-- The criteria with the dimension that each is of: that of the longest phrase that stands in its name as whole words,
-- and why. A name that holds more than the phrase is not exactly what the phrase is.
WITH linked AS (
    SELECT DISTINCT ON (criteria.name)
        criteria.name, links.dimension_id, links.phrase, links.reason_vi, links.reason_en,
        names.folded = phrases.folded AS is_whole,
        CASE WHEN names.folded <> phrases.folded AND links.link = 'exact' THEN 'close' ELSE links.link END AS link
    FROM core.criteria AS criteria
    JOIN core.folded_names AS names ON names.name = criteria.name
    JOIN core.folded_names AS phrases ON contains(' ' || names.folded || ' ', ' ' || phrases.folded || ' ')
    JOIN codes.dimension_links AS links ON links.phrase = phrases.name
    ORDER BY criteria.name, length(phrases.folded) DESC, phrases.name
)
SELECT
    criteria.*, linked.dimension_id, coalesce(linked.link, 'none') AS dimension_link,
    CASE
        WHEN linked.is_whole THEN '“' || linked.phrase || '”: ' || linked.reason_vi
        WHEN linked.name IS NOT NULL THEN 'Tên chứa “' || linked.phrase || '” (' || linked.reason_vi || ') và còn chữ khác'
        WHEN criteria.name = 'total' THEN 'Tổng điểm gộp nhiều chiều'
        ELSE 'Chưa có cụm từ nào của danh mục dimension_links trong tên'
    END AS dimension_reason,
    CASE
        WHEN linked.is_whole THEN '“' || linked.phrase || '”: ' || linked.reason_en
        WHEN linked.name IS NOT NULL
            THEN 'The name holds “' || linked.phrase || '” (' || linked.reason_en || ') and more'
        WHEN criteria.name = 'total' THEN 'The total joins several dimensions'
        ELSE 'No phrase of the list dimension_links stands in the name'
    END AS dimension_reason_en
FROM core.criteria AS criteria
LEFT JOIN linked ON linked.name = criteria.name AND criteria.name <> 'total'
