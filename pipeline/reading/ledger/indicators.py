"""Figures on the province's IT: percentages, shares of units and counts that rank nobody."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.documents.document import Document, Line
from pipeline.reading.ledger.account import reference_ranges
from pipeline.reading.ledger.numbering import is_figure
from pipeline.reading.prose.unit_names import begins_name, find_units
from pipeline.reading.readings import IndicatorReading, Readings, Span, printed, span_of, text_of
from pipeline.reading.text.cells import Cell, split_cells
from pipeline.reading.text.furniture import is_furniture
from pipeline.reading.text.sentences import sentence_at
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.unit_cells import is_unit, known_name
from pipeline.vietnamese.numbers import parse_number

_SHARE_OF_UNITS = pattern(r"(?P<n>\d+) ?/ ?(?P<m>\d+) (?={counted})")
_PERCENT = pattern("{n:number} ?%(?P<counted> ({number_of} )?{counted})?")
# Words of Vietnamese do not end so: "4,000 questionnaires", "1,800 foreign firms".
_ENGLISH = r"((?!{no_count_english})[a-z-]+ ){0,2}(?!{no_count_english})[a-z-]{3,}s\b"
_COUNT = pattern(
    # 4 - 5 nghìn đồng, a 24-hour desk
    r"{n:number}( ?- ?(?P<to>\d{1,3}([.,]\d{3})*))?( (?={counted}|{english})|(?=-[a-z]{3,}))",
    english=_ENGLISH,
)
# "Số đơn vị được đánh giá: 23"
_LABELLED = pattern(r"(?<!\w){number_of} {counted}[^:;.()\d]{0,40}: ?{n:number}(?! ?({point}|%))")
# "phường có 14 tổ thì cả 14 đều …"
_ALL_OF_THEM = pattern("{whole} {n:number} (?={all_alike|together} )")
# In running text a whole number between two words, neither of which a result may stand beside, counts or labels
# something: "đi 2-3 bận", "máy ở tầng 2 mở cửa", "tầng 2 Sở A".
_ASIDE = pattern(
    r"(?<![\d.,/-])(?P<n>\d{1,3}([.,]\d{3})*)( ?- ?(?P<to>\d{1,3}))?( (?P<plain>(?=[^\W\d_]{2,}))|(?= ?[,;.!?\"']))"
)
_NO_COUNT = pattern(r"({no_count}|{year_word}|{tier_kind} ({tier_adjective}|{average}|[a-d]\b))")
# No rank or score of a unit is so high; behind it only points or percent make it one.
_HIGH, _MEASURED = 1001, pattern("{points|points_english|score_word|percent_word}")
_LED, _LINKED = pattern(r"({figure_lead}|[:(]|\d) ?$"), pattern("{figure_link} ?$")
_WORD, _LEAST_WORDS, _SAID = re.compile(r"[^\W\d_]{2,}"), 12, re.compile(r"[.!?\"”…]\s*$")
# The first that finds a number has it.
_KINDS = (
    (_SHARE_OF_UNITS, "units"),
    (_PERCENT, "percent"),
    (_COUNT, "count"),
    (_LABELLED, "count"),
    (_ALL_OF_THEM, "count"),
    (_ASIDE, "count"),
)
_QUALIFIER = pattern("{qualifier:above|below|approximately|than|at_least|reach_above} ?$")
_CLAUSE = pattern(r"[;:.](?!\d)")
_LEADERS = pattern(r"^({and}|[-+*\s])+")
_MAX_NAME = 300
# Words of a sentence on the result of a unit.
_RESULT = pattern("{index_word|rank_word|place_verb|index_english}")


def read_indicators(
    document: Document, readings: Readings, gazetteer: Gazetteer
) -> Iterator[IndicatorReading]:
    """Yield the indicators of a document, in order; ``readings`` are its values and claims, which are none."""
    used: defaultdict[int, set[Span]] = defaultdict(set)
    for span in readings.held():
        used[span.line].add(span)
    for line in document.lines:
        if is_furniture(line) or is_figure(line) or _is_row(line, gazetteer):
            continue
        for found, figure, counts in _find(line, document.decimal_mark, used[line.number], gazetteer):
            if counts or not _is_of_unit(line, found, figure, gazetteer):
                yield found


def _is_row(line: Line, gazetteer: Gazetteer) -> bool:
    """Return True for the row of a unit: its figures are results, read or not."""
    cells = split_cells(line)
    return len(cells) > 1 and any(is_unit(cell, gazetteer) for cell in cells)


def _is_of_unit(line: Line, found: IndicatorReading, figure: Span, gazetteer: Gazetteer) -> bool:
    """Return True where nothing but a unit's name stands next to the figure, or it is a share of its result."""
    around = sentence_at(line, figure)
    if found.unit == "percent" and _RESULT.search(around.words):
        return bool(find_units(line, around.start, around.end, gazetteer))
    name = found.name.replace(text_of(line, figure), "").strip(" %.,;:-()")
    known, total, _ = known_name(Cell(name, figure), gazetteer)
    return 0 < total <= known


def _may_be_result(line: Line, match: re.Match[str], mark: str, gazetteer: Gazetteer) -> bool:
    """Return True for a whole number that may be what a unit reached: it stands in no running text or behind a name."""
    text, before = line.normal.text, line.normal.text[: match.start()]
    last = printed(line, 0, match.start()).split()[-1:]
    n_words = len(_WORD.findall(line.normal.text))
    is_begun = sentence_at(line, span_of(line, *match.span("n"))).before(match.start()).strip().count(" ") > 0
    is_said = n_words >= _LEAST_WORDS or _SAID.search(text)
    if not is_said or not last or (is_begun and not last[0].islower()) or _LED.search(before):
        return True
    if match["plain"] is None and (_LINKED.search(before) or not is_begun):
        return True
    labels = begins_name(line.text, span_of(line, *match.span("n")).end)
    value = parse_number(match["n"], mark)
    if value != value.to_integral_value() or (labels and not is_begun):
        return True
    behind = _MEASURED if value >= _HIGH else _NO_COUNT
    if match["plain"] is not None and behind.match(text, match.end()) and not labels:
        return True
    return any(unit.end == len(before.rstrip()) for unit in find_units(line, 0, match.end(), gazetteer))


def _find(
    line: Line, mark: str, used: set[Span], gazetteer: Gazetteer
) -> list[tuple[IndicatorReading, Span, bool]]:
    """Return the indicators of a line with their figures, in order; none over what is ``used``.

    The last is true of a percentage that says of what it is one: "60% hồ sơ" is no unit's.
    """
    found: list[tuple[IndicatorReading, Span, bool]] = []
    taken = used | {Span(line.number, *place) for place in reference_ranges(line)}
    for regex, unit in _KINDS:
        for match in regex.finditer(line.normal.text):
            figure = span_of(line, *match.span("n"))
            if any(figure.overlaps(other) for other in taken):
                continue
            if regex is _ASIDE:
                if _may_be_result(line, match, mark, gazetteer):
                    continue
            elif begins_name(line.text, figure.end) or line.text[figure.end :].lstrip(" ").startswith("\t"):
                continue  # the number or the value of a unit: "16 Sở Y tế", "16 | Sở Y tế"
            indicator = _indicator(line, match, figure, unit, mark)
            taken.add(indicator.span)
            found.append((indicator, figure, bool(match.groupdict().get("counted"))))
            if match.groupdict().get("to"):  # "4 - 5 cụ già"
                last = span_of(line, *match.span("to"))
                found.append((replace(indicator, span=last, value=Decimal(match["to"])), last, False))
    return sorted(found, key=lambda entry: entry[1].start)


def _indicator(line: Line, match: re.Match[str], figure: Span, unit: str, mark: str) -> IndicatorReading:
    qualifier = _QUALIFIER.search(line.normal.text[: match.start()])
    counted = unit == "units"
    return IndicatorReading(
        name=_name(line, match),
        value=Decimal(int(match.group("n"))) if counted else parse_number(match["n"], mark),
        unit=unit,
        span=span_of(line, match.start("n"), match.end("m")) if counted else figure,
        numerator=int(match.group("n")) if counted else None,
        denominator=int(match.group("m")) if counted else None,
        qualifier=qualifier["qualifier"] if qualifier else None,
    )


def _name(line: Line, match: re.Match[str]) -> str:
    """Return the clause around the figure, as printed."""
    text = line.normal.text
    before = [found.end() for found in _CLAUSE.finditer(text, 0, match.start())]
    after = _CLAUSE.search(text, match.end())
    words = printed(line, before[-1] if before else 0, after.start() if after else len(text))
    return _LEADERS.sub("", words).strip()[:_MAX_NAME]
