"""Units that a document names as left out."""

from pipeline.documents.document import Line
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import Context, Readings, StateReading, printed
from pipeline.reading.text.sentences import sentences
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern

_EXCEPT = pattern(r"\( ?{except|excluding} (?P<units>[^()]+)\)")
_WHOLE = pattern("{assessed}")


def read_states(line: Line, context: Context, gazetteer: Gazetteer) -> Readings:
    """Return the units that a line of prose leaves out of the ranking: ``(trừ Văn phòng UBND tỉnh)``."""
    out = Readings()
    for sentence in sentences(line):
        for match in _EXCEPT.finditer(sentence.text, sentence.start, sentence.end):
            if not _WHOLE.search(sentence.words):
                continue
            reason = printed(line, match.start() + 1, match.end() - 1)
            for unit in find_units(line, *match.span("units"), gazetteer):
                out.states.append(StateReading(unit.mention, "excluded", reason, context))
    return out
