"""Maxima printed for criteria alone: in tables without units, and in lists of criteria in a sentence."""

import re
from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.reading.readings import Context, Reading, Readings, printed, span_of, text_of
from pipeline.reading.scope import Setting
from pipeline.reading.tables.column_heads import COUNTER, CRITERION, MAXIMUM, NAME, header_role
from pipeline.reading.text.cells import TOTAL_ROW, Cell, split_cells
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import parse_number

# "gồm 3 trụ cột: Chính quyền số (500 điểm), Kinh tế số (200 điểm) và …"
_LIST = pattern(r"{comprise}\s[^:;.()]{0,40}?{criterion_noun|portion} ?:")
_ITEM = pattern(
    r" ?([,;]|{and}\s)? ?({and} )?(?P<name>[^()\d:;.]{3,120}?) ?\(({points} )? ?({best} ?:? ?)?{n:number} ?{point} ?\)"
)
_MIN_ITEMS = 2


def read_maxima_table(
    lines: Sequence[Line], start: int, setting: Setting, context: Context
) -> Readings | None:
    """Return a table of criteria and their maxima that begins at line index ``start``, None where none does.

    The number of its last line is that of its last reading.
    """
    heads = split_cells(lines[start])
    roles = [header_role(cell) for cell in heads]
    if CRITERION not in roles or MAXIMUM not in roles or NAME in roles:
        return None
    named, scored = roles.index(CRITERION), roles.index(MAXIMUM)
    out = Readings()
    for line in lines[start + 1 :]:
        cells = split_cells(line)
        if len(cells) <= max(named, scored) or not cells[scored].is_number or not cells[named].has_letters:
            break
        out.values.append(_maximum(cells[named], cells[scored], setting.mark, context))
        out.structure += [cell.span for cell, role in zip(cells, roles, strict=False) if role == COUNTER]
    return out if len(out.values) >= _MIN_ITEMS else None


def _maximum(name: Cell, figure: Cell, mark: str, context: Context) -> Reading:
    token = figure.number or figure.text
    criterion = None if TOTAL_ROW.match(name.words) else clean_criterion(name.text)
    return Reading(
        mention=None,
        measure="max_score",
        criterion=criterion,
        value=parse_number(token, mark),
        value_text=token,
        span=figure.span,
        unit="points",
        origin="table",
        locator=f"line={figure.span.line}",
        context=context,
    )


def read_listed_maxima(line: Line, context: Context, mark: str) -> Readings:
    """Return the maxima of criteria that a sentence lists, each in brackets behind its name."""
    out = Readings()
    text = line.normal.text
    for opening in _LIST.finditer(text):
        items: list[re.Match[str]] = []
        offset = opening.end()
        while item := _ITEM.match(text, offset):
            items.append(item)
            offset = item.end()
        if len(items) < _MIN_ITEMS:
            continue
        for item in items:
            span = span_of(line, *item.span("n"))
            out.values.append(
                Reading(
                    mention=None,
                    measure="max_score",
                    criterion=clean_criterion(printed(line, *item.span("name"))),
                    value=parse_number(item.group("n"), mark),
                    value_text=text_of(line, span),
                    span=span,
                    unit="points",
                    origin="prose",
                    locator=f"line={line.number}",
                    context=context,
                )
            )
    return out
