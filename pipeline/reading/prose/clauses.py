"""Scanning a sentence: its elements in order, what is masked, its years and its criterion."""

from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.claims.masks import find_masks
from pipeline.reading.prose.elements import (
    Element,
    find_percents,
    find_scores,
    find_tier_cells,
    find_tier_words,
)
from pipeline.reading.prose.rank_words import find_bare_ranks, find_extremes, find_ranks
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.lexicon import pattern

_YEAR = pattern(r"\b{year:year}\b(?! ?(/|- ?20))")
# What may stand between a value and its years: "trong 3 năm liên tiếp (2016, 2017 và …".
_YEAR_LINK = pattern(
    r"(\s|,|\(|-|/|\)|{within|year_word|of|year_link|and|times|ranking_table|ranking|nation}"
    r"|\d{1,2} ?{year_word|years_running})*"
)
_YEAR_OPENING = pattern(r" ?([-+*] ?)?({within|alone|while|counted_to|at} )?{year_word} {year:year}\b")
# What ends the part of a sentence that a year before it holds for.
_YEAR_ENDS = pattern(r"[;)](?!\d)")
# Years that a value is compared with, or that a plan reaches to.
_OTHER_YEAR = pattern("{against|to|other_period} ?({year_word} ?)?$")
_COMPARED = pattern(r"{against} ({year_word} )?{year:year}")
_FROM = pattern("{from} ?$")
_THIS_YEAR = pattern("{this_year}")
_DATE = pattern(r"(/|{month_word} \d{1,2} {year_word} |\d\.)$")
_DATE_REACH = 16
_CLOSED = pattern(r" ?\)")
_YEAR_WORD = pattern(r"({year_word}|\() ?$")
_ASIDE_OPENS = pattern(r" ?\( ?")

# A criterion named by its noun: "tiêu chí về <name>:", "hạng mục "<name>" có".
_SPOKEN = pattern(
    r"{!ministry}{criterion_noun|index_word} ({about} )?[\"']?(?P<c>[^\"':;()]{3,130}?)[\"']?"
    r"(?= ?([:;(]|\"|$|, ?$|,? ({copula|have|reach}|{of} {plural|each|block_word|unit_noun})\s))"
)
# A criterion named by a preposition only: "Đối với <name>, …", "còn ở <name> có".
_PARALLEL = pattern(
    r"(^|[;,.] ?)({while} )?{with|about|toward|at|alone|assess_about} (?P<c>[^:;().\d]{6,130}?)"
    r"(, ?$| {have|have_only}\s)"
)
_NO_CRITERION = pattern("{no_criterion}")
# Not a name but the sentence going on.
_THIS = pattern("{at|high|belong|goes_on|reach|is|auxiliary|have|this|named_above|above|assess}")
# "Chỉ số PAR", "chỉ số cải cách hành chính": an index, no criterion.
_WHOLE_INDEX = pattern(r"{index_word} ([a-z]+\b|{index_name})")
_NEW_SUBJECT = pattern(r"[;.] ?{have|while|units_listed|unit|those}\s")
_ASIDE = pattern(r"\([^()]*\)")
_CLAUSE_BREAK = pattern(r"[;.](?!\d)")
# Stands for each character of an element in a blanked text.
VALUE = "\x01"


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in a sentence: elements in order, and years as (start, end, year).

    ``lead_year`` is the year that the sentence opens with (``Năm 2017, …``).
    """

    sentence: Sentence
    elements: list[Element]
    years: list[tuple[int, int, int]]
    lead_year: int | None

    def breaks(self, start: int, end: int) -> bool:
        """Return True where a new subject starts between a unit and a value."""
        return _NEW_SUBJECT.search(self.sentence.text[start:end]) is not None

    def blank_elements(self, start: int, end: int) -> str:
        """Return the text of a range, each character of an element as `VALUE`, years and brackets blank."""
        piece = list(self.sentence.text[start:end])
        ranges = [(element.start, element.end, VALUE) for element in self.elements]
        ranges += [(first, last, " ") for first, last, _ in self.years]
        for first, last, blank in ranges:
            for offset in range(max(first, start), min(last, end)):
                piece[offset - start] = blank
        return _ASIDE.sub(lambda match: " " * len(match.group()), "".join(piece))


def scan_sentence(sentence: Sentence, units: list[tuple[int, int]], mark: str) -> Scan:
    """Scan a sentence; ``units`` are the ranges of the names found there, ``mark`` is the decimal mark."""
    masked = [
        (mask.start, mask.end) for mask in find_masks(sentence.text, sentence.start, sentence.end, units)
    ]
    opening = _YEAR_OPENING.match(sentence.words)
    return Scan(
        sentence,
        _elements(sentence, units, masked, mark),
        _years(sentence, masked),
        int(opening["year"]) if opening else None,
    )


def _elements(
    sentence: Sentence, units: list[tuple[int, int]], masked: list[tuple[int, int]], mark: str
) -> list[Element]:
    """Return the elements of a sentence in order, none over a name, a masked range or an earlier element."""
    where = (sentence.text, sentence.start, sentence.end)
    candidates = [
        *find_tier_words(*where),
        *find_tier_cells(sentence),
        *find_ranks(*where),
        *find_extremes(*where),
        *find_scores(*where, mark),
        *find_percents(*where, mark),
        *(  # a rank in brackets belongs to a name right before it
            element
            for element in find_bare_ranks(*where)
            if any(last <= element.start <= last + 3 for _, last in units)
        ),
    ]
    found: list[Element] = []
    taken = [*units, *masked]
    for element in candidates:
        spans = [(value.start, value.end) for value in element.values]
        if any(a < last and first < b for first, last in spans for a, b in taken):
            continue
        found.append(element)
        taken.extend([*spans, *(value.whole[1:] for value in element.values if value.whole)])
    return sorted(found, key=lambda element: element.values[0].start)


def _years(sentence: Sentence, masked: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return the years that a sentence speaks of, without dates, comparisons and plans."""
    text = sentence.text
    return [
        (*match.span(), int(match["year"]))
        for match in _YEAR.finditer(text, sentence.start, sentence.end)
        if not _DATE.search(text[max(0, match.start() - _DATE_REACH) : match.start()])
        and not any(first <= match.start() < last for first, last in masked)
        and not _OTHER_YEAR.search(text[: match.start()])
    ]


def clause(line: Line, start: int, end: int) -> str:
    """Return the printed words of ``start:end`` of a normal line after the last clause break there."""
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(line.normal.text[start:end])]
    return printed(line, start + (breaks[-1] if breaks else 0), end)


def years_of(element: Element, scan: Scan) -> tuple[int, ...]:
    """Return the years that a value is said of, empty where none is stated.

    They stand right after it, right before it, or the sentence opens with one.
    """
    bound = _years_after(element, scan)
    if bound:
        return bound
    text, offset = scan.sentence.text, element.start
    ahead = _year_ahead(element, scan)
    if ahead is not None:
        return (ahead,)
    compared = _COMPARED.search(text, scan.sentence.start, offset)
    if compared and (
        _FROM.search(text[:offset]) or _ASIDE_OPENS.fullmatch(text, compared.end(), element.values[0].start)
    ):
        return (int(compared["year"]),)
    if scan.lead_year is None or _THIS_YEAR.search(scan.sentence.before(offset)):
        return ()
    return (scan.lead_year,)


def _year_ahead(element: Element, scan: Scan) -> int | None:
    """Return the year that the part of the sentence before a value is about (``…; năm 2021, Sở A đạt …``).

    A year that an earlier value has right after it is that value's alone.
    """
    text, start, offset = scan.sentence.text, scan.sentence.start, element.values[0].start
    for first, last, year in reversed([entry for entry in scan.years if entry[1] <= offset]):
        between = text[last:offset]
        if _YEAR_ENDS.search(between) or _THIS_YEAR.search(between):
            return None
        if not _YEAR_WORD.search(text[start:first]):
            continue
        prior = [entry.end for entry in scan.elements if start <= entry.end <= first]
        link = text[max(prior) : first] if prior else ","
        if _YEAR_LINK.fullmatch(link) and "," not in link and "(" not in link:
            continue
        return year
    return None


def _years_after(element: Element, scan: Scan) -> tuple[int, ...]:
    """Return the years right after a value; years in brackets count only where nothing else stands there."""
    text = scan.sentence.text
    bound: list[int] = []
    offset = element.end
    for first, last, year in scan.years:
        if first < offset:
            continue
        link = text[offset:first]
        if not _YEAR_LINK.fullmatch(link) or (not bound and "," in link):
            break
        bound.append(year)
        offset = last
    between = text[element.end : offset]
    if bound and "(" in between and ")" not in between and not _CLOSED.match(text[offset:]):
        return ()
    return tuple(bound)


def inline_criterion(line: Line, start: int, end: int, parallel: bool) -> str | None:
    """Return the criterion that ``start:end`` of a normal line names last, None where it names none.

    ``parallel``: an earlier sentence named one with its noun, so that ``với X, …`` may name the next.
    """
    text = line.normal.text
    hits = list(_SPOKEN.finditer(text, start, end))
    hit = hits[-1] if hits else None
    if hit is None and parallel:
        hit = _PARALLEL.search(text, start, end)
        if hit is not None and _NO_CRITERION.match(hit.group("c")):
            hit = None
    if hit is None or _THIS.match(hit.group("c")):
        return None
    if _WHOLE_INDEX.match(hit.group()) and '"' not in hit.group():
        return None
    first, last = line.normal.original(*hit.span("c"))
    return clean_criterion(line.text[first:last])
