"""What the reading of a document and of its sentences goes by."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.readings import Context, Span, span_of
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.vietnamese.numbers import parse_number


@dataclass(frozen=True, slots=True)
class Setting:
    """The vocabulary of the document's province and the document's decimal mark (``,`` or ``.``)."""

    gazetteer: Gazetteer
    mark: str


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence, what its place says of its content, and the setting of its document."""

    sentence: Sentence
    context: Context
    setting: Setting

    def figure(self, start: int, end: int) -> tuple[Span, Decimal]:
        """Return where the number at ``start:end`` of the normal line is printed, and its value."""
        line = self.sentence.line
        # of the normal text: what is printed may hold marks without width
        return span_of(line, start, end), parse_number(line.normal.text[start:end], self.setting.mark)
