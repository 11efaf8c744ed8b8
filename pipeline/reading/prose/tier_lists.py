"""Lists under a line that names their tier: ``Nhóm Khá (từ 70 điểm), 02 đơn vị:`` and below a unit in each line.

Such a line and its list are one sentence, broken into lines.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.document import Line
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.text.headings import level_of
from pipeline.reading.text.paragraphs import Paragraph, join_lines
from pipeline.reading.vocabulary.gazetteer import Gazetteer
from pipeline.reading.vocabulary.tier_words import group_row_tier, tiers_in

_MAX_LEAD, _MAX_HEAD = 160, 80
_ENDS = re.compile(r"[.;,]\s*$")
# An item without a mark in front that ends so is the last of its list.
_LAST = re.compile(r"\.\s*$")
_LEADS = re.compile(r":\s*$")


def tier_list_at(lines: Sequence[Line], gazetteer: Gazetteer) -> Paragraph | None:
    """Return the list that the first of ``lines`` leads with its tier, None where it leads none."""
    lead = lines[0]
    text = lead.normal.text
    is_head = len(text) <= _MAX_HEAD and not _ENDS.search(text) and group_row_tier(text) is not None
    if not (is_head or (_LEADS.search(text) and len(text) <= _MAX_LEAD)) or len(tiers_in(f"{text}:")) != 1:
        return None
    if find_units(lead, 0, len(text), gazetteer):
        return None
    items = list(_items(lines[1:], gazetteer))
    if not items:
        return None
    return join_lines([lead, *(line for line, _ in items)], [0, *(cut for _, cut in items)], items=True)


def _items(lines: Sequence[Line], gazetteer: Gazetteer) -> Iterator[tuple[Line, int]]:
    """Yield the lines that begin with a unit, with the length of what stands before it, up to the last item."""
    for line in lines:
        if line.is_blank:
            continue
        level = level_of(line)
        start = level[1] if level else len(line.normal.text) - len(line.normal.text.lstrip())
        named = find_units(line, start, len(line.normal.text), gazetteer)
        if not named or named[0].start != start or _LEADS.search(line.text) or tiers_in(line.normal.text):
            return
        yield line, line.normal.original(start, start + 1)[0]
        if level is None and _LAST.search(line.text):
            return
