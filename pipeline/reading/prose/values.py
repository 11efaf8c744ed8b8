"""The things that a sentence can say of a unit: scores, percentages, tiers, and ranks by number or word.

All patterns run on normal text; ``start:end`` is the range of a sentence in it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.prose.tokens import Token
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import tiers_in
from pipeline.vietnamese.numbers import ordinal_value, parse_number, word_value

Found = tuple[Token, ...]

# What parts the numbers of a list.
_PARTED = r" ?(;|,\s|\s{and}\s) ?({and} )?"
_SCORE_LISTS = (
    pattern("(?P<list>{number}({parted}{number})+) ?{point}", parted=_PARTED),
    pattern(
        "({score_word|total_points} ({respectively|in_turn|is|reach} )*|{in_turn_is|in_turn_reach} )"
        "(?P<list>{number}({parted}{number})+)"
        r"(?! ?({point}|%|[\d/]))",
        parted=_PARTED,
    ),
)
_SCORES = pattern(
    # 8,92/10 điểm, 8,92 trên tổng số 10 điểm
    "{n:number}( ?(/|{of_whole|out_of_english}) ?{m:number})? ?{point}"
    # 70.7 points out of 100
    r"( {out_of_english} {mn:number}(?![\d.,]*\d| ?%)|(?! {of_english} ))"
    # số điểm đạt được: 85
    r"|{!ministry}{score_noun|score_name|value|index_word} ?({achieve|reach|is|auxiliary|barely}|:|=|\s)*"
    r"{k:number}(?![\d.,]*\d| ?%|/)"
    # (0,633), (0,633, hạng 2)
    r"|\( ?([^()\d]{2,12}\d{1,3}[,;] )?(?P<p>\d+[.,]\d+) ?(\)|(?=[,;] ?{place_verb|rank_word|ordinal} ))"
    # đạt 8,92/10, năm 2022 là 0,834
    r"|({reach|with|only_reach}|{year_word} {year} ?(:|{is|reach})) (?P<d>\d+[.,]\d+)"
    r"( ?/ ?{dm:number})?(?! ?(%|[\d/]|{letter}))"
    # 16,00/16
    r"|(?P<f>\d+[.,]\d+) ?/ ?(?P<fm>\d+)(?! ?[%\d/]|[.,]\d)"
)
# The groups of a score with their maxima.
_TOPS = {"n": ("m", "mn"), "k": (), "p": (), "d": ("dm",), "f": ("fm",)}
_YEAR_BEFORE = pattern("{year_word} ?$")
_PERCENT_LIST = pattern("(?P<list>{number} ?%?({parted}{number} ?%)+)", parted=_PARTED)
_PERCENT = pattern(
    r"{n:number} ?(?P<sign>%)(?= ?($|[)\].,;…:]|-\s|\( ?({rank|place_verb|ordinal|dong}|\d)"
    "|{score_noun|maximum|full_score|percent_of|and|is|rank_verb|up|down|year_word|because}|{at} {criterion_noun}"
    "|{within_english} {year}))"
)
# "tỷ lệ phiếu hợp lệ đạt": the share of something counted, not a result of the unit before it.
_SHARE_OF = pattern(
    "({share_word} {ballot|service|document|staff|people|share_of}[^;.,]*(, ?{at|of} [^;.,]*)*|{make_up}"
    "|{share_english} [^;.]*) ?$"
)
# The word for it may stand behind a share of anything: "handled 98 percent".
_PERCENT_LEAD = pattern("({with|at|reach|is}|[(:]) ?(\\S+ )?$")
_NUMBER = pattern("{number}")
_TIER_LEAD = pattern(r"{tier_lead} ?:? ?[\"']? ?$")
# "Trung bình - Cao": a tier of another scheme.
_LONGER_TIER = pattern(" ?- ({high}|{low})")
# Nobody is said to be at a tier.
_NOBODY = pattern(r"{none|none_left}\s[^,;.]*$")
# A number word that counts nothing and begins no year.
_WORD = r"(?!{year_word} ?\d{4}){number_word}\b(?! ?{department|unit|points})"
_RANKS = pattern(
    "({~place_verb}|{rank_noun|rank_verb|seat|rank_lead|about|same_rank|ranking|step|down|up}) ?"
    "(:|{is|number_of|rank_noun|ranking|rank_link})* ?({ordinal} |th )?"
    r"((?P<n>\d{1,3})(?![\d%]|[.,]\d| ?{point}| ?%|/\d+/)( ?/ ?(?P<of>\d{1,3})(?!\d))?|{w:word})"
    # after these the number counts times, steps or years
    r"(?! ?((?!{in_turn}){times}|{list_item|step|years_running|years_past}|/\d{4}))",
    word=_WORD,
)
# "năm" is five only where the list goes on or ends after it; else it is a year.
_LIST_ITEM = r"(?!{year_word}(?! ?([,;.)]|{and}|$)))({word}|\d{1,3}(?!\d))"
_RANK_LIST = pattern(
    "{rank_noun|rank_verb|ranking} ?({ordinal|rank} )*"
    "(?P<list>{list_item}( ?(,|;|{and})+ ?({rank_verb} )?({ordinal|rank} )?{list_item})+)"
    r"(?! ?({point}|%|[.,]\d)| {position|unit_noun})",
    list_item=_LIST_ITEM,
    word=_WORD,
)
# A place without a word for it: "…, thứ nhì là Sở A", "Sở A (90 điểm, thứ 2)", "Sở A thứ nhì với 90 điểm".
_COUNTED_ON = pattern(
    r"\b{ordinal} (?P<w>{word}(?! {year_word})|\d{1,3}(?![\d/%]|[.,]\d))"
    r"(?= ?(?P<tail>[),;.:]|$| ))(?! ({point}|{step|list_item}|(?!{in_turn}){times}))",
    word=_WORD,
)
_COUNTED_LEAD = pattern(r"(?P<open>[,;(]|{and|from|to}) ?$")
_LISTED_LEAD = pattern(r"{first|highest}[^.:]*{copula} ?:[^.:]*$")
_RANK_RANGE = pattern(
    r"{rank_noun|rank_verb} {from} (?P<a>\d{1,3}) {to} (?P<b>\d{1,3})(?![\d%/]|[.,]\d| ?{point})"
)
_LIST_PART = pattern(r"\d{1,3}|{word}", word=_WORD)
_PLACE_OF = pattern(
    r"({ordinal} |\( ?)(?P<n>\d{1,3}) ?/ ?(?P<of>\d{1,3})(?![\d/]|[.,]\d)"
    "(?= ?[),;.]| ?$| {with|reach|only_reach|and})"
)
# The rank of a name that stands right before the bracket.
_BARE_RANK = pattern(
    r"\( ?{dong|together}? ?({place_verb} )?{rank_word|ordinal}? ?({ordinal} )?"
    r"(?P<n>\d{1,3})( ?/ ?\d{1,3})? ?\)"
)
# In English: "ranked 23rd out of 63", "came fourth and fifth", "second place", "from 9th to 7th".
_PLACE_END = (
    r"(?= ?($|[,;.:()])|\s-\s| ({place_goes_on_english}|{year}))"
    "(?! {place_goes_on_english} {place_period_english})"
)
_NTHS = "(?P<list>{nth}(( ?,| {and_english}|, {and_english}) {nth})*)"
_NTH_PLACES = pattern(
    "({rank_verb_english|is_english} ({place_link_english} )*{nths}( {place_english})?"
    r"( {out_of_english} (?P<of>\d{1,3})(?![\d.,]*\d)|{place_end})"
    "|{nths_before} {place_english}(?! ?-)|{to_english} {nth_to}{place_end}"
    "|{from_english} {nth_from}(?= {to_english} ))",
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
_FIVE, _YEAR_BEHIND = pattern("{year_word}"), pattern(r" ?\d{4}")
_PLACES = pattern("{F:first}|{R:runner_up}|{L:last}")
# A place of a year that is not stated by its number.
_OF_EARLIER = pattern(" (({of} )?{earlier_period}|{place_period_english})")
# "hai vị trí dẫn đầu"
_POSITIONS, _NUMBERED = pattern("{position} "), pattern(r"(\d|{number_word}) ?$")
_OF_SEVERAL, _CARRIED = pattern("{small_number|plural} ?$"), pattern(" ?{is|belong_to}")
# "người đứng đầu", "vai trò dẫn đầu": no rank of a unit.
_LEADERS, _EXTREME = pattern("{people|leading_group} ?$"), pattern("{B:highest}|{W:lowest}")
# "có mức tăng cao nhất": no place of its own.
_OF_CHANGE = pattern(r"{increase|decrease|rises|falls}( \w+)? ?$")
# The words of an extreme without what is measured.
_EXTREME_WORDS = pattern(r"({high}|{low}) (\w+ )?{superlative}|\S+ \S+$")


def find_values(text: str, start: int, end: int, mark: str, names: set[int]) -> Iterator[Found]:
    """Yield the values of a sentence, the surest first, those of a list together.

    ``names`` are the ends of the units named there.
    """
    yield from _tiers(text, start, end)
    yield from _ranks(text, start, end, names)
    yield from _places(text, start, end)
    yield from _scores(text, start, end, mark)
    for match in _PERCENT_LIST.finditer(text, start, end):
        yield _listed("q", match, mark)
    for match in _PERCENT.finditer(text, start, end):
        is_said = match["sign"] == "%" or _PERCENT_LEAD.search(text, start, match.start())
        if is_said and not _SHARE_OF.search(text[start : match.start()]):
            yield (Token("Q", *match.span(), match.span("n"), parse_number(match["n"], mark)),)
    for match in _BARE_RANK.finditer(text, start, end):
        if any(last <= match.start() <= last + 3 for last in names):
            yield (Token("R", match.start() + 1, match.end() - 1, match.span("n"), Decimal(match["n"])),)


def _tiers(text: str, start: int, end: int) -> Iterator[Found]:
    for hit in tiers_in(text[start:end]):
        if not _NOBODY.search(text[start : start + hit.start]):
            ends = (start + hit.start, start + hit.end)
            lead = _TIER_LEAD.search(text, start, ends[0])
            first, longer = lead.start() if lead else ends[0], _LONGER_TIER.match(text, ends[1])
            if longer:
                yield (Token("Z", first, longer.end(), (first, longer.end())),)
            else:
                yield (Token("T", first, ends[1], ends, tier=hit.tier.name),)


def _rank(words: str) -> Decimal | None:
    """Return the rank that digits or a number word print."""
    number = word_value(words)
    return None if number is None else Decimal(number)


def _ranks(text: str, start: int, end: int, names: set[int]) -> Iterator[Found]:
    """Yield ranks by number or word: ``xếp thứ 2, 3 và 4``, ``hạng nhì``, ``thứ 19/20``, ``…, thứ nhì là Sở A``."""
    for match in _RANK_LIST.finditer(text, start, end):
        base, first = match.start("list"), match.start()
        parts = _LIST_PART.finditer(match["list"])
        spans = [(part[0], (base + part.start(), base + part.end())) for part in parts]
        head, *tail = (Token("r", *span, span, _rank(word)) for word, span in spans)
        yield (replace(head, start=first), *tail)
    for match in _RANKS.finditer(text, start, end):
        name = "n" if match["n"] else "w"
        if _FIVE.fullmatch(match[name]) and _YEAR_BEHIND.match(text, match.end()):
            continue
        whole = (Decimal(match["of"]), *match.span("of")) if match["of"] else None
        yield (Token("R", *match.span(), match.span(name), _rank(match[name]), whole=whole),)
    for match in _PLACE_OF.finditer(text, start, end):
        if 0 < int(match["n"]) <= int(match["of"]):
            whole = (Decimal(match["of"]), *match.span("of"))
            yield (Token("R", *match.span("n"), match.span("n"), Decimal(match["n"]), whole=whole),)
    for match in _RANK_RANGE.finditer(text, start, end):
        yield tuple(
            Token("R", *match.span(name), match.span(name), Decimal(match[name])) for name in ("a", "b")
        )
    yield from _english_ranks(text, start, end, names)
    for match in _COUNTED_ON.finditer(text, start, end):
        listed = match["tail"] in (",", ":") and _LISTED_LEAD.search(text, start, match.start())
        if listed or _stands_alone(match, start, names):
            yield (
                Token(
                    "R", match.start(), match.end("tail" if listed else 0), match.span("w"), _rank(match["w"])
                ),
            )


def _english_ranks(text: str, start: int, end: int, names: set[int]) -> Iterator[Found]:
    """Yield ranks by an English ordinal: behind a verb, before "place", behind a name, or alone in a bracket."""
    for match in _NTH_PLACES.finditer(text, start, end):
        group = next(name for name in ("list", "named", "to", "since") if match[name])
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
    lead = _COUNTED_LEAD.search(text, start, match.start())
    in_bracket = text.count("(", start, match.start()) > text.count(")", start, match.start())
    if lead is None:
        return start + len(before) in names
    return match["tail"] == " " or (match["w"].isdigit() and in_bracket)


def _places(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield first and last place in words, and what is called the highest or the lowest; last has no value."""
    for match in _PLACES.finditer(text, start, end):
        first, counted = match.start(), _OF_SEVERAL.search(text, start, match.start())
        position = _POSITIONS.match(text, first, match.end())
        if position and (counted or _NUMBERED.search(text, start, first)):
            first = position.end()
        elif counted:
            continue
        if _LEADERS.search(text, start, first) or _OF_EARLIER.match(text, match.end()):
            continue
        kind = str(match.lastgroup)
        number = {"F": Decimal(1), "R": Decimal(2)}.get(kind)
        yield (Token(kind, first, match.end(), (first, match.end()), number),)
    for match in _EXTREME.finditer(text, start, end):
        if _OF_CHANGE.search(text, start, match.start()):
            continue
        words = _EXTREME_WORDS.search(match.group())
        at = match.start() + (words.start() if words else 0)
        yield (
            Token(str(match.lastgroup), *match.span(), (at, match.end()), Decimal(1) if match["B"] else None),
        )


def _scores(text: str, start: int, end: int, mark: str) -> Iterator[Found]:
    """Yield scores: ``83,2; 80,4 và 78,9 điểm``, ``53,2 điểm``, ``8,92/10 điểm``, ``số điểm 85``, ``(0,633)``."""
    for regex in _SCORE_LISTS:
        for match in regex.finditer(text, start, end):
            yield _listed("s", match, mark)
    for match in _SCORES.finditer(text, start, end):
        if _YEAR_BEFORE.search(text, start, match.start()):  # "năm 2021 điểm số": a year
            continue
        name = next(group for group in _TOPS if match[group])
        top = next((top for top in _TOPS[name] if match[top]), None)
        whole = (parse_number(match[top], mark), *match.span(top)) if top else None
        # a year may stand before it, a bracket around it
        ends = match.span(name) if name in "pd" and not whole else match.span()
        yield (Token("S", *ends, match.span(name), parse_number(match[name], mark), whole=whole),)


def _listed(kind: str, match: re.Match[str], mark: str) -> Found:
    """Return the numbers of a list, each with its range."""
    base = match.start("list")
    spans = ((part[0], (base + part.start(), base + part.end())) for part in _NUMBER.finditer(match["list"]))
    return tuple(Token(kind, *span, span, parse_number(number, mark)) for number, span in spans)
