"""What reading yields: spans of a document and what is printed there."""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from pipeline.documents.document import Line
from pipeline.reading.issues import OriginDoubt, ParseIssue
from pipeline.reading.vocabulary.name_entries import NameEntry
from schemas.messages.words import Words
from schemas.tables.agencies import Province


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document is said to be of: its province, its year, the first day that is known of it."""

    province: Province
    year: int
    day: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of one line as received."""

    line: int
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Return True where two spans of one line share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Context:
    """What the place of a sentence or table says of its content; None where nothing says it.

    ``home`` is the id of the province whose units are meant, None for the document's own.
    """

    index: str | None = None
    block: str | None = None
    criterion: str | None = None
    year: int | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text: its printed words, and the known names they may stand for (none: unknown).

    ``head`` is the head word that the list it stands in lends to it (``Sở``, ``UBND huyện``), empty
    where the unit carries its own. ``home`` is the id of the province that is printed behind the name,
    ``is_listed`` is true in a column of units, most of which are known.
    """

    text: str
    span: Span
    entries: tuple[NameEntry, ...]
    head: str = ""
    home: str | None = None
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One printed value of one unit, or a printed maximum (``mention`` is None unless it is one unit's own).

    ``measure`` is score, rank, tier, max_score or pct_of_max; ``unit`` points, rank, tier or percent. A tier
    has ``tier`` and no ``value``; last rank without a number has neither. ``criterion`` None: that of
    ``context``. ``origin`` is table or prose, ``locator`` the place as the table ``statements`` gives it.
    """

    mention: Mention | None
    measure: str
    criterion: str | None
    value: Decimal | None
    value_text: str
    span: Span
    unit: str
    origin: str
    locator: str
    context: Context
    tier: str | None = None
    year: int | None = None

    @property
    def is_in_words(self) -> bool:
        """True for a value printed without a digit."""
        return not any(char.isdecimal() for char in self.value_text)


@dataclass(frozen=True, slots=True)
class MoveReading:
    """The way that the words between two ranks of one line go, a word of `schemas.values`."""

    before: Span
    after: Span
    direction: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What results are counted between: ``low`` and ``high`` (None: no end), in points or percent."""

    low: Decimal | None
    high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading:
    """A checkable sentence as printed.

    ``claim_type``, ``unit``, ``direction`` and ``wording`` are words of `schemas.values`; ``whole`` is the
    printed base of a share, ``n_listed`` the number of items that the sentence lists after the figure.
    ``since`` is the earlier year that a change is measured from, None for the year before; ``marks`` are those between
    which results are counted; ``named`` the units that are put in order, as ``wording`` says, or named as examples.
    """

    claim_type: str
    subject: str
    unit: str
    span: Span
    context: Context
    value: Decimal | None = None
    criterion: str | None = None
    tier: str | None = None
    whole: Decimal | None = None
    direction: str | None = None
    wording: str | None = None
    n_listed: int | None = None
    since: int | None = None
    marks: Marks | None = None
    named: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class BandReading:
    """A printed tier band: from ``low`` (None: no bound) to under ``high``, in points or percent."""

    tier: str
    level: int
    low: Decimal | None
    low_inclusive: bool
    high: Decimal | None
    unit: str
    span: Span
    context: Context


@dataclass(frozen=True, slots=True)
class NamedCriteria:
    """Criteria that a sentence lists by name alone; ``index`` is the one that it lists them of."""

    names: tuple[str, ...]
    span: Span
    context: Context
    index: str | None = None


@dataclass(frozen=True, slots=True)
class StateReading:
    """A unit said to be left out of a ranking, with the printed words that say so."""

    mention: Mention
    status: str
    reason: str
    context: Context


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """A figure on the province's IT; ``unit`` is percent, units (of ``denominator`` units) or count.

    ``span`` goes from the figure to its denominator.
    """

    name: str
    value: Decimal
    unit: str
    span: Span
    numerator: int | None = None
    denominator: int | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number of the document, and what its surroundings make of it where nothing that is read holds it.

    ``fate`` is structure, reference, furniture or unaccounted. Of an unaccounted one: ``unit`` is the name
    that stands next to it, ``is_among_results`` is true in a sentence on results, ``is_loss`` where it may be
    a result that was not read; ``whole_of`` is the figure before its stroke, what it says goes with that.
    """

    span: Span
    token: str
    fate: str
    unit: str | None = None
    is_among_results: bool = False
    is_loss: bool = False
    whole_of: Span | None = None


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit named where results are told; ``fate``, a word of `schemas.values`, says what it is there.

    ``is_loss`` is true of one that stands beside a figure or a tier of a table of which nothing was read.
    """

    mention: Mention
    context: Context
    fate: str
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class ReadingDoubt:
    """What two readings fit: nothing of it is read, and its numbers, those in ``spans``, stay without a fate.

    ``kind`` is a word of `schemas.values`; ``subject`` the table, list or sentence as a reader finds it.
    """

    spans: tuple[Span, ...]
    kind: str
    subject: str
    reading_a: Words
    reading_b: Words
    reason: Words


@dataclass(slots=True)
class Readings:
    """Everything read from one document.

    ``structure`` are numbers that only order it, ``unread`` those before the units of a ranking that is only
    a numbered list.
    """

    values: list[Reading] = field(default_factory=list)
    claims: list[ClaimReading] = field(default_factory=list)
    bands: list[BandReading] = field(default_factory=list)
    states: list[StateReading] = field(default_factory=list)
    criteria: list[NamedCriteria] = field(default_factory=list)
    structure: list[Span] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    moves: list[MoveReading] = field(default_factory=list)
    indicators: list[IndicatorReading] = field(default_factory=list)
    numbers: list[NumberReading] = field(default_factory=list)
    units: list[UnitReading] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    origin_doubts: list[OriginDoubt] = field(default_factory=list)
    doubts: list[ReadingDoubt] = field(default_factory=list)

    def held(self) -> list[Span]:
        """Return the places of the values and claims, without dates, whose numbers are references."""
        claims = [claim.span for claim in self.claims if claim.claim_type != "date"]
        return [*(reading.span for reading in self.values), *claims]

    def extend(self, other: "Readings") -> None:
        """Append what another part of the document yielded."""
        for part in fields(self):
            getattr(self, part.name).extend(getattr(other, part.name))


def span_of(line: Line, start: int, end: int) -> Span:
    """Return the span of ``start:end`` of the line's normal copy in the line as received, outer blanks cut off."""
    text = line.normal.text
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    first, last = line.normal.original(start, end)
    return Span(line.number, first, last)


def text_of(line: Line, span: Span) -> str:
    """Return the printed words of a span."""
    return line.text[span.start : span.end]


def printed(line: Line, start: int, end: int) -> str:
    """Return the printed words that ``start:end`` of the line's normal copy stands for, outer blanks cut off."""
    return text_of(line, span_of(line, start, end))
