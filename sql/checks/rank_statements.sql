-- rankings: every printed rank, score and tier has its statement.
-- Cure: mend sql/core/picked.sql.
SELECT rankings.assessment_id, rankings.agency_id, rankings.criterion_id, told.measure
FROM rankings
CROSS JOIN (VALUES ('rank'), ('score'), ('tier')) AS told (measure)
LEFT JOIN statements AS st
    ON st.criterion_id = rankings.criterion_id AND st.agency_id = rankings.agency_id
    AND st.measure = told.measure
    AND CASE told.measure
        WHEN 'rank' THEN st.value = rankings.printed_rank
        WHEN 'score' THEN st.value = rankings.score
        ELSE st.tier = rankings.printed_tier
    END
WHERE st.statement_id IS NULL AND CASE told.measure
    WHEN 'rank' THEN rankings.printed_rank IS NOT NULL
    WHEN 'score' THEN rankings.score IS NOT NULL
    ELSE rankings.printed_tier <> 'not_ranked'
END
