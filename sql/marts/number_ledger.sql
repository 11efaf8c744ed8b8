-- As read.
FROM staged.number_ledger
