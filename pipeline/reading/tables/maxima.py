"""Maxima printed for criteria or lists alone: in tables without units, and in lists of criteria in a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.documents.document import Line
from pipeline.reading.readings import Context, Reading, Readings, printed, span_of, text_of
from pipeline.reading.scope import Setting
from pipeline.reading.tables.column_heads import COUNTER, CRITERION, MAXIMUM, NAME, header_role
from pipeline.reading.tables.table_claims import remark_claims
from pipeline.reading.text.cells import TOTAL_ROW, Cell, split_cells
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import block_in, without_topics
from pipeline.vietnamese.numbers import parse_number

# "gồm 3 trụ cột: Chính quyền số (500 điểm), Kinh tế số (200 điểm) và …"
_LIST = pattern(r"{comprise}\s[^:;.()]{0,40}?{criterion_noun|portion} ?:")
_ITEM = pattern(
    r" ?([,;]|{and}\s)? ?({and} )?(?P<name>[^()\d:;.]{3,120}?) ?\(({points} )? ?({best} ?:? ?)?{n:number} ?{point} ?\)"
)
# "(Điểm tối đa: Hạ tầng 30; Nhân lực 20)", "Điểm tối đa của từng tiêu chí: Hạ tầng 30 điểm, Nhân lực 20 điểm"
_HEADED = pattern(r"{maximum}( {of|each|plural|criterion_noun|portion})* ?: ?")
_PLAIN_ITEM = pattern(
    r" ?([,;]|{and}\s)? ?(?P<name>[^()\d:;.]{3,80}?) ?:? {n:number}( ?{point})?(?= ?([,;.)]|{and} |$))(?![.,]\d)"
)
_FORMS = ((_LIST, _ITEM), (_HEADED, _PLAIN_ITEM))
_MIN_ITEMS = 2


def read_maxima_table(
    lines: Sequence[Line], start: int, setting: Setting, context: Context
) -> Readings | None:
    """Return a table of criteria, or of lists, and their maxima that begins at line index ``start``, if any does.

    The number of its last line is that of its last reading.
    """
    roles = [header_role(cell) for cell in split_cells(lines[start])]
    of_lists = MAXIMUM in roles and _is_of_lists(lines[start + 1 :])
    if MAXIMUM not in roles or not (of_lists or (CRITERION in roles and NAME not in roles)):
        return None
    named, scored = 0 if of_lists else roles.index(CRITERION), roles.index(MAXIMUM)
    out = Readings()
    for line in lines[start + 1 :]:
        cells = split_cells(line)
        if len(cells) <= max(named, scored) or not cells[scored].is_number or not cells[named].has_letters:
            break
        context = replace(context, block=block_in(cells[named].words)) if of_lists else context
        maximum = _maximum(cells[named], cells[scored], setting.mark, context)
        out.values.append(replace(maximum, criterion=None) if of_lists else maximum)
        for cell, role in zip(cells, roles, strict=False):
            if of_lists and cell not in (cells[named], cells[scored]):
                out.claims += remark_claims(cell, context, setting.mark)
            elif role == COUNTER:
                out.structure.append(cell.span)
    return out if len(out.values) >= _MIN_ITEMS else None


def _is_of_lists(lines: Sequence[Line]) -> bool:
    """Return True for rows that begin with the lists of units themselves: "Sở, ngành | 6 | 300"."""
    rows = [split_cells(line) for line in takewhile(lambda line: not line.is_blank, lines)]
    return len(rows) >= _MIN_ITEMS and all(
        len(cells) > 1 and block_in(cells[0].words) and not without_topics(cells[0].words).strip()
        for cells in rows
    )


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
    """Return the maxima of criteria that a sentence lists, each behind its name; those of whole lists are none."""
    out = Readings()
    text = line.normal.text
    for opening, form in ((match, form) for lead, form in _FORMS for match in lead.finditer(text)):
        items: list[re.Match[str]] = []
        offset = opening.end()
        while item := form.match(text, offset):
            items.append(item)
            offset = item.end()
        if len(items) < _MIN_ITEMS or any(block_in(item["name"]) for item in items):
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
