-- The statements, with how sure each is: corroborated where another printed figure bears it out. That is the same
-- value of the same cell printed at another place, but for our own copies; a figure that follows from it
-- (borne_values); or a confirmed sentence that rests on it. All else is plain: read, and held by nothing else.
WITH tellings AS (
    SELECT st.statement_id, st.criterion_id, st.agency_id, st.measure, st.value, st.tier
    FROM core.statements AS st
    JOIN staged.sources AS sources ON sources.source_id = st.source_id
    WHERE sources.document_kind <> 'transcript'
),
repeated AS (
    SELECT DISTINCT st.statement_id
    FROM core.statements AS st
    JOIN tellings AS again
        ON again.criterion_id = st.criterion_id AND again.agency_id IS NOT DISTINCT FROM st.agency_id
        AND again.measure = st.measure AND again.value IS NOT DISTINCT FROM st.value
        AND again.tier IS NOT DISTINCT FROM st.tier AND again.statement_id <> st.statement_id
    WHERE st.agency_id IS NOT NULL OR st.measure = 'max_score'
),
confirmed AS (
    SELECT
        claims.claim_id, claims.claim_type, claims.unit, claims.tier,
        lists.assessment_id || '/' || coalesce(names.slug, 'total') AS criterion_id,
        count(*) OVER (PARTITION BY claims.claim_id) AS n_lists
    FROM main.claims AS claims
    JOIN core.claim_lists AS lists ON lists.claim_id = claims.claim_id
    LEFT JOIN core.folded_names AS names ON names.name = claims.criterion
    WHERE claims.verdict = 'confirmed'
),
-- an average rests on all points of a criterion, a gap on the highest and the lowest, a count of units of a tier on these
rests AS (
    SELECT cells.criterion_id, cells.agency_id, 'score' AS measure
    FROM confirmed
    JOIN core.unit_values AS cells ON cells.criterion_id = confirmed.criterion_id AND cells.score IS NOT NULL
    WHERE confirmed.claim_type = 'average' AND confirmed.unit = 'points'
    UNION
    SELECT cells.criterion_id, cells.agency_id, 'score'
    FROM confirmed
    JOIN core.unit_values AS cells ON cells.criterion_id = confirmed.criterion_id AND cells.score IS NOT NULL
    WHERE confirmed.claim_type = 'gap' AND confirmed.unit = 'points' AND confirmed.n_lists = 1
    QUALIFY cells.score IN (
        max(cells.score) OVER (PARTITION BY confirmed.claim_id),
        min(cells.score) OVER (PARTITION BY confirmed.claim_id)
    )
    UNION
    SELECT cells.criterion_id, cells.agency_id, 'tier'
    FROM confirmed
    JOIN core.unit_values AS cells ON cells.criterion_id = confirmed.criterion_id AND cells.tier = confirmed.tier
    WHERE confirmed.claim_type IN ('tier_count', 'tier_share', 'unit_count')
),
borne AS (
    SELECT counted.criterion_id, counted.agency_id, counted.measure, counted.value, counted.tier
    FROM core.counted_values AS counted
    JOIN (FROM core.borne_values UNION FROM rests) AS cells
        ON cells.criterion_id = counted.criterion_id AND cells.agency_id IS NOT DISTINCT FROM counted.agency_id
        AND cells.measure = counted.measure
    WHERE NOT counted.in_words
)
SELECT
    st.*,
    CASE WHEN repeated.statement_id IS NOT NULL OR borne.criterion_id IS NOT NULL THEN 'corroborated' ELSE 'plain' END
        AS certainty
FROM core.statements AS st
LEFT JOIN repeated ON repeated.statement_id = st.statement_id
LEFT JOIN borne
    ON borne.criterion_id = st.criterion_id AND borne.agency_id IS NOT DISTINCT FROM st.agency_id
    AND borne.measure = st.measure AND borne.value IS NOT DISTINCT FROM st.value
    AND borne.tier IS NOT DISTINCT FROM st.tier
