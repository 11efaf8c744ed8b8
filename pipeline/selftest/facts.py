"""The printed numbers of a province, each with where it stands and what it states: the ground of the self-test.

Who is meant and which list a claim speaks of is taken as read. What the numbers have to do with each other
is not: `constraints` works that out without the judges.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import duckdb

from pipeline.audit.audit_claims import read_claims
from pipeline.audit.audit_statements import ListedStatement, read_statements
from pipeline.audit.evidence import Claim
from pipeline.reading.vocabulary.lexicon import phrases
from pipeline.selftest.reversals import find_direction_words
from pipeline.selftest.workbench import TokenSpan
from pipeline.warehouse.typed_rows import read_rows
from schemas.table import values_of
from schemas.tables.assessments import Assessment, TierBand

# Where a token stands: source, line, first code point.
Key = tuple[str, int, int]
TOTAL = "total"
# The number of units of a list is that of its rows.
LISTED = "listed"
# A year that is no part of a day.
_YEAR = re.compile(r"(?<![\d./,])20\d\d(?![\d./])")
# "04 năm 2018": a number of years, with the first of them right behind
_RUN = re.compile(rf"\d {phrases('year_word')[0]} $")


@dataclass(frozen=True, slots=True)
class PrintedToken:
    """What is printed at one location: a number with its decimals (``whole``: 18 of 17/18), or a tier."""

    value: Decimal
    decimals: int = 0
    whole: Decimal | None = None
    tier: str | None = None


Values = dict[Key, PrintedToken]


@dataclass(frozen=True, slots=True)
class Bound:
    """A cut-off of a list's bands: the lower or the upper end of a tier, inclusive or not."""

    key: Key
    level: int
    tier: str
    is_low: bool
    unit: str

    @property
    def above(self) -> int:
        """The level right above the cut: the lower end of band 2 and the upper end of band 3 are one."""
        return self.level if self.is_low else self.level - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts(Assessment):
    """An assessment: its units, criteria in printed order, bands, and what claims say of it."""

    criteria: list[str] = field(default_factory=list)
    # of each criterion and measure the first printing of each unit, and all of them
    first: defaultdict[tuple[str, str], dict[str, ListedStatement]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    printings: defaultdict[tuple[str, str, str], list[ListedStatement]] = field(
        default_factory=lambda: defaultdict(list)
    )
    maxima: defaultdict[str, list[ListedStatement]] = field(default_factory=lambda: defaultdict(list))
    bounds: list[Bound] = field(default_factory=list)

    @property
    def total(self) -> str:
        """The id of the criterion that the ranking goes by."""
        return f"{self.assessment_id}/{TOTAL}"

    def column(self, criterion: str, measure: str) -> dict[str, ListedStatement]:
        """Return the first printing of a measure of a criterion by unit."""
        return self.first.get((criterion, measure), {})


@dataclass(frozen=True, slots=True)
class Facts:
    """All of a province. ``values`` holds what is printed at each location.

    ``direction_words``: by claim the words that state which way a change goes; they print 1 for up, -1 for down. Those
    of an order of units print 1 as they stand.
    ``years``: where a year stands in a line of results and is no claim of its own.
    """

    lists: dict[str, ListFacts]
    claims: list[Claim]
    values: Values
    levels: dict[str, int]
    names: dict[str, str]
    direction_words: dict[str, TokenSpan]
    years: tuple[TokenSpan, ...] = ()

    def lists_of(self, claim: Claim) -> list[ListFacts]:
        """Return the lists of the year, index and block that a claim speaks of."""
        return [
            item
            for item in self.lists.values()
            if item.year == claim.year
            and claim.index_id in (None, item.index_id)
            and claim.block in (None, item.block)
        ]


def key_of(item: ListedStatement | Claim) -> Key:
    """Return where a statement or claim is printed."""
    span = item.location
    return span.source_id, span.line, span.start


def read_facts(con: duckdb.DuckDBPyConnection) -> Facts:
    """Return the facts of the built tables in ``con``, before their audit."""
    statements = read_statements(con)
    claims = read_claims(con, statements)
    values: Values = {}
    for row in statements:
        if row.measure == "tier":
            values[key_of(row)] = PrintedToken(Decimal(0), tier=row.tier)
        elif row.value is not None:
            values[key_of(row)] = PrintedToken(row.value, row.decimals or 0)
    for claim in claims:
        if claim.printed_value is not None:
            values.setdefault(key_of(claim), PrintedToken(claim.printed_value, claim.decimals, claim.whole))
    direction_words = {}
    for claim, span in find_direction_words(con, claims):
        direction_words[claim.claim_id] = span
        values[span.key] = PrintedToken(Decimal(-1 if claim.direction == "fall" else 1))
    lists = _lists(con, statements)
    _add_bounds(con, lists, claims)
    levels = dict(con.execute("SELECT DISTINCT tier, level FROM core.tier_bands ORDER BY ALL").fetchall())
    names = dict(con.execute("SELECT agency_id, name FROM staged.agencies ORDER BY ALL").fetchall())
    years = tuple(_years(con, values))
    values |= {span.key: PrintedToken(Decimal(year)) for span, year in years}
    return Facts(
        lists=lists,
        claims=claims,
        values=values,
        levels=levels,
        names=names,
        direction_words=direction_words,
        years=tuple(span for span, _ in years),
    )


def _years(con: duckdb.DuckDBPyConnection, values: Values) -> Iterator[tuple[TokenSpan, str]]:
    """Yield the years in the lines that print results, other than those that are claims."""
    told = {key[:2] for key in values}
    for source_id, line, text in con.execute(
        "SELECT source_id, line, text FROM staged.source_lines ORDER BY ALL"
    ).fetchall():
        for match in _YEAR.finditer(text) if (source_id, line) in told else ():
            span = TokenSpan(source_id, line, *match.span())
            if span.key not in values and not _RUN.search(text, 0, match.start()):
                yield span, match.group()


def _lists(con: duckdb.DuckDBPyConnection, statements: Sequence[ListedStatement]) -> dict[str, ListFacts]:
    rows = read_rows(con, Assessment, "FROM core.assessments ORDER BY ALL")
    lists = {row.assessment_id: ListFacts(**values_of(row)) for row in rows}
    for assessment_id, criterion_id in con.execute(
        "SELECT assessment_id, criterion_id FROM core.criteria ORDER BY assessment_id, position"
    ).fetchall():
        lists[assessment_id].criteria.append(criterion_id)
    for row in statements:
        about = lists[row.assessment_id]
        if row.agency_id is None:
            if row.measure == "max_score":
                about.maxima[row.criterion_id].append(row)
            continue
        about.printings[row.criterion_id, row.measure, row.agency_id].append(row)
        if row.value is not None or row.measure == "tier":
            about.first[row.criterion_id, row.measure].setdefault(row.agency_id, row)
        elif row.measure == "rank":
            about.first[row.criterion_id, "last"].setdefault(row.agency_id, row)
    return lists


def _add_bounds(con: duckdb.DuckDBPyConnection, lists: dict[str, ListFacts], claims: Sequence[Claim]) -> None:
    """Add the ends of the bands, each where the claim that prints it stands."""
    for band in read_rows(con, TierBand, "FROM core.tier_bands ORDER BY assessment_id, tier"):
        about = lists[band.assessment_id]
        for claim in claims if band.is_of_total else []:
            if claim.claim_type != "tier_threshold" or claim.tier != band.tier or claim.year != about.year:
                continue
            if claim.index_id not in (None, about.index_id) or claim.block not in (None, about.block):
                continue
            if claim.printed_value in (band.min_score, band.max_score):
                is_low = claim.printed_value == band.min_score
                about.bounds.append(
                    Bound(key=key_of(claim), level=band.level, tier=band.tier, is_low=is_low, unit=band.unit)
                )
