"""The things that a sentence can say of a unit: scores, percentages, tiers, and ranks by number or word.

All patterns run on normal text; ``start:end`` is the range of a sentence in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.prose.ranks import find_bare_ranks, find_ranks
from pipeline.reading.prose.tokens import Found, Token
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import tiers_in
from pipeline.vietnamese.numbers import parse_number

# What parts the numbers of a list.
_PARTED = r" ?(;|,\s|\s{and}\s) ?({and} )?"
_SCORE_LISTS = (
    pattern("(?P<list>{number}({parted}{number})+) ?{point}", parted=_PARTED),
    pattern(
        "({score_word|total_points|value} ({respectively|in_turn|by|order|is|reach} )*|{in_turn_is|in_turn_reach} )"
        "(?P<list>{number}({parted}{number})+)"
        r"(?! ?({point}|%|[\d/]))",
        parted=_PARTED,
    ),
)
_SCORES = pattern(
    # 8,92/10 điểm, 8,92 trên tổng số 10 điểm
    "{n:number}( ?(/|{of_whole|out_of_english|above}) ?{m:number})? ?{point}"
    # 70.7 points out of 100
    r"( {out_of_english} {mn:number}(?![\d.,]*\d| ?%)"
    r"|(?! ({of_english}|{no_points|school|place_or_person|percent_word})\b))"
    # số điểm đạt được: 85
    r"|{!ministry}{score_noun|score_name|value|index_word}"
    r" ?({achieve|reach|is|auxiliary|barely|summary|overall|while}|:|=|\s)*"
    r"{k:number}(?![\d.,]*\d| ?%|/| {counted})"
    # (0,633), (0,633, hạng 2)
    r"|\( ?([^()\d]{2,12}(\d{1,3})?[,;] )?(?P<p>\d+[.,]\d+) ?(\)|(?=[,;] ?{place_verb|rank_word|ordinal} ))"
    # đạt 8,92/10, năm 2022 là 0,834, điểm tiếp cận đất đai là 4,37
    r"|({reach|with|only_reach|auxiliary|at_english}|{score_noun} [^,;.:()\d]{4,60} {is}"
    r"|{year_word} {year} ?(:|{is|reach}))"
    r" (?P<d>\d+[.,]\d+)"
    r"( ?/ ?{dm:number})?(?! ?(%|[\d/]|(?!{of|and|while|but} ){letter})|[.,]\d)"
    # giá trị DTI 0,7014
    r"|{value|index_word} [a-z]{2,6} (?P<v>\d[.,]\d+)(?![\d.,]*\d| ?%)"
    # …, 0,8844
    # được chấm 8,42 trên thang điểm 10
    r"|(?P<y>\d+[.,]\d+)(?= {above} {point_scale})"
    # điểm số tăng từ 80,1 lên 83,6; nâng tổng điểm lên 95,5
    r"|{score_noun} ({increase|decrease|already|auxiliary} )*{from} (?P<o>\d+[.,]\d+)"
    r"(?= {year_word} {year} {up|down|to} )"
    r"|{score_noun} ({increase|decrease|already|auxiliary} )*({from} \d+[.,]\d+ )?({up|down|to|slip|drop} )+"
    r"(?P<u>\d+[.,]\d+)(?= ?([;,.)]|$))(?![.,]\d)"
    # cao nhất 92,5 (Sở A)
    r"|{most|least} (?P<h>\d+[.,]\d+)(?= ?\([^\d()]+\))"
    r"|[,:] (?P<z>0[.,]\d{3,4})(?= ?([,;.)]|$))"
    # điểm tuyệt đối 15/15
    r"|{full_marks|whole_score}( {is|with|reach}|,)? ?\(?(?P<t>\d+([.,]\d+)?) ?/ ?(?P<tm>\d+([.,]\d+)?)(?![\d/%])"
    # 16,00/16
    r"|(?P<f>\d+[.,]\d+) ?/ ?(?P<fm>\d+)(?! ?[%\d/]|[.,]\d)"
)
# The groups of a score with their maxima.
_TOPS = {
    "n": ("m", "mn"),
    "k": (),
    "p": (),
    "v": (),
    "z": (),
    "u": (),
    "o": (),
    "h": (),
    "y": (),
    "d": ("dm",),
    "t": ("tm",),
    "f": ("fm",),
}
_YEAR_BEFORE = pattern("{year_word} ?$")
_PERCENT_LIST = pattern("(?P<list>{number} ?%?({parted}{number} ?%)+)", parted=_PARTED)
_PERCENT = pattern(
    r"{n:number} ?(?P<sign>%)(?= ?($|[)\].,;…:]|-\s|\( ?({rank|place_verb|ordinal|dong}|\d)"
    "|{score_noun|maximum|full_score|percent_of|and|is|rank_verb|up|down|year_word|because|while|but|when|in_order}"
    "|{within} {when}|{at} {criterion_noun}|{already} {surge|up|increase|slip|drop|down|lead}"
    "|{within_english} {year}))"
)
# "tỷ lệ phiếu hợp lệ đạt": the share of something counted, not a result of the unit before it.
_SHARE_OF = pattern(
    r"({number} {service|document}[^;.]*"
    "|{share_word} {ballot|service|document|staff|people|share_of}[^;.,]*(, ?{at|of} [^;.,]*)*|{make_up}"
    "|{share_english} [^;.]*) ?$"
)
# The word for it may stand behind a share of anything: "handled 98 percent".
_PERCENT_LEAD = pattern("({with|at|reach|is}|[(:]) ?(\\S+ )?$")
_NUMBER = pattern("{number}")
_TIER_LEAD = pattern(r"{tier_lead|tier_header} ?:? ?[\"']? ?$")
# "…, xếp loại Tốt; cùng loại này còn có Sở B"
_SAME_TIER = pattern("{together} ({tier_verb|tier_kind|tier_level|level|group} )+(?P<this>{this})")
# "Trung bình - Cao": a tier of another scheme.
_LONGER_TIER = pattern(" ?- ({high}|{low})")
# Nobody is said to be at a tier.
_NOBODY = pattern(r"{none|none_left}\s[^,;.]*$")
_PLACES = pattern(
    r"{F:first}|{R:runner_up}|{L:last}|(?<=\w) {and} (?P<end>{at_the_end}|{end})(?= ?([,;.(]|$))"
)
# "thứ tám và cuối cùng"
_PLACE_BEFORE = pattern(r"{ordinal|rank|position} (\d{1,2}|{number_word})$")
# A place of a year that is not stated by its number.
_OF_EARLIER = pattern(" (({of} )?{earlier_period}|{place_period_english})")
# "hai vị trí dẫn đầu"
_POSITIONS, _NUMBERED = pattern("({position|seat}|{=one_seat}) "), pattern(r"(\d|{number_word}) ?$")
_OF_SEVERAL = pattern("{small_number|plural} ?$")
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
    yield from find_ranks(text, start, end, names)
    yield from _places(text, start, end)
    yield from _scores(text, start, end, mark)
    for match in _PERCENT_LIST.finditer(text, start, end):
        yield _listed("q", match, mark)
    for match in _PERCENT.finditer(text, start, end):
        is_said = match["sign"] == "%" or _PERCENT_LEAD.search(text, start, match.start())
        if is_said and not _SHARE_OF.search(text[start : match.start()]):
            yield (Token("Q", *match.span(), match.span("n"), parse_number(match["n"], mark)),)
    yield from find_bare_ranks(text, start, end, names)


def _tiers(text: str, start: int, end: int) -> Iterator[Found]:
    told = list[Token]()
    for hit in tiers_in(text[start:end]):
        if not _NOBODY.search(text[start : start + hit.start]):
            ends = (start + hit.start, start + hit.end)
            lead = _TIER_LEAD.search(text, start, ends[0])
            first, longer = lead.start() if lead else ends[0], _LONGER_TIER.match(text, ends[1])
            if longer:
                yield (Token("Z", first, longer.end(), (first, longer.end())),)
            else:
                told.append(Token("T", first, ends[1], ends, tier=hit.tier.name))
                yield (told[-1],)
    yield from _same_tiers(text, start, end, told)


def _same_tiers(text: str, start: int, end: int, told: Sequence[Token]) -> Iterator[Found]:
    """Yield tiers that are named by a pronoun: the last one told before."""
    for match in _SAME_TIER.finditer(text, start, end):
        before = [token for token in told if token.end <= match.start()]
        if before:
            yield (replace(before[-1], start=match.start(), end=match.end(), figure=match.span("this")),)


def _places(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield first and last place in words, and what is called the highest or the lowest; last has no value."""
    for match in _PLACES.finditer(text, start, end):
        if match["end"]:
            if _PLACE_BEFORE.search(text[start : match.start()]):
                yield (Token("L", *match.span("end"), match.span("end")),)
            continue
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
        # "năm 2021 điểm số": a year
        if match["n"] and _YEAR_BEFORE.search(text, start, match.start()):
            continue
        name = next(group for group in _TOPS if match[group])
        top = next((top for top in _TOPS[name] if match[top]), None)
        whole = (parse_number(match[top], mark), *match.span(top)) if top else None
        # a year may stand before it, a bracket around it
        ends = match.span(name) if name in "pdvzh" and not whole else match.span()
        yield (Token("S", *ends, match.span(name), parse_number(match[name], mark), whole=whole),)


def _listed(kind: str, match: re.Match[str], mark: str) -> Found:
    """Return the numbers of a list, each with its range."""
    base = match.start("list")
    spans = ((part[0], (base + part.start(), base + part.end())) for part in _NUMBER.finditer(match["list"]))
    return tuple(Token(kind, *span, span, parse_number(number, mark)) for number, span in spans)
