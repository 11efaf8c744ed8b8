"""Units that a document names as left out."""

import re

from pipeline.documents.document import Line
from pipeline.reading.prose.unit_names import Spotter
from pipeline.reading.readings import Context, Readings, StateReading, printed
from pipeline.reading.text.sentences import sentences
from pipeline.reading.vocabulary.words import ASSESSED
from pipeline.vietnamese.damage import anyof

_EXCEPT = re.compile(rf"\(\s*(?:{anyof('trừ|không tính|không bao gồm|ngoại trừ')})\s+(?P<units>[^()]+)\)")
_WHOLE = re.compile(anyof(ASSESSED))


def read_states(line: Line, context: Context, spotter: Spotter) -> Readings:
    """Return the units that a line of prose leaves out of the ranking: ``(trừ Văn phòng UBND tỉnh)``."""
    out = Readings()
    for sentence in sentences(line):
        for match in _EXCEPT.finditer(sentence.text, sentence.start, sentence.end):
            if not _WHOLE.search(sentence.words):
                continue
            reason = printed(line, match.start() + 1, match.end() - 1)
            for unit in spotter.spot(line, *match.span("units")):
                out.states.append(StateReading(unit.mention, "excluded", reason, context))
    return out
