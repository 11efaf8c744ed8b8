-- sources: at most one number in a hundred, or three, whichever is more, is placed by hand.
-- Cure: write a rule for what the source's corrections.yaml places.
SELECT source_id, n_by_hand, n_numbers
FROM sources
WHERE n_by_hand > greatest(n_numbers // 100, 3)
