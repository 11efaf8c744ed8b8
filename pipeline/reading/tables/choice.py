"""The tables of a document: of all that its lines may be, the best set without overlap."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.documents.document import Line
from pipeline.reading.scope import Setting
from pipeline.reading.tables.block_sheets import sheets_of_block
from pipeline.reading.tables.cards import find_cards
from pipeline.reading.tables.hypotheses import Hypothesis, interpret
from pipeline.reading.tables.laid_rows import sheet_of_flow
from pipeline.reading.tables.splitters import find_blocks
from pipeline.reading.tables.streams import Flow, find_flows
from pipeline.reading.tables.table import Table
from pipeline.reading.tables.tails import find_tailed
from pipeline.reading.vocabulary.gazetteer import Gazetteer

# A line of so many cells can be a row.
_MIN_CELLS = 3


def find_tables(lines: Sequence[Line], setting: Setting) -> list[Table]:
    """Return the tables of a document in the order of its lines, numbered from 1."""
    found = sorted(_propose(lines, setting.gazetteer), key=lambda one: one.table.last_line)
    return [
        replace(hypothesis.table, number=number)
        for number, hypothesis in enumerate(_best_set(found), start=1)
    ]


def _propose(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[Hypothesis]:
    """Yield every table that a splitter's rows may be."""
    for block in find_blocks(lines, gazetteer):
        for sheet in sheets_of_block(block, gazetteer):
            hypothesis = interpret(sheet, gazetteer)
            if hypothesis is not None:
                yield hypothesis
    streams = (flow for flow in find_flows(lines, gazetteer) if not _joins_rows(flow))
    for flow in (*streams, *find_tailed(lines, gazetteer)):
        hypothesis = interpret(sheet_of_flow(flow), gazetteer)
        if hypothesis is not None and hypothesis.table.names and _begins_lines(hypothesis.table):
            yield hypothesis
    for table in find_cards(lines, gazetteer):
        yield Hypothesis(table, float(sum(len(row.cells) for row in table.rows)))


def _joins_rows(flow: Flow) -> bool:
    """Return True where lines are rows themselves: most rows are one of them and hardly more, or several alike."""
    rows = [Counter(one.cell.span.line for one in row if one.cell.text) for row in flow.rows if len(row) > 1]
    alike = sum(min(row.values()) == max(row.values()) > 1 or len(_long(row)) > 1 for row in rows)
    whole = sum(sum(_long(row)) >= max(row.total() - 1, 1) for row in rows)
    is_period = len({tuple(row.values()) for row in rows}) == 1
    return 2 * max(alike, 0 if is_period else whole) > len(rows)


def _long(row: Counter[int]) -> list[int]:
    """Return the numbers of cells of the lines that could be rows."""
    return [count for count in row.values() if count >= _MIN_CELLS]


def _begins_lines(table: Table) -> bool:
    """Return True where no row begins in the line in which the row before it ends."""
    rows = [[cell for cell in row.cells if cell is not None] for row in table.rows]
    return all(before[-1].last_line < after[0].span.line for before, after in pairwise(rows))


def _best_set(found: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Return the hypotheses without overlap that explain the most; they are sorted by their last lines."""
    ends = [one.table.last_line for one in found]
    best: list[tuple[float, int]] = [(0.0, -1)]  # the score up to each hypothesis, and the last one in it
    for index, one in enumerate(found):
        before = bisect_right(ends, one.table.first_line - 1, 0, index)
        score = best[before][0] + one.score
        best.append(max(best[-1], (score, index), key=lambda entry: entry[0]))
    chosen: list[Hypothesis] = []
    at = len(found)
    while at > 0 and best[at][1] >= 0:
        index = best[at][1]
        chosen.append(found[index])
        at = bisect_right(ends, found[index].table.first_line - 1, 0, index)
    return chosen[::-1]
