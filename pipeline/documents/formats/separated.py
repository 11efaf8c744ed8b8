"""Separated values (.csv, .tsv) with any usual separator."""

import csv
import io

from pipeline.documents.document import Line
from pipeline.documents.encodings import decode
from pipeline.documents.errors import SourceError
from pipeline.documents.rendering import Rendering

_SEPARATORS = ";\t|,"


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the rows of a file of separated values; raises SourceError where a quoted cell never ends."""
    text = decode(path, data).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], text.partition("\n")[2]
    else:
        separator = _separator(text)
    out = Rendering(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            out.row(row)
    except csv.Error as error:
        reason = f"not readable as separated values ({error})"
        cure = "close the quotation mark"
        raise SourceError(path, f"line {reader.line_num}", reason, cure) from error
    return out.lines()


def _separator(text: str) -> str:
    """Return the separator that parts the most lines into the same number of cells.

    A comma is one only where no other parts half of the lines: it also stands in numbers.
    """
    rows = [line for line in text.splitlines()[:200] if line.strip()]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in rows]
        usual = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
        return (counts.count(usual) if usual else 0, -_SEPARATORS.index(separator))

    best = max(_SEPARATORS, key=evenness)
    other = max(_SEPARATORS.replace(",", ""), key=evenness)
    return other if 2 * evenness(other)[0] > len(rows) else best
