-- The criteria in the order in which they are first printed; position 0 is the total.
WITH printed AS (
    SELECT
        cells.assessment_id, cells.criterion_id, cells.criterion AS name,
        row_number() OVER (PARTITION BY cells.criterion_id ORDER BY place) AS choice,
        first_value(place) OVER (PARTITION BY cells.criterion_id ORDER BY place) AS place
    FROM (
        SELECT *, row(precedence, line, col_start, statement_id) AS place FROM core.cells
    ) AS cells
),
named AS (
    SELECT assessment_id, criterion_id, name, place FROM printed WHERE choice = 1
    UNION ALL
    SELECT assessment_id, criterion_id, min(criterion), NULL
    FROM core.bands
    WHERE criterion_id NOT IN (SELECT criterion_id FROM printed)
    GROUP BY assessment_id, criterion_id
    UNION ALL
    SELECT assessment_id, assessment_id || '/total', 'total', NULL FROM core.lists
    WHERE assessment_id || '/total' NOT IN (SELECT criterion_id FROM printed UNION SELECT criterion_id FROM core.bands)
),
-- the longest phrase that stands in the name as whole words
linked AS (
    SELECT DISTINCT ON (named.name) named.name, links.dimension_id, links.link
    FROM named
    JOIN core.folded_names AS names ON names.name = named.name
    JOIN core.folded_names AS phrases ON contains(' ' || names.folded || ' ', ' ' || phrases.folded || ' ')
    JOIN codes.dimension_links AS links ON links.phrase = phrases.name
    ORDER BY named.name, length(phrases.folded) DESC, phrases.name
)
SELECT
    named.criterion_id, named.assessment_id, named.name,
    CASE WHEN named.name <> 'total' THEN named.assessment_id || '/total' END AS parent_criterion_id,
    row_number() OVER (
        PARTITION BY named.assessment_id ORDER BY named.name <> 'total', named.place NULLS LAST, named.criterion_id
    ) - 1 AS position,
    maxima.max_score, maxima.basis AS max_score_basis,
    linked.dimension_id, coalesce(linked.link, 'none') AS dimension_link,
    schemes.rank_scheme, schemes.n_odd_ranks
FROM named
LEFT JOIN linked ON linked.name = named.name AND named.name <> 'total'
LEFT JOIN core.maxima AS maxima ON maxima.criterion_id = named.criterion_id
LEFT JOIN core.schemes AS schemes ON schemes.criterion_id = named.criterion_id
