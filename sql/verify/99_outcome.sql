-- What came of it

CREATE OR REPLACE TEMP VIEW differences AS
SELECT "check", "row", published, rebuilt
FROM compared
WHERE published IS DISTINCT FROM rebuilt
ORDER BY "check", "row", published, rebuilt;

FROM differences;

SELECT error(count(*) || ' values differ from those rebuilt; they are shown above')
FROM differences
HAVING count(*) > 0;

SELECT
    "check",
    count(*) FILTER (WHERE published IS NOT NULL OR rebuilt IS NOT NULL) AS compared,
    count(*) FILTER (WHERE published IS DISTINCT FROM rebuilt) AS differing
FROM compared
GROUP BY "check"
ORDER BY "check";
