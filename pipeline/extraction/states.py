"""Units that a document names as left out or not ranked."""

import re

from pipeline.documents.model import Line
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.names import Spotter
from pipeline.extraction.readings import Context, Readings, StateReading, span_of, text_of
from pipeline.extraction.sentences import sentences
from pipeline.vietnamese.damage import anyof

_EXCEPT = re.compile(
    rf"\(\s*(?:{anyof('trừ', 'không tính', 'không bao gồm', 'ngoại trừ')})\s+(?P<units>[^()]+)\)"
)
_NOT_ASSESSED = re.compile(
    anyof(
        "không đánh giá",
        "không thực hiện đánh giá",
        "không thuộc đối tượng đánh giá",
        "chưa đánh giá",
        "không tham gia đánh giá",
        "không xếp hạng",
        "không được xếp hạng",
    )
)
_WHOLE = re.compile(anyof("đánh giá", "xếp hạng"))


def read_states(line: Line, context: Context, lexicon: Lexicon) -> Readings:
    """The units that a line of prose leaves out of the ranking: ``(trừ Văn phòng UBND tỉnh)``."""
    out = Readings()
    spotter = Spotter(lexicon)
    text = line.normal.text
    for start, end in sentences(line):
        for match in _EXCEPT.finditer(text, start, end):
            if not _WHOLE.search(text[start:end]):
                continue
            reason = text_of(line, span_of(line, match.start() + 1, match.end() - 1))
            for unit in spotter.spot(line, *match.span("units")):
                out.states.append(StateReading(unit.mention, "excluded", reason, context))
    return out
