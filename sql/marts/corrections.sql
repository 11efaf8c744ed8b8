-- As read.
FROM staged.corrections
