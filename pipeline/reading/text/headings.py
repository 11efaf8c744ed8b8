"""Headings: the lines that stand over others, each with its form, its depth and its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.text.cells import is_rule, split_cells
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.normal import normalise

# What a heading is by its form.
ANNEX, ARTICLE, NUMBERED, CAPITALS, LEAD, CAPTION, PLAIN = (
    "annex",
    "article",
    "numbered",
    "capitals",
    "lead",
    "caption",
    "plain",
)
# The numbering of headings, 1 for the largest part; the first that fits counts.
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, pattern(r"^{part_word} [ivx\d]+\b|^[a-h]\.\s")),
    (2, pattern(r"^{roman} ?[.\-/)] ?")),
    (4, pattern(r"^\d{1,2}\.\d{1,2}\.? (?=\D)")),
    (5, pattern(r"^\d{1,2}(\.\d{1,2}){2,}\.? (?=\D)")),
    (3, pattern(r"^\d{1,2} ?[.)/] ?(?=[^\d\s])")),
    (6, pattern(r"^{letter}\) ?")),
    (7, pattern(r"^[-*•●○▪] ?(?=\w)")),
    (8, pattern(r"^\+ ?(?=\w)")),
)
# Depths: of an annex, an article, an unnumbered line in capitals, ``1.``, ``1.1``, letters and leads, dashes;
# of a line that stands over one table only.
TOP, ARTICLE_DEPTH, CAPITAL, SECTION, SUBSECTION, LETTERED, DASHED, LEAF = 0, 1, 2, 3, 4, 6, 7, 9
_ANNEX = pattern(r"^{annex}( ?({number_of} ?:? ?)?([ivx]+|\d{1,2}|{letter})(?!\w))?(?P<words>.*)$")
_ARTICLE = pattern(r"^{article} \d{1,2}[.:] ?")
# "(năm 2019 xếp hạng 7/9)", of the row before it.
_YEAR_ASIDE = pattern(r"\( ?{year_word} {year}[^()]*\)")
_CAPTION = pattern(
    r"^({table_word|figure} ?({number_of} ?:? ?)?([ivx]+|\d[\d.]*)|{table_number} \d+)(?!\w)[ .:-]*"
)
# "(Kèm theo Quyết định số …)", "Đơn vị tính: %": under a title and no part of it.
_UNDER_TITLE = pattern(r"^\(?({attached|issue}|{measuring_unit} ?:|{number_of} ?:? ?\d)")
_CRITERION_HEAD = pattern(r"^({about|toward|result} )?{criterion_lead} \S")
_COPULA = pattern(r"\s{copula|that_is}\s")
# What is said in brackets of a criterion behind its name.
_OF_CRITERION = pattern(r" ?\([^()]*{maximum|applied|weight|points}[^()]*\) ?$")
_MAX_HEADING, _MAX_HEAD, _MAX_UNNUMBERED, _MAX_LEAD, _MAX_TITLE = 230, 120, 160, 90, 140
# A title over a table stands in one of this many lines before it, no farther than the reach.
_TITLES, _REACH = 4, 8
# A heading may be broken over so many lines.
_WRAPPED = 4
_LIST_ITEM = re.compile(r"\d[.,]\d|\(")
_SENTENCE_END = (".", ",", ";")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands over others: ``words`` are normal, without numbering, ``printed`` the same as printed.

    ``has_tail``: a sentence follows behind the colon in the same line. ``wide`` is how many lines it takes.
    """

    line: int
    form: str
    depth: int
    words: str
    printed: str
    has_tail: bool = False
    wide: int = 1


def level_of(line: Line) -> tuple[int, int] | None:
    """Return the outline level of a numbered line and the offset in its normal text where the words begin."""
    text = line.normal.text
    start = len(text) - len(text.lstrip())
    for level, numbering in _LEVELS:
        match = numbering.match(text[start:])
        if match:
            return level, start + match.end()
    return None


def said_once(line: Line) -> str:
    """Return the text of a line; of a merged cell once, of a row of a table nothing: its years are the columns'."""
    if line.text.count("|") > 1:
        return ""
    cells = list(dict.fromkeys(cell.strip() for cell in line.text.split("\t") if cell.strip()))
    return cells[0] if len(cells) == 1 else "" if "\t" in line.text else line.text.strip()


def goes_on(text: str, following: str) -> bool:
    """Return True where a heading that is broken over lines goes on in the following one."""
    if (
        not following
        or level_of(Line(0, following)) is not None
        or _UNDER_TITLE.match(normalise(following).text)
    ):
        return False
    ends = text.rstrip()[-1:]
    if ends in (".", ";", ":") or following[:1] in "([":
        return False
    return following[:1].islower() or (text.isupper() and following.isupper())


def heading_at(lines: Sequence[Line], index: int, free: int) -> Heading | None:
    """Return the heading that begins at line index ``index``; only ``free`` lines from it on are in no table."""
    line = lines[index]
    text, wide = _whole(lines, index, free)
    if not text or is_rule(line) or is_furniture(line) or _is_row(line):
        return None
    normal = normalise(text).text.strip()
    if (annex := _ANNEX.match(normal)) is not None:
        return _annex(lines, index, free, text, annex["words"])
    if (caption := _CAPTION.match(normal)) is not None:
        head = _head(normal[caption.end() :], numbered=False)
        return _made(line, CAPTION, LEAF, head, text, wide) if head is not None else None
    if (article := _ARTICLE.match(normal)) is not None:
        words = normal[article.end() :].rstrip(" :./") if len(normal) < 2 * _MAX_HEADING else ""
        return _made(line, ARTICLE, ARTICLE_DEPTH, words, text, wide)
    found = level_of(Line(line.number, text))
    if found is not None:
        head = _head(normalise(text).text[found[1] :], numbered=True)
        has_tail = head is not None and len(head) < len(normal[found[1] :].rstrip(" :"))
        return _made(line, NUMBERED, found[0], head, text, wide, has_tail) if head is not None else None
    return _unnumbered(line, text, normal, wide)


def title_in(text: str, line: int) -> Heading:
    """Return the title that a cell over a whole table is; its numbering is no part of it."""
    normal = normalise(text).text
    found = _CAPTION.match(normal)
    return _made(Line(line, text), PLAIN, LEAF, normal[found.end() if found else 0 :].strip(" :"), text, 1)


def _is_row(line: Line) -> bool:
    """Return True for cells parted by wide blanks; after its numbering a heading may have them, too."""
    found = level_of(line)
    words = line.text if found is None else line.text[line.normal.offsets[found[1]] :]
    return "\t" not in words and len(split_cells(Line(line.number, words))) > 1


def title_lines(lines: Sequence[Line], first: int, floor: int) -> list[Heading]:
    """Return the unnumbered lines right over a table that begins at line ``first``, the nearest first.

    None stands at or before line ``floor``, where another table ends.
    """
    found: list[Heading] = []
    seen = 0
    for index in range(first - 2, max(floor, first - 1 - _REACH) - 1, -1):
        text = said_once(lines[index])
        if not text:
            continue
        seen += 1
        normal = normalise(text).text
        if (
            seen > _TITLES
            or level_of(lines[index]) is not None
            or _ANNEX.match(normal)
            or _ARTICLE.match(normal)
        ):
            break
        if _CAPTION.match(normal) or is_furniture(lines[index]) or text.endswith(_SENTENCE_END):
            continue
        if _YEAR_ASIDE.fullmatch(normal.strip()):
            continue
        leads = text.endswith(":")
        if len(text) <= (_MAX_HEADING if leads else _MAX_TITLE):
            found.append(_made(lines[index], PLAIN, LEAF, normal.strip(" :"), text, 1))
    return found


def _whole(lines: Sequence[Line], index: int, free: int) -> tuple[str, int]:
    """Return the text of a line with the lines that it goes on in, and how many lines that takes."""
    text, wide = said_once(lines[index]), 1
    last = text
    while text and wide < min(_WRAPPED, free) and goes_on(last, said_once(lines[index + wide])):
        last = said_once(lines[index + wide])
        text += f" {last}"
        wide += 1
    return text, wide


def _annex(lines: Sequence[Line], index: int, free: int, text: str, rest: str) -> Heading | None:
    """Return an annex; its title may stand in the next lines."""
    words = rest.strip(" .:-–")
    if text.endswith(".") and len(text) > _MAX_LEAD:  # a sentence that speaks of an annex
        return None
    wide = 1
    while wide < min(_REACH, free) and not _said(words):
        behind = said_once(lines[index + wide])
        if level_of(lines[index + wide]) is not None or _CAPTION.match(normalise(behind).text):
            break
        if behind and not _UNDER_TITLE.match(normalise(behind).text):
            text, more = _whole(lines, index + wide, free - wide)
            words = normalise(text).text.strip(" .:")
            wide += more - 1
        wide += 1
    return _made(lines[index], ANNEX, TOP, words if len(words) <= _MAX_HEADING else "", text, wide)


def _said(words: str) -> bool:
    """Return True where an annex has a title in its own line, not only brackets."""
    return bool(words) and not words.startswith("(") and not _UNDER_TITLE.match(words)


def _unnumbered(line: Line, text: str, normal: str, wide: int) -> Heading | None:
    """Return a line in capitals, one that leads to what follows with a colon, or else a short one without a form."""
    words = normal.rstrip(" :")
    if text.isupper() and len(words) <= _MAX_HEADING:
        return _made(line, CAPITALS, CAPITAL, words, text, wide)
    if normal.endswith(":") and len(words) < _MAX_LEAD:
        return _made(line, LEAD, LETTERED, words, text, wide)
    head, colon, tail = normal.partition(":")
    if colon and tail.strip() and len(head) < _MAX_LEAD and not _LIST_ITEM.search(head):
        return _made(line, PLAIN, LEAF, head.strip(), text, wide, has_tail=True)
    if not normal.endswith(_SENTENCE_END) and len(words) < _MAX_UNNUMBERED:
        return _made(line, PLAIN, LEAF, words, text, wide)
    return None


def _head(text: str, numbered: bool) -> str | None:
    """Return the words of a numbered line that can be a heading, or what stands before its first colon."""
    words = text.strip()
    if not words:
        return None if numbered else ""
    copula = _COPULA.search(words) if numbered and _CRITERION_HEAD.match(words) else None
    if copula and copula.start() <= _MAX_HEAD and ":" not in words[: copula.start()]:
        return words[: copula.start()].strip()
    head, colon, tail = words.partition(":")
    if colon and tail.strip():
        head = _OF_CRITERION.sub("", head)
        short = numbered and len(head) <= _MAX_HEAD and not _LIST_ITEM.search(head)
        return head.strip() if short else None
    words = words.rstrip(" :")
    if len(words) > _MAX_HEADING or (words.endswith(".") and len(words) > _MAX_LEAD):
        return None
    return words


def _made(
    line: Line, form: str, depth: int, words: str, text: str, wide: int, has_tail: bool = False
) -> Heading:
    """Return a heading with the normal ``words``, found as printed in ``text``."""
    normal = normalise(text)
    offset = max(normal.text.find(words), 0)
    first, last = normal.original(offset, offset + len(words))
    return Heading(line.number, form, depth, words, text[first:last], has_tail, wide)
