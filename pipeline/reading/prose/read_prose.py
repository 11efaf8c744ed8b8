"""Prose: the values that sentences say of units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.prose.emission import Fact, doubt_of_place, emit, left_over, two_places
from pipeline.reading.prose.grammar import Parse, Said, parse
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.parse_doubts import find_doubts
from pipeline.reading.prose.scanning import Scan, scan
from pipeline.reading.prose.spoken_criteria import Spoken, leads_to_criteria
from pipeline.reading.prose.subjects import (
    all_of_them,
    elided,
    is_nationwide,
    is_pronoun,
    is_province,
    spoken_of,
    stand_in,
)
from pipeline.reading.prose.tokens import Token
from pipeline.reading.prose.told_names import ToldNames
from pipeline.reading.prose.told_totals import ToldTotals, leaves_places_open, settled
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.prose.years import Years, years_of
from pipeline.reading.readings import Context, Mention, Readings, Span, span_of
from pipeline.reading.scope import Setting
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.criterion_names import criterion_key
from pipeline.reading.vocabulary.topics import block_in, index_in


@dataclass(slots=True)
class _Memory:
    """What earlier sentences of the same section said that still holds.

    ``criterion`` holds in a paragraph until another one, ``named`` is the one named last. ``nation`` is the
    province as a unit of a national list, told of in this section or ``of_earlier`` ones, and ``index`` what that
    ranks. ``place`` is the last one told, with the number of its holders and its years. ``heading`` is the criterion of
    the headings, ``led`` that the line names it itself, ``lists`` that each line is of one. ``told`` are the units of
    the line by their names, ``above`` those of the section before it, ``just`` those of the sentence before.
    """

    block: str | None = None
    criterion: str | None = None
    named: str | None = None
    index: str | None = None
    last: Mention | None = None
    told: dict[str, Named] = field(default_factory=dict)
    above: dict[str, Named] = field(default_factory=dict)
    just: list[Token] = field(default_factory=list)
    nation: Mention | None = None
    of_earlier: bool = False
    heading: str | None = None
    led: bool = False
    lists: bool = False
    place: tuple[Decimal, int, Years] | None = None


class ProseReader:
    """Reads the sentences of a document in order; keeps in mind what a section has said so far."""

    def __init__(self, setting: Setting, year: int) -> None:
        self._gazetteer, self._mark, self._year = setting.gazetteer, setting.mark, year
        self._memory, self._totals = _Memory(), ToldTotals()
        self._named: dict[str, Mention] = {}
        province = setting.gazetteer.province
        self._names = ToldNames(province.name.lower() if province else "")

    def new_section(self) -> None:
        """Forget what the section before said, but for the province that the article tells of."""
        self._memory = _Memory(nation=self._memory.nation, of_earlier=True)

    def read(self, line: Line, context: Context, claimed: list[Span]) -> Readings:
        """Return the readings of one line of prose under its headings; ``claimed`` are numbers of bands and maxima."""
        out = Readings()
        memory = self._memory
        memory.place, memory.criterion, memory.heading, memory.led = None, None, context.criterion, False
        memory.above, memory.told, memory.just = memory.above | memory.told, {}, []
        for sentence in sentences(line):
            self._sentence(out, sentence, context)
        memory.lists |= leads_to_criteria(line)
        out.claims = [claim for claim in out.claims if claim.span not in claimed]
        return out

    def _sentence(self, out: Readings, sentence: Sentence, context: Context) -> None:
        told_of = self._memory.nation is not None and not self._memory.of_earlier
        found_units = find_units(sentence.line, sentence.start, sentence.end, self._gazetteer, told_of)
        named = self._names.with_bare(sentence, found_units)
        found = self._resolve(
            scan(sentence, named, self._mark, self._memory.criterion is not None, self._memory.lists),
            context.block or self._memory.block,
        )
        groups = [token for token in found.tokens if token.kind in "UuA"]
        parses = [Parse(0.0)]
        self._named |= {
            entry.canonical: unit.mention
            for unit in named
            for entry in unit.mention.entries
            if entry.block == "provinces"
        }
        if groups:
            self._memory.last = next(
                (group.units[-1].mention for group in reversed(groups) if group.kind != "A"), None
            )
            parses = parse(found.kinds, found.tokens)
        contexts = self._contexts(found, context, groups)
        earlier: list[Token] = []
        facts = settled(
            list(self._facts(out, parses[0].said, found, contexts, earlier)), found, parses[0].void
        )
        doubted: set[tuple[int, int]] = set()
        for figures, doubt in (*find_doubts(parses, sentence), *two_places(facts, sentence)):
            doubted |= figures
            out.doubts.append(doubt)
        # a place beside a score of something else is a place in that
        others = {fact.group.start for fact in facts if self._totals.is_of_something_else(fact)}
        others |= self._totals.against_earlier(facts)
        if leaves_places_open(facts, found):
            self._memory.place = None
        for fact in facts:
            is_other = fact.group.start in others and fact.context.criterion is None
            if fact.value.figure not in doubted and not is_other:
                emit(out, sentence.line, fact)
                self._note_nation(fact)
        self._memory.named = [self._memory.named, *(one.name for one in found.criteria if one.name)][-1]
        left_over(out, found, context, (*parses[0].void, *earlier))

    def _resolve(self, found: Scan, block: str | None) -> Scan:
        """Return a scan with the units that its pronouns stand for, and with the subject that it leaves out.

        ``huyện tiếp tục …`` is the unit that the paragraph spoke of last, ``tỉnh đạt …`` the province of the paper.
        """
        line, last = found.sentence.line, self._memory.last
        province = self._province(found.sentence, block)
        tokens: list[Token] = []
        for token in found.tokens:
            if token.kind in "UaA":
                self._memory.told |= {unit.mention.text: unit for unit in token.units}
            if token.kind == "U":
                last = token.units[-1].mention
            elif token.kind == "u":
                meant = last if last is not None and last.span.line == line.number else None
                if is_pronoun(found.sentence, token) and len(self._memory.told) != 1:
                    meant = None
                if is_province(found.sentence, token):
                    meant = province
                token = stand_in(token, line, meant)
            tokens.append(token)
        if province is not None:
            tokens = list(elided(tokens, found, province))
        tokens = all_of_them(tokens, self._memory.above, self._memory.told, self._memory.just, found.sentence)
        self._memory.just = [token for token in found.tokens if token.kind in "UaA"]
        return Scan(found.sentence, tuple(tokens), found.criteria)

    def _province(self, sentence: Sentence, block: str | None) -> Mention | None:
        """Return the province that an article tells of as a unit of a national list.

        In a paper of none it is the only one named so far, in that of a province a sentence may say so.
        """
        memory, is_open = self._memory, block in (None, "provinces")
        if self._gazetteer.is_national:
            return next(iter(self._named.values())) if len(self._named) == 1 else None
        if memory.nation is not None and (is_open or not memory.of_earlier):
            return memory.nation
        own = tuple(one.entry for one in self._gazetteer.entries if one.entry.block == "provinces")
        if not own or not is_open or not is_nationwide(sentence):
            return None
        return Mention(own[0].canonical, span_of(sentence.line, sentence.start, sentence.start), own[:1])

    def _contexts(self, found: Scan, context: Context, groups: Sequence[Token]) -> dict[int, Context]:
        """Return the context of each group, by its start: headings first, then what earlier sentences said."""
        memory, sentence = self._memory, found.sentence
        self._note_block(sentence, groups)
        block = memory.block if context.block is None else context.block
        criterion = memory.criterion if context.criterion is None else context.criterion
        index = context.index or index_in(sentence.words)
        contexts = dict[int, Context]()
        for group in groups:
            contexts[group.start] = replace(context, block=block, criterion=criterion, index=index)
            if self._is_of_nation(group.units[0].mention):
                spoken = [None, *(one.index for one in found.criteria if one.index and not one.name)][-1]
                memory.index = spoken or index_in(sentence.words) or memory.index or index
                told = criterion if context.block in (None, "provinces") else None
                contexts[group.start] = replace(
                    context, block="provinces", criterion=told, index=memory.index
                )
        return contexts

    def _note_nation(self, fact: Fact) -> None:
        """Take note of the province of the paper as a unit of a national list; a list of its own units ends that."""
        mention, memory = fact.group.units[-1].mention, self._memory
        if not any(entry.block == "provinces" for entry in mention.entries):
            memory.nation = None
        elif self._is_own(mention):
            memory.nation, memory.of_earlier = mention, False

    def _note_block(self, sentence: Sentence, groups: Sequence[Token]) -> None:
        """Take note of the block that the sentence names ahead of its first unit."""
        lead = sentence.before(groups[0].start if groups else sentence.end)
        stated = block_in(lead)
        if stated is not None:
            if stated != self._memory.block:
                self._memory.criterion = None
            self._memory.block = stated

    def _is_own(self, mention: Mention) -> bool:
        """Return True for the province whose document it is."""
        own = self._gazetteer.province
        return own is not None and any(
            entry.block == "provinces" and entry.canonical.endswith(f" {own.name}")
            for entry in mention.entries
        )

    def _is_of_nation(self, mention: Mention) -> bool:
        """Return True where a document of a province names the province as a unit of a national list."""
        return not self._gazetteer.is_national and any(
            entry.block == "provinces" for entry in mention.entries
        )

    def _facts(
        self,
        out: Readings,
        said: Sequence[Said],
        found: Scan,
        contexts: dict[int, Context],
        earlier: list[Token],
    ) -> Iterator[Fact]:
        """Yield what is said in order; of a group the first score and the first percentage of a year count.

        Values of an earlier year that is not told are added to ``earlier``.
        """
        seen: set[tuple[int, str, Years, str | None]] = set()
        spoken = spoken_of(said, found.criteria)
        for one in sorted(said, key=lambda one: (one.value.figure[0], one.group.start)):
            value, group = one.value, one.group
            years = years_of(value, found, contexts[group.start].year or self._year)
            if one.place is not None:
                place, holders, of_place = self._memory.place or (None, 1, ())
                if place is None or (years and years != of_place):
                    continue
                years = of_place
                if holders > 1:
                    out.doubts += doubt_of_place(found.sentence, one, place, holders)
                    continue
                value = replace(value, kind="R", value=place + 1)
            named = spoken.get((group.start, value.figure))
            if named and named.each and years is not None:
                for name in named.each:
                    yield Fact(group, value, years, replace(contexts[group.start], criterion=name))
                continue
            at = self._at(one, named, found, contexts[group.start])
            key = (group.units[0].start, value.kind, years or (), at.criterion if at else None)
            # "ở cả 3 trụ cột"
            if years is None or (
                at is None and named and value.measure == "rank" and named.end > named.start
            ):
                earlier.append(value)
            if at is None or years is None or (value.kind in "SQ" and key in seen):
                continue
            seen.add(key)
            goes_on = self._memory.place is None or years == self._memory.place[2]
            of_list = years in ((), (contexts[group.start].year or self._year,))
            if value.measure == "rank" and len(years) < 2 and (of_list or goes_on):
                held = len(group.units)
                self._memory.place = None if value.value is None else (value.value, held, years)
            yield Fact(group, value, years, at)

    def _at(self, one: Said, spoken: Spoken | None, found: Scan, context: Context) -> Context | None:
        """Return the context of a value with its criterion, None where the sentence means one that is not known.

        One that is named ahead of the unit holds for the sentences behind as well; a heading goes before it, but
        where the line itself names what the heading says, and then the next.
        """
        if spoken is None:
            return context
        if spoken.unknown:
            return None
        ahead = spoken.lasts and spoken.start < one.group.start
        heading = self._memory.heading
        if ahead and heading is not None and spoken.name:
            is_same = criterion_key(spoken.name) == criterion_key(heading)
            self._memory.led |= is_same
            if is_same or not self._memory.led:
                return context
        name = spoken.name
        if name == "":
            before = (
                other.name for other in reversed(found.criteria) if other.end < spoken.start and other.name
            )
            name = context.criterion or next(before, self._memory.named)
            if name is None:
                return None
        if heading is None and (ahead or (spoken.name is None and spoken.start < one.group.start)):
            self._memory.criterion = name
        ranked = context.index if spoken.index is None or spoken.name else spoken.index
        return replace(context, criterion=name, index=ranked)
