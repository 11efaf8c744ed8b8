"""The outline of a document: what the headings over a line say of its index, block and criterion."""

import re
from dataclasses import dataclass, replace

from pipeline.documents.model import Document, Line
from pipeline.extraction.cells import split_cells
from pipeline.extraction.criteria import LEAD, clean_criterion
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.readings import Context
from pipeline.vietnamese.damage import anyof

_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"^(?:phần|chương)\s+[ivx\d]+\b|^[a-h]\.\s")),
    (2, re.compile(r"^[ivx]{1,5}\s*[.\-/)]\s*")),
    (4, re.compile(r"^\d{1,2}\.\d{1,2}\.?\s+(?=\D)")),
    (5, re.compile(r"^\d{1,2}(?:\.\d{1,2}){2,}\.?\s+(?=\D)")),
    (3, re.compile(r"^\d{1,2}\s*[.)/]\s*(?=[^\d\s])")),
    (6, re.compile(r"^[a-zđ]\)\s*")),
    (7, re.compile(r"^[-*•]\s*(?=\w)")),
    (8, re.compile(r"^\+\s*(?=\w)")),
)
_UNNUMBERED = 2
_LIST_OF_CRITERIA = re.compile(
    rf"(?:{anyof('từng', 'các', 'theo', 'theo từng', 'từng nhóm')})\s+(?:{anyof('nhóm tiêu chí', 'tiêu chí', 'hạng mục', 'chỉ số thành phần', 'lĩnh vực', 'trụ cột', 'tiêu chí thành phần', 'nhóm chỉ số', 'nội dung')})"
)
_CRITERION_HEAD = re.compile(rf"^(?:{anyof('về', 'đối với', 'kết quả')}\s+)?(?:{LEAD})\s+\S")
_ABOUT_CRITERIA = re.compile(
    rf"^(?:{LEAD})\s*(?:,\s*\S+\s*)?(?:{anyof('đánh giá', 'chấm điểm', 'được đánh giá', 'xếp hạng')})?\s*[:.]?$"
)
_NEW_WHOLE = re.compile(
    anyof(
        "xếp hạng tổng thể", "kết quả chung", "kết quả tổng hợp", "kết quả xếp hạng chung", "xếp hạng chung"
    )
)
_FIGURE = re.compile(r"\d+[.,]\d|%|\d\s*điểm")
_GROUP_LEAD = re.compile(
    rf"^(?:{anyof('các sở', 'sở', 'các huyện', 'ubnd', 'các đơn vị', 'khối', 'nhóm', 'mức', 'văn phòng', 'ban', 'cục')})\b(?!.*{anyof('tiêu chí')})"
)
_THIS_CRITERION = re.compile(rf"(?:{LEAD})\s+(?:{anyof('này', 'trên')})")
_LOOK_AHEAD = 4
_COPULA = re.compile(rf"\s(?:{anyof('đó là', 'là', 'gồm', 'gồm có')})\s")
MAX_HEADING = 230


@dataclass(frozen=True, slots=True)
class _Open:
    level: int
    context: Context
    lists_criteria: bool


def level_of(line: Line) -> tuple[int, int] | None:
    """The outline level of a numbered line and the place in its normal text where the words begin."""
    text = line.normal.text
    start = len(text) - len(text.lstrip())
    for level, pattern in _LEVELS:
        match = pattern.match(text[start:])
        if match:
            return level, start + match.end()
    return None


def blocks_in(text: str, lexicon: Lexicon) -> list[str]:
    """The blocks that a normal text speaks of, in the order of the code list."""
    return [block for block, pattern in lexicon.blocks if pattern.search(text)]


def index_in(text: str, lexicon: Lexicon) -> str | None:
    """The index that a normal text names first."""
    hits = [
        (match.start(), -len(match.group()), index)
        for index, pattern in lexicon.indices
        if (match := pattern.search(text))
    ]
    return min(hits)[2] if hits else None


class Outline:
    """Follows the headings of a document; `context` is what holds at the current line."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lines = document.lines
        self._open: list[_Open] = []
        self._base = Context(index=self._title_index(document))

    def _title_index(self, document: Document) -> str | None:
        hits = [
            index
            for line in document.lines[:40]
            if "năm" in line.normal.text and (index := index_in(line.normal.text, self._lexicon))
        ]
        anywhere = (index for line in document.lines if (index := index_in(line.normal.text, self._lexicon)))
        return hits[0] if hits else next(anywhere, None)

    @property
    def context(self) -> Context:
        """What the open headings say."""
        return self._open[-1].context if self._open else self._base

    @property
    def _lists_criteria(self) -> bool:
        return bool(self._open) and self._open[-1].lists_criteria

    def enter(self, line: Line) -> bool:
        """Take note of a line; True where it is a heading (or opens with one)."""
        text = line.normal.text
        found = level_of(line)
        words = _heading_words(text[found[1] :] if found else text.strip(), found is not None)
        if words is None or len(split_cells(line)) > 1:
            return False
        if found is None:
            return self._unnumbered(line, words)
        level = found[0]
        if level >= 6 and (_GROUP_LEAD.match(words) or _FIGURE.search(words)):
            return False
        kept = [entry for entry in self._open if entry.level < level]
        above = kept[-1].context if kept else self._base
        listing = bool(kept) and kept[-1].lists_criteria
        context = self._read(line, found[1], words, above, listing and level >= 4)
        if level >= 7 and context == above and not listing:
            return False
        self._open = [*kept, _Open(level, context, listing or bool(_LIST_OF_CRITERIA.search(words)))]
        return True

    def _unnumbered(self, line: Line, words: str) -> bool:
        if words.startswith(("bảng", "biểu", "phụ lục")) or len(words) > 160:
            return False
        if _LIST_OF_CRITERIA.search(words) and self._open and line.normal.text.rstrip().endswith(":"):
            self._open[-1] = replace(self._open[-1], lists_criteria=True)
            return True
        capital = line.text.strip().isupper()
        lead = line.normal.text.rstrip().endswith(":") and len(words) < 90
        if not (capital or lead):
            return False
        level = _UNNUMBERED if capital else 6
        kept = [entry for entry in self._open if entry.level < level]
        above = self.context if lead else (kept[-1].context if kept else self._base)
        context = self._read(line, 0, words, above, False)
        if context != above:
            self._open = [*(self._open if lead else kept), _Open(level, context, self._lists_criteria)]
        return context != above

    def _told_of_criterion(self, line: Line) -> bool:
        """True where the text under a heading calls it a criterion (``điểm tối đa của hạng mục này``)."""
        for following in self._lines[line.number : line.number + _LOOK_AHEAD]:
            if level_of(following) is not None:
                return False
            if _THIS_CRITERION.search(following.normal.text):
                return True
        return False

    def _read(self, line: Line, start: int, words: str, above: Context, listed: bool) -> Context:
        """The context under a heading whose words begin at ``start`` of the normal line."""
        name = None
        listed = listed or self._told_of_criterion(line)
        if listed or (_CRITERION_HEAD.match(words) and not _ABOUT_CRITERIA.match(words)):
            first, last = line.normal.original(*_range(line.normal.text, start, words))
            name = clean_criterion(line.text[first:last])
        found = blocks_in(words, self._lexicon)
        block = found[0] if len(found) == 1 else above.block
        if name and not (
            listed
            and len(found) == 1
            and len(words) < 60
            and words.startswith(("các sở", "ubnd", "khối", "đối với"))
        ):
            return replace(above, criterion=name)
        index = index_in(words, self._lexicon) if not name else None
        changed = (
            (index and index != above.index)
            or (len(found) == 1 and block != above.block)
            or _NEW_WHOLE.search(words)
        )
        return Context(index or above.index, block, None if changed else above.criterion, above.year)


def _range(text: str, start: int, words: str) -> tuple[int, int]:
    place = text.find(words, start)
    return place, place + len(words)


def _heading_words(text: str, numbered: bool) -> str | None:
    """The words of a line that can be a heading: the line itself, or what stands before its first colon."""
    words = text.strip()
    if not words:
        return None
    if (
        numbered
        and _CRITERION_HEAD.match(words)
        and (copula := _COPULA.search(words))
        and copula.start() <= 120
    ):
        return words[: copula.start()].strip()
    head, colon, tail = words.partition(":")
    if colon and tail.strip():
        return head.strip() if numbered and len(head) <= 120 and not re.search(r"\d[,.]\d|\(", head) else None
    words = words.rstrip(" :")
    if len(words) > MAX_HEADING:
        return None
    if words.endswith(".") and len(words) > 90:
        return None
    return words
