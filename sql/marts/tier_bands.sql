-- The printed bands.
FROM core.bands
