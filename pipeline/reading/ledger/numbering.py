"""Numberings: figures that only order a document, each of them earned by counting on.

A figure before words is a numbering where one of its kind came before with the number below it, or where it
is the 1 that such a row begins with. A figure alone on its line numbers nothing: it is a cell of a table.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import Span
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import NUMBER

# "1. Tên mục", "1.2) Tên", "(1) Tên", "- 1. Tên", "1 Tên"
_LEADING = pattern(
    r"^ ?(?P<bullet>[-+*•]?) ?(?P<open>[([]?) ?(?P<n>\d{1,2}(\.\d{1,2}){0,4}) ?(?P<close>"
    r"[.):/\]]*) ?(?=[^\W\d]|[(\"“'])"
)
# "(1) hạ tầng; (2) nhân lực", "gồm: 1. Sở A; 2. Sở B"
_INLINE = pattern(r"(?<![\d/])(?P<open>\(|(?<=[:;]\s)) ?(?P<n>\d{1,2}) ?(?P<close>\)|\.) ?(?=[^\W\d])")
# A figure and nothing else but the bars of a table.
# A line of nothing but numbers in brackets.
_COLUMNS = re.compile(r"\s*\(\d{1,2}\)(\s+\(\d{1,2}\)){2,}\s*")
_ALONE = pattern(r"^[ |]*[-(]? ?{number} ?(%|{point})? ?[-).]?[ |]*$")
# The number of a page stands at least this many lines that are not blank from every other figure that is alone.
_PAGE_LINES = 10
# The first pages print no number, or the first that does stands alone.
_FIRST_PAGES = 2
_SENTENCE_END = pattern(r"[.…] ?$")
# So many words has the header of a table that the next page begins with.
_HEADER_WORDS = 4
_HEAD = "head"
# A row of a table behind its counter: a name and figures.
_COUNTED_ROW = pattern(r"^[ |]*(?P<n>\d{1,3})[.)]?[\s|]+[^\W\d][^\n]*\d")
_PAGE = pattern(r"^ ?(?P<open>-?) ?(?P<n>\d{1,3}) ?(?P<close>-?) ?$")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure that may number something: its place, what it must continue, and its own number."""

    span: Span
    kind: tuple[str, ...]
    number: int

    @property
    def is_bare(self) -> bool:
        """True without a mark around it or a level above it."""
        return not any(self.kind[1:])

    @property
    def is_heading(self) -> bool:
        """True at the head of a line with a mark right after it."""
        return self.kind[0].startswith(_HEAD) and bool(self.kind[2])


def heading_end(line: Line) -> int | None:
    """Return the place in the normal text after the figure that a line begins with, None where none does."""
    match = _LEADING.match(line.normal.text)
    return match.end() if match else None


def is_figure(line: Line) -> bool:
    """Return True for a line that holds a figure and nothing else."""
    return _ALONE.match(line.normal.text) is not None


def _figure(line: Line, match: re.Match[str], kind: str) -> _Figure:
    *above, last = match.group("n").split(".")
    first, end = line.normal.original(*match.span("n"))
    marks = (kind, match.group("open"), match.group("close"))
    return _Figure(Span(line.number, first, end), (*marks, *above), int(last))


def _counting(figures: Sequence[_Figure]) -> set[Span]:
    """Return the places of the figures that count on from one before them, and of each 1 that begins a row.

    At the head of a line a 1 with a mark (``1.``, ``1)``) does; any other needs a 2 after it. One without
    any mark counts on from 1 without a gap: before words a bare figure may count them.
    """
    by_kind: defaultdict[tuple[str, ...], list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_kind[figure.kind].append(figure)
    earned: set[Span] = set()
    for alike in by_kind.values():
        seen: set[int] = set()
        for at, figure in enumerate(alike):
            followed = figure.is_heading or any(later.number == 2 for later in alike[at + 1 :])
            begins = figure.number == 1 and followed
            counts = begins or figure.number - 1 in seen
            if counts:
                earned.add(figure.span)
            if counts or not figure.is_bare:
                seen.add(figure.number)
    return earned


def numbering(lines: Iterable[Line]) -> set[Span]:
    """Return where the figures of a document's numberings stand, those at the head of a line and those inside."""
    found: list[_Figure] = []
    counted: set[Span] = set()
    for line in lines:
        text = line.normal.text
        counted |= _column_numbers(line)
        leading = _LEADING.match(text)
        if leading:
            found.append(_figure(line, leading, f"{_HEAD}{leading.group('bullet')}"))
        inline = _INLINE.finditer(text, leading.end("n") if leading else 0)
        found += [_figure(line, match, "inline") for match in inline]
    return _counting(found) | counted


def _column_numbers(line: Line) -> set[Span]:
    """Return the numbers of a line that does nothing but count columns: ``(1) (2) (3)``."""
    if not _COLUMNS.fullmatch(line.normal.text):
        return set()
    numbers = list(NUMBER.finditer(line.text))
    counts = [int(match[0]) for match in numbers]
    is_count = counts == list(range(1, len(counts) + 1))
    return {Span(line.number, *match.span()) for match in numbers} if is_count else set()


def page_numbers(lines: Sequence[Line], held: Collection[int] = ()) -> set[Span]:
    """Return where the numbers of pages stand, alone on their lines.

    A dash stands on either side, or the page that they end shows (a form feed or the header of a table that is printed
    again comes behind, or nothing at all), or the rows of a table count on around them, or they count on, far from
    every other such figure. ``held`` are the numbers of lines whose figures are read.
    """
    filled = [line for line in lines if not line.is_blank]
    alone = [(at, line) for at, line in enumerate(filled) if line.number not in held and is_figure(line)]
    places = [-_PAGE_LINES, *(at for at, _ in alone), len(filled) - 1 + _PAGE_LINES] if alone else []
    found = [
        (at, _figure(line, match, "page"), at - before >= _PAGE_LINES <= after - at)
        for (at, line), before, after in zip(alone, places, places[2:], strict=False)
        if (match := _PAGE.match(line.normal.text))
    ]
    far = {page.number for _, page, is_far in found if is_far}
    pages = _set_apart(lines)
    for at, page, is_far in found:
        counts = page.number - 1 in (far if is_far else pages) or (is_far and page.number + 1 in far)
        is_last = at == len(filled) - 1
        counts |= is_far and page.number <= _FIRST_PAGES and _is_beside_row(filled, at)
        if (
            all(page.kind)
            or (counts and (is_far or is_last))
            or _ends_page(filled, at)
            or _parts_rows(filled, at)
        ):
            pages[page.number] = page.span
    return set(pages.values())


def _set_apart(lines: Sequence[Line]) -> dict[int, Span]:
    """Return the figures that stand alone between blank lines, where they are 1, 2 and so on; none where not."""
    apart = [
        _figure(line, match, "page")
        for before, line, after in zip(lines, lines[1:], lines[2:], strict=False)
        if before.is_blank and after.is_blank and (match := _PAGE.match(line.normal.text))
    ]
    counts = [page.number for page in apart]
    is_count = counts[:1] in ([1], [2]) and counts == list(range(counts[0], counts[0] + len(counts)))
    return {page.number: page.span for page in apart} if is_count else {}


def _is_beside_row(filled: Sequence[Line], at: int) -> bool:
    """Return True for a line beside a row of words and figures."""
    beside = [*filled[max(at - 1, 0) : at], *filled[at + 1 : at + 2]]
    return any(NUMBER.search(line.text) and len(line.text.split()) >= _HEADER_WORDS for line in beside)


def _parts_rows(filled: Sequence[Line], at: int) -> bool:
    """Return True between two rows of one table that count on over the line, which is none of them then."""
    around = [*filled[max(at - 1, 0) : at], *filled[at + 1 : at + 2]]
    counters = [int(match["n"]) for line in around if (match := _COUNTED_ROW.match(line.normal.text))]
    return len(counters) == len(around) == 2 and counters[1] == counters[0] + 1


def _ends_page(filled: Sequence[Line], at: int) -> bool:
    """Return True where a page ends behind a line that is not blank, words before it."""
    before, behind = filled[max(at - 1, 0)], filled[at + 1 : at + 2]
    if not behind:
        return _SENTENCE_END.search(before.normal.text) is not None or before.text.strip().isupper()
    again = behind[0].normal.text.strip()
    return "\f" in filled[at].text + behind[0].text or (
        len(again.split()) >= _HEADER_WORDS and any(line.normal.text.strip() == again for line in filled[:at])
    )
