-- deductions: the lower end is not above the upper one; what is deduced has one value, what is bounded has not.
-- Cure: mend pipeline/deduction where the rule makes its bound.
SELECT deduction_id, assessment_id, agency_id, criterion_id, quantity, low, high, status
FROM deductions
WHERE low > high
    OR (status = 'deduced') <> (low IS NOT NULL AND high IS NOT NULL AND low = high)
    OR (low IS NULL AND high IS NULL)
