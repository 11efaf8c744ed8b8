SELECT province, year, index_id, agency, criterion, score, document, line
FROM results
WHERE score = 0
ORDER BY ALL;
