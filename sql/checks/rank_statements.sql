-- rankings: every printed rank, score and tier has its statement.
-- Cure: mend sql/core/counted_values.sql or sql/core/unit_values.sql.
SELECT 'rank' AS measure, here.assessment_id, here.agency_id, here.criterion_id
FROM rankings AS here
WHERE (here.printed_rank IS NOT NULL OR here.rank_statement_id IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM statements AS st
    WHERE st.statement_id = here.rank_statement_id AND st.is_counted
        AND st.criterion_id = here.criterion_id AND st.agency_id = here.agency_id AND st.measure = 'rank'
        -- a place in words or between two numbers is no whole rank
        AND (st.value = here.printed_rank
            OR (here.printed_rank IS NULL AND (st.value IS NULL OR st.value <> floor(st.value))))
)
UNION ALL
SELECT 'score', here.assessment_id, here.agency_id, here.criterion_id
FROM rankings AS here
WHERE here.score IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM statements AS st
    WHERE st.criterion_id = here.criterion_id AND st.agency_id = here.agency_id
        AND st.measure = 'score' AND st.value = here.score
)
UNION ALL
SELECT 'tier', here.assessment_id, here.agency_id, here.criterion_id
FROM rankings AS here
WHERE (here.printed_tier <> 'not_ranked' OR here.tier_statement_id IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM statements AS st
    WHERE st.statement_id = here.tier_statement_id AND st.is_counted
        AND st.criterion_id = here.criterion_id AND st.agency_id = here.agency_id
        AND st.measure = 'tier' AND st.tier = here.printed_tier
)
