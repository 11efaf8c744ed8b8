-- As read.
FROM staged.unresolved
