-- As read.
FROM staged.quarantine
