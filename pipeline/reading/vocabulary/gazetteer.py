"""The names that reading knows: of all units of all times; the province of a document is what it meets first."""

from dataclasses import replace
from functools import lru_cache

from pipeline.reading.vocabulary.name_entries import (
    COMMITTEE,
    NameEntry,
    Spelling,
    agency_spellings,
    district_spellings,
    districts,
    province_spellings,
    provinces,
)
from pipeline.vietnamese.normal import Normal, normalise
from pipeline.vietnamese.phrases import PhraseIndex, Token, tokens
from schemas.tables.agencies import Province


class Gazetteer:
    """The names of units for documents of one province (None: of no province told) or of the nation.

    ``entries`` holds every spelling of the units at home there with what it stands for; they are found
    damaged as well, those of the rest of the country in their own letters only.
    """

    def __init__(self, province: Province | None) -> None:
        self.province = province
        self.entries: list[Spelling] = list(
            agency_spellings(province is not None and province.kind == "city")
        )
        if province is not None:
            self.entries += district_spellings(province.province_id)
        for unit in provinces():
            if unit.kind != "country" and (self.is_national or unit == province):
                self.entries += province_spellings(unit)
        self._own: PhraseIndex[NameEntry] = PhraseIndex()
        for words, entry in self.entries:
            self._own.add(words, entry)

    @property
    def is_national(self) -> bool:
        """True for documents that rank provinces or ministries."""
        return self.province is not None and self.province.kind == "country"

    def longest(self, normal: Normal, found: list[Token], at: int) -> tuple[int, list[NameEntry]] | None:
        """Return the longest known name starting at token ``at`` of ``found``, the words of ``normal``.

        Returns the index behind its last token and all that it stands for, None where no name starts there.
        """
        own = self._own.longest(normal, found, at)
        away = _away(normal, found, at)
        if own is None or away is None or own[0] != away[0]:
            return max((hit for hit in (own, away) if hit), key=lambda hit: hit[0], default=None)
        return own[0], list(dict.fromkeys([*own[1], *away[1]]))


def _away(normal: Normal, found: list[Token], at: int) -> tuple[int, list[NameEntry]] | None:
    """Return the longest name of a province or district at token ``at``, with its own marks or with none at all."""
    committee = _committee().longest(normal, found, at, whole=True)
    first = committee[0] if committee else at
    hit = _country().longest(normal, found, first, whole=True)
    if hit is None:
        return None
    words = [(word.folded, normal.text[word.start : word.end]) for word in found[first : hit[0]]]
    marked = " ".join(marked for _, marked in words)
    is_unmarked = all(folded == marked for folded, marked in words)
    entries = [
        replace(spelling.entry, kind="alias") if committee else spelling.entry
        for spelling in hit[1]
        if is_unmarked or marked.endswith(_marked(spelling.parts[-1]))
    ]
    return (hit[0], entries) if entries else None


@lru_cache(maxsize=4096)
def _marked(name: str) -> str:
    normal = normalise(name)
    return " ".join(normal.text[word.start : word.end] for word in tokens(normal))


@lru_cache(maxsize=1)
def _country() -> PhraseIndex[Spelling]:
    """Return the index of all provinces and districts, written without the word for their committee."""
    index: PhraseIndex[Spelling] = PhraseIndex()
    spellings = [spelling for province_id in districts() for spelling in district_spellings(province_id)]
    spellings += [
        spelling for unit in provinces() if unit.kind != "country" for spelling in province_spellings(unit)
    ]
    for spelling in spellings:
        if spelling.parts[0] not in COMMITTEE:
            index.add(spelling.parts, spelling)
    return index


@lru_cache(maxsize=1)
def _committee() -> PhraseIndex[None]:
    index: PhraseIndex[None] = PhraseIndex()
    for words in COMMITTEE:
        index.add([words], None)
    return index


@lru_cache(maxsize=80)
def gazetteer_for(province: Province | None) -> Gazetteer:
    """Return the gazetteer of a province, built once."""
    return Gazetteer(province)
