-- Verdicts on the claims (METHOD 6)

-- Each claim with the lists it speaks of: that of its block, or those of all blocks of its index. ``x`` is the
-- printed value and ``step`` one unit of its last printed digit, in 10^-7.
CREATE OR REPLACE TEMP TABLE claim_lists AS
SELECT
    claims.claim_id, claims.claim_type, claims.tier, claims.unit, claims.source_id, claims.line, claims.subject,
    count(*) OVER (PARTITION BY claims.claim_id) AS n_lists,
    exact(claims.whole) AS whole,
    exact(claims.printed_value) AS x,
    2 * half_digit(
        CASE WHEN try_cast(replace(ledger.token, ',', '.') AS DECIMAL(18, 6)) = claims.printed_value
            THEN length(split_part(replace(ledger.token, '.', ','), ',', 2)) END
    ) AS step,
    claims.mark_low, claims.mark_high, claims.mark_unit,
    lists.assessment_id,
    lists.assessment_id || '/' || coalesce(nullif(trim(regexp_replace(
        translate(strip_accents(lower(claims.criterion)), 'đð', 'dd'), '[^a-z0-9]+', '-', 'g'
    ), '-'), ''), 'total') AS criterion_id
FROM 'parquet/claims.parquet' AS claims
JOIN 'parquet/sources.parquet' AS sources ON sources.source_id = claims.source_id
LEFT JOIN 'parquet/number_ledger.parquet' AS ledger
    ON ledger.source_id = claims.source_id AND ledger.line = claims.line AND ledger.col_start = claims.col_start
JOIN 'parquet/assessments.parquet' AS lists
    ON lists.province_id = claims.province_id AND lists.block = coalesce(claims.block, lists.block)
    AND lists.index_id = coalesce(claims.index_id, lists.index_id)
    AND lists.period = CASE claims.year WHEN sources.year THEN sources.period ELSE claims.year::VARCHAR END;

-- What the printed values give for a claim, one row a reading of it: num / den, and how far num moves where the
-- printed values that went in are rounded. A claim whose parts are not all printed has no row and is not compared.
CREATE OR REPLACE TEMP TABLE worked_out (claim_id VARCHAR, num HUGEINT, den HUGEINT, slack HUGEINT);

-- Averages: of all units, or of the means of the blocks.
INSERT INTO worked_out
WITH lists AS (
    SELECT
        cells.criterion_id, count(*) AS n,
        exact(sum(score)) AS total, sum(half_digit(cells.decimals)) AS half
    FROM cells
    JOIN sizes ON sizes.assessment_id = cells.assessment_id AND sizes.is_complete
    WHERE score IS NOT NULL
    GROUP BY cells.criterion_id, sizes.n_units
    HAVING count(*) >= sizes.n_units
),
averages AS (
    SELECT claim_lists.claim_id, claim_lists.n_lists, lists.n, lists.total, lists.half
    FROM claim_lists
    JOIN lists ON lists.criterion_id = claim_lists.criterion_id
    WHERE claim_lists.claim_type = 'average' AND claim_lists.unit = 'points'
)
SELECT claim_id, sum(total), sum(n), sum(half) FROM averages
GROUP BY claim_id, n_lists HAVING count(*) = n_lists
UNION ALL
-- each mean of a block cut at a millionth of 10^-7
SELECT claim_id, sum(total * 1000000 // n), n_lists * 1000000, sum(half * 1000000 // n) + n_lists FROM averages
GROUP BY claim_id, n_lists HAVING count(*) = n_lists AND n_lists > 1;

-- Tiers: counts and shares, by the printed tier of every unit or by the tier of its score.
INSERT INTO worked_out
WITH tiers AS (
    SELECT criterion_id, reading, tier
    FROM (
        SELECT
            ranked.assessment_id, criterion_id, unnest(['printed', 'recomputed']) AS reading,
            unnest([printed_tier, tier]) AS tier
        FROM ranked
    ) AS read
    JOIN sizes ON sizes.assessment_id = read.assessment_id AND sizes.is_complete
    WHERE tier IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY criterion_id, reading) >= n_units
),
counts AS (
    SELECT
        claim_id, claim_lists.unit, claim_lists.whole,
        count(*) FILTER (WHERE tiers.tier = claim_lists.tier) * 10000000::HUGEINT AS n, count(*) AS n_units
    FROM claim_lists
    JOIN tiers ON tiers.criterion_id = claim_lists.criterion_id
    WHERE claim_lists.tier IS NOT NULL AND claim_type IN ('tier_share', 'tier_count', 'unit_count')
    GROUP BY claim_id, claim_lists.unit, claim_lists.whole, claim_lists.n_lists, tiers.reading
    HAVING count(DISTINCT claim_lists.criterion_id) = claim_lists.n_lists
)
SELECT claim_id, n, 1, 0 FROM counts WHERE unit = 'units'
UNION ALL
SELECT claim_id, 100 * n, n_units, 0 FROM counts WHERE unit = 'percent'
UNION ALL
SELECT claim_id, 100 * n * 10000000, whole, 0 FROM counts WHERE unit = 'percent' AND whole > 0;

-- Numbers of units: a count that is that of the list, and not out of another. Other counts are of something else.
INSERT INTO worked_out
SELECT claim_id, x, 1, 0
FROM claim_lists
JOIN sizes ON sizes.assessment_id = claim_lists.assessment_id AND sizes.is_complete
WHERE claim_type = 'unit_count' AND unit = 'units' AND tier IS NULL AND coalesce(whole, x) = x
GROUP BY claim_id, x, n_lists
HAVING count(*) = n_lists AND sum(sizes.n_units) * 10000000 = x;

-- Numbers of units between marks, without and with those that stand at either, where every unit has a result in the
-- unit of the marks: points, the percents that are printed, else those of the maximum.
INSERT INTO worked_out
WITH results AS (
    SELECT
        claim_lists.claim_id, claim_lists.n_lists, cells.criterion_id, sizes.n_units, exact(mark_low) AS low, exact(mark_high) AS high,
        -- num / den, as marks are in 10^-7
        CASE
            WHEN mark_unit = 'points' THEN exact(cells.score)
            WHEN bool_or(cells.percent IS NOT NULL) OVER of_list THEN exact(cells.percent)
            WHEN NOT bool_or(cells.own_max IS NOT NULL) OVER of_list THEN 100 * exact(cells.score) * 10000000
        END AS num,
        CASE
            WHEN mark_unit = 'points' OR bool_or(cells.percent IS NOT NULL) OVER of_list THEN 1
            ELSE exact(maxima.max_score)
        END AS den
    FROM claim_lists
    JOIN cells ON cells.criterion_id = claim_lists.criterion_id
    JOIN sizes ON sizes.assessment_id = claim_lists.assessment_id
    LEFT JOIN maxima ON maxima.criterion_id = cells.criterion_id
    WHERE claim_lists.claim_type = 'score_count'
    WINDOW of_list AS (PARTITION BY claim_lists.claim_id, cells.criterion_id)
),
lists AS (
    SELECT
        claim_id, n_lists,
        count(*) FILTER ((low IS NULL OR num > low * den) AND (high IS NULL OR num < high * den)) AS inside,
        count(*) FILTER (num = low * den) AS at_low,
        count(*) FILTER (num = high * den) AS at_high
    FROM results
    WHERE num IS NOT NULL AND den > 0
    GROUP BY claim_id, n_lists, criterion_id, n_units
    HAVING count(*) >= n_units
),
counts AS (
    SELECT claim_id, sum(inside) AS inside, sum(at_low) AS at_low, sum(at_high) AS at_high
    FROM lists
    GROUP BY claim_id, n_lists
    HAVING count(*) = n_lists
)
SELECT claim_id, unnest([inside, inside + at_low, inside + at_high, inside + at_low + at_high]) * 10000000, 1, 0
FROM counts;

-- Gaps: from the highest to the lowest printed score.
INSERT INTO worked_out
SELECT
    claim_id, exact(max(score) - min(score)), 1,
    half_digit(arg_max(cells.decimals, score)) + half_digit(arg_min(cells.decimals, score))
FROM claim_lists
JOIN cells ON cells.criterion_id = claim_lists.criterion_id
WHERE claim_type = 'gap' AND unit = 'points' AND score IS NOT NULL
GROUP BY claim_id
HAVING count(*) > 1 AND min(n_lists) = 1;

-- Percents of the maximum of a unit named in the line, or of several with one score.
INSERT INTO worked_out
SELECT
    claim_lists.claim_id, 100 * exact(any_value(cells.score)) * 10000000,
    exact(any_value(coalesce(cells.own_max, maxima.max_score))),
    100 * max(half_digit(cells.decimals)) * 10000000
FROM claim_lists
JOIN 'parquet/statements.parquet' AS st
    ON st.source_id = claim_lists.source_id AND st.line = claim_lists.line
    AND st.criterion_id = claim_lists.criterion_id
    AND st.measure = 'pct_of_max' AND exact(st.value) = claim_lists.x
JOIN cells ON cells.criterion_id = st.criterion_id AND cells.agency_id = st.agency_id
LEFT JOIN maxima ON maxima.criterion_id = cells.criterion_id
WHERE claim_lists.claim_type = 'pct_of_max' AND claim_lists.unit = 'percent' AND cells.score IS NOT NULL
GROUP BY claim_lists.claim_id
HAVING min(cells.score) = max(cells.score) AND min(coalesce(cells.own_max, maxima.max_score)) > 0
    AND min(coalesce(cells.own_max, maxima.max_score)) = max(coalesce(cells.own_max, maxima.max_score));

-- Sums: the printed total of a unit against its parts.
INSERT INTO worked_out
SELECT claim_lists.claim_id, any_value(sums.parts), 1, any_value(sums.parts_half)
FROM claim_lists
JOIN 'parquet/statements.parquet' AS st
    ON st.source_id = claim_lists.source_id AND st.line = claim_lists.line
    AND st.criterion_id = claim_lists.criterion_id
    AND st.measure = 'score' AND exact(st.value) = claim_lists.x
JOIN sums ON sums.criterion_id = st.criterion_id AND sums.agency_id = st.agency_id
WHERE claim_lists.claim_type = 'sum' AND claim_lists.unit = 'points'
GROUP BY claim_lists.claim_id
HAVING min(sums.parts) = max(sums.parts);

-- Printed places: against that of the scheme of the list.
INSERT INTO worked_out
SELECT
    claim_lists.claim_id,
    any_value(
        CASE schemes.scheme WHEN 'dense' THEN dense WHEN 'modified' THEN modified WHEN 'fractional' THEN fractional
            ELSE competition END * 10000000
    )::HUGEINT,
    1, 0
FROM claim_lists
JOIN 'parquet/statements.parquet' AS st
    ON st.source_id = claim_lists.source_id AND st.line = claim_lists.line
    AND st.criterion_id = claim_lists.criterion_id
    AND st.measure = 'rank' AND exact(st.value) = claim_lists.x
JOIN schemes ON schemes.criterion_id = st.criterion_id
JOIN placed
    ON placed.criterion_id = st.criterion_id AND placed.agency_id = st.agency_id
    AND placed.preference = schemes.preference
WHERE claim_lists.claim_type = 'rank_order' AND claim_lists.unit = 'ranks' AND schemes.scheme <> 'ordinal'
GROUP BY claim_lists.claim_id
HAVING count(DISTINCT st.agency_id) = 1;

-- Confirmed is what a reading gives exactly; rounded what lies less than one unit of the last digit away, whichever
-- way it was rounded; contradicted what no reading reaches within half a unit.
CREATE OR REPLACE TEMP TABLE found AS
WITH printed AS (SELECT DISTINCT claim_id, x, step FROM claim_lists)
SELECT
    worked_out.claim_id,
    bool_or(num = x * den) AS is_exact,
    bool_or(2 * abs(num - x * den) <= step * den + 2 * slack) AS is_near,
    bool_or(abs(num - x * den) < step * den + slack) AS is_within,
    -- half up at six decimals; all that is claimed is zero or more
    list_sort(list(DISTINCT
        (((2 * num + 10 * den) // (20 * den))::DECIMAL(24, 0) * 0.000001)::DECIMAL(18, 6)
    )) AS readings
FROM worked_out
JOIN printed ON printed.claim_id = worked_out.claim_id
WHERE num >= 0
GROUP BY worked_out.claim_id;

INSERT INTO compared
SELECT cell."check", claim_id, cell.published, cell.rebuilt
FROM (
    SELECT claims.claim_id, unnest([
        {
            'check': 'claims.verdict',
            'published': CASE WHEN found.claim_id IS NOT NULL THEN claims.verdict END,
            'rebuilt': CASE
                -- from half a unit on both may be: one model of rounding must hold for a whole table
                WHEN claims.verdict = 'contradicted' AND NOT is_near THEN 'contradicted'
                -- where all other rows add up to the last digit, one that misses by it is contradicted
                WHEN claims.verdict = 'contradicted' AND claims.claim_type = 'sum' AND NOT is_exact THEN 'contradicted'
                WHEN claims.verdict = 'rounded' AND is_within THEN 'rounded'
                WHEN is_exact THEN 'confirmed'
                WHEN is_within THEN 'rounded'
                WHEN found.claim_id IS NOT NULL THEN 'contradicted'
            END
        },
        {
            'check': 'claims.recomputed_value',
            'published': CASE WHEN found.claim_id IS NOT NULL THEN claims.recomputed_value::VARCHAR END,
            'rebuilt': CASE WHEN list_contains(found.readings, claims.recomputed_value)
                THEN claims.recomputed_value::VARCHAR ELSE array_to_string(found.readings, ' or ') END
        }
    ]) AS cell
    FROM 'parquet/claims.parquet' AS claims
    LEFT JOIN found ON found.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable'
);

-- Days and years of the document itself, runs of years beside the years listed, and cut-offs, which define the tiers
-- that they are held against, may be consistent and never are confirmed; nothing but these, a maximum or a move is.
INSERT INTO compared
SELECT
    'claims.verdict of what is consistent', claim_id, verdict,
    CASE
        WHEN verdict IN ('contradicted', 'unverifiable') THEN verdict
        WHEN claim_type = 'date' OR (claim_type = 'tier_threshold' AND printed_value IS NOT NULL) THEN 'consistent'
        -- nobody counts their units, and together they make 100 %
        WHEN claim_type = 'tier_share' AND verdict = 'consistent' THEN CASE
            WHEN abs(100 * round(together / 100) - together) <= n_together * 0.5 THEN 'consistent'
            ELSE 'unverifiable'
        END
        WHEN unit = 'years' THEN CASE WHEN printed_value = n_listed THEN 'consistent' ELSE 'contradicted' END
        WHEN claim_type = 'max_of_criterion' OR (claim_type = 'rank_change' AND printed_value IS NULL) THEN verdict
        ELSE replace(verdict, 'consistent', 'confirmed')
    END
FROM (
    SELECT
        *,
        sum(printed_value) OVER of_shares AS together,
        count(*) OVER of_shares AS n_together
    FROM 'parquet/claims.parquet'
    WINDOW of_shares AS (PARTITION BY source_id, assessment_id, claim_type, verdict)
);

-- The unit of what was recomputed: of words that call a unit the first or last it is a score, of a whole list that
-- is checked without a printed number it is how many rows hold; of all else it is that of the claim.
INSERT INTO compared
SELECT
    'claims.recomputed_unit', claim_id, recomputed_unit,
    CASE
        WHEN recomputed_value IS NULL THEN NULL
        WHEN claim_type IN ('top', 'bottom') AND unit = 'ranks' THEN 'points'
        WHEN claim_type IN ('sum', 'rank_order', 'tier_threshold') AND printed_value IS NULL THEN 'rows'
        ELSE unit
    END
FROM 'parquet/claims.parquet';

-- The criterion that a claim names in the list that it names, the total where it names none.
INSERT INTO compared
SELECT
    'claims.criterion_id', claims.claim_id, claims.criterion_id,
    CASE WHEN claims.verdict IS NOT NULL THEN criteria.criterion_id END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN claim_lists ON claim_lists.claim_id = claims.claim_id AND claim_lists.assessment_id = claims.assessment_id
LEFT JOIN 'parquet/criteria.parquet' AS criteria ON criteria.criterion_id = claim_lists.criterion_id;

-- Highest and lowest: none of the printed scores of the criterion, or else places, passes those of the units named.
INSERT INTO compared
WITH named AS (
    SELECT
        claim_lists.claim_id, claim_lists.criterion_id, names.agency_id,
        (CASE claim_type WHEN 'top' THEN 1 ELSE -1 END) AS way
    FROM claim_lists
    JOIN 'parquet/agency_names.parquet' AS names
        ON names.source_id = claim_lists.source_id AND names.line = claim_lists.line
        AND contains(claim_lists.subject, names.subject_text)
    WHERE claim_lists.claim_type IN ('top', 'bottom') AND claim_lists.unit = 'ranks'
    GROUP BY ALL
),
worst AS (
    SELECT
        claim_id, named.criterion_id, way, count(score) = count(*) AS by_score,
        min(way * CASE WHEN score IS NULL THEN -place ELSE score END) AS least
    FROM named
    LEFT JOIN cells ON cells.criterion_id = named.criterion_id AND cells.agency_id = named.agency_id
    GROUP BY claim_id, named.criterion_id, way
    HAVING count(score) = count(*) OR (count(score) = 0 AND count(place) = count(*))
),
passed AS (
    SELECT claim_id, bool_or(way * CASE WHEN by_score THEN score ELSE -place END > least) AS is_passed
    FROM worst
    JOIN cells ON cells.criterion_id = worst.criterion_id
    GROUP BY claim_id
)
SELECT
    'claims.verdict of highest and lowest', claims.claim_id,
    CASE WHEN passed.claim_id IS NOT NULL
        THEN CASE claims.verdict WHEN 'contradicted' THEN 'contradicted' ELSE 'confirmed or rounded' END END,
    CASE WHEN is_passed THEN 'contradicted' WHEN NOT is_passed THEN 'confirmed or rounded' END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN passed ON passed.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- Changes of rank: the printed ranks of the only unit named, in the list of the year and in that of the year before.
INSERT INTO compared
WITH named AS (
    SELECT claim_lists.claim_id, claim_lists.assessment_id, any_value(names.agency_id) AS agency_id
    FROM claim_lists
    JOIN 'parquet/agency_names.parquet' AS names
        ON names.source_id = claim_lists.source_id AND names.line = claim_lists.line
        AND contains(claim_lists.subject, names.subject_text)
    WHERE claim_lists.claim_type = 'rank_change' AND claim_lists.n_lists = 1
    GROUP BY claim_lists.claim_id, claim_lists.assessment_id
    HAVING count(DISTINCT names.agency_id) = 1
),
moved AS (
    SELECT named.claim_id, before.place - now.place AS risen
    FROM named
    JOIN 'parquet/assessments.parquet' AS lists ON lists.assessment_id = named.assessment_id
    JOIN 'parquet/assessments.parquet' AS earlier
        ON earlier.province_id = lists.province_id AND earlier.index_id = lists.index_id
        AND earlier.block = lists.block AND earlier.year = lists.year - 1
    JOIN cells AS now
        ON now.criterion_id = lists.assessment_id || '/total' AND now.agency_id = named.agency_id
    JOIN cells AS before
        ON before.criterion_id = earlier.assessment_id || '/total' AND before.agency_id = named.agency_id
    WHERE now.place IS NOT NULL AND before.place IS NOT NULL
)
SELECT
    'claims.verdict of changes of rank', claims.claim_id,
    CASE WHEN risen IS NOT NULL
        THEN CASE verdict WHEN 'contradicted' THEN 'contradicted' ELSE 'confirmed or consistent' END END,
    CASE
        WHEN risen IS NULL THEN NULL
        WHEN CASE
            WHEN printed_value IS NULL
                THEN direction = CASE sign(risen) WHEN 1 THEN 'rise' WHEN -1 THEN 'fall' ELSE 'unchanged' END
            WHEN direction IN ('rise', 'fall')
                THEN printed_value = CASE direction WHEN 'fall' THEN -risen ELSE risen END
            ELSE printed_value = abs(risen)
        END THEN 'confirmed or consistent'
        ELSE 'contradicted'
    END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN moved ON moved.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- Units in order: the place of the first, or its score where one of two has no place, is better, worse or the same as
-- that of each other, as the words say; between two of which one is right ahead stands nobody.
INSERT INTO compared
WITH named AS (
    SELECT
        claim_lists.claim_id, claims.wording, claim_lists.criterion_id, claims.named_units[1] AS first_id,
        unnest(claims.named_units[2:]) AS other_id
    FROM 'parquet/claims.parquet' AS claims
    JOIN claim_lists ON claim_lists.claim_id = claims.claim_id AND claim_lists.assessment_id = claims.assessment_id
    WHERE claim_lists.claim_type = 'order'
),
ways AS (
    SELECT
        named.*, first.place IS NOT NULL AND other.place IS NOT NULL AS by_place,
        CASE WHEN by_place THEN -first.place ELSE first.score END AS first_merit,
        CASE WHEN by_place THEN -other.place ELSE other.score END AS other_merit
    FROM named
    LEFT JOIN cells AS first ON first.criterion_id = named.criterion_id AND first.agency_id = named.first_id
    LEFT JOIN cells AS other ON other.criterion_id = named.criterion_id AND other.agency_id = named.other_id
),
held AS (
    SELECT
        ways.*, EXISTS (
            FROM cells
            WHERE cells.criterion_id = ways.criterion_id
            AND CASE WHEN by_place THEN -cells.place ELSE cells.score END > other_merit
            AND CASE WHEN by_place THEN -cells.place ELSE cells.score END < first_merit
        ) AS has_between
    FROM ways
),
together AS (
    SELECT claim_id, bool_and(
        CASE wording
            WHEN 'level' THEN first_merit = other_merit
            WHEN 'behind' THEN first_merit < other_merit
            WHEN 'right_ahead' THEN first_merit > other_merit AND NOT has_between
            ELSE first_merit > other_merit
        END
    ) AS holds
    FROM held
    GROUP BY claim_id
)
SELECT
    'claims.verdict of orders', claims.claim_id,
    CASE WHEN together.claim_id IS NOT NULL
        THEN CASE claims.verdict WHEN 'contradicted' THEN 'contradicted' ELSE 'confirmed' END END,
    CASE WHEN holds THEN 'confirmed' WHEN NOT holds THEN 'contradicted' END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN together ON together.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- Units named as examples: the result of each lies between the marks, or at one, but for its rounding.
INSERT INTO compared
WITH named AS (
    SELECT claim_lists.*, unnest(claims.named_units) AS agency_id
    FROM 'parquet/claims.parquet' AS claims
    JOIN claim_lists ON claim_lists.claim_id = claims.claim_id AND claim_lists.assessment_id = claims.assessment_id
    WHERE claim_lists.claim_type = 'score_threshold'
),
missed AS (
    SELECT
        named.claim_id,
        bool_or(
            exact(st.value) + half_digit(st.decimals) < exact(mark_low)
            OR exact(st.value) - half_digit(st.decimals) > exact(mark_high)
        ) IS TRUE AS is_missed
    FROM named
    JOIN counted_statements AS st
        ON st.criterion_id = named.criterion_id AND st.agency_id = named.agency_id
        AND st.measure = CASE named.mark_unit WHEN 'points' THEN 'score' ELSE 'pct_of_max' END
    GROUP BY named.claim_id
)
SELECT
    'claims.verdict of named units', claims.claim_id,
    CASE WHEN missed.claim_id IS NOT NULL
        THEN CASE claims.verdict WHEN 'contradicted' THEN 'contradicted' ELSE 'confirmed' END END,
    CASE WHEN is_missed THEN 'contradicted' WHEN missed.claim_id IS NOT NULL THEN 'confirmed' END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN missed ON missed.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- Maxima: no unit without a maximum of its own has more; what the parts of it say is left to the sums.
INSERT INTO compared
WITH exceeded AS (
    SELECT claim_lists.claim_id, bool_or(exact(cells.score) > claim_lists.x) AS is_exceeded
    FROM claim_lists
    JOIN cells ON cells.criterion_id = claim_lists.criterion_id
    WHERE claim_lists.claim_type = 'max_of_criterion' AND claim_lists.unit = 'points' AND score IS NOT NULL
    AND own_max IS NULL
    GROUP BY claim_lists.claim_id
)
SELECT
    'claims.verdict of maxima', claims.claim_id, CASE WHEN is_exceeded IS NOT NULL THEN claims.verdict END,
    CASE WHEN is_exceeded THEN 'contradicted' WHEN NOT is_exceeded THEN claims.verdict END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN exceeded ON exceeded.claim_id = claims.claim_id AND claims.verdict <> 'unverifiable';

-- The bounds hold the recomputed value; the printed one they hold, but for one unit of its last digit, or they do
-- not, even for half a unit, as the verdict says.
INSERT INTO compared
WITH bounds AS (
    SELECT
        claims.claim_id, low || ' to ' || high AS stated, printed_value, recomputed_value,
        recomputed_value BETWEEN low AND high AS holds_value,
        CASE verdict
            WHEN 'contradicted' THEN 2 * x + step < 2 * exact(low)
                OR 2 * x - step > 2 * exact(high)
            ELSE x BETWEEN exact(low) - step AND exact(high) + step
        END AS holds_printed
    FROM 'parquet/claims.parquet' AS claims
    JOIN (SELECT DISTINCT claim_id, x, step FROM claim_lists WHERE x IS NOT NULL) AS printed
        ON printed.claim_id = claims.claim_id
    WHERE verdict <> 'unverifiable' AND low IS NOT NULL AND high IS NOT NULL
)
SELECT
    'claims.low and claims.high', claims.claim_id, bounds.stated,
    CASE
        WHEN NOT bounds.holds_value THEN 'not with ' || bounds.recomputed_value || ' recomputed'
        WHEN NOT bounds.holds_printed THEN 'not with ' || bounds.printed_value || ' ' || claims.verdict
        ELSE bounds.stated
    END
FROM 'parquet/claims.parquet' AS claims
LEFT JOIN bounds ON bounds.claim_id = claims.claim_id;
