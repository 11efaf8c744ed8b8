-- As read.
FROM staged.indicators
