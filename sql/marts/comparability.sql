-- Every pair of assessments on the ladder (METHOD 8): what the two share, by what their documents and the code lists
-- say, and the step that follows. One list is one assessment, so no pair is at A.
WITH described AS (
    SELECT
        lists.assessment_id, lists.province_id, lists.period, lists.index_id, lists.block,
        lists.criteria_document, lists.parent_document,
        upper(replace(lists.criteria_document, ' ', '')) AS criteria_key,
        -- a national document may itself set the criteria
        upper(replace(coalesce(lists.parent_document, lists.criteria_document), ' ', '')) AS parent_key,
        -- who only tells later of a list has not decided it
        CASE WHEN lists.is_own THEN coalesce(sources.document_number, sources.about) END AS document,
        CASE WHEN lists.is_own THEN coalesce(sources.document_number, sources.about, sources.publication_id) END
            AS document_key,
        indices.name_vi AS index_vi, indices.name_en AS index_en, blocks.name_vi AS block_vi, blocks.name_en AS block_en
    FROM core.lists AS lists
    JOIN staged.sources AS sources ON sources.source_id = lists.source_id
    LEFT JOIN codes.indices AS indices ON indices.index_id = lists.index_id
    LEFT JOIN codes.blocks AS blocks ON blocks.block = lists.block
),
pairs AS (
    SELECT
        a.assessment_id AS assessment_id_a, b.assessment_id AS assessment_id_b, a.criteria_document, a.document,
        coalesce(a.parent_document, a.criteria_document) AS parent_document,
        a.period AS period_a, b.period AS period_b,
        a.index_id = b.index_id AS same_index,
        a.block = b.block AS same_block,
        a.province_id = b.province_id AS same_province,
        a.period = b.period AS same_period,
        coalesce(a.criteria_key = b.criteria_key, false) AS same_criteria,
        coalesce(a.parent_key = b.parent_key, false) AS same_parent,
        coalesce(a.document_key = b.document_key, false) AND a.province_id = b.province_id AS same_document,
        a.criteria_key IS NULL OR b.criteria_key IS NULL AS is_unknown,
        -- in one order, whichever list comes first
        [coalesce(a.index_vi, a.index_id), coalesce(b.index_vi, b.index_id)].list_sort() AS indices,
        [coalesce(a.index_en, a.index_id), coalesce(b.index_en, b.index_id)].list_sort() AS indices_en,
        [coalesce(a.block_vi, a.block), coalesce(b.block_vi, b.block)].list_sort() AS blocks,
        [coalesce(a.block_en, a.block), coalesce(b.block_en, b.block)].list_sort() AS blocks_en
    FROM described AS a
    JOIN described AS b ON a.assessment_id < b.assessment_id
),
stepped AS (
    SELECT
        *,
        list_filter([
            CASE WHEN same_document THEN 'document' END,
            CASE WHEN same_criteria THEN 'criteria_document' END,
            CASE WHEN same_parent THEN 'parent_document' END,
            CASE WHEN same_index THEN 'index' END
        ], lambda part: part IS NOT NULL) AS common,
        CASE
            WHEN NOT (same_document OR same_criteria OR same_parent OR same_index) THEN 'E'
            WHEN NOT (same_index AND same_block) THEN 'D'
            WHEN same_criteria AND same_province AND NOT same_period THEN 'B'
            WHEN same_parent AND NOT (same_province AND same_period) THEN 'C'
            ELSE 'D'
        END AS step
    FROM pairs
),
worded AS (
    SELECT
        *,
        list_filter([
            CASE WHEN same_document THEN coalesce('cùng văn bản ' || document, 'cùng một tài liệu') END,
            CASE WHEN same_criteria THEN 'cùng bộ tiêu chí ' || criteria_document END,
            CASE WHEN same_parent AND NOT same_criteria
                THEN 'cùng văn bản gốc của trung ương ' || parent_document END,
            CASE WHEN same_index THEN 'cùng chủ đề ' || indices[1] ELSE 'khác chủ đề: ' || indices[1] || ' và '
                || indices[2] END,
            CASE WHEN step = 'B' THEN 'khác kỳ: ' || period_a || ' và ' || period_b END,
            CASE WHEN NOT same_block THEN 'khác khối: ' || blocks[1] || ' và ' || blocks[2] END,
            CASE
                WHEN same_criteria OR step = 'E' THEN NULL
                WHEN is_unknown THEN 'chưa rõ có cùng bộ tiêu chí'
                ELSE 'khác bộ tiêu chí'
            END
        ], lambda part: part IS NOT NULL) AS parts,
        list_filter([
            CASE WHEN same_document THEN coalesce('same document ' || document, 'told of in one document') END,
            CASE WHEN same_criteria THEN 'same criteria document ' || criteria_document END,
            CASE WHEN same_parent AND NOT same_criteria
                THEN 'same national parent document ' || parent_document END,
            CASE WHEN same_index THEN 'same topic ' || indices_en[1] ELSE 'different topics: ' || indices_en[1] || ' and '
                || indices_en[2] END,
            CASE WHEN step = 'B' THEN 'other period: ' || period_a || ' and ' || period_b END,
            CASE WHEN NOT same_block THEN 'different blocks: ' || blocks_en[1] || ' and ' || blocks_en[2] END,
            CASE
                WHEN same_criteria OR step = 'E' THEN NULL
                WHEN is_unknown THEN 'whether the criteria are the same is not known'
                ELSE 'the criteria differ'
            END
        ], lambda part: part IS NOT NULL) AS parts_en
    FROM stepped
)
SELECT
    assessment_id_a, assessment_id_b, step, common,
    upper(parts[1][1]) || array_to_string(parts, '; ')[2:] AS reason,
    upper(parts_en[1][1]) || array_to_string(parts_en, '; ')[2:] AS reason_en
FROM worded
