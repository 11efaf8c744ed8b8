"""The outline of a document: what the headings over a line say of its index, block and criterion."""

import re
from dataclasses import dataclass, replace

from pipeline.documents.document import Document, Line
from pipeline.reading.readings import Context
from pipeline.reading.text.cells import split_cells
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import block_in, index_in
from pipeline.vietnamese.normal import fold

# The numbering of headings, 1 for the largest part; the first that fits counts.
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, pattern(r"^{part_word} [ivx\d]+\b|^[a-h]\.\s")),
    (2, pattern(r"^{roman} ?[.\-/)] ?")),
    (4, pattern(r"^\d{1,2}\.\d{1,2}\.? (?=\D)")),
    (5, pattern(r"^\d{1,2}(\.\d{1,2}){2,}\.? (?=\D)")),
    (3, pattern(r"^\d{1,2} ?[.)/] ?(?=[^\d\s])")),
    (6, pattern(r"^{letter}\) ?")),
    (7, pattern(r"^[-*•] ?(?=\w)")),
    (8, pattern(r"^\+ ?(?=\w)")),
)
# Levels: of an unnumbered heading in capitals, of ``1.``, of ``1.1``, of letters, of dashes.
_UNNUMBERED, _NUMBERED, _LISTED, _LETTERED, _DASHED = 2, 3, 4, 6, 7
_LIST_OF_CRITERIA = pattern("{all_criteria} {criterion_noun|index_group}")
_CRITERION_HEAD = pattern(r"^({about|toward|result} )?{criterion_lead} \S")
_ABOUT_CRITERIA = pattern(r"^{criterion_lead} ?(, ?\S+ ?)?{assessed|marked}? ?[:.]?$")
_NEW_WHOLE = pattern("{new_whole}")
_FIGURE = pattern(r"\d+[.,]\d|%|\d ?{points}")
_GROUP_LEAD = pattern(r"^{group_heading}(?!.*{criterion})")
_THIS_CRITERION = pattern("{criterion_lead} {this|above}")
_COPULA = pattern(r"\s{copula|that_is}\s")
_DECIMAL_OR_ASIDE = re.compile(r"\d[,.]\d|\(")
# Who a heading in a list of criteria may speak of instead of naming a criterion.
_ASSESSED_FIRST = pattern("{plural} {department}|{committee}|{block_word}|{toward}")
# What is said in brackets of a criterion behind its name.
_OF_CRITERION = pattern(r" ?\([^()]*{maximum|applied|weight|points}[^()]*\) ?$")
_INDEX_HEAD = pattern(r"({about|result|ranking} )?{index_word|index_set|level}\s")
_RESULT = pattern("{title_word|approve}")
_CAPTION = pattern("{table_word|annex}")
_YEAR = pattern("{year_word}")
_LOOK_AHEAD = 4
_TITLE_LINES = 40
_MAX_HEADING = 230
_MAX_UNNUMBERED = 160
_MAX_LEAD = 90  # longer lines that end in a colon or a full stop are sentences
_MAX_HEAD = 120
_MAX_GROUP_HEADING = 60


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that still holds."""

    level: int
    context: Context
    lists_criteria: bool


def level_of(line: Line) -> tuple[int, int] | None:
    """Return the outline level of a numbered line and the offset in its normal text where the words begin."""
    text = line.normal.text
    start = len(text) - len(text.lstrip())
    for level, numbering in _LEVELS:
        match = numbering.match(text[start:])
        if match:
            return level, start + match.end()
    return None


class Outline:
    """Follows the headings of a document; `context` is what holds at the current line."""

    def __init__(self, document: Document) -> None:
        self._lines = document.lines
        self._open: list[_Open] = []
        self._base = Context(index=_title_index(document))
        self._title = _title_line(document)

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
            return self._read_unnumbered(line, words)
        level = found[0]
        if level >= _LETTERED and (_GROUP_LEAD.match(words) or _FIGURE.search(words)):
            return False
        kept = [entry for entry in self._open if entry.level < level]
        above = kept[-1].context if kept else self._base
        listing = bool(kept) and kept[-1].lists_criteria
        listed = (names_dimension(words) and level >= _LISTED) or (listing and level >= _NUMBERED)
        listed = listed or self._told_of_criterion(line)
        context = _context_under(words, _printed(line, found[1], words), above, listed)
        if level >= _DASHED and context == above and not listing:
            return False
        self._open = [*kept, _Open(level, context, listing or bool(_LIST_OF_CRITERIA.search(words)))]
        return True

    def _read_unnumbered(self, line: Line, words: str) -> bool:
        if _CAPTION.match(words) or len(words) > _MAX_UNNUMBERED:
            return False
        leads = line.normal.text.rstrip().endswith(":")
        if _LIST_OF_CRITERIA.search(words) and self._open and leads:
            self._open[-1] = replace(self._open[-1], lists_criteria=True)
            return True
        if line.number < self._title:  # the name of the site or of the office
            return False
        if self._begins_index(line, words):
            self._open = [_Open(_UNNUMBERED, _context_under(words, words, self._base, False), False)]
            return True
        capital = line.text.strip().isupper()
        lead = leads and len(words) < _MAX_LEAD
        if not (capital or lead):
            return False
        level = _UNNUMBERED if capital else _LETTERED
        kept = [entry for entry in self._open if entry.level < level]
        above = self.context if lead else (kept[-1].context if kept else self._base)
        context = _context_under(words, _printed(line, 0, words), above, self._told_of_criterion(line))
        if context != above:
            self._open = [*(self._open if lead else kept), _Open(level, context, self._lists_criteria)]
        return context != above

    def _begins_index(self, line: Line, words: str) -> bool:
        """Return True for a short line of its own that begins with the name of an index other than the present."""
        match = _INDEX_HEAD.match(words)
        if match is None or len(words) > _MAX_LEAD or line.normal.text.rstrip().endswith((".", ",", ";")):
            return False
        index = index_in(words)
        return index is not None and index != self.context.index

    def _told_of_criterion(self, line: Line) -> bool:
        """Return True where the text under a heading calls it a criterion (``điểm tối đa của hạng mục này``)."""
        for following in self._lines[line.number : line.number + _LOOK_AHEAD]:
            if level_of(following) is not None:
                return False
            if _THIS_CRITERION.search(following.normal.text):
                return True
        return False


def _title_line(document: Document) -> int:
    """Return the number of the first line that names an index and speaks of a result; 0 where none does."""
    found = (
        line.number
        for line in document.lines[:_TITLE_LINES]
        if _RESULT.search(line.normal.text) and index_in(line.normal.text)
    )
    return next(found, 0)


def _title_index(document: Document) -> str | None:
    """Return the index that the title names, with its year; else the first that the document names."""
    start = max(_title_line(document) - 1, 0)
    titles = (line for line in document.lines[start:_TITLE_LINES] if _YEAR.search(line.normal.text))
    found = next((index for line in titles if (index := index_in(line.normal.text))), None)
    anywhere = (index for line in document.lines[start:] if (index := index_in(line.normal.text)))
    return found or next(anywhere, None) or _broken_index(document)


def _broken_index(document: Document) -> str | None:
    """Return the index that a title names over the ends of its lines, or with all its marks lost."""
    text = " ".join(line.normal.text for line in document.lines[:_TITLE_LINES])
    return index_in(text) or index_in(" ".join(re.findall(r"[a-z0-9]+", fold(text))))


def _context_under(words: str, printed: str, above: Context, listed: bool) -> Context:
    """Return the context under a heading of the normal ``words``; ``listed``: its position makes it a criterion."""
    name = None
    if listed or (_CRITERION_HEAD.match(words) and not _ABOUT_CRITERIA.match(words)):
        name = clean_criterion(printed)
    said = block_in(words)
    of_block = (
        listed and said and len(words) < _MAX_GROUP_HEADING and _ASSESSED_FIRST.match(words) is not None
    )
    if name and not of_block:
        return replace(above, criterion=name)
    index = None if name else index_in(words)
    block = said or above.block
    changed = (index and index != above.index) or block != above.block or _NEW_WHOLE.search(words)
    return Context(index or above.index, block, None if changed else above.criterion, above.year)


def _printed(line: Line, start: int, words: str) -> str:
    """Return the heading's normal ``words``, found at or behind ``start`` of the normal line, as printed."""
    offset = line.normal.text.find(words, start)
    first, last = line.normal.original(offset, offset + len(words))
    return line.text[first:last]


def _heading_words(text: str, numbered: bool) -> str | None:
    """Return the words of a line that can be a heading: the line itself, or what stands before its first colon."""
    words = text.strip()
    if not words:
        return None
    copula = _COPULA.search(words) if numbered and _CRITERION_HEAD.match(words) else None
    if copula and copula.start() <= _MAX_HEAD:
        return words[: copula.start()].strip()
    head, colon, tail = words.partition(":")
    if colon and tail.strip():
        head = _OF_CRITERION.sub("", head)
        short = numbered and len(head) <= _MAX_HEAD and not _DECIMAL_OR_ASIDE.search(head)
        return head.strip() if short else None
    words = words.rstrip(" :")
    if len(words) > _MAX_HEADING or (words.endswith(".") and len(words) > _MAX_LEAD):
        return None
    return words
