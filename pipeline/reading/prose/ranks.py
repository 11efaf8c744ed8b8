"""Ranks that a sentence tells by number or word, in Vietnamese and English."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.prose.tokens import Found, Token
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import ordinal_value, word_value

# A number word that counts nothing and begins no year.
_WORD = r"(?!{year_word} ?\d{4}){number_word}\b(?! ?{department|unit|points})"
_RANKS = pattern(
    "{!arrange|much}({~place_verb}|{rank_noun|rank_verb|seat|rank_lead|about|same_rank|ranking|step|down|up}"
    "|{=one_seat}) ?"
    "(:|{is|number_of|rank_noun|ranking|rank_link})* ?({ordinal} |th )?"
    r"((?P<n>\d{1,3})(?![\d%]|[.,]\d| ?{point}| ?%|/\d+/)( ?/ ?(?P<of>\d{1,3})(?!\d))?|{w:word})"
    # after these the number counts times, steps or years
    r"(?! ?((?!{in_turn}){times}|{list_item|step|years_running|years_past}|/\d{4}|{unit_noun} ?, ?{unit_noun}))",
    word=_WORD,
)
# "năm" is five only where the list goes on or ends after it; else it is a year.
_LIST_ITEM = r"(?!{year_word}(?! ?([,;.)]|{and}|$)))({word}|\d{1,3}(?!\d))"
_RANK_LIST = pattern(
    "{rank_noun|rank_verb|ranking} ?({in_turn} )?({ordinal|rank|number_of} )*"
    # "…; thứ tư là" begins anew
    "(?P<list>{list_item}( ?(,|;(?! ?({rank_verb}|{ordinal} {list_item} {is}) )|{and})+ ?({rank_verb} )?"
    "({ordinal|rank|number_of} )?{list_item})+)"
    r"(?! ?({point}|%|[.,]\d)| {position|unit_noun})",
    list_item=_LIST_ITEM,
    word=_WORD,
)
# "đoạt giải nhất với 90 điểm; giải nhì và giải ba là Sở A và Sở B", but "giải nhất cuộc thi"
_PRIZE = pattern(
    r"\b{prize} (?P<w>{word})(?= ?([,;(]|{and} {prize}|{with}|{is|belong_to}|{year_word} {ordinal}))",
    word=_WORD,
)
# A place without a word for it: "…, thứ nhì là Sở A", "Sở A (90 điểm, thứ 2)", "Sở A thứ nhì với 90 điểm".
_COUNTED_ON = pattern(
    r"\b{ordinal} (?P<w>{word}(?! {year_word})|\d{1,3}(?![\d/%]|[.,]\d))"
    r"(?= ?(?P<tail>[),;.:]|$| ))(?! ({point}|{step|list_item}|(?!{in_turn}){times}))",
    word=_WORD,
)
_COUNTED_LEAD = pattern(r"(?P<open>[,;:(]|{and|from|to|but})( {adverb})? ?$")
_LEFT_WITH, _STILL = pattern("({only_left|at}|{next_places} ?,?) $"), pattern(" {still|adverb}$")
# ": thứ nhất Sở A (90 điểm)", but ": thứ nhất Sở A rà soát"
_SCORED_NAME = pattern(r"[^,;:.()\d]{4,80}(\( ?|{with} ){number}")
_LISTED_LEAD = pattern(r"{first|highest}[^.:]*{copula} ?:[^.:]*$")
# "Số 1 khối sở là Sở A; số 2 là Sở B", "Sở C chỉ là số 9"
_NUMBER_ONE = pattern(
    r"(^|(?<=[.!]\s)|[,;.] ?)({while|and} )?{number_of} (?P<ahead>\d{1,2})"
    r"(?= ({block_word|within} [^;.:()\d]{2,40})?{is} )"
    r"|( {adverb|still})+ {is} {number_of} (?P<behind>\d{1,2})(?= ?([,;.]|$))"
)
_RANK_RANGE = pattern(
    r"{rank_noun|rank_verb} (({from} )?({ordinal} )?(?P<first>\d{1,3}) ?- ?(?P<last>\d{1,3})"
    r"|{from} ({position|rank|ordinal} )*(?P<a>\d{1,3}|{word}) {to} ({position|rank|ordinal} )*(?P<b>\d{1,3}|{word}))"
    r"(?![\d%/]|[.,]\d| ?{point}| ({step}|(?!{in_turn}){times}))",
    word=_WORD,
)
# "nhất là Sở A, nhì là Sở B, ba là Sở C"
_NAMED_ROW = pattern(r"(^|(?<=[.!]\s)|[:;,] ?|{and} )(?P<w>{word}) {is} ", word=_WORD)
_FIRST_OF_ROW = pattern("{superlative}")
_PARTED = re.compile("[,;:]")
_LIST_PART = pattern(r"\d{1,3}|{word}", word=_WORD)
_PLACE_OF = pattern(
    r"({ordinal} |\( ?)(?P<n>\d{1,3}) ?/ ?(?P<of>\d{1,3})(?![\d/]|[.,]\d)"
    "(?= ?[),;.]| ?$| {with|reach|only_reach|and|within})"
)
# The rank of a name that stands right before the bracket.
_BARE_RANK = pattern(
    r"\( ?{dong|together}? ?({place_verb} )?{rank_word|ordinal}? ?({ordinal} )?"
    r"(?P<n>\d{1,3})( ?/ ?\d{1,3})? ?\)"
)
_BARE_SCORE = re.compile(r"\( ?\d+[.,]\d+ ?\)")
# In English: "ranked 23rd out of 63", "came fourth and fifth", "second place", "from 9th to 7th".
_PLACE_END = (
    r"(?= ?($|[,;.:()])|\s-\s| ({place_goes_on_english}|{year}))"
    "(?! {place_goes_on_english} {place_period_english})(?!( ?,)? {and_english} {nth})"
)
_NTHS = "(?P<list>{nth}(( ?,| {and_english}|, {and_english}) {nth})*)"
_NTH_PLACES = pattern(
    "({rank_verb_english|is_english} ({place_link_english} )*{nths}( {place_english})?"
    r"( {out_of_english} (?P<of>\d{1,3})(?![\d.,]*\d)|{place_end})"
    "|{nths_before} {place_english}(?! ?-)|{to_english} {nth_to}{place_end}"
    r"|{within_english} (?P<in>{nth})(?= {with_english} | ?[(.;]| ?$)"
    "|{from_english} {nth_from}(?= {to_english} | {within_english} {year}))",
    nths=_NTHS,
    nths_before=_NTHS.replace("list", "named"),
    nth_to="(?P<to>{nth})",
    nth_from="(?P<since>{nth})",
    place_end=_PLACE_END,
)
_PLACE_LEAD = pattern(
    r"(^|[.;,(] ?|{take_english|within_english|to_english|from_english|rank_verb_english|and_english} )"
    r"({the_english|again_english|its_english} )*$"
)
# "Sở A second with 90 points", "Sở A (6th)", "first is Sở A".
_NTH, _BEHIND_NAME = pattern("{nth}"), pattern(_PLACE_END)
_IN_BRACKET, _IS_NEXT = pattern(r" ?[),]| {within_english}"), pattern(" {is_english} ")
_AFTER_SCORE = pattern(" {number} ?({point}|%), ?$")
_SCORED = pattern(r" ?{number} ?({point}|%)| ?\d+[.,]\d+ ?\)")
_CARRIED = pattern(" ?{is|belong_to}")
_FIVE, _OF_YEAR = pattern("{year_word}"), pattern(r"{year_word} ?\d{4}|{this_year|last_year|years_past}")


def _rank(words: str) -> Decimal | None:
    """Return the rank that digits or a number word print."""
    number = word_value(words)
    return None if number is None else Decimal(number)


def find_ranks(text: str, start: int, end: int, names: set[int]) -> Iterator[Found]:
    """Yield ranks by number or word: ``xếp thứ 2, 3 và 4``, ``hạng nhì``, ``thứ 19/20``, ``…, thứ nhì là Sở A``."""
    for match in _RANK_LIST.finditer(text, start, end):
        base, first = match.start("list"), match.start()
        parts = _LIST_PART.finditer(match["list"])
        spans = [(part[0], (base + part.start(), base + part.end())) for part in parts]
        head, *tail = (Token("r", *span, span, _rank(word)) for word, span in spans)
        yield (replace(head, start=first), *tail)
    for match in _RANKS.finditer(text, start, end):
        name = "n" if match["n"] else "w"
        if _FIVE.fullmatch(match[name]) and _OF_YEAR.match(text, match.start(name)):
            continue
        whole = (Decimal(match["of"]), *match.span("of")) if match["of"] else None
        yield (Token("R", *match.span(), match.span(name), _rank(match[name]), whole=whole),)
    for match in _PRIZE.finditer(text, start, end):
        yield (Token("R", *match.span(), match.span("w"), _rank(match["w"])),)
    for match in _NUMBER_ONE.finditer(text, start, end):
        name = "ahead" if match["ahead"] else "behind"
        if match["ahead"] or match.start() in names:
            yield (Token("R", *match.span(name), match.span(name), Decimal(match[name])),)
    for match in _PLACE_OF.finditer(text, start, end):
        if 0 < int(match["n"]) <= int(match["of"]):
            whole = (Decimal(match["of"]), *match.span("of"))
            yield (Token("R", *match.span("n"), match.span("n"), Decimal(match["n"]), whole=whole),)
    yield from _named_row(list(_NAMED_ROW.finditer(text, start, end)))
    yield from _ranges(text, start, end)
    yield from _english_ranks(text, start, end, names)
    for match in _COUNTED_ON.finditer(text, start, end):
        listed = match["tail"] in (",", ":") and _LISTED_LEAD.search(text, start, match.start())
        if listed or _stands_alone(match, start, names):
            yield (
                Token(
                    "R", match.start(), match.end("tail" if listed else 0), match.span("w"), _rank(match["w"])
                ),
            )


def _named_row(row: list[re.Match[str]]) -> Iterator[Found]:
    """Yield places in words that count on from "nhất", two at least: "một là …, hai là …" tells no places."""
    if len(row) > 1 and _FIRST_OF_ROW.fullmatch(row[0]["w"]):
        for number, match in enumerate(row, start=1):
            if _rank(match["w"]) != number:
                return
            yield (Token("R", *match.span("w"), match.span("w"), Decimal(number)),)


def _ranges(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the first and the last place of each range; nothing stands between two that a dash joins."""
    for match in _RANK_RANGE.finditer(text, start, end):
        low, high = ("a", "b") if match["a"] else ("first", "last")
        joined = match.end("a") if match["a"] else match.start("last")
        yield (
            Token("R", match.start(low), joined, match.span(low), _rank(match[low])),
            Token("R", *match.span(high), match.span(high), _rank(match[high])),
        )


def _english_ranks(text: str, start: int, end: int, names: set[int]) -> Iterator[Found]:
    """Yield ranks by an English ordinal: behind a verb, before "place", behind a name, or alone in a bracket."""
    for match in _NTH_PLACES.finditer(text, start, end):
        group = next(name for name in ("list", "named", "to", "since", "in") if match[name])
        if group == "named" and not _PLACE_LEAD.search(text[start : match.start()]):
            continue
        parts = list(_NTH.finditer(text, *match.span(group)))
        whole = (Decimal(match["of"]), *match.span("of")) if match["of"] and len(parts) == 1 else None
        found = tuple(_nth("R" if len(parts) == 1 else "r", *part.span(), part[0], whole) for part in parts)
        yield (*found[:-1], replace(found[-1], end=match.end()))
    for match in _NTH.finditer(text, start, end):
        before = text[start : match.start()].rstrip()
        if (
            (start + len(before) in names and _BEHIND_NAME.match(text, match.end()))
            or (before.endswith("(") and _IN_BRACKET.match(text, match.end()))
            or (before[-1:] in ("", ",", ";") and _IS_NEXT.match(text, match.end()))
        ):
            yield (_nth("R", *match.span(), match[0]),)


def _nth(kind: str, start: int, end: int, words: str, whole: tuple[Decimal, int, int] | None = None) -> Token:
    """Return the place that an ordinal tells, printed by its digits where it has some."""
    digits = len(words) - len(words.lstrip("0123456789"))
    value = Decimal(ordinal_value(words))
    return Token(kind, start, end, (start, start + digits if digits else end), value, whole=whole)


def _stands_alone(match: re.Match[str], start: int, names: set[int]) -> bool:
    """Return True where an ordinal without a word for a place is one: in a list, a bracket, or behind a name."""
    text, before = match.string, match.string[start : match.start()].rstrip()
    if not before:
        return _CARRIED.match(text, match.end()) is not None
    if _LEFT_WITH.search(text, start, match.start()):
        return True
    lead = _COUNTED_LEAD.search(text, start, match.start())
    in_bracket = text.count("(", start, match.start()) > text.count(")", start, match.start())
    if lead is None:
        return start + len(_STILL.sub("", before)) in names
    if lead["open"] == ":" and not _SCORED_NAME.match(text, match.end()):
        return False
    # "(thứ sáu, 88,93 điểm)", but "(thứ sáu, 19/4)"
    is_place = match["w"].isdigit() or _SCORED.match(text, match.end("tail"))
    follows = _AFTER_SCORE.search(text, start, match.start()) and match["tail"] in (";", ".")
    return match["tail"] == " " or (in_bracket and bool(is_place)) or bool(follows)


def find_bare_ranks(text: str, start: int, end: int, names: set[int]) -> Iterator[Found]:
    """Yield ranks that stand in brackets right behind a name: ``Sở A (2)``, ``Sở A (hạng 2/20)``."""
    is_scored = _BARE_SCORE.search(text, start, end) is not None
    for match in _BARE_RANK.finditer(text, start, end):
        # "Sở A (8,5) … Sở B (17)"
        if is_scored and match.group().strip("() ").isdigit():
            continue
        # "Sở A, (2) Sở B": behind a comma it is that of the next
        near = (text[last : match.start()] for last in names if last <= match.start() <= last + 3)
        if any(not _PARTED.search(between) for between in near):
            yield (Token("R", match.start() + 1, match.end() - 1, match.span("n"), Decimal(match["n"])),)
