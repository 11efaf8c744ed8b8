-- As read.
FROM staged.sources
