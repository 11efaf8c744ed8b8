"""Sentences of a line, as ranges of its normal text."""

import re

from pipeline.documents.model import Line

_END = re.compile(r"[.!?…]+[\"')]*\s+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:tp|tx|h|q|p|ths|ts|gs|pgs|ông|số|no|st|đ/c|[a-zđ]|[ivx]{1,4})\.$|^\s*\d{1,2}\.$"
)


def sentences(line: Line) -> list[tuple[int, int]]:
    """The half-open ranges of the sentences; an abbreviation or a decimal point ends none."""
    text = line.normal.text
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.start() + 1]
        offset = line.normal.offsets[match.end()]
        follows = line.text[offset : offset + 1]
        if _ABBREVIATED.search(head) or not (follows.isupper() or follows.isdigit() or follows in "\"“'(-+"):
            continue
        found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
