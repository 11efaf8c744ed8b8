-- Totals and their parts (METHOD 6)

-- Parts make up a total where their maxima make up its maximum. Of each unit with the total and all its parts.
CREATE OR REPLACE TEMP TABLE sums AS
WITH wholes AS (
    SELECT parts.parent_criterion_id AS criterion_id, count(*) AS n_parts
    FROM 'parquet/criteria.parquet' AS parts
    JOIN maxima AS whole ON whole.criterion_id = parts.parent_criterion_id
    LEFT JOIN maxima AS part ON part.criterion_id = parts.criterion_id
    GROUP BY parts.parent_criterion_id
    HAVING count(part.max_score) = count(*) AND sum(part.max_score) = any_value(whole.max_score)
)
SELECT
    total.assessment_id, total.criterion_id, total.agency_id,
    exact(total.score) AS total, half_digit(total.decimals) AS total_half,
    exact(sum(part.score)) AS parts, sum(half_digit(part.decimals)) AS parts_half
FROM cells AS total
JOIN wholes ON wholes.criterion_id = total.criterion_id
JOIN 'parquet/criteria.parquet' AS tree ON tree.parent_criterion_id = total.criterion_id
JOIN cells AS part ON part.criterion_id = tree.criterion_id AND part.agency_id = total.agency_id
WHERE total.score IS NOT NULL
GROUP BY total.assessment_id, total.criterion_id, total.agency_id, total.score, total.decimals, wholes.n_parts
HAVING count(part.score) = wholes.n_parts;

-- A total that its parts cannot make, however they were rounded, is a discrepancy, and one that they make
-- exactly is not; between the two, both may be.
INSERT INTO compared
SELECT
    'sums of parts', sums.criterion_id || ' ' || sums.agency_id,
    CASE WHEN accused.agency_id IS NULL THEN 'holds' ELSE 'differs' END,
    CASE
        WHEN total = parts THEN 'holds'
        WHEN abs(total - parts) > total_half + parts_half THEN 'differs'
        WHEN accused.agency_id IS NULL THEN 'holds'
        ELSE 'differs'
    END
FROM sums
LEFT JOIN (
    SELECT DISTINCT criterion_id, agency_id FROM 'parquet/discrepancies.parquet' WHERE starts_with(kind, 'sum')
) AS accused ON accused.criterion_id = sums.criterion_id AND accused.agency_id = sums.agency_id;

-- The one part of a total that is not printed is what the others leave of it.
INSERT INTO compared
SELECT
    'deductions of parts', found.criterion_id || ' ' || found.agency_id, found.low::VARCHAR,
    (any_value(whole.score) - sum(cells.score))::VARCHAR
FROM 'parquet/deductions.parquet' AS found
JOIN 'parquet/criteria.parquet' AS missing ON missing.criterion_id = found.criterion_id
JOIN cells AS whole ON whole.criterion_id = missing.parent_criterion_id AND whole.agency_id = found.agency_id
JOIN 'parquet/criteria.parquet' AS parts
    ON parts.parent_criterion_id = missing.parent_criterion_id AND parts.criterion_id <> missing.criterion_id
LEFT JOIN cells ON cells.criterion_id = parts.criterion_id AND cells.agency_id = found.agency_id
WHERE found.quantity = 'score' AND found.status = 'deduced' AND found.rule = 'sum_of_parts'
GROUP BY found.criterion_id, found.agency_id, found.low
HAVING count(cells.score) = count(*) AND any_value(whole.score) IS NOT NULL;
