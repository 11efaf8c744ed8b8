"""What can stand in a cell of a table, told by the cell alone."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from pipeline.reading.readings import Span
from pipeline.reading.text.cells import RANK_AND_SCORE, Cell, is_unranked_marker, strip_numbering
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import cell_tier
from pipeline.reading.vocabulary.topics import block_in
from pipeline.reading.vocabulary.unit_cells import unit_weight

# A figure with what may stand around it: an arrow or a sign, points or percent, the whole, a second figure, a note.
_FIGURE = pattern(
    r"[~<>≤≥↑↓▲▼△▽+±-]? ?{number} ?(%|{point_sign})?"
    r"( ?/ ?{number} ?(%|{point_sign})?| ?\( ?[^\W\d_]{0,4} ?[+-]?{number} ?(%|{point_sign})? ?\))? ?(\*|\(\*+\))*"
)
_SIGNS = "~<>≤≥↑↓▲▼△▽+±-"
_COUNTER = re.compile(r"\(?(\d{1,4})\)?[.)]?")
_DECIMAL = re.compile(r"\d[.,]\d")
# What heads a counter may read as a tier that lost its vowel.
_HEADS = pattern("{counter_header}")
_YEAR = pattern("({year_word} )?{year}")
# The longest cell that is no sentence.
MAX_CELL = 160
_MAX_TIER = 40


class Kind(IntEnum):
    """The kinds of cells. Figures and tiers are what a table tells of units."""

    EMPTY = 0
    WHOLE = 1
    DECIMAL = 2
    PERCENT = 3
    PAIR = 4
    TIER = 5
    UNIT = 6
    WORDS = 7


FIGURES = frozenset((Kind.WHOLE, Kind.DECIMAL, Kind.PERCENT, Kind.PAIR))
RESULTS = FIGURES | {Kind.TIER}
LETTERED = frozenset((Kind.UNIT, Kind.WORDS))
# So sure a name must be for its cell to be that of a unit.
SURE = 0.5
# What the period of a stream of cells goes by.
BLANK, FIGURE, TIER, NAME = range(4)
_CLASS = {Kind.EMPTY: BLANK, Kind.TIER: TIER, Kind.UNIT: NAME, Kind.WORDS: NAME}


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell with its kind; ``weight`` is how surely it names a unit, ``count`` the whole number that it may count."""

    cell: Cell
    kind: Kind
    weight: float = 0.0
    count: int | None = None

    @property
    def is_figure(self) -> bool:
        """True for a number of any kind."""
        return self.kind in FIGURES

    @property
    def is_lettered(self) -> bool:
        """True for words that are no tier."""
        return self.kind in LETTERED


def type_cell(cell: Cell, gazetteer: Gazetteer) -> Typed:
    """Return a cell with its kind."""
    return Typed(cell, *_type_words(cell.text, gazetteer))


@lru_cache(maxsize=16384)
def _type_words(text: str, gazetteer: Gazetteer) -> tuple[Kind, float, int | None]:
    """Return the kind of a cell's text, how surely it names a unit, and the whole number that it may count."""
    cell = Cell(text, Span(0, 0, len(text)))
    words = cell.words
    if cell.is_void or is_unranked_marker(words):
        return Kind.EMPTY, 0.0, None
    counter = _COUNTER.fullmatch(words)
    if counter:
        return Kind.WHOLE, 0.0, int(counter[1])
    if RANK_AND_SCORE.match(words):
        return Kind.PAIR, 0.0, None
    if (words[0].isdigit() or words[0] in _SIGNS) and _FIGURE.fullmatch(words):
        return _figure_kind(words), 0.0, None
    if (
        len(words) <= _MAX_TIER
        and not words[0].isdigit()
        and not _HEADS.fullmatch(words)
        and cell_tier(words)
    ):
        return Kind.TIER, 0.0, None
    weight = unit_weight(cell, gazetteer) if len(words) <= MAX_CELL else 0.0
    return Kind.UNIT if weight >= SURE else Kind.WORDS, weight, None


def _figure_kind(words: str) -> Kind:
    if "/" in words or "(" in words.rstrip("*()"):
        return Kind.PAIR
    if "%" in words:
        return Kind.PERCENT
    return Kind.DECIMAL if _DECIMAL.search(words) else Kind.WHOLE


def heads_block(cell: Cell) -> bool:
    """Return True for the numbered name of a block, which stands over its units."""
    return strip_numbering(cell.words) != cell.words and block_in(cell.words) is not None


def is_year(cell: Cell) -> bool:
    """Return True for a cell that is a year and nothing else."""
    return _YEAR.fullmatch(cell.words) is not None


def class_of(cell: Typed) -> int:
    """Return what the period of a stream goes by."""
    return _CLASS.get(cell.kind, FIGURE)


def alike(one: int, other: int) -> bool:
    """Return True for classes that may stand in one column."""
    if BLANK in (one, other):
        return NAME not in (one, other)
    return one == other or {one, other} == {TIER, NAME}
