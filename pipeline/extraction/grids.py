"""Tables as grids of cells, however they were printed.

A table printed with pipes, tabs or runs of blanks has its rows in lines (`delimited`); one that lost its
frame has one cell a line (`flattened`). Both become a `Grid`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.extraction.cells import MAX_ROW, Cell
from pipeline.extraction.columns import (
    CHANGE,
    COUNTER,
    MAXIMUM,
    NAME,
    OTHER,
    PERCENT,
    RANK,
    SCORE,
    TIER,
    Column,
    make_column,
    role_of,
)
from pipeline.extraction.lexicon import Lexicon
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.phrases import tokens

_UNIT_HEAD = re.compile(
    r"^(?:" + anyof("sở", "ban", "ubnd", "ủy ban", "văn phòng", "thanh tra", "chi cục", "cục", "trung tâm", "huyện", "thị xã",
                    "thành phố", "tp", "tx", "xã", "phường", "thị trấn", "kho bạc", "bảo hiểm", "công an", "công ty", "trường",
                    "đài", "quận", "hội", "quỹ", "viện", "bệnh viện", "tòa án", "bql", "bhxh", "vp", "liên minh", "bộ chỉ huy",
                    "ngân hàng", "điện lực", "bưu điện", "đặc khu", "tỉnh", "bộ", "học viện", "tổng công ty", "mặt trận") + r")[\s.]"
)  # fmt: skip
_SPANNER = re.compile(
    r"^(?:" + anyof("điểm thành phần", "các tiêu chí", "tiêu chí", "tiêu chí thành phần", "điểm theo tiêu chí", "trong đó", "nhóm tiêu chí",
                    "điểm các tiêu chí", "chỉ số thành phần", "điểm đánh giá theo tiêu chí", "các nhóm tiêu chí", "kết quả đánh giá",
                    "điểm từng tiêu chí", "điểm các nhóm tiêu chí", "các chỉ số thành phần", "kết quả") + r")$"
)  # fmt: skip
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|\([^()]*=[^()]*\)")
MAX_NAME = 160


@dataclass(frozen=True)
class Row:
    """One row: a cell for each column (None where none was printed) and the group row that it stands under."""

    cells: tuple[Cell | None, ...]
    band: Cell | None


@dataclass
class Grid:
    """A table: columns, rows of units, rows of maxima and of totals, and the group rows between them."""

    columns: list[Column]
    rows: list[Row]
    first_line: int
    last_line: int
    bands: list[Cell] = field(default_factory=list)
    max_rows: list[Row] = field(default_factory=list)
    foot_rows: list[Row] = field(default_factory=list)
    number: int = 0
    in_percent: bool = False
    broken: list[tuple[int, str]] = field(default_factory=list)

    def column(self, role: str) -> int | None:
        """The index of the first column of a role."""
        return next((place for place, column in enumerate(self.columns) if column.role == role), None)


def is_unit(cell: Cell, lexicon: Lexicon) -> bool:
    """True where a whole cell reads as the name of a unit."""
    words = cell.words
    if not cell.has_letters or len(words) > MAX_NAME or MAX_ROW.match(words):
        return False
    normal = normalise(cell.text)
    found = tokens(normal)
    hit = lexicon.names.longest(normal, found, 0)
    if hit and hit[0] >= len(found):
        return True
    if role_of(words) == NAME and len(found) <= 6 and not (hit and hit[0] > 1):
        return False
    named = (
        re.search(r"\s\S*[^\W\d_a-zà-ỹđ]", cell.text.strip()) is not None
    )  # a capital behind the head word
    return (hit is not None and hit[0] >= 0.5 * len(found)) or (named and _UNIT_HEAD.match(words) is not None)


def build_columns(headers: list[list[Cell]], mark: str) -> list[Column]:
    """The columns of a table from the header cells over each."""
    return [make_column(cells, mark) for cells in headers]


def told_apart(columns: list[Column]) -> bool:
    """True where the header names the units and at least one thing that is said of them."""
    roles = {column.role for column in columns}
    return NAME in roles and bool(roles & {SCORE, RANK, TIER, PERCENT, OTHER, MAXIMUM})


def _continues(before: Cell, cell: Cell) -> int:
    """How surely ``cell`` is the second line of the header ``before`` (0: not at all)."""
    text = cell.text.strip()
    if text[:1] in "(/%" or re.fullmatch(r"(?:năm\s+)?20\d\d\)?", cell.words):
        return 3
    if before.text.rstrip().endswith((",", "/", "(", "-", "và")) or text[:1].islower():
        return 2
    known, other = role_of(before.words), role_of(cell.words)
    if (
        role_of(f"{before.words} {cell.words}") == known != OTHER
        and other in (OTHER, NAME)
        and known != COUNTER
    ):
        return 1
    return 1 if known == OTHER and other in (SCORE, RANK, TIER) and len(before.words) <= 6 else 0


def fit_headers(cells: list[Cell], width: int) -> list[list[Cell]] | None:
    """Header cells, one a line, laid over ``width`` columns; None where they cannot be told apart."""
    kept = [cell for cell in cells if not _COLUMN_NUMBER.fullmatch(cell.words)]
    groups = [[cell] for cell in kept]
    if len(groups) > width:
        spanner = next(
            (place for place, group in enumerate(groups) if place and _SPANNER.match(group[0].words)), None
        )
        if spanner is not None and len(groups) - width == 1:
            groups.pop(spanner)
    while len(groups) > width:
        scores = [_continues(groups[i][-1], groups[i + 1][0]) for i in range(len(groups) - 1)]
        best = max(scores)
        if best == 0:
            return None
        place = scores.index(best)
        groups[place] += groups.pop(place + 1)
    return groups if len(groups) == width else None


def usual_length(lengths: list[int]) -> int:
    """The most frequent length, the smaller one of two equally frequent."""
    counts = Counter(lengths)
    return min(counts, key=lambda length: (-counts[length], length))


def ignored(column: Column) -> bool:
    """True for columns that hold nothing said of a unit for this assessment."""
    return column.role in (COUNTER, NAME, CHANGE) or column.role == "note"
