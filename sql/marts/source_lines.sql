-- As read.
FROM staged.source_lines
