-- The ladder of comparison (METHOD 8)

-- What the documents of a list say of it; one that tells of another year than its own says nothing.
CREATE OR REPLACE TEMP TABLE rebuilt_comparability AS
WITH stated AS (
    SELECT
        lists.assessment_id, lists.province_id, lists.period, lists.index_id, lists.block, owned.is_own,
        coalesce(sources.document_number, sources.about, sources.publication_id) AS document,
        upper(replace(sources.criteria_document, ' ', '')) AS criteria,
        upper(replace(coalesce(sources.parent_document, sources.criteria_document), ' ', '')) AS parent
    FROM 'parquet/assessments.parquet' AS lists
    JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = lists.source_id
    JOIN owned ON owned.assessment_id = lists.assessment_id
),
-- one row a thing that a list has
has AS (
    SELECT assessment_id, 1 AS nth, 'document' AS what, province_id || ' ' || document AS thing FROM stated WHERE is_own
    UNION ALL SELECT assessment_id, 2, 'criteria_document', criteria FROM stated WHERE is_own
    UNION ALL SELECT assessment_id, 3, 'parent_document', parent FROM stated WHERE is_own
    UNION ALL SELECT assessment_id, 4, 'index', index_id FROM stated
    UNION ALL SELECT assessment_id, 5, 'block', block FROM stated
    UNION ALL SELECT assessment_id, 6, 'place', province_id FROM stated
    UNION ALL SELECT assessment_id, 7, 'period', period FROM stated
),
shared AS (
    SELECT
        a.assessment_id AS assessment_id_a, b.assessment_id AS assessment_id_b,
        list(mine.what ORDER BY mine.nth) FILTER (WHERE theirs.what IS NOT NULL) AS things
    FROM stated AS a
    JOIN stated AS b ON a.assessment_id < b.assessment_id
    JOIN has AS mine ON mine.assessment_id = a.assessment_id
    LEFT JOIN has AS theirs
        ON theirs.assessment_id = b.assessment_id AND theirs.what = mine.what AND theirs.thing = mine.thing
    GROUP BY a.assessment_id, b.assessment_id
)
SELECT
    assessment_id_a, assessment_id_b,
    list_filter(coalesce(things, []), lambda what: what NOT IN ('block', 'place', 'period')) AS common,
    CASE
        WHEN len(common) = 0 THEN 'E'
        WHEN NOT list_has_all(things, ['index', 'block']) THEN 'D'
        WHEN list_has_all(things, ['criteria_document', 'place']) AND 'period' NOT IN things THEN 'B'
        WHEN 'parent_document' IN things AND NOT list_has_all(things, ['place', 'period']) THEN 'C'
        ELSE 'D'
    END AS step
FROM shared;

-- A change between two lists is told with the list of the year before, and with a value only where they compare.
INSERT INTO compared
WITH held AS (
    SELECT claims.claim_id, claims.compared_assessment_id AS stated, ladder.step, claims.recomputed_value, (
        SELECT min(earlier.assessment_id)
        FROM 'parquet/assessments.parquet' AS lists
        JOIN 'parquet/assessments.parquet' AS earlier
            ON earlier.province_id = lists.province_id AND earlier.index_id = lists.index_id
            AND earlier.block = lists.block AND earlier.year = lists.year - 1
        WHERE lists.assessment_id = claims.assessment_id
    ) AS earlier
    FROM 'parquet/claims.parquet' AS claims
    LEFT JOIN rebuilt_comparability AS ladder
        ON ladder.assessment_id_a = least(claims.assessment_id, claims.compared_assessment_id)
        AND ladder.assessment_id_b = greatest(claims.assessment_id, claims.compared_assessment_id)
)
SELECT 'claims.compared_assessment_id', claim_id, stated, CASE WHEN stated IS NOT NULL THEN earlier END FROM held
UNION ALL
SELECT
    'claims.recomputed_value of lists that do not compare', claim_id, recomputed_value::VARCHAR, NULL
FROM held
WHERE stated IS NOT NULL AND coalesce(step, 'E') NOT IN ('A', 'B', 'C');
