"""Prose: the values that sentences say of units."""

from dataclasses import dataclass, replace

from pipeline.documents.document import Line
from pipeline.reading.prose.attach import Group, attach, group_units
from pipeline.reading.prose.clauses import Scan, clause, inline_criterion, scan_sentence, years_of
from pipeline.reading.prose.elements import Element, Value
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import (
    ClaimReading,
    Context,
    Mention,
    Reading,
    Readings,
    Span,
    maximum_in_prose,
    span_of,
    text_of,
)
from pipeline.reading.scope import Setting
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import block_in, index_in
from schemas.values import UNIT_OF_MEASURE

# A unit after these words is compared with, led or quoted, not ranked.
_NO_SUBJECT = pattern("{after|before|against|than|except|by|like|from|for|together_with|no_subject} ?$")
_PRONOUN = pattern(
    "(^|[,.] ?){district_kind|department|this_unit} "
    "(?={result_verb|continue|this|already|surge|auxiliary|slip|still})"
)
_OF_MAXIMUM = pattern(" ?% ?({against|number_of|of} )*{maximum|full_score|total_points}")
# what a figure that is no unit's result counts, a word of `schemas.values.CLAIM_UNITS`
_CLAIM_UNITS = {"score": "points", "rank": "ranks", "pct_of_max": "percent"}
# Elements that tell first or last place: of the total a rank, of a criterion only a claim.
_EXTREMES = {"lead": "top", "best": "top", "tail": "bottom", "worst": "bottom"}


@dataclass(slots=True)
class _Memory:
    """What earlier sentences of the same section said that still holds."""

    block: str | None = None
    criterion: str | None = None
    last: Mention | None = None


class ProseReader:
    """Reads the sentences of a document in order; keeps in mind what a section has said so far."""

    def __init__(self, setting: Setting) -> None:
        self._gazetteer, self._mark = setting.gazetteer, setting.mark
        self._memory = _Memory()

    def new_section(self) -> None:
        """Forget what the section before said."""
        self._memory = _Memory()

    def read(self, line: Line, context: Context, claimed: list[Span]) -> Readings:
        """Return the readings of one line of prose under its headings; ``claimed`` are the numbers of tier bands."""
        out = Readings()
        for sentence in sentences(line):
            self._sentence(out, sentence, context)
        out.claims = [claim for claim in out.claims if claim.span not in claimed]
        return out

    def _sentence(self, out: Readings, sentence: Sentence, context: Context) -> None:
        named = [
            unit
            for unit in find_units(sentence.line, sentence.start, sentence.end, self._gazetteer)
            if not _NO_SUBJECT.search(sentence.before(unit.start))
        ]
        named = named or self._pronoun(sentence)
        scan = scan_sentence(sentence, [(unit.start, unit.end) for unit in named], self._mark)
        groups = group_units(named, scan)
        if groups:
            self._memory.last = groups[-1].units[-1].mention
        contexts = self._contexts(sentence, context, groups)
        for group, element in attach(groups, scan):
            _emit(out, group, element, scan, contexts[group.start])
        _left_over(out, scan, context, [unit.start for unit in named])

    def _pronoun(self, sentence: Sentence) -> list[Named]:
        """``huyện tiếp tục …``: the unit that the paragraph spoke of last."""
        line, last = sentence.line, self._memory.last
        match = _PRONOUN.search(sentence.text, sentence.start, sentence.end)
        if match is None or last is None or last.span.line != line.number:
            return []
        start = match.end() - len(match.group().lstrip(" ,."))
        span = span_of(line, start, match.end())
        return [Named(replace(last, text=text_of(line, span), span=span), start, match.end())]

    def _contexts(self, sentence: Sentence, context: Context, groups: list[Group]) -> dict[int, Context]:
        """Return the context of each group, by its start: headings first, then what the words before it say."""
        memory = self._memory
        lead = sentence.before(groups[0].start if groups else sentence.end)
        parallel = memory.criterion is not None
        stated = block_in(lead)
        if stated is not None:
            if stated != memory.block:
                memory.criterion = None
            memory.block = stated
        block = memory.block if context.block is None else context.block
        index = context.index or index_in(sentence.words)
        contexts: dict[int, Context] = {}
        criterion, offset = context.criterion, sentence.start
        for group in groups:
            if context.criterion is None:
                spoken = inline_criterion(sentence.line, offset, group.start, parallel)
                if spoken is not None:
                    memory.criterion = criterion = spoken
                    parallel = True
            contexts[group.start] = replace(context, block=block, criterion=criterion, index=index)
            if self._is_of_nation(group.units[0].mention):
                ranked = index_in(sentence.words) or index
                contexts[group.start] = replace(context, block="provinces", criterion=None, index=ranked)
            offset = group.end
        return contexts

    def _is_of_nation(self, mention: Mention) -> bool:
        """Return True where a document of a province names the province as a unit of a national list."""
        return not self._gazetteer.is_national and any(
            entry.block == "provinces" for entry in mention.entries
        )


def _emit(out: Readings, group: Group, element: Element, scan: Scan, context: Context) -> None:
    """Read what ``element`` says of the units of ``group``."""
    line = scan.sentence.line
    if element.kind in _EXTREMES and context.criterion is not None:
        span = span_of(line, element.start, element.end)
        subject = ", ".join(unit.mention.text for unit in group.units)
        kind = _EXTREMES[element.kind]
        out.claims.append(
            ClaimReading(
                claim_type=kind,
                subject=subject,
                unit="ranks",
                span=span,
                context=context,
                criterion=context.criterion,
            )
        )
        return
    shared = len(element.values) == 1
    if not shared and len(element.values) != len(group.units):
        return
    for index, unit in enumerate(group.units):
        value = element.values[0 if shared else index]
        for year in years_of(element, scan) or (None,):
            out.values.append(_reading(line, unit.mention, value, context, year))
        if index == 0:
            _whole(out, line, value, unit, context)


def _reading(line: Line, mention: Mention, value: Value, context: Context, year: int | None) -> Reading:
    span = span_of(line, value.start, value.end)
    return Reading(
        mention=mention,
        measure=value.measure,
        criterion=None,
        value=value.value,
        value_text=text_of(line, span),
        span=span,
        unit=UNIT_OF_MEASURE[value.measure],
        origin="prose",
        locator=f"line={line.number}",
        context=context,
        tier=value.tier,
        year=year,
    )


def _whole(out: Readings, line: Line, value: Value, unit: Named, context: Context) -> None:
    """Read the number after a stroke: a maximum (``8,92/10 điểm``) or the number of units (``hạng 17/19``)."""
    if value.whole is None:
        return
    number, start, end = value.whole
    span, subject = span_of(line, start, end), unit.mention.text
    if value.measure == "rank":
        out.claims.append(
            ClaimReading(
                claim_type="unit_count",
                subject=subject,
                value=number,
                unit="units",
                span=span,
                context=context,
                criterion=context.criterion,
            )
        )
    else:
        out.values.append(maximum_in_prose(line, span, number, context))


def _in_clause(sentence: Sentence, offset: int, named: list[int]) -> bool:
    """Return True where one of the offsets ``named`` stands in the clause around ``offset``, between semicolons."""
    first = max(sentence.start, sentence.text.rfind(";", sentence.start, offset))
    last = sentence.text.find(";", offset, sentence.end)
    return any(first <= at < (last if last >= 0 else sentence.end) for at in named)


def _left_over(out: Readings, scan: Scan, context: Context, named: list[int]) -> None:
    """Read a score, a rank or a percentage in a clause without a unit: a claim on unnamed ones.

    ``named`` are where the units begin of the sentence. Next to one, such a figure may be its result that
    was not read, and stays open.
    """
    line = scan.sentence.line
    read = {reading.span for reading in out.values}
    for element in scan.elements:
        if element.kind in _EXTREMES:
            continue
        for value in element.values:
            span = span_of(line, value.start, value.end)
            percent = value.measure == "pct_of_max"
            if value.value is None or span in read or _in_clause(scan.sentence, value.start, named):
                continue
            if percent and not _OF_MAXIMUM.match(line.normal.text, value.end):
                continue
            unit = _CLAIM_UNITS[value.measure]
            kind = "pct_of_max" if percent else "other"
            subject = clause(line, scan.sentence.start, value.start)
            out.claims.append(
                ClaimReading(
                    claim_type=kind,
                    subject=subject,
                    value=value.value,
                    unit=unit,
                    span=span,
                    context=context,
                    criterion=context.criterion,
                )
            )
