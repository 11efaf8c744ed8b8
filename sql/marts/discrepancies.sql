-- The errors of the publications; what was worked out of two lists is shown as far as they compare.
SELECT
    found.* REPLACE (
        CASE
            WHEN verdicts.compared_assessment_id IS NULL
                OR comparison(found.assessment_id, verdicts.compared_assessment_id).subtract
                THEN found.recomputed
        END AS recomputed
    )
FROM audited.discrepancies AS found
LEFT JOIN audited.verdicts AS verdicts ON verdicts.claim_id = found.claim_id
