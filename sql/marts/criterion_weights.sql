-- What share each criterion of a complete table has: in the maxima, where all are known, and in the variance of the
-- total, of which the shares of all criteria make 100 %.
WITH cells AS (
    SELECT
        assessment_id, criterion_id, agency_id, score::DOUBLE AS score,
        (sum(score) OVER (PARTITION BY assessment_id, agency_id))::DOUBLE AS total
    FROM core.complete_tables
),
shares AS (
    SELECT
        assessment_id, criterion_id, count(*)::INTEGER AS n_units,
        CASE WHEN min(total) < max(total)
            THEN round(100 * covar_pop(score, total) / var_pop(total), 6)
        END::DECIMAL(18, 6) AS effective_weight
    FROM cells
    GROUP BY assessment_id, criterion_id
)
SELECT
    shares.*,
    CASE WHEN bool_and(maxima.max_score IS NOT NULL) OVER list
        THEN round(100 * maxima.max_score::DOUBLE / sum(maxima.max_score) OVER list, 6)
    END::DECIMAL(18, 6) AS nominal_weight
FROM shares
LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = shares.criterion_id
WINDOW list AS (PARTITION BY shares.assessment_id)
