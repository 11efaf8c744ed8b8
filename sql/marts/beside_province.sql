-- The results beside the total of the province itself in a national list of the same year and index, where the ladder
-- lets the two lists stand side by side. The administrative code of a unit of a national list is the id of its province.
WITH pairs AS (
    SELECT
        lists.assessment_id, nation.assessment_id AS province_assessment_id, nation.score AS province_score,
        nation.rank AS province_rank, nation.n_units AS province_n_units
    FROM assessments AS lists
    JOIN agencies AS province ON province.block = 'provinces' AND province.admin_code = lists.province_id
    JOIN results AS nation
        ON nation.agency_id = province.agency_id AND nation.block = 'provinces' AND nation.criterion = 'total'
        AND nation.year = lists.year AND nation.index_id = lists.index_id
),
allowed AS (
    SELECT * FROM pairs WHERE comparison(assessment_id, province_assessment_id).side_by_side
)
SELECT
    results.*, allowed.province_assessment_id, allowed.province_score, allowed.province_rank,
    allowed.province_n_units
FROM results
LEFT JOIN allowed ON allowed.assessment_id = results.assessment_id
