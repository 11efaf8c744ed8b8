-- The sources that tell of each list, in the order in which they count: those of its own year before those that tell
-- of it in another one, who tells of units before who tells of bands only, the signed document before articles on
-- it and before what we typed off, who tells of more units, then the earliest; a later one only retells. One that
-- amends another goes right before it.
WITH keys AS (
    SELECT DISTINCT st.province_id, st.year, years.period, st.index_id, st.block
    FROM staged.statements AS st
    JOIN core.source_years AS years
        ON years.source_id = st.source_id AND years.province_id = st.province_id AND years.year = st.year
    WHERE st.measure <> 'max_score'
),
units AS (
    SELECT source_id, province_id, year, index_id, block, count(DISTINCT coalesce(agency_id, subject_text)) AS n_units
    FROM staged.statements
    WHERE measure <> 'max_score'
    GROUP BY ALL
),
witnesses AS (
    SELECT
        keys.province_id || '-' || keys.period || '-' || keys.index_id || '-' || keys.block AS assessment_id,
        keys.*, years.source_id, years.is_own, years.criteria_document, years.parent_document,
        coalesce(units.n_units, 0) AS n_units,
        list_position(['signed', 'spreadsheet', 'portal_article', 'press', 'transcript'], sources.document_kind) AS kind,
        sources.decided_on, sources.published_on, amendments.first_id, amendments.n_steps
    FROM keys
    JOIN core.source_years AS years
        ON years.province_id = keys.province_id AND years.year = keys.year AND years.period = keys.period
    JOIN staged.sources AS sources ON sources.source_id = years.source_id
    JOIN core.amendments AS amendments ON amendments.source_id = years.source_id
    LEFT JOIN units
        ON units.source_id = years.source_id AND units.province_id = keys.province_id AND units.year = keys.year
        AND units.index_id = keys.index_id AND units.block = keys.block
),
-- a document and its amendments stand as one, described by those that name units
chained AS (
    SELECT
        * EXCLUDE (is_own, kind, decided_on, published_on),
        coalesce(bool_or(is_own) FILTER (WHERE n_units > 0) OVER chain, is_own) AS is_own,
        max(n_units) OVER chain AS n_chained,
        coalesce(min(kind) FILTER (WHERE n_units > 0) OVER chain, kind) AS kind,
        coalesce(min(decided_on) FILTER (WHERE n_units > 0) OVER chain, decided_on) AS decided_on,
        coalesce(min(published_on) FILTER (WHERE n_units > 0) OVER chain, published_on) AS published_on
    FROM witnesses
    WINDOW chain AS (PARTITION BY assessment_id, first_id)
)
SELECT
    * EXCLUDE (kind, decided_on, published_on, n_steps, n_chained),
    row_number() OVER (
        PARTITION BY assessment_id
        ORDER BY
            is_own DESC, n_chained = 0, kind, n_chained DESC, decided_on NULLS LAST, published_on NULLS LAST,
            first_id, n_steps DESC, source_id
    ) AS precedence
FROM chained
