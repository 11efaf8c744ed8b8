-- rankings: schemes are recomputed in complete lists alone.
-- Cure: mend sql/core/rank_bases.sql.
SELECT rankings.assessment_id, rankings.agency_id, rankings.criterion_id, rankings.rank_competition
FROM rankings
JOIN assessments ON assessments.assessment_id = rankings.assessment_id
WHERE rankings.rank_competition IS NOT NULL AND NOT assessments.is_complete
