-- sources: at most one number in a hundred (rounded up) is placed by hand.
-- Cure: write a rule for what the source's corrections.yaml places.
SELECT source_id, n_by_hand, n_numbers
FROM sources
WHERE n_by_hand > (n_numbers + 99) // 100
