SELECT province, year, index_id, agency, criterion, rank, rank_publisher, document, line
FROM results
WHERE rank <> rank_publisher
ORDER BY ALL;
