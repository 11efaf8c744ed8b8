"""Ranks in a sentence: by number or word, by ``dẫn đầu`` and ``cuối bảng``, by ``cao nhất``."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.reading.prose.elements import Element, Value
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import word_value

_FIRST = pattern("{first}")
_LAST = pattern("{last}")
# "nhóm dẫn đầu", "người đứng đầu": no rank of one unit.
_LEADERS = pattern("{group|top_group|people|units_listed|leading_group} ?$")
# A rank of a year that is not stated by its number.
_OF_EARLIER = pattern(" ({of} )?{earlier_period}")
# "ba đơn vị cuối bảng", "hai vị trí cuối": said of several; or of a unit that another is compared with.
_SEVERAL_LAST = pattern(
    r"((?<![\d.,])\d+ {unit_noun|position}"
    "|{small_number|year_word|those|plural|group}( {unit_noun|position})?) ({at|rank_verb|have} ?)?$"
    "|{against|than|worse|between} {unit_noun} ({rank_verb|have|at} )?$"
)
# A number word that counts nothing and begins no year.
_WORD = r"(?!{year_word} ?\d{4}){number_word}\b(?! ?{department|unit|points})"
_RANKS = pattern(
    "({~place_verb}|{rank_noun|rank_verb|seat|rank_lead|about|same_rank|ranking|step|down|up}) ?"
    "(:|{is|number_of|rank_noun|ranking|rank_link})* ?({ordinal} |th )?"
    r"((?P<n>\d{1,3})(?![\d%]|[.,]\d| ?{point}| ?%|/\d+/)( ?/ ?(?P<of>\d{1,3})(?!\d))?|{w:word})"
    # after these the number counts times, steps or years
    r"(?! ?({times|list_item|step|years_running|years_past}|/\d{4}))",
    word=_WORD,
)
# "năm" is five only where the list goes on or ends after it; else it is a year.
_LIST_ITEM = r"(?!{year_word}(?! ?([,;.)]|{and}|$)))({word}|\d{1,3}(?!\d))"
_RANK_LIST = pattern(
    "{rank_noun|rank_verb|ranking} ?({ordinal|rank} )*"
    "(?P<list>{list_item}( ?(,|;|{and})+ ?({ordinal|rank} )?{list_item})+)"
    r"(?! ?({point}|%|[.,]\d))",
    list_item=_LIST_ITEM,
    word=_WORD,
)
_COUNTED_ON = pattern(r"([,;]|{and}) {ordinal} (?P<w>{word}|\d{1,3}(?!\d)) (?={is|belong_to})", word=_WORD)
_LIST_PART = pattern(r"\d{1,3}|{word}", word=_WORD)
_BARE_RANK = pattern(
    r"\( ?{dong|together}? ?({place_verb} )?{rank_word|ordinal}? ?({ordinal} )?"
    r"(?P<n>\d{1,3})( ?/ ?\d{1,3})? ?\)"
)
_PLACE_OF = pattern(
    r"({ordinal} |\( ?)(?P<n>\d{1,3}) ?/ ?(?P<of>\d{1,3})(?![\d/]|[.,]\d)"
    "(?= ?[),;.]| ?$| {with|reach|only_reach|and})"
)
_FIVE = pattern("{year_word}")
_YEAR_BEHIND = pattern(r" ?\d{4}")
_EXTREME = pattern("{best:highest}|{worst:lowest}")
# The words of an extreme without what is measured.
_EXTREME_WORDS = pattern(r"({high}|{low}) (\w+ )?{superlative}|\S+ \S+$")
# "ba đơn vị có điểm cao nhất": said of several.
_SEVERAL = pattern(
    r"((?<![\d.,])\d+|{small_number|year_word|those|group|several|much}) ([^\s,;.]+ )?{unit_noun} "
    "[^,;.]{0,40}$"
)


def _rank(words: str) -> Decimal | None:
    """Return the rank that digits or a number word print."""
    number = int(words) if words.isdigit() else word_value(words)
    return None if number is None else Decimal(number)


def find_ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield ranks by number or word, or as first or last (``dẫn đầu``, ``cuối bảng``); last has no value."""
    yield from _listed_ranks(text, start, end)
    for match in _RANKS.finditer(text, start, end):
        name = "n" if match.group("n") else "w"
        if _FIVE.fullmatch(match.group(name)) and _YEAR_BEHIND.match(text[match.end() :]):
            continue
        whole = (Decimal(match.group("of")), *match.span("of")) if match.group("of") else None
        value = Value("rank", _rank(match.group(name)), *match.span(name), whole=whole)
        yield Element("rank", *match.span(), (value,))
    yield from _ranks_of_whole(text, start, end)
    yield from _counted_on(text, start, end)
    for kind, regex, number in (("lead", _FIRST, Decimal(1)), ("tail", _LAST, None)):
        for match in regex.finditer(text[:end]):
            before = text[start : match.start()]
            if match.start() < start or _LEADERS.search(before) or _SEVERAL_LAST.search(before):
                continue
            if not _OF_EARLIER.match(text, match.end()):
                yield Element(kind, *match.span(), (Value("rank", number, *match.span()),))


def _counted_on(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield the next ranks of a row that was begun before: ``…, thứ nhì là Sở A``."""
    for match in _COUNTED_ON.finditer(text, start, end):
        yield Element("rank", *match.span(), (Value("rank", _rank(match.group("w")), *match.span("w")),))


def _ranks_of_whole(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield a rank of how many without a lead word: ``thứ 19/20``, ``(18/20, 66,9 điểm)``."""
    for match in _PLACE_OF.finditer(text, start, end):
        number, whole = int(match.group("n")), int(match.group("of"))
        if 0 < number <= whole:
            value = Value(
                "rank", Decimal(number), *match.span("n"), whole=(Decimal(whole), *match.span("of"))
            )
            yield Element("rank", *match.span(), (value,))


def _listed_ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield several ranks in a row: ``xếp thứ 2, 3 và 4``."""
    for match in _RANK_LIST.finditer(text, start, end):
        base = match.start("list")
        values = tuple(
            Value("rank", _rank(part.group()), base + part.start(), base + part.end())
            for part in _LIST_PART.finditer(match.group("list"))
        )
        yield Element("rank", *match.span(), values)


def find_bare_ranks(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield a rank in brackets after names: ``(3)``, ``(đồng hạng 5)``, ``(hạng 4/20)``."""
    for match in _BARE_RANK.finditer(text, start, end):
        yield Element("rank", *match.span(), (Value("rank", Decimal(match.group("n")), *match.span("n")),))


def find_extremes(text: str, start: int, end: int) -> Iterator[Element]:
    """Yield ``điểm cao nhất``, ``thấp nhất``: the first or last rank where it is said of the total."""
    for match in _EXTREME.finditer(text, start, end):
        if _SEVERAL.search(text[start : match.start()]):
            continue
        best = match.group("best") is not None
        words = _EXTREME_WORDS.search(match.group())
        at = match.start() + (words.start() if words else 0)
        value = Value("rank", Decimal(1) if best else None, at, match.end())
        yield Element("best" if best else "worst", *match.span(), (value,))
