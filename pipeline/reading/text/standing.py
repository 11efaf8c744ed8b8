"""What stands over each line and each table of a document: hypotheses with weights, the best of them believed.

A title, an annex, a section, a caption or the name of a sheet each says something of what follows it: which
index, block, criterion, year. The nearer speaks louder; what is overridden stays as a witness, for two tables
over the same units may not say the same twice.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.documents.document import Document
from pipeline.reading.readings import Context
from pipeline.reading.tables.table import Table
from pipeline.reading.text.captions import captions_of, titles_inside
from pipeline.reading.text.headings import (
    ANNEX,
    ARTICLE,
    ARTICLE_DEPTH,
    CAPTION,
    DASHED,
    LEAD,
    LETTERED,
    NUMBERED,
    PLAIN,
    SECTION,
    SUBSECTION,
    Heading,
    heading_at,
    level_of,
)
from pipeline.reading.text.said import (
    LIKELY,
    Said,
    lists_criteria,
    names_criterion,
    names_measure,
    names_usual,
    names_whole,
    said_by,
    series_of,
)
from pipeline.reading.text.title import title_index, title_line
from pipeline.reading.text.witnesses import PlacedTable, Witness
from pipeline.reading.vocabulary.criterion_names import criterion_key
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import block_in, index_in

# A witness counts so much less for each nearer one on the same field.
_DECAY = 0.8
# What is said less surely than this is a witness, but not believed.
_BELIEVED = 0.4
_INDEX_HEAD = pattern(r"({about|result|ranking} )?{index_word|index_set|level}\s")
_THIS_CRITERION = pattern("{criterion_lead} {this|above}")
# "Hiện đại hóa hành chính (tối đa 15 điểm)"
_OF_MAXIMUM = pattern(r"\( ?({maximum|best} ?:? ?)?{number} ?{point}? ?\)")
_GROUP_LEAD = pattern(r"^{group_heading}(?!.*{criterion})")
_FIGURE = pattern(r"\d+[.,]\d|%|\d ?{points}")
_MAX_LEAD = 90
_LOOK_AHEAD = 4
# Two printings of the name of a criterion are at least so alike, in percent.
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that still holds; ``lists``: the headings under it are of one criterion each."""

    heading: Heading
    said: tuple[Said, ...]
    lists: bool

    def says(self, field: str) -> bool:
        """Return True where it says of a field what can be believed."""
        return any(said.field == field and said.weight >= _BELIEVED for said in self.said)


_Stack = tuple[_Open, ...]


class Standing:
    """What stands over the lines and tables of a document.

    ``tables`` are the first and last lines of its tables, in order; ``year`` is the one that it is of.
    """

    def __init__(self, document: Document, year: int, tables: Sequence[tuple[int, int]]) -> None:
        self._lines = document.lines
        self._tables = tables
        self._year = year
        self._title = title_line(document)
        index = title_index(document)
        self._base = (Witness("index", index, LIKELY, max(self._title, 1)),) if index else ()
        self._headings: set[int] = set()
        self._inline: dict[int, _Open] = {}
        self._starts: list[int] = [0]
        self._stacks: list[_Stack] = [()]
        heads = list(self._scan())
        self._walk(heads)
        self._near = captions_of(self._lines, tables, [head for head in heads if head.form == CAPTION])

    def is_heading(self, line: int) -> bool:
        """Return True for a line that begins a section."""
        return line in self._headings

    def context_at(self, line: int) -> Context:
        """Return what holds at a line of prose."""
        inline = self._inline.get(line)
        context = self.context_of(self._weighed([*([inline] if inline else []), *self._over(line)]))
        # a list of what is measured ends where sentences go on
        ends = names_measure(context.criterion or "") or names_whole(self._lines[line - 1].normal.text)
        return replace(context, criterion=None) if ends and inline is None else context

    def witnesses_over(self, first: int, last: int, inside: Iterable[Heading] = ()) -> tuple[Witness, ...]:
        """Return all that is said of the table from line ``first`` to line ``last``, the surest first.

        ``inside`` are titles in the table itself, the nearest to its rows first.
        """
        over = self._over(first)
        heads = [*inside, *self._near.get((first, last), ())]
        near = [_named_alike(self._opened(head, over), over) for head in heads]
        return tuple(sorted(self._weighed([*near, *over]), key=lambda one: -one.weight))

    def place(self, table: Table) -> PlacedTable:
        """Return a table with what is said of it."""
        witnesses = self.witnesses_over(table.first_line, table.last_line, titles_inside(table))
        return PlacedTable(table, witnesses, self.context_of(witnesses))

    def _scan(self) -> Iterator[Heading]:
        """Yield all headings outside the tables, in order; a line of no form is one of several kinds."""
        index, behind = 0, len(self._lines) + 1
        tables = iter([*self._tables, (behind, behind)])
        first, last = next(tables)
        while index < len(self._lines):
            if index + 1 >= first:
                index = last
                first, last = next(tables)
                continue
            blank = self._lines[index].is_blank
            heading = None if blank else heading_at(self._lines, index, first - 1 - index)
            if heading is not None:
                yield heading
            index += heading.wide if heading else 1

    def _walk(self, heads: Sequence[Heading]) -> None:
        """Open and close the headings, one after the other."""
        series = series_of(heads)
        listing: int | None = None  # the depth of the headings that a lead without a heading over it lists
        awaited = False
        for number, heading in enumerate(heads):
            if heading.form in (ANNEX, ARTICLE, NUMBERED):
                listing = heading.depth if awaited else None if heading.depth < (listing or 0) else listing
                awaited = False
                self._numbered(heading, number in series or heading.depth == listing)
            elif heading.form == CAPTION or (heading.line < self._title and heading.form != LEAD):
                continue  # before the title: names of site and office
            elif heading.form == LEAD and lists_criteria(f"{heading.words}:"):
                self._headings.add(heading.line)
                awaited = not self._now
                if self._now:
                    self._open(heading.line, (*self._now[:-1], replace(self._now[-1], lists=True)))
            else:
                self._unnumbered(heading)

    @property
    def _now(self) -> _Stack:
        return self._stacks[-1]

    def _over(self, line: int) -> list[_Open]:
        """Return the headings over a line, the nearest first."""
        return list(reversed(self._stacks[bisect_right(self._starts, line) - 1]))

    def _open(self, line: int, stack: Iterable[_Open]) -> None:
        self._headings.add(line)
        self._starts.append(line)
        self._stacks.append(tuple(stack))

    def _numbered(self, heading: Heading, listed: bool) -> None:
        words, depth = heading.words, heading.depth
        of_units = _GROUP_LEAD.match(words) and (heading.has_tail or block_in(words) is None)
        of_units = of_units and not names_usual(words)
        if depth >= LETTERED and (of_units or _FIGURE.search(_OF_MAXIMUM.sub("", words))):
            return
        kept = [one for one in self._now if one.heading.depth < depth]
        listing = bool(kept) and kept[-1].lists
        listed = listed or (listing and depth >= SECTION) or self._told_of_criterion(heading)
        beside = any(one.heading.depth == depth and names_criterion(one.said) for one in self._now)
        listed = listed or (depth >= SUBSECTION and (names_usual(words) or (beside and heading.has_tail)))
        opened = self._opened(heading, kept[::-1], listed and depth > ARTICLE_DEPTH)
        if depth >= DASHED and not listing and self._says_no_more(kept, opened):
            return
        self._open(heading.line, [*kept, replace(opened, lists=listing or lists_criteria(words))])

    def _unnumbered(self, heading: Heading) -> None:
        if heading.has_tail:
            opened = self._opened(heading, self._over(heading.line), names_usual(heading.words))
            if names_criterion(opened.said):
                self._inline[heading.line] = opened
            return
        if self._begins_index(heading):
            self._open(heading.line, [self._opened(heading, [])])
            return
        if heading.form == PLAIN:
            return
        leads = heading.form == LEAD
        above = [
            one
            for one in self._now
            if (one.heading.form != LEAD if leads else one.heading.depth < heading.depth)
        ]
        opened = self._opened(heading, above[::-1], self._told_of_criterion(heading))
        if leads and opened.says("block"):  # a new block ends what was said under the one before
            of_block = [number for number, one in enumerate(above) if one.says("block")]
            above = above[: of_block[-1] + 1] if of_block else above
        if not self._says_no_more(self._now if leads else above, opened):
            lists = bool(self._now) and self._now[-1].lists
            self._open(heading.line, [*above, replace(opened, lists=lists)])

    def _opened(self, heading: Heading, over: Sequence[_Open], listed: bool = False) -> _Open:
        """Return a heading with what it says under those that stand over it, the nearest first."""
        index = self.context_of(self._weighed(over)).index
        said = said_by(heading, listed, index)
        # the year of the title is that of the document
        return _Open(
            heading, tuple(one for one in said if one.field != "year" or heading.line != self._title), False
        )

    def _says_no_more(self, over: Sequence[_Open], opened: _Open) -> bool:
        """Return True where a heading changes nothing of what those over it say."""
        before = list(reversed(over))
        return self.context_of(self._weighed(before)) == self.context_of(self._weighed([opened, *before]))

    def _begins_index(self, heading: Heading) -> bool:
        """Return True for a short line that begins with the name of an index other than the present."""
        words = heading.words
        if not _INDEX_HEAD.match(words) or len(words) > _MAX_LEAD:
            return False
        index = index_in(words)
        return index is not None and index != self.context_of(self._weighed(self._now[::-1])).index

    def _told_of_criterion(self, heading: Heading) -> bool:
        """Return True where the text under a heading calls it a criterion (``điểm tối đa của hạng mục này``)."""
        for following in self._lines[heading.line : heading.line + _LOOK_AHEAD]:
            if level_of(following) is not None:
                return False
            if _THIS_CRITERION.search(following.normal.text):
                return True
        return False

    def _weighed(self, over: Iterable[_Open]) -> list[Witness]:
        """Return what headings say, the nearest first, each weighed by how many nearer speak of the same."""
        found: list[Witness] = []
        spoken: dict[str, int] = {}
        for one in over:
            for said in one.said:
                weight = said.weight * _DECAY ** spoken.get(said.field, 0)
                found.append(Witness(said.field, said.value, weight, one.heading.line))
            for field in {said.field for said in one.said if said.weight >= _BELIEVED}:
                spoken[field] = spoken.get(field, 0) + 1
        return [*found, *self._base]

    def context_of(self, witnesses: Iterable[Witness]) -> Context:
        """Return what the surest witness of each field says, of two the nearer."""
        best: dict[str, Witness] = {}
        for one in witnesses:
            if one.weight >= _BELIEVED and (one.field not in best or one.weight > best[one.field].weight):
                best[one.field] = one
        told = {field: one.value for field, one in best.items()}
        year = told.get("year")
        return Context(
            index=_text(told.get("index")),
            block=_text(told.get("block")),
            criterion=_text(told.get("criterion")),
            year=year if isinstance(year, int) and year != self._year else None,
        )


def _named_alike(caption: _Open, over: Iterable[_Open]) -> _Open:
    """Return a caption with the name that a heading over it has for its criterion, where the two are one."""
    names = [
        said.value for one in over for said in one.said if said.field == "criterion" and one.says("criterion")
    ]

    def named(said: Said) -> Said:
        if said.field != "criterion" or not said.value:
            return said
        key = criterion_key(str(said.value))
        like = (name for name in names if fuzz.ratio(key, criterion_key(str(name))) >= _ALIKE)
        return replace(said, value=next(like, said.value))

    return replace(caption, said=tuple(named(said) for said in caption.said))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
