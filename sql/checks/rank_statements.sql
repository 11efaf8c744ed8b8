-- rankings: every printed rank, score and tier has its statement.
-- Cure: mend sql/core/picked.sql.
SELECT 'rank' AS measure, here.assessment_id, here.agency_id, here.criterion_id
FROM rankings AS here
WHERE here.printed_rank IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM statements AS st
    WHERE st.criterion_id = here.criterion_id AND st.agency_id = here.agency_id
        AND st.measure = 'rank' AND st.value = here.printed_rank
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
WHERE here.printed_tier <> 'not_ranked' AND NOT EXISTS (
    SELECT 1 FROM statements AS st
    WHERE st.criterion_id = here.criterion_id AND st.agency_id = here.agency_id
        AND st.measure = 'tier' AND st.tier = here.printed_tier
)
