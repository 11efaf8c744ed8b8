-- A name that stands twice in a line is one row, with its better reading.
FROM staged.agency_names
QUALIFY row_number() OVER (
    PARTITION BY agency_id, source_id, subject_text, line ORDER BY similarity DESC, match
) = 1
