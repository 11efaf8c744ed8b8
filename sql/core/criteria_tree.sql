-- What each criterion is part of. All are parts of the total where their maxima leave room for it; where they make
-- more, some are heads of groups: a head, then its parts. The heads make up the maximum of the total to the point,
-- and no group more than its head. Where no such tree fits, or more than one, no parent is told.
WITH RECURSIVE parts AS (
    SELECT
        named.assessment_id, named.criterion_id, named.position, maxima.max_score,
        max(maxima.max_score) FILTER (WHERE named.position = 0) OVER list AS most,
        sum(maxima.max_score) FILTER (WHERE named.position > 0) OVER list AS of_parts,
        max(named.position) OVER list AS n_parts,
        max(named.criterion_id) FILTER (WHERE named.position = 0) OVER list AS total_id
    FROM core.named_criteria AS named
    LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = named.criterion_id
    WINDOW list AS (PARTITION BY named.assessment_id)
),
-- longer lists have too many trees to try
levelled AS (
    FROM parts WHERE position > 0 AND of_parts > most AND n_parts <= 30
),
-- a head with its parts up to `final`; one part alone is none, and one without maximum needs room left
groups AS (
    SELECT head.assessment_id, head.position AS head, head.max_score, ends.position AS final
    FROM levelled AS head
    JOIN levelled AS ends ON ends.assessment_id = head.assessment_id AND ends.position >= head.position
    LEFT JOIN levelled AS member
        ON member.assessment_id = head.assessment_id AND member.position > head.position
        AND member.position <= ends.position
    GROUP BY head.assessment_id, head.position, head.max_score, ends.position
    HAVING count(member.position) <> 1 AND (
        coalesce(sum(member.max_score), 0) < head.max_score
        OR (sum(member.max_score) = head.max_score AND count(member.max_score) = count(member.position))
    )
),
trees AS (
    SELECT DISTINCT
        assessment_id, n_parts, 0::BIGINT AS final, most AS left_over, []::BIGINT[] AS heads
    FROM levelled
    UNION ALL
    SELECT
        trees.assessment_id, trees.n_parts, groups.final, (trees.left_over - groups.max_score)::DECIMAL(18, 6),
        list_append(trees.heads, groups.head)
    FROM trees
    JOIN groups ON groups.assessment_id = trees.assessment_id AND groups.head = trees.final + 1
        AND groups.max_score <= trees.left_over
),
fitting AS (
    SELECT assessment_id, any_value(heads) AS heads
    FROM trees
    WHERE final = n_parts AND left_over = 0
    GROUP BY assessment_id
    HAVING count(*) = 1
)
SELECT
    parts.criterion_id,
    CASE
        WHEN parts.position = 0 THEN NULL
        WHEN parts.of_parts > parts.most AND fitting.heads IS NULL THEN NULL
        ELSE coalesce(head.criterion_id, parts.total_id)
    END AS parent_criterion_id
FROM parts
LEFT JOIN fitting ON fitting.assessment_id = parts.assessment_id
-- the last head before a criterion that is none itself
LEFT JOIN parts AS head
    ON head.assessment_id = parts.assessment_id AND NOT list_contains(fitting.heads, parts.position)
    AND head.position = list_max(list_filter(fitting.heads, lambda position: position < parts.position))
