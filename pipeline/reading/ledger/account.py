"""Every number of a document, and what it is where it is no result, claim or indicator.

The patterns here find numbers that only structure the text, refer to something, or belong to the page
around it. What nothing explains is ``unaccounted``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.numbering import numbering, page_numbers
from pipeline.reading.readings import NumberReading, Span
from pipeline.reading.text.furniture import is_furniture, related_lines
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import NUMBER

_PART = r"\d{1,2}(\.[1-3]?\d)*(?![\d.,]*\d)"
# Words before a number that only orders: parts of a document, tables, rounds, pages.
_STRUCTURE = (
    pattern(
        "{table_word|table_number|ordered|page_number|list_item|article|round|quarter_word|subject|criterion} ?"
        r"({number_of} ?)?\(?{part}( ?(,|{and}|-|{to}) ?{part})*(?! ?(%|{point}))",
        part=_PART,
    ),
    pattern(r"^ ?{~article} \d+"),
)
# A level is that of a service or of a system where the words before speak of one.
_LEVELLED = pattern("{service|public_service|online|system}")
_LEVEL_REACH = 150
_LEVEL = pattern(  # dịch vụ công mức độ 3, 4
    r"{level|tier_level|grade_level} \d( ?(,|{and}|-|/) ?({level|tier_level} )?\d(?! {service|unit|agency|points}))*"
    r"(?![\d.,%]*\d| ?%)"
)
_YEARS = r"(19|20)\d{2}( ?(-|,|{and}|{to}|/) ?(19|20)\d{2})*"
_REFERENCE = (
    # 12/QĐ-UBND, 43/2011/NĐ-CP, số 12/BC
    pattern(r"\d+(/\d{4})?\s?/\s?{letter}+\d*(-({letter}|\d)+)+|\d+/\d{4}/{letter}+"),
    pattern(r"{number_of} ?:? ?\d+\s?/\s?{letter}{2,}\b"),
    # 20/12/2017, 5/2018, 2017-12-20
    pattern(
        r"(?<![\d.,/-])(19|20)\d\d ?(?P<mark>[/.-]) ?(0?[1-9]|1[0-2]) ?(?P=mark) ?(0?[1-9]|[12]\d|3[01])"
        r"(?![\d/-]|[.,]\d)"
        r"|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|(?<![\d/])(0?[1-9]|1[0-2])/(19|20)\d{2}(?!\d)"
        r"|(?<![\d.,/-])(19|20)\d\d[/-](0[1-9]|1[0-2])(?![\d/.,-]| ?(%|{point}))"  # 2017-12
    ),
    pattern(
        r"{day|part_of_day|before|after} ?\(?(\d{1,2}-)?\d{1,2}[/-]\d{1,2}(?![\d/])"
        r"|{day|part_of_day} ?\(?(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])(?![\d.,]*\d)"
        # từ 15/10 đến 15/12/2012
        r"|(?<![\d/.,])\d{1,2}/(0?[1-9]|1[0-2])(?= {to} ({day} )?\d{1,2}/\d{1,2}/\d{4})"
    ),  # ngày 5/12, 5-7/12, sáng 28.4
    # sau 10 năm, 75 năm ngày thành lập; none where the figure may be a place: "hạng 5 năm 2019"
    pattern(
        r"{!rank|ordinal|position|rank_verb|seat|reach}(?<![\d.,/])\d{1,3} {year_word}"
        r"(?! ?({year_before|now|this|points}|\d))"
    ),
    # Sở A 2 năm trước còn ở giữa bảng
    pattern(
        r"{!rank|ordinal|position|rank_verb|seat|reach|from}(?<![\d.,/])\d{1,2} {year_word} {year_before}(?= [^\W\d_])"
    ),
    # a saying: “5 tại chỗ”, "4 rõ"
    pattern(r"[\"“'‘]\d{1,2} (?!{points|rank|position})[^\d\"”'’.;,]{2,30}[\"”'’]"),
    pattern(r"{quarter_word} {roman} ?[/-] ?(19|20)\d{2}(?!\d)"),  # quý II/2020
    # 8h30, 08:30:00
    pattern(r"(?<![\d.,])([01]?\d|2[0-3])(:|\s?{hour}\s?|\s?h\s?)[0-5]\d(:[0-5]\d)?(?![\d.,]*\d)"),
    pattern(r"{day|month_word|quarter_word|from_day} \d{1,2}( ?(-|{to}|,|{and}) ?\d{1,2})*"),
    # 2016, 2017-2020
    pattern(
        r"({year_word} {years}|(?<![\d.,/]){years}(?! ?{points|ballot|service|visit|document}))"
        r"(?![\d.,]*\d| ?%)",
        years=_YEARS,
    ),
    pattern(
        r"{!rank|position|rank_verb|seat}{number_of|document_number} \d+"
        r"(?![\d.,]*\d| ?/ ?\d| ?(%|{point}))"
    ),
    pattern(r"{month_english} \d{1,2}(?!\d)(, (19|20)\d\d)?|\d{1,2} {month_english}"),  # May 25
    pattern(r"{nth} {ordered_english}"),  # the 13th survey
    pattern("{reach_english|scores_english} {out_of_english} {number}(?= ?[.,;])"),  # scored out of 100
    pattern("^ ?-? ?{filed} ?:.*$"),  # "Lưu: VT, CNTT (5)."
    pattern(r"{round|numbered_thing} \d+(\.\d+)*"),
    pattern(r"(?<!\d)0\d{2,3}([\ .-]\d{1,4}){2,4}(?!\d)"),  # a telephone number
    pattern(r"gmt ?[+-] ?\d+"),
    pattern(r"{top_group} \d{1,3}(?![\d.,]*\d| ?(%|{point}))"),  # tốp 10
    pattern(r"{past_mark} {number}(?! ?(%|{point}))"),
    # the scale that values are on, and how they are worked out
    pattern(r"{scale|value}( {points})? {from} 0 ?({to}|-) ?{number}|{number} {decimal_place}"),
    pattern(r"[=+] ?\d+([.,]\d+)? ?%? ?[x×*] ?(?=[^\W\d])"),  # = 0,4 x Chính quyền số + 0,3 x …
    pattern(r"= ?[^.;=\d]{3,60} ?[x×*:/] ?\d+( ?/( ?\d+)?)?(?![\d.,]*\d| ?{point})|{multiplied} {number}"),
    pattern(
        r"\b(iso|office|covid)[\s-]?\d+([:.]\d+)*|\b(web|{e_government}|ipv|version)[\s-]?\d(\.\d)*(?![\d.,]*\d)"
    ),
    pattern(r"\b(v\d(\.\d+)*|[2-6]g)\b"),
)
_BEFORE_STROKE = pattern(r"(?<![\d/]){n:number} ?/ ?$")
# What a page counts is whole, or in thousands: "1,1K".
_COUNTER = pattern(r"\d+|\d{1,3}([.,]\d{3})+")
_THOUSANDS = ("k", "K")


def _inside(patterns: tuple[re.Pattern[str], ...], line: Line) -> list[tuple[int, int]]:
    """Return the printed ranges that patterns find in a line."""
    return [
        line.normal.original(*match.span())
        for regex in patterns
        for match in regex.finditer(line.normal.text)
        if match.group()
    ]


@lru_cache(maxsize=4096)
def _structure_ranges(line: Line) -> list[tuple[int, int]]:
    return _inside(_STRUCTURE, line)


@lru_cache(maxsize=4096)
def reference_ranges(line: Line) -> frozenset[tuple[int, int]]:
    """Return the printed ranges of a line that refer to something: dates, document numbers, service levels."""
    text = line.normal.text
    levels = [
        line.normal.original(*match.span())
        for match in _LEVEL.finditer(text)
        if _LEVELLED.search(text, max(0, match.start() - _LEVEL_REACH), match.start())
    ]
    return frozenset([*_inside(_REFERENCE, line), *levels])


def account(document: Document, structure: Iterable[Span], held: Iterable[Span] = ()) -> list[NumberReading]:
    """Return every number of a document with the fate that it has where no row holds it.

    ``structure`` are spans that only order the document, ``held`` those of values and claims.
    """
    ordering = list(structure)
    read = {span.line for span in (*held, *ordering)}
    placed: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
    for fate, spans in (
        ("structure", ordering),
        ("structure", sorted(numbering(document.lines))),
        ("furniture", sorted(page_numbers(document.lines, read))),
        (
            "furniture",
            [Span(at, 0, len(document.lines[at - 1].text)) for at in sorted(related_lines(document.lines))],
        ),
    ):
        for span in spans:
            placed[span.line].append((span, fate))
    return [
        _number(line, match, placed[line.number])
        for line in document.lines
        for match in NUMBER.finditer(line.text)
    ]


def _number(line: Line, match: re.Match[str], placed: list[tuple[Span, str]]) -> NumberReading:
    span = Span(line.number, *match.span())
    fate = next((fate for place, fate in placed if place.overlaps(span)), None) or _fate(line, span)
    stroke = _BEFORE_STROKE.search(line.text, 0, span.start) if fate == "unaccounted" else None
    whole_of = Span(line.number, *stroke.span("n")) if stroke else None
    return NumberReading(span, match.group(), fate, whole_of=whole_of)


def _fate(line: Line, span: Span) -> str:
    """Return the fate of a number that no numbering holds."""
    for fate, ranges in (("structure", _structure_ranges(line)), ("reference", reference_ranges(line))):
        if any(start <= span.start and span.end <= end for start, end in ranges):
            return fate
    counter = (
        _COUNTER.fullmatch(line.text, span.start, span.end)
        or line.text[span.end : span.end + 1] in _THOUSANDS
    )
    return "furniture" if counter and is_furniture(line) else "unaccounted"
