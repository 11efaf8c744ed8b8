"""Scanning a sentence: its elements in order, what is masked, its years and its criterion."""

import re
from dataclasses import dataclass

from pipeline.documents.model import Line
from pipeline.extraction.criteria import clean_criterion
from pipeline.extraction.elements import (
    YEAR,
    Element,
    Masked,
    bare_ranks,
    extremes,
    masks,
    percents,
    ranks,
    scores,
    tiers,
)
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.readings import span_of, text_of
from pipeline.vietnamese.damage import anyof

_YEAR_LINK = re.compile(
    rf"(?:\s|,|\(|-|/|\)|{anyof('trong', 'năm', 'của', 'vào', 'các năm', 'và', 'liên tiếp', 'liền', 'liên tục', 'lần', 'bảng xếp hạng', 'xếp hạng', 'cả nước')}|\d{{1,2}}\s*(?:{anyof('năm', 'năm liền', 'năm liên tiếp', 'năm liên tục')}))*"
)
_SPOKEN = re.compile(
    rf"(?<!bộ )(?<!bo )(?:{anyof('tiêu chí thành phần', 'nhóm tiêu chí', 'tiêu chí', 'hạng mục', 'chỉ số thành phần', 'lĩnh vực', 'chỉ số', 'trụ cột', 'nội dung')})\s+(?:{anyof('về')}\s+)?[\"']?(?P<c>[^\"':;()]{{3,130}}?)[\"']?(?=\s*(?:[:;(]|\"|$|,\s*$|,?\s+(?:{anyof('là', 'gồm', 'có', 'đạt', 'của')})\s))"
)
_PARALLEL = re.compile(
    rf"(?:^|[;,.]\s*)(?:{anyof('còn')}\s+)?(?:{anyof('với', 'về', 'đối với', 'ở', 'riêng', 'đánh giá về')})\s+(?P<c>[^:;().\d]{{6,130}}?)(?:,\s*$|\s+(?:{anyof('có đến', 'có', 'thì', 'chỉ có')})\s)"
)
_NO_CRITERION = re.compile(
    anyof("khối", "các", "nhóm", "cấp", "năm", "kết quả này", "số điểm", "tổng điểm", "toàn tỉnh", "địa bàn")
)
_THIS = re.compile(anyof("đạt", "là", "được", "có", "này", "nêu trên", "trên", "đánh giá", "thành phần"))
_WHOLE_INDEX = re.compile(
    anyof("chỉ số")
    + r"\s+(?:[a-z]+\b|"
    + anyof("cải cách hành chính", "chuyển đổi số", "năng lực", "cải cách", "hài lòng")
    + ")"
)


_YEAR_BEFORE = re.compile(
    rf"(?:{anyof('năm')})\s+(20\d\d)\s*,?\s*(?:{anyof('là', 'đạt', 'xếp', 'đứng')}\s*)?$"
)
_COMPARED = re.compile(rf"(?:{anyof('so với')})\s+(?:năm\s+)?(20\d\d)")
_THIS_YEAR = re.compile(anyof("năm nay", "đến nay", "năm này"))
VALUE = "\x01"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A criterion named in a sentence."""

    name: str


@dataclass(slots=True)
class Scan:
    """What stands in a sentence: elements in order, masked ranges, years."""

    elements: list[Element]
    masked: list[Masked]
    years: list[tuple[int, int, int]]
    lead_year: int | None
    text: str
    start: int

    def breaks(self, start: int, end: int) -> bool:
        """True where a new subject starts between a unit and a value."""
        return (
            re.search(
                rf"[;.]\s*(?:{anyof('có', 'còn', 'các đơn vị', 'đơn vị', 'những')})\s", self.text[start:end]
            )
            is not None
        )

    def blanked(self, text: str, start: int, end: int) -> str:
        """The text of a range, each character of an element as `VALUE`, years and brackets blank."""
        piece = list(text[start:end])
        spans = [(element.start, element.end, VALUE) for element in self.elements] + [
            (a, b, " ") for a, b, _ in self.years
        ]
        for first, last, blank in spans:
            for place in range(max(first, start), min(last, end)):
                piece[place - start] = blank
        return re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), "".join(piece))


def scan_sentence(
    line: Line, start: int, end: int, units: list[tuple[int, int]], lexicon: Lexicon, mark: str
) -> Scan:
    """Scan ``start:end`` of the normal line; ``units`` are the ranges of the names found there."""
    text = line.normal.text
    masked = masks(text, start, end, units)
    found: list[Element] = []
    candidates = [
        *tiers(text, start, end, lexicon),
        *ranks(text, start, end),
        *extremes(text, start, end),
        *scores(text, start, end, mark),
        *percents(text, start, end, mark),
        *(
            element
            for element in bare_ranks(text, start, end)
            if any(b <= element.start <= b + 3 for _, b in units)
        ),
    ]
    taken = [*units, *((mask.start, mask.end) for mask in masked)]
    for element in candidates:
        spans = [(value.start, value.end) for value in element.values]
        if any(a < last and first < b for first, last in spans for a, b in taken):
            continue
        found.append(element)
        taken.extend(spans)
    found.sort(key=lambda element: element.values[0].start)
    years = [
        (*match.span(), int(match.group(1)))
        for match in YEAR.finditer(text, start, end)
        if not _is_date(text, match.start())
    ]
    years = [year for year in years if not any(mask.start <= year[0] < mask.end for mask in masked)]
    years = [
        year
        for year in years
        if not re.search(
            anyof("so với", "hơn năm", "đến", "giai đoạn", "mục tiêu") + r"\s*(?:năm\s*)?$", text[: year[0]]
        )
    ]
    opening = re.match(
        rf"\s*(?:[-+*]\s*)?(?:{anyof('trong', 'riêng', 'còn', 'tính đến', 'ở')}\s+)?(?:năm)\s+(20\d\d)\b",
        text[start:end],
    )
    return Scan(found, masked, years, int(opening.group(1)) if opening else None, text, start)


def clause(line: Line, start: int, end: int) -> str:
    """The printed words from the last clause break before ``end`` of a normal line, at most those from ``start``."""
    breaks = [match.end() for match in re.finditer(r"[;:.](?!\d)", line.normal.text[start:end])]
    return text_of(line, span_of(line, start + (breaks[-1] if breaks else 0), end))


def _is_date(text: str, start: int) -> bool:
    return re.search(r"(?:/|tháng \d{1,2} năm |\d\.)$", text[max(0, start - 16) : start]) is not None


def years_of(element: Element, scan: Scan) -> tuple[int, ...]:
    """The years that a value is said of: those right behind it, or the one the clause opened with; empty: none told."""
    bound = _years_behind(element, scan)
    if bound:
        return bound
    before = _YEAR_BEFORE.search(scan.text[max(0, element.start - 30) : element.start])
    if before:
        return (int(before.group(1)),)
    compared = _COMPARED.search(scan.text, scan.start, element.start)
    if compared and re.search(r"\btừ\s*$", scan.text[: element.start]):
        return (int(compared.group(1)),)
    inside = re.search(
        r"\(\s*(?:năm\s+)?(20\d\d)\s+[^()]*$", scan.text[max(0, element.start - 40) : element.start]
    )
    if inside:
        return (int(inside.group(1)),)
    if scan.lead_year is None or _THIS_YEAR.search(scan.text[scan.start : element.start]):
        return ()
    return (scan.lead_year,)


def _years_behind(element: Element, scan: Scan) -> tuple[int, ...]:
    """The years printed right behind a value; years in brackets count only where nothing else stands there."""
    bound: list[int] = []
    place = element.end
    for first, last, year in scan.years:
        if first < place:
            continue
        link = scan.text[place:first]
        if not _YEAR_LINK.fullmatch(link) or (not bound and "," in link):
            break
        bound.append(year)
        place = last
    bracketed = "(" in scan.text[element.end : place] and ")" not in scan.text[element.end : place]
    if bound and bracketed and not re.match(r"\s*\)", scan.text[place:]):
        return ()
    return tuple(bound)


def inline_criterion(line: Line, start: int, end: int, parallel: bool) -> Spoken | None:
    """The criterion that a sentence names before its first unit, None where it names none.

    ``parallel``: an earlier sentence named one with the word criterion, so that ``với X, …`` may name the next.
    """
    text = line.normal.text
    hits = [match for match in _SPOKEN.finditer(text, start, end)]
    hit = hits[-1] if hits else None
    if hit is None and parallel:
        hit = _PARALLEL.search(text, start, end)
        if hit is not None and _NO_CRITERION.match(hit.group("c")):
            hit = None
    if hit is not None and (
        _THIS.match(hit.group("c")) or (_WHOLE_INDEX.match(hit.group()) and '"' not in hit.group())
    ):
        hit = None
    if hit is None:
        return None
    first, last = line.normal.original(*hit.span("c"))
    name = clean_criterion(line.text[first:last])
    return Spoken(name) if name else None
