"""What the reading of one document goes by."""

from dataclasses import dataclass

from pipeline.reading.vocabulary.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Setting:
    """The vocabulary of the document's province and the document's decimal mark (``,`` or ``.``)."""

    gazetteer: Gazetteer
    mark: str
