"""Faults of rows: names exchanged, a row lost or printed twice, a row on the wrong side of the heading of a tier."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.audit.audit_statements import ListedStatement
from pipeline.selftest.facts import key_of
from pipeline.selftest.faults import Draw, Fault, Ground
from pipeline.selftest.workbench import TokenSpan

_ROW = re.compile(r"(?P<table>table=\d+);row=(?P<row>\d+)(?:;|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a printed table: its lines, first and last, its unit and what it prints of it.

    ``heading``: the line of the tier that it stands under, None where no heading prints one.
    ``name``: the line that the name stands in.
    """

    source_id: str
    first: int
    last: int
    name: int
    statements: tuple[ListedStatement, ...]
    heading: int | None

    @property
    def unit(self) -> str:
        """The id of the unit."""
        return self.statements[0].agency_id or ""

    @property
    def words(self) -> str:
        """The name as it is printed."""
        return self.statements[0].subject_text or ""

    @property
    def span(self) -> TokenSpan:
        """Where the row is told of."""
        return TokenSpan(self.source_id, self.name, 0, 0)


def row_draws(ground: Ground) -> Iterator[tuple[str, Draw]]:
    """Yield the draws of the faults of rows, by kind."""
    for rows in find_tables(ground):
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            others = [other for other in rows if other.unit != row.unit and row.words not in other.words]
            if others:
                yield "names", partial(_draw_names, ground, row, others)
            yield "lost", partial(_draw_lost, ground, row)
            yield "doubled", partial(_draw_doubled, ground, row)
            if (
                after is not None
                and row.heading != after.heading
                and None not in (row.heading, after.heading)
            ):
                yield "misplaced", partial(_draw_misplaced, ground, row, after)


def find_tables(ground: Ground) -> list[list[Row]]:
    """Return the rows of each table whose cells stand line after line, none without its name."""
    cells: defaultdict[tuple[str, str], defaultdict[int, list[ListedStatement]]]
    cells = defaultdict(lambda: defaultdict(list))
    for about in ground.facts.lists.values():
        for told in about.printings.values():
            for item in told:
                match = _ROW.match(item.locator)
                if match:
                    cells[item.source_id, match["table"]][int(match["row"])].append(item)
    return [rows for _, table in sorted(cells.items()) if len(rows := _rows(ground, table)) > 1]


def _rows(ground: Ground, table: Mapping[int, Sequence[ListedStatement]]) -> list[Row]:
    """Return the rows of a table that begin right behind the one before or behind a heading."""
    lines = {item.line for told in table.values() for item in told if not item.locator.endswith("band")}
    rows: list[Row] = []
    end = min(lines) - 1
    for index, (_, told) in enumerate(sorted(table.items())):
        own = [item.line for item in told if not item.locator.endswith("band")]
        heading = next((item.line for item in told if item.locator.endswith("band")), None)
        if not own or len({item.agency_id for item in told}) > 1:
            continue
        first, end = max(end, heading or 0) + 1, max(own)
        words = told[0].subject_text or ""
        named = [
            line
            for line in range(first, end + 1)
            if words and ground.workbench.line(told[0].source_id, line).count(words) == 1
        ]
        if named and (index or heading):
            rows.append(Row(told[0].source_id, first, end, named[0], tuple(told), heading))
    return rows


def _fault(kind: str, rows: Sequence[Row], texts: Mapping[int, str], planted: str, **more: object) -> Fault:
    told = [item for row in rows for item in row.statements]
    source = rows[0].source_id
    fault = Fault(
        kind=kind,
        span=rows[0].span,
        token=" & ".join(row.words for row in rows),
        planted=planted,
        texts={(source, line): text for line, text in texts.items()},
        agencies=frozenset(row.unit for row in rows),
        keys=frozenset(key_of(item) for item in told),
    )
    return replace(fault, **more)  # type: ignore[arg-type]


def _draw_names(ground: Ground, row: Row, others: Sequence[Row], chance: random.Random) -> Fault | None:
    """Return the names of two rows exchanged."""
    other = chance.choice(others)
    if row.words in other.words or other.words in row.words:
        return None
    line = {one.name: ground.workbench.line(one.source_id, one.name) for one in (row, other)}
    texts = {
        row.name: line[row.name].replace(row.words, other.words),
        other.name: line[other.name].replace(other.words, row.words),
    }
    moves: dict[str, ListedStatement | None] = {
        item.statement_id: replace(item, agency_id=new.unit)
        for old, new in ((row, other), (other, row))
        for item in old.statements
    }
    planted = f"{other.words} & {row.words}"
    return _fault("names", (row, other), texts, planted, moves=moves)


def _draw_lost(ground: Ground, row: Row, chance: random.Random) -> Fault | None:
    """Return a row that is not there."""
    texts = dict.fromkeys(range(row.first, row.last + 1), "")
    return _fault("lost", (row,), texts, "", moves={item.statement_id: None for item in row.statements})


def _draw_doubled(ground: Ground, row: Row, chance: random.Random) -> Fault | None:
    """Return a row printed twice, in the room of the blank lines in and around it; None where that is too small."""
    lines = range(row.first, row.last + 1)
    cells = [text for line in lines if (text := ground.workbench.line(row.source_id, line)).strip()]
    if len(lines) < 2 * len(cells):
        return None
    doubled = [*cells, *cells, *[""] * (len(lines) - 2 * len(cells))]
    planted = f"{row.words} & {row.words}"
    return _fault("doubled", (row,), dict(zip(lines, doubled, strict=True)), planted, twice=True)


def _draw_misplaced(ground: Ground, row: Row, after: Row, chance: random.Random) -> Fault | None:
    """Return the last row of a tier behind the heading of the next."""
    heading = after.heading or 0
    if not row.last < heading < after.first:
        return None
    order = [*range(row.last + 1, heading + 1), *range(row.first, row.last + 1)]
    texts = {
        line: ground.workbench.line(row.source_id, old)
        for line, old in zip(range(row.first, heading + 1), order, strict=True)
    }
    there = next(item for item in after.statements if item.line == heading)
    moves: dict[str, ListedStatement | None] = {
        item.statement_id: replace(there, agency_id=row.unit, statement_id=item.statement_id)
        for item in row.statements
        if item.line == row.heading
    }
    return _fault("misplaced", (row,), texts, f"{row.words} < {there.tier}", moves=moves)
