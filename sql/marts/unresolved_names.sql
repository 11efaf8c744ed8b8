-- As read.
FROM staged.unresolved_names
