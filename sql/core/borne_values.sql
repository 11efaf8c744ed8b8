-- Counted values that another printed figure bears out: cells of a list, with the measure. It is not enough that
-- nothing contradicts a value; a figure printed elsewhere must follow from it.
WITH cells AS (
    SELECT
        cells.*, sizes.n_units,
        coalesce(cells.score, cells.printed_pct) AS result,
        CASE WHEN cells.score IS NOT NULL THEN 'score' ELSE 'pct_of_max' END AS measured_by
    FROM core.unit_values AS cells
    JOIN core.list_sizes AS sizes ON sizes.assessment_id = cells.assessment_id
),
-- a printed place of a complete list that is the one its results give, in the scheme of the list
placed AS (
    SELECT bases.criterion_id, bases.agency_id
    FROM core.rank_bases AS bases
    JOIN core.rank_schemes AS schemes
        ON schemes.criterion_id = bases.criterion_id AND schemes.basis = bases.basis
    WHERE bases.basis <> 'ranks' AND CASE schemes.rank_scheme
        WHEN 'competition' THEN printed_rank = competition
        WHEN 'dense' THEN printed_rank = dense
        WHEN 'modified' THEN printed_rank = modified
        WHEN 'fractional' THEN printed_rank = (competition + modified) * 0.5
        WHEN 'ordinal' THEN printed_rank BETWEEN competition AND modified
        -- without ties, or where several schemes fit
        ELSE printed_rank IN (competition, dense, modified)
    END
),
-- elsewhere a printed place that stands, with its result, in one order with all others
in_order AS (
    SELECT here.criterion_id, here.agency_id
    FROM cells AS here
    JOIN cells AS other
        ON other.criterion_id = here.criterion_id AND other.agency_id <> here.agency_id
        AND other.measured_by = here.measured_by
    WHERE here.rank IS NOT NULL AND here.result IS NOT NULL AND other.rank IS NOT NULL AND other.result IS NOT NULL
        AND here.criterion_id NOT IN (SELECT criterion_id FROM core.rank_bases WHERE basis <> 'ranks')
    GROUP BY here.criterion_id, here.agency_id
    HAVING count(*) > 1 AND bool_and(CASE
        WHEN other.rank < here.rank THEN other.result >= here.result
        WHEN other.rank > here.rank THEN other.result <= here.result
        ELSE other.result = here.result
    END)
),
ranked AS (FROM placed UNION FROM in_order),
-- all parts of a total that is their sum: points of a unit, or maxima
parts AS (
    SELECT tree.parent_criterion_id AS whole_id, tree.criterion_id, cells.agency_id, cells.score AS value
    FROM core.criteria_tree AS tree
    JOIN core.unit_values AS cells ON cells.criterion_id = tree.criterion_id
    UNION ALL
    SELECT tree.parent_criterion_id, tree.criterion_id, NULL, maxima.max_score
    FROM core.criteria_tree AS tree
    JOIN core.maxima AS maxima ON maxima.criterion_id = tree.criterion_id AND maxima.basis = 'printed'
),
wholes AS (
    SELECT criterion_id AS whole_id, agency_id, score AS value FROM core.unit_values
    UNION ALL
    SELECT criterion_id, NULL, max_score FROM core.maxima WHERE basis = 'printed'
),
sums AS (
    SELECT wholes.whole_id, wholes.agency_id
    FROM wholes
    JOIN parts ON parts.whole_id = wholes.whole_id AND parts.agency_id IS NOT DISTINCT FROM wholes.agency_id
    GROUP BY wholes.whole_id, wholes.agency_id, wholes.value
    HAVING count(parts.value) > 1 AND sum(parts.value) = wholes.value AND count(*) = (
        SELECT count(*) FROM core.criteria_tree AS tree WHERE tree.parent_criterion_id = wholes.whole_id
    ) AND count(parts.value) = count(*)
),
summed AS (
    SELECT whole_id AS criterion_id, agency_id FROM sums
    UNION
    SELECT parts.criterion_id, sums.agency_id
    FROM sums
    JOIN parts ON parts.whole_id = sums.whole_id AND parts.agency_id IS NOT DISTINCT FROM sums.agency_id
),
-- a percent that is what the points make of a maximum that is printed, or that several such pairs agree on
shares AS (
    SELECT percents.criterion_id, percents.agency_id
    FROM core.percents AS percents
    JOIN core.counted_values AS printed
        ON printed.criterion_id = percents.criterion_id AND printed.agency_id = percents.agency_id
        AND printed.measure = 'pct_of_max'
    WHERE percents.basis IN ('printed', 'implied') AND abs(percents.pct_of_max - printed.value) <= printed.half_unit
)
SELECT criterion_id, agency_id, 'rank' AS measure FROM ranked
UNION
SELECT ranked.criterion_id, ranked.agency_id, cells.measured_by
FROM ranked
JOIN cells ON cells.criterion_id = ranked.criterion_id AND cells.agency_id = ranked.agency_id
UNION
SELECT criterion_id, agency_id, CASE WHEN agency_id IS NULL THEN 'max_score' ELSE 'score' END FROM summed
UNION
SELECT criterion_id, agency_id, unnest(['score', 'pct_of_max']) FROM shares
UNION
-- the tier that printed bands give a printed result
SELECT readings.criterion_id, readings.agency_id, 'tier'
FROM core.tier_readings AS readings
JOIN core.unit_values AS printed
    ON printed.criterion_id = readings.criterion_id AND printed.agency_id = readings.agency_id
WHERE printed.tier = readings.tier
