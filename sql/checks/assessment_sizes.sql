-- assessments: a list has at least as many units as are quoted, and a complete one exactly as many and a basis; who is
-- quoted is named, and named and unnamed units make up the list.
-- Cure: mend sql/core/unit_counts.sql or sql/core/list_sizes.sql.
SELECT assessment_id, n_units, n_units_basis, n_quoted, is_complete
FROM assessments
WHERE n_units < n_quoted
    OR (n_units IS NULL) <> (n_units_basis IS NULL)
    OR n_named < n_quoted
    OR (n_units IS NULL) <> (n_unnamed IS NULL)
    OR n_unnamed <> greatest(n_units - n_named, 0)
    OR (is_complete AND n_units IS DISTINCT FROM n_quoted)
    OR (max_score IS NULL) <> (max_score_basis IS NULL)
