-- The number of units of each list and what it rests on: listed, printed or tier_counts, in that order. The rank of the
-- last is none: tied units may count as one. claim_ids: who counts them, none where the run of ranks does.
WITH quoted AS (
    SELECT assessment_id, count(*) AS n_quoted, coalesce(max(rank), 0) AS last_rank
    FROM core.quoted_units
    GROUP BY assessment_id
),
-- a count below what is quoted counts something else
possible AS (
    SELECT stated.*
    FROM core.stated_counts AS stated
    LEFT JOIN quoted ON quoted.assessment_id = stated.assessment_id
    WHERE stated.n_units >= coalesce(greatest(quoted.n_quoted, quoted.last_rank), 1)
),
single AS (
    SELECT assessment_id, basis, min(n_units) AS n_units, any_value(claim_ids) AS claim_ids
    FROM possible
    GROUP BY assessment_id, basis
    HAVING count(DISTINCT n_units) = 1
),
-- a run of ranks that nothing else vouches for: quoted are the first few, three in a table, four with their tiers in
-- prose, a "top ten" and the one that shares its last place
thresholds AS (
    SELECT
        3 AS most_quoted_in_table, 4 AS most_quoted_with_tiers, 11 AS most_quoted,
        -- a misprinted rank makes its neighbours odd too; in prose that many speak against a full list
        2 AS rows_of_table_an_odd_one, 10 AS rows_of_prose_an_odd_one
),
-- A run of ranks is a full list if nothing tells of more units (a slip among several counts that agree with it
-- does not), and if it is a table, or the sources count as
-- many or call its end the last, or it is too long or goes too deep for the quoted top of a list.
listed AS (
    SELECT ranks.assessment_id, ranks.n_ranked AS n_units
    FROM core.rank_runs AS ranks
    CROSS JOIN thresholds
    JOIN core.lists AS lists ON lists.assessment_id = ranks.assessment_id AND lists.is_own
    JOIN quoted ON quoted.assessment_id = ranks.assessment_id AND quoted.n_quoted = ranks.n_ranked
    LEFT JOIN possible ON possible.assessment_id = ranks.assessment_id
    WHERE ranks.is_from_first_to_last
        AND ranks.n_odd <= CASE
            WHEN ranks.in_table THEN ranks.n_ranked // rows_of_table_an_odd_one
            ELSE greatest(1, ranks.n_ranked // rows_of_prose_an_odd_one)
        END
    GROUP BY ALL
    HAVING coalesce(sum(possible.n_stated) FILTER (WHERE possible.n_units <> ranks.n_ranked), 0)
            < coalesce(sum(possible.n_stated) FILTER (WHERE possible.n_units = ranks.n_ranked), 1)
        AND (
            count(possible.n_units) > 0
            OR ranks.last_stated = ranks.last_rank
            OR (ranks.in_table AND ranks.n_ranked > most_quoted_in_table)
            OR (ranks.n_tiers > 1 AND ranks.n_ranked > most_quoted_with_tiers)
            OR ranks.n_ranked > most_quoted
        )
),
candidates AS (
    SELECT assessment_id, n_units, 'listed' AS basis, 1 AS preference, [] AS claim_ids FROM listed
    UNION ALL SELECT assessment_id, n_units, basis, 2, claim_ids FROM single WHERE basis = 'printed'
    UNION ALL SELECT assessment_id, n_units, basis, 3, claim_ids FROM single WHERE basis = 'tier_counts'
)
SELECT candidates.assessment_id, candidates.n_units, candidates.basis, candidates.claim_ids
FROM candidates
JOIN quoted ON quoted.assessment_id = candidates.assessment_id
WHERE candidates.n_units >= greatest(quoted.n_quoted, quoted.last_rank)
QUALIFY row_number() OVER (PARTITION BY candidates.assessment_id ORDER BY candidates.preference) = 1
