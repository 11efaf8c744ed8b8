"""What the reading of one document goes by."""

from dataclasses import dataclass

from pipeline.reading.vocabulary.gazetteer import Lexicon


@dataclass(frozen=True, slots=True)
class Setting:
    """The vocabulary of the document's province and the document's decimal mark (``,`` or ``.``)."""

    lexicon: Lexicon
    mark: str
