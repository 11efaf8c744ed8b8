"""Cells: the smallest pieces of a table, and what kind of thing stands in one."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.documents.model import Line
from pipeline.extraction.readings import Span
from pipeline.vietnamese.damage import anyof, loose, phrase
from pipeline.vietnamese.normal import Normal, normalise
from pipeline.vietnamese.numbers import NUMBER

_SEPARATOR = re.compile(r"\s*\|\s*|\t|\s{2,}")
_RULE = re.compile(r"[\s|:+=_-]*")
_EMPTY = re.compile(r"[\s.…/-]*")
_PREFIX = re.compile(r"^(?:[a-zđ]|[ivx]{1,4}|\d{1,2})(?:[.)]|\s*[-:])\s*")
TIER_LEAD = anyof("mức", "loại", "nhóm", "xếp loại", "xếp mức", "hạng", "nhóm xếp loại", "mức độ")
LOOSE_TIER_LEAD = (
    "(?:" + "|".join(map(loose, ("mức độ", "xếp loại", "xếp mức", "nhóm", "loại", "mức", "hạng"))) + ")"
)
_RANKED_OUT = anyof(
    "không xếp hạng", "không xếp loại", "không được xếp hạng", "chưa xếp hạng", "không xếp mức"
)
FOOT_ROW = re.compile(
    r"^(?:" + anyof("trung bình", "bình quân", "tổng cộng", "cộng", "tổng số", "điểm trung bình", "trung bình chung",
                    "trung bình khối", "giá trị trung bình", "cao nhất", "thấp nhất", "trung vị", "toàn tỉnh") + r")"
)  # fmt: skip
MAX_ROW = re.compile(
    r"^(?:"
    + anyof("điểm tối đa", "giá trị tối đa", "thang điểm", "điểm chuẩn", "tối đa", "tổng điểm tối đa")
    + r")"
)


@dataclass(frozen=True)
class Cell:
    """A piece of text with its place; an empty cell of a delimited row has an empty span."""

    text: str
    span: Span

    @cached_property
    def normal(self) -> Normal:
        """The copy of the text that matching works on."""
        return normalise(self.text)

    @property
    def words(self) -> str:
        """The normal text without outer blanks."""
        return self.normal.text.strip()

    @property
    def number(self) -> str | None:
        """The cell's number where it holds nothing else but a unit sign, else None."""
        match = re.fullmatch(rf"\s*({NUMBER.pattern})\s*(?:%|{phrase('điểm')})?\s*", self.normal.text)
        return match.group(1) if match else None

    @property
    def is_number(self) -> bool:
        """True for a number, with or without a unit sign."""
        return self.number is not None

    @property
    def is_void(self) -> bool:
        """True where nothing or only a dash stands."""
        return bool(_EMPTY.fullmatch(self.normal.text))

    @property
    def has_letters(self) -> bool:
        """True where at least two letters stand."""
        return len(re.findall(r"[^\W\d_]", self.normal.text)) >= 2


def unnumbered(words: str) -> str:
    """Normal words without the numbering before them (``A.``, ``II -``, ``1)``)."""
    return _PREFIX.sub("", words.strip()).strip()


def split_cells(line: Line) -> list[Cell]:
    """The cells of a line: cut at pipes, tabs, or runs of blanks; a line of prose is one cell."""
    text = line.text
    if _RULE.fullmatch(line.normal.text) and "|" in text:
        return []
    cutter = r"\|" if text.count("|") >= 2 else r"\t" if "\t" in text else r"\s{2,}|\u00a0{2,}"
    cells: list[Cell] = []
    start = 0
    for match in [*re.finditer(cutter, text), None]:
        end = match.start() if match else len(text)
        cells.append(_trimmed(line, start, end))
        start = match.end() if match else end
    if cutter == r"\|":
        cells = cells[text.startswith("|") :]
        cells = cells[: len(cells) - text.endswith("|")]
    elif cutter != r"\t":
        cells = [cell for cell in cells if cell.text]
    return cells


def _trimmed(line: Line, start: int, end: int) -> Cell:
    piece = line.text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return Cell(stripped, Span(line.number, start + left, start + left + len(stripped)))


def is_rule(line: Line) -> bool:
    """True for a line that only draws the frame of a table."""
    return "|" in line.text and bool(_RULE.fullmatch(line.normal.text))


def ranked_out(words: str) -> bool:
    """True where a tier cell says that the unit got no tier."""
    return re.search(_RANKED_OUT, words) is not None
