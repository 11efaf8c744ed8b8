-- What may be done with the results of two lists (METHOD 8): the gate of every table, claim and page.
-- A pair without a row of `comparability` has no step, and nothing may be done with it.
CREATE OR REPLACE MACRO comparison(one, other) AS (
    SELECT {
        'step': step,
        'side_by_side': coalesce(step IN ('A', 'B', 'C', 'D'), false),
        'subtract': coalesce(step IN ('A', 'B', 'C'), false),
        'warned': coalesce(step = 'C', false),
        'reason': coalesce(reason, ''),
        'reason_en': coalesce(reason_en, '')
    }
    FROM (
        SELECT
            CASE WHEN one = other THEN 'A' ELSE any_value(ladder.step) END AS step,
            any_value(ladder.reason) AS reason,
            any_value(ladder.reason_en) AS reason_en
        FROM main.comparability AS ladder
        WHERE ladder.assessment_id_a = least(one, other) AND ladder.assessment_id_b = greatest(one, other)
    )
)
