-- What an analyst asks for first: each unit of a list on each criterion, with names, and where it is printed. A cell is
-- contested where a printed figure of it is in conflict with others, or where a sentence of its words is contradicted.
WITH at_odds AS (
    SELECT unnest(inputs) AS statement_id FROM conflict_sets
    UNION
    SELECT st.statement_id
    FROM claims
    JOIN statements AS st ON st.source_id = claims.source_id AND st.line = claims.line
        AND st.col_start < claims.col_end AND claims.col_start < st.col_end
    WHERE claims.verdict = 'contradicted' OR claims.claim_id IN (SELECT claim_id FROM discrepancies)
),
contested AS (
    SELECT criterion_id, agency_id FROM conflict_sets WHERE agency_id IS NOT NULL
    UNION
    SELECT st.criterion_id, st.agency_id FROM statements AS st JOIN at_odds USING (statement_id)
)
SELECT
    cells.assessment_id, cells.agency_id, cells.criterion_id, provinces.name AS province, agencies.name AS agency,
    agencies.agency_type, lists.year, lists.index_id, lists.block, criteria.name AS criterion,
    cells.score, cells.score_low, cells.score_high, criteria.max_score, cells.pct_of_max,
    places.printed_rank AS rank, places.rank_publisher, places.rank_low, places.rank_high, lists.n_units,
    places.printed_tier AS tier, places.tier_low, places.tier_high,
    CASE
        WHEN coalesce(cells.statement_id, places.rank_statement_id, places.tier_statement_id) IS NOT NULL THEN 'printed'
        WHEN cells.status = 'deduced' OR places.rank_low = places.rank_high OR places.tier_low = places.tier_high
            THEN 'deduced'
        WHEN coalesce(cells.score_low, cells.score_high) IS NOT NULL OR places.tier_low IS NOT NULL
            OR places.rank_low > 1 OR places.rank_high < lists.n_units
            THEN 'bounded'
        ELSE 'missing'
    END AS status,
    contested.agency_id IS NOT NULL AS contested,
    coalesce(sources.document_number, sources.title) AS document, printed.line, sources.url
FROM scores AS cells
JOIN rankings AS places ON places.criterion_id = cells.criterion_id AND places.agency_id = cells.agency_id
JOIN assessments AS lists ON lists.assessment_id = cells.assessment_id
JOIN criteria ON criteria.criterion_id = cells.criterion_id
JOIN agencies ON agencies.agency_id = cells.agency_id
JOIN provinces ON provinces.province_id = lists.province_id
LEFT JOIN statements AS printed
    ON printed.statement_id = coalesce(cells.statement_id, places.rank_statement_id, places.tier_statement_id)
JOIN sources ON sources.source_id = coalesce(printed.source_id, lists.source_id)
LEFT JOIN contested ON contested.criterion_id = cells.criterion_id AND contested.agency_id = cells.agency_id
