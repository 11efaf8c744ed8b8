-- What an analyst asks for first: the total result of each unit, with names.
SELECT
    assessments.assessment_id, assessments.province_id, provinces.name AS province,
    assessments.year, assessments.period, assessments.index_id, assessments.block,
    rankings.agency_id, agencies.name AS agency, agencies.agency_type,
    rankings.score, assessments.max_score, scores.pct_of_max,
    rankings.printed_rank, rankings.rank_competition, rankings.rank_low, rankings.rank_high,
    assessments.n_units, assessments.is_complete,
    rankings.printed_tier, rankings.recomputed_tier, rankings.tier_basis,
    assessments.source_id, sources.document_kind, sources.document_number, sources.about
FROM assessments
JOIN rankings ON rankings.criterion_id = assessments.assessment_id || '/total'
JOIN agencies ON agencies.agency_id = rankings.agency_id
JOIN provinces ON provinces.province_id = assessments.province_id
JOIN sources ON sources.source_id = assessments.source_id
LEFT JOIN scores
    ON scores.criterion_id = rankings.criterion_id AND scores.agency_id = rankings.agency_id
    AND scores.status = 'printed'
