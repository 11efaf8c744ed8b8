"""Prose: which value of a sentence is said of which unit.

Values follow the unit that they are said of, unless a copula carries them over to the next one
(``xếp thứ hai là X``), or a tier stands as a heading before a list (``Mức Tốt: X, Y``).
"""

import re
from dataclasses import dataclass, replace

from pipeline.documents.model import Line
from pipeline.extraction.clauses import VALUE, Scan, clause, inline_criterion, scan_sentence, years_of
from pipeline.extraction.elements import Element, Value
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.names import Named, Spotter
from pipeline.extraction.readings import (
    ClaimReading,
    Context,
    Mention,
    Reading,
    Readings,
    Span,
    span_of,
    text_of,
)
from pipeline.extraction.sections import blocks_in, index_in
from pipeline.extraction.sentences import sentences
from pipeline.vietnamese.damage import anyof

_COPULA = rf"(?:{anyof('là', 'gồm', 'gồm có', 'thuộc về', 'đó là', 'có', 'lần lượt là', 'là các', 'lần lượt thuộc về')}|:)"
_CARRIES = re.compile(
    rf"[^,;.]*(?:^|\s|\)){_COPULA}\s*(?:(?:{anyof('các', 'hai', 'ba', 'bốn', 'năm', 'các đơn vị', 'đơn vị', 'lần lượt', 'khối', 'của', 'về', 'cho', 'thứ tự')}|\d+|:)\s*)*"
)
_NEXT_CLAUSE = re.compile(rf"\b(?:và|va)\s+{VALUE}")
_HEADS_LIST = re.compile(
    rf"\s*[\"']?\s*(?:\([^()]*\))?\s*(?::|{anyof('gồm', 'là', 'gồm có', 'gồm các đơn vị', 'có')}\s)"
)
_JOINED = re.compile(
    rf"\s*(?:,|;|và|va|&|\s|{anyof('cùng với', 'cùng', 'các', 'và các', 'khối', 'và')})*\s*(?:\([^()\d]*\)\s*(?:,|và|va)?\s*(?:{anyof('các')}\s*)?)?"
)
_NO_SUBJECT = re.compile(
    rf"(?:{anyof('sau', 'trước', 'so với', 'hơn', 'trừ', 'do', 'theo', 'như', 'ngoài', 'bởi', 'từ', 'cho', 'cùng với', 'của ông', 'giám đốc', 'chủ tịch', 'bí thư', 'phó chủ tịch', 'lãnh đạo', 'phó giám đốc', 'chánh', 'đề nghị', 'văn bản của')})\s*$"
)
_PRONOUN = re.compile(
    rf"(?:^|[,.]\s*)(?:{anyof('huyện', 'thành phố', 'thị xã', 'sở', 'đơn vị này', 'địa phương này', 'sở này', 'huyện này')})\s+(?={anyof('tiếp tục', 'này', 'đã', 'đạt', 'xếp', 'đứng', 'vươn', 'có', 'được', 'tụt', 'vẫn')})"
)
_OF_MAXIMUM = re.compile(
    rf"\s*%\s*(?:{anyof('so với', 'số', 'của')}\s+)*(?:{anyof('điểm tối đa', 'số điểm tối đa', 'tổng điểm')})"
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Units named together and what is said of all of them."""

    units: tuple[Named, ...]

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return self.units[-1].end


@dataclass(slots=True)
class _Memory:
    """What earlier sentences of the same section said that still holds."""

    block: str | None = None
    criterion: str | None = None
    last: Mention | None = None


class ProseReader:
    """Reads the sentences of a document in order; keeps in mind what a section has said so far."""

    def __init__(self, lexicon: Lexicon, mark: str) -> None:
        self._lexicon = lexicon
        self._spotter = Spotter(lexicon)
        self._mark = mark
        self._memory = _Memory()

    def new_section(self) -> None:
        """Forget what the section before said."""
        self._memory = _Memory()

    def read(self, line: Line, context: Context, claimed: list[Span]) -> Readings:
        """The readings of one line of prose under the given headings; ``claimed`` ranges are bands and say nothing of units."""
        out = Readings()
        for start, end in sentences(line):
            self._sentence(out, line, start, end, context)
        out.claims = [claim for claim in out.claims if claim.span not in claimed]
        return out

    def _sentence(self, out: Readings, line: Line, start: int, end: int, context: Context) -> None:
        text = line.normal.text
        named = [
            unit
            for unit in self._spotter.spot(line, start, end)
            if not _NO_SUBJECT.search(text[start : unit.start])
        ]
        named = named or self._pronoun(line, start, end)
        scan = scan_sentence(
            line, start, end, [(unit.start, unit.end) for unit in named], self._lexicon, self._mark
        )
        groups = _groups(named, text, scan.elements)
        if groups:
            self._memory.last = groups[-1].units[-1].mention
        scoped = self._contexts(line, start, end, context, groups)
        for group, element in _attach(groups, scan, text, start):
            self._emit(out, line, group, element, scan, scoped[group.start])
        _left_over(out, line, scan, context)

    def _pronoun(self, line: Line, start: int, end: int) -> list[Named]:
        """``huyện tiếp tục …``: the unit that the paragraph spoke of last."""
        match = _PRONOUN.search(line.normal.text, start, end)
        last = self._memory.last
        if match is None or last is None or last.span.line != line.number:
            return []
        begin = match.start() + len(match.group()) - len(match.group().lstrip(" ,."))
        stop = match.end()
        span = span_of(line, begin, stop)
        return [Named(replace(last, text=text_of(line, span), span=span), begin, stop)]

    def _contexts(
        self, line: Line, start: int, end: int, context: Context, groups: list[_Group]
    ) -> dict[int, Context]:
        """The context of each group of a sentence, by its start: headings first, then what the words before it say."""
        text = line.normal.text
        lead = text[start : groups[0].start if groups else end]
        found = blocks_in(lead, self._lexicon)
        parallel = self._memory.criterion is not None
        if len(found) == 1:
            if found[0] != self._memory.block:
                self._memory.criterion = None
            self._memory.block = found[0]
        block = self._memory.block if context.block is None else context.block
        index = context.index or index_in(text[start:end], self._lexicon)
        contexts: dict[int, Context] = {}
        criterion, place = context.criterion, start
        for group in groups:
            if context.criterion is None:
                spoken = inline_criterion(line, place, group.start, parallel)
                if spoken is not None:
                    self._memory.criterion = criterion = spoken.name
                    parallel = True
            contexts[group.start] = replace(context, block=block, criterion=criterion, index=index)
            place = group.end
        return contexts

    def _emit(
        self, out: Readings, line: Line, group: _Group, element: Element, scan: Scan, context: Context
    ) -> None:
        whole = element.kind in ("lead", "tail", "best", "worst")
        if whole and context.criterion is not None:
            _extreme_claim(out, line, group, element, context)
            return
        shared = len(element.values) == 1
        if not shared and len(element.values) != len(group.units):
            return
        for place, unit in enumerate(group.units):
            value = element.values[0] if shared else element.values[place]
            for year in years_of(element, scan) or (None,):
                out.values.append(_reading(line, unit.mention, value, context, year))
            if value.whole is not None and place == 0:
                _whole(out, line, value, unit, context)


def _reading(line: Line, mention: Mention, value: Value, context: Context, year: int | None) -> Reading:
    span = span_of(line, value.start, value.end)
    units = {"rank": "rank", "tier": "tier", "pct_of_max": "percent", "score": "points"}
    return Reading(
        mention,
        value.measure,
        None,
        value.value,
        text_of(line, span),
        span,
        units[value.measure],
        "prose",
        f"line={line.number}",
        context,
        value.tier,
        year,
    )


def _whole(out: Readings, line: Line, value: Value, unit: Named, context: Context) -> None:
    """The number behind a stroke: a printed maximum (``8,92/10 điểm``) or the number of units (``hạng 17/19``)."""
    assert value.whole is not None
    number, start, end = value.whole
    span = span_of(line, start, end)
    if value.measure == "rank":
        out.claims.append(ClaimReading("unit_count", unit.mention.text, number, "units", span, context, context.criterion))
        return
    locator = f"line={line.number}"
    printed = text_of(line, span)
    out.values.append(Reading(None, "max_score", None, number, printed, span, "points", "prose", locator, context))


def _extreme_claim(out: Readings, line: Line, group: _Group, element: Element, context: Context) -> None:
    kind = "top" if element.kind in ("lead", "best") else "bottom"
    span = span_of(line, element.start, element.end)
    subject = ", ".join(unit.mention.text for unit in group.units)
    out.claims.append(ClaimReading(kind, subject, None, "ranks", span, context, context.criterion))


def _left_over(out: Readings, line: Line, scan: Scan, context: Context) -> None:
    """A score, a place or a percentage of the maximum that no named unit has: a claim on unnamed ones."""
    said = {reading.span for reading in out.values}
    for element in scan.elements:
        for value in element.values:
            span = span_of(line, value.start, value.end)
            of_maximum = value.measure != "pct_of_max" or _OF_MAXIMUM.match(line.normal.text, value.end)
            if (
                value.value is None
                or span in said
                or not of_maximum
                or element.kind in ("lead", "best", "worst")
            ):
                continue
            unit = {"score": "points", "rank": "ranks"}.get(value.measure, "percent")
            kind = "pct_of_max" if value.measure == "pct_of_max" else "other"
            subject = clause(line, scan.start, value.start)
            out.claims.append(ClaimReading(kind, subject, value.value, unit, span, context, context.criterion))


def _groups(named: list[Named], text: str, elements: list[Element]) -> list[_Group]:
    """Units with nothing but list punctuation between them are spoken of together."""
    groups: list[list[Named]] = []
    for unit in named:
        if groups:
            between = (groups[-1][-1].end, unit.start)
            apart = any(between[0] <= element.start < between[1] for element in elements)
            if not apart and _JOINED.fullmatch(text, *between):
                groups[-1].append(unit)
                continue
        groups.append([unit])
    return [_Group(tuple(group)) for group in groups]


def _attach(groups: list[_Group], scan: Scan, text: str, start: int) -> list[tuple[_Group, Element]]:
    """Each element with the group that it is said of."""
    pairs: list[tuple[_Group, Element]] = []
    heading: Element | None = None
    headed: dict[int, Element] = {}
    taken: set[int] = set()
    for place, element in enumerate(scan.elements):
        if (
            element.kind == "tier"
            and _HEADS_LIST.match(text, element.end)
            and any(g.start > element.end for g in groups)
        ):
            headed[place] = element
            taken.add(place)
    for group in groups:
        before = [e for p, e in headed.items() if e.end <= group.start]
        heading = before[-1] if before else None
        if heading is not None:
            pairs.append((group, heading))
    for place, element in enumerate(scan.elements):
        if place in taken:
            continue
        after = next((group for group in groups if group.start >= element.end), None)
        prior = next((group for group in reversed(groups) if group.end <= element.start), None)
        if after is not None and _carried(element, after, scan, text):
            pairs += _dealt(element, groups[groups.index(after) :])
        elif prior is not None and not scan.breaks(prior.end, element.start):
            pairs.append((prior, element))
    return _first_of_each(pairs)


def _dealt(element: Element, groups: list[_Group]) -> list[tuple[_Group, Element]]:
    """The values of a list dealt out to units named one after the other, each with words of its own behind it."""
    if len(element.values) in (1, len(groups[0].units)):
        return [(groups[0], element)]
    wanted = len(element.values)
    if any(len(group.units) > 1 for group in groups[:wanted]) or len(groups) < wanted:
        return [(groups[0], element)]
    return [
        (group, replace(element, values=(value,)))
        for group, value in zip(groups[:wanted], element.values, strict=True)
    ]


def _carried(element: Element, after: _Group, scan: Scan, text: str) -> bool:
    """True where a copula right before the next unit carries the value over to it."""
    between = scan.blanked(text, element.end, after.start)
    return (
        _CARRIES.fullmatch(between) is not None and not _NEXT_CLAUSE.search(between) and " - " not in between
    )


def _first_of_each(pairs: list[tuple[_Group, Element]]) -> list[tuple[_Group, Element]]:
    """A group keeps its first score and its first percentage; a second one is of something else."""
    kept: list[tuple[_Group, Element]] = []
    seen: set[tuple[int, str]] = set()
    for group, element in pairs:
        key = (group.start, element.kind)
        if element.kind in ("score", "percent") and key in seen:
            continue
        seen.add(key)
        kept.append((group, element))
    return kept
