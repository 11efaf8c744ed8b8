"""What stands in the columns of a table: the other witness, and what the columns say of each other."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from pipeline.reading.tables.table import Table
from pipeline.reading.text.cells import RANK_AND_SCORE, Cell, is_unranked_marker
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import cell_tier, group_row_tier
from pipeline.vietnamese.numbers import decimals, parse_number, roman_value

# A figure with what may stand behind it: of how many or of how much, a tie ("3-4"), a sign, a footnote.
FIGURE = pattern(
    r" ?\(?(?P<all>{n:number}( ?- ?\d{1,3}(?![.,\d]))?)( ?/ ?{whole:number})? ?(%|{point_sign})? ?\*{0,3}\)? ?"
)
_POINTS = pattern(r"\d ?{point_sign}")
_SIGNED = re.compile(r"\s*[+\-↑↓▲▼=]\s*(?=\d)|.*\d\s*[↑↓▲▼]\s*")
_ENOUGH = 0.8
# So many rows of a column tell a relation.
_MIN_ROWS = 2
_ROUNDING = Decimal("0.6")
_MAJORITY = 0.5
_MAX_TIERS = 8
_MAX_TIER_WORDS = 4


def number_in(cell: Cell | None, mark: str) -> Decimal | None:
    """Return the value of a cell that holds a figure and nothing else but signs."""
    match = FIGURE.fullmatch(cell.normal.text) if cell else None
    return parse_number(match["n"], mark) if match else None


def pair_in(cell: Cell | None) -> tuple[str, str] | None:
    """Return the two numbers of a cell that holds a rank and a score, ``17 (0,633)`` or ``0,633 (17)``."""
    match = RANK_AND_SCORE.match(cell.normal.text) if cell else None
    return (match.group("a"), match.group("b")) if match else None


@dataclass(frozen=True)
class Content:
    """The cells of one column, void ones as None, and what they are read as."""

    cells: tuple[Cell | None, ...]
    mark: str

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells in which something stands."""
        return [cell for cell in self.cells if cell is not None]

    @cached_property
    def numbers(self) -> list[Decimal | None]:
        """The figure of each row."""
        return [number_in(cell, self.mark) for cell in self.cells]

    @cached_property
    def told(self) -> list[Decimal]:
        """The figures that are printed."""
        return [number for number in self.numbers if number is not None]

    @cached_property
    def ranks(self) -> list[Decimal | None]:
        """The figure of each row, or what its Roman numeral counts."""
        return [
            Decimal(roman)
            if number is None and cell is not None and (roman := roman_value(cell.words))
            else number
            for number, cell in zip(self.numbers, self.cells, strict=True)
        ]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of a rank and a score."""
        return [pair for cell in self.filled if (pair := pair_in(cell))]

    def rank_leads(self, first: bool) -> float:
        """Return how much speaks for the first (or else the second) number of each pair being its rank."""
        places = [parse_number(pair[0 if first else 1], self.mark) for pair in self.pairs]
        scores = [parse_number(pair[1 if first else 0], self.mark) for pair in self.pairs]
        if any(place < 1 or place != place.to_integral_value() or decimals(place) for place in places):
            return -8.0
        return 2.0 * order_fit(places, scores, [None] * len(places)) + (1.0 if min(places) == 1 else 0.0)

    def mostly(self, n: int) -> bool:
        """Return True where so many cells are most of the filled ones."""
        return n > 0 and n >= _ENOUGH * len(self.filled)

    @cached_property
    def is_numeric(self) -> bool:
        """True where most cells are figures."""
        return len(self.told) * 2 > len(self.filled)

    @cached_property
    def is_whole(self) -> bool:
        """True where no figure has decimals."""
        return all(number == number.to_integral_value() and decimals(number) == 0 for number in self.told)

    @cached_property
    def is_constant(self) -> bool:
        """True where all figures are the same."""
        return len(self.told) >= _MIN_ROWS and len(set(self.told)) == 1

    @cached_property
    def in_percent(self) -> bool:
        """True where figures carry the sign of percent."""
        return any("%" in cell.text for cell in self.filled)

    @cached_property
    def in_points(self) -> bool:
        """True where figures carry the word for points."""
        return any(_POINTS.search(cell.words) for cell in self.filled)

    @cached_property
    def is_signed(self) -> bool:
        """True where figures carry the signs of a change."""
        return any(_SIGNED.match(cell.text) for cell in self.filled)

    @cached_property
    def roman(self) -> bool:
        """True where most cells are Roman numerals."""
        return self.mostly(sum(roman_value(cell.words) is not None for cell in self.filled))

    @cached_property
    def are_places(self) -> bool:
        """True where all figures are whole and given out of one and the same number, as places are."""
        found = [FIGURE.fullmatch(cell.normal.text) for cell in self.filled]
        out_of = {match["whole"] if match else None for match in found}
        return self.is_whole and len(out_of) == 1 and None not in out_of

    @cached_property
    def tiers(self) -> int:
        """How many cells name a tier that is known."""
        return sum(
            cell_tier(cell.words) is not None or is_unranked_marker(cell.words) for cell in self.filled
        )

    @cached_property
    def repeats(self) -> bool:
        """True where words stand in several rows."""
        return len({cell.words for cell in self.filled}) < len(self.filled)

    @cached_property
    def is_graded(self) -> bool:
        """True where few short words are repeated, as those of a scale that no list knows."""
        words = {cell.words for cell in self.filled}
        short = all(len(word.split()) <= _MAX_TIER_WORDS for word in words)
        return short and len(words) <= _MAX_TIERS and 2 * len(words) <= len(self.filled)

    @property
    def is_uniform(self) -> bool:
        """True where the same words stand in every row, as those of a link do."""
        return len({cell.words for cell in self.filled}) == 1

    def counts(self, segments: Sequence[Hashable], units: Sequence[Hashable]) -> bool:
        """Return True where the figures count the units: on by one, or from 1 again in another group."""
        rows = [
            (number, segment, unit)
            for number, segment, unit in zip(self.numbers, segments, units, strict=True)
            if number is not None
        ]
        if len(rows) < len(self.filled) or not rows or not self.is_whole:
            return False
        return all(
            after == before + 1 or (after == before and same == unit) or (after == 1 and segment != last)
            for (before, last, same), (after, segment, unit) in pairwise(rows)
        )

    @cached_property
    def could_rank(self) -> bool:
        """True where all figures could be places."""
        places = [number for number in self.ranks if number is not None]
        whole = all(
            number >= 1 and number == number.to_integral_value() and decimals(number) == 0
            for number in places
        )
        return bool(places) and whole and len(places) * 2 > len(self.filled)


def contents_of(table: Table, mark: str) -> list[Content]:
    """Return what stands in each column of a table."""
    return [
        Content(
            tuple(
                None if cell is None or cell.is_void else cell
                for cell in (row.cells[at] for row in table.rows)
            ),
            mark,
        )
        for at in range(table.width)
    ]


def units_of(table: Table) -> list[Hashable]:
    """Return for each row the words that name its unit."""
    return [
        tuple(cell.words for at in table.names if (cell := row.cells[at]) is not None) for row in table.rows
    ]


def segments_of(table: Table) -> list[Hashable]:
    """Return for each row the group of rows that is ranked with it: what no tier parts."""
    return [
        tuple(group.span for group in row.groups if group_row_tier(group.words) is None) for row in table.rows
    ]


def order_fit(
    ranks: Sequence[Decimal | None], scores: Sequence[Decimal | None], segments: Sequence[Hashable]
) -> float:
    """Return how well places follow the order of scores, from -1 (not at all) to 1; near 0 where few rows tell."""
    rows: dict[Hashable, list[tuple[Decimal, Decimal]]] = {}
    for segment, rank, score in zip(segments, ranks, scores, strict=True):
        if rank is not None and score is not None:
            rows.setdefault(segment, []).append((rank, score))
    pairs = [
        (rank == place, points - next_points)
        for found in rows.values()
        for (rank, points), (place, next_points) in pairwise(sorted(found, key=lambda row: (row[0], -row[1])))
    ]
    if all(tied or not lead for tied, lead in pairs):
        return 0.0
    faults = sum(2 * (lead > 0) if tied else lead < 0 for tied, lead in pairs)
    return (1 - 3 * faults / len(pairs)) * min(1.0, len(pairs) / 3) if faults * 3 < 2 * len(pairs) else -1.0


def sum_fit(columns: Sequence[Content], total: int, parts: Sequence[int]) -> float:
    """Return in what share of the rows a column is the sum, or the mean, of ``parts`` together before or behind it."""
    whole = columns[total].numbers
    rows = [at for at, number in enumerate(whole) if number is not None]
    if len(rows) < _MIN_ROWS or columns[total].is_constant:
        return 0.0
    before = [part for part in reversed(parts) if part < total]
    return max(
        _run_fit(columns, places, whole, rows)
        for places in (before, [part for part in parts if part > total])
    )


def _run_fit(
    columns: Sequence[Content], places: Sequence[int], whole: Sequence[Decimal | None], rows: Sequence[int]
) -> float:
    """Return the best share of rows in which the columns at the first ``places`` add up to the whole, or average it."""
    sums = dict.fromkeys(rows, Decimal(0))
    best = 0.0
    for parts, place in enumerate(places, start=1):
        for at in rows:
            sums[at] += columns[place].numbers[at] or 0
        for of in (1, parts) if parts >= _MIN_ROWS else ():
            exact = sum(abs(sums[at] / of - (whole[at] or 0)) <= _slack(whole[at], parts) for at in rows)
            best = max(best, exact / len(rows) if of == 1 or not columns[places[0]].is_whole else 0.0)
    return best if best >= _MAJORITY else 0.0


def _slack(whole: Decimal | None, parts: int) -> Decimal:
    """Return by how much a sum of rounded parts may miss a printed whole."""
    step = Decimal(1).scaleb(-decimals(whole or Decimal(0)))
    return step * min(parts, 3) * _ROUNDING if step < 1 else Decimal(0)


def ratio_fit(shares: Sequence[Decimal | None], scores: Sequence[Decimal | None]) -> float:
    """Return in what part of the rows shares stand in one ratio to scores."""
    ratios = [
        share / score for share, score in zip(shares, scores, strict=True) if share is not None and score
    ]
    if len(ratios) < _MIN_ROWS:
        return 0.0
    middle = sorted(ratios)[len(ratios) // 2]
    return sum(abs(ratio - middle) <= abs(middle) * Decimal("0.01") for ratio in ratios) / len(ratios)


def grade_fit(cells: Sequence[Cell | None], scores: Sequence[Decimal | None]) -> float:
    """Return how well words part the rows by their scores: 1 where each holds for one stretch of them, to -1."""
    rows = sorted(
        (
            (score, cell.words)
            for cell, score in zip(cells, scores, strict=True)
            if cell and score is not None
        ),
        reverse=True,
    )
    words = [word for _, word in rows]
    spare = len(words) - len(set(words))
    breaks = sum(before != after for before, after in pairwise(words)) + 1 - len(set(words))
    return max(1 - 4 * breaks / spare, -1.0) if spare else 0.0


def bounds(highest: Sequence[Decimal | None], scores: Sequence[Decimal | None]) -> bool:
    """Return True where no score is above the maximum of its row."""
    rows = [
        (top, score)
        for top, score in zip(highest, scores, strict=True)
        if top is not None and score is not None
    ]
    return len(rows) >= 1 and all(score <= top for top, score in rows)
