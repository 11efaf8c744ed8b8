"""Paragraphs that were broken into lines on the way to us, as texts copied from a PDF or a mail are.

A sentence then goes on in the next line. The lines are read as one, and what is found there is put back to
the line that it was printed in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.documents.document import Line
from pipeline.reading.readings import ClaimReading, Mention, Reading, Readings, Span
from pipeline.reading.text.cells import split_cells
from pipeline.reading.text.headings import level_of
from pipeline.reading.vocabulary.lexicon import pattern

_MIN_LENGTH = 20  # shorter lines are headings and cells
_LONG = 50  # such a line was full where the next begins with a capital or a number
_LISTED = 3  # a line with so many commas lists what goes on in the next
_ENDS = re.compile(r"[.;:!?…\"”]\s*$")
_MARK = re.compile(r"[;:,]$")
_GOES_ON = re.compile(r"\s*(?:[^\W\d_]|[(]?\d)")
_OPEN = pattern(
    r"([,(]|{and|of|is|with|plural|reach|ordinal|rank|points|committee|department|district_kind|commune_kind}"
    r"|{province|ministry}|\([^)]*) ?$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Several lines as one: ``line`` has the number of the first; ``starts`` are their places in its text.

    ``cut`` is how much of the front of each was left out.
    """

    line: Line
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    cut: tuple[int, ...]

    def printed(self, span: Span) -> Span:
        """Return where a span of the paragraph was printed; one over a line's end is cut there."""
        at = max(index for index, start in enumerate(self.starts) if start <= span.start)
        shift = self._shift(at)
        end = min(span.end - shift, len(self.lines[at].text.rstrip()))
        return Span(self.lines[at].number, span.start - shift, max(end, span.start - shift))

    def _shift(self, at: int) -> int:
        """Return how much farther in the paragraph than in its own line the text of a line stands."""
        return self.starts[at] - self.cut[at]


def paragraph_at(lines: Sequence[Line]) -> Paragraph | None:
    """Return the paragraph of several lines that lines begin with, None where the first stands alone."""
    found = [lines[0]]
    while len(found) < len(lines) and _goes_on(found[-1], lines[len(found)]):
        found.append(lines[len(found)])
    if len(found) == 1:
        return None
    return join_lines(found, [0, *(len(line.text) - len(line.text.lstrip()) for line in found[1:])])


def join_lines(lines: Sequence[Line], cut: Sequence[int], items: bool = False) -> Paragraph:
    """Return lines as one paragraph, each from ``cut`` on; ``items`` of a list are parted by a mark, no full stop."""
    text, starts = lines[0].text.rstrip(), [0]
    if items and not text.endswith(":"):
        text += ":"
    for line, front in zip(lines[1:], cut[1:], strict=True):
        text = f"{text.removesuffix('.')}; " if items and not _MARK.search(text) else f"{text} "
        starts.append(len(text))
        text += line.text[front:].rstrip()
    return Paragraph(Line(lines[0].number, text), tuple(lines), tuple(starts), tuple(cut))


def _goes_on(line: Line, following: Line) -> bool:
    """Return True where a sentence is not over at the end of ``line``, and ``following`` can go on with it."""
    text, behind = line.normal.text.rstrip(), following.text.lstrip()
    if following.is_blank or _ENDS.search(text) or len(text) < _MIN_LENGTH or line.text.isupper():
        return False
    if len(split_cells(line)) > 1 or len(split_cells(following)) > 1 or level_of(following) is not None:
        return False
    if behind[:1].islower() or behind.startswith("("):
        return True
    is_open = _OPEN.search(text) is not None or text.count(",") >= _LISTED
    return len(text) >= _LONG and _GOES_ON.match(behind) is not None and is_open


def restore_spans(readings: Readings, paragraph: Paragraph) -> Readings:
    """Return the readings of a paragraph at the lines that they were printed in."""
    return Readings(
        values=[_value(reading, paragraph) for reading in readings.values],
        claims=[_claim(claim, paragraph) for claim in readings.claims],
        bands=[replace(band, span=paragraph.printed(band.span)) for band in readings.bands],
        states=[replace(state, mention=_mention(state.mention, paragraph)) for state in readings.states],
        criteria=[replace(named, span=paragraph.printed(named.span)) for named in readings.criteria],
        structure=[paragraph.printed(span) for span in readings.structure],
        doubts=[
            replace(doubt, spans=tuple(sorted(map(paragraph.printed, doubt.spans))))
            for doubt in readings.doubts
        ],
        issues=readings.issues,
    )


def _mention(mention: Mention, paragraph: Paragraph) -> Mention:
    return replace(mention, span=paragraph.printed(mention.span))


def _claim(claim: ClaimReading, paragraph: Paragraph) -> ClaimReading:
    named = tuple(_mention(mention, paragraph) for mention in claim.named)
    return replace(claim, span=paragraph.printed(claim.span), named=named)


def _value(reading: Reading, paragraph: Paragraph) -> Reading:
    span = paragraph.printed(reading.span)
    return replace(
        reading,
        mention=_mention(reading.mention, paragraph) if reading.mention else None,
        span=span,
        value_text=reading.value_text[: span.end - span.start],
        locator=f"line={span.line}",
    )
