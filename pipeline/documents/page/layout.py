"""Words on a page, put together to lines: shared by PDF pages and by recognised scans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GAP = 2.2  # widths of a letter: a wider gap parts columns
_SAME_LINE = 0.6  # heights of a word: words nearer than this stand in one line
_POINTS = re.compile(r"điểm\W*", re.IGNORECASE)
_FIGURE = re.compile(r"[(\[]?-?\d[\d.,/]*%?[)\]]?|[-–—]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several that stand close, and the box around it; the unit is the page's own."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How tall the box is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Halfway between left and right."""
        return (self.left + self.right) / 2

    @property
    def is_figure(self) -> bool:
        """True for a number or a dash instead of one."""
        return _FIGURE.fullmatch(self.text) is not None


Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a page parts the columns of a table, and how far what stands in each reaches."""

    cuts: tuple[float, ...]
    extents: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows of cells, all of one width; ``top`` is where the table begins on the page.

    ``columns`` are known where white space parts them.
    """

    rows: tuple[Row, ...]
    top: float
    columns: Columns | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        """Where the line begins."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where the line ends."""
        return max(word.bottom for word in self.words)

    @property
    def letter(self) -> float:
        """The usual width of a letter."""
        return median((word.right - word.left) / len(word.text) for word in self.words)

    def segments(self) -> list[Word]:
        """Return the words join_words where no column can end between them."""
        found: list[Word] = []
        widest = _GAP * self.letter
        for word in self.words:
            if found and word.left - found[-1].right <= widest:
                found[-1] = join_words(found[-1], word)
            else:
                found.append(word)
        return found

    @property
    def is_row(self) -> bool:
        """True for a line of several columns, one of them a number."""
        pieces = self.segments()
        return len(pieces) > 1 and any(word.is_figure for piece in pieces for word in self.parts(piece))

    def parts(self, piece: Word) -> list[Word]:
        """Return a segment as cells: figures side by side are cells each, a running number before a name too."""
        words = [word for word in self.words if piece.left <= word.left and word.right <= piece.right]
        parts: list[Word] = []
        for index, word in enumerate(words):
            before = words[index - 1] if index else None
            counted = (
                before is not None
                and before is self.words[0]
                and before.text.isdigit()
                and _POINTS.fullmatch(word.text) is None
            )
            if before is None or (before.is_figure and (word.is_figure or counted)):
                parts.append(word)
            else:
                parts[-1] = join_words(parts[-1], word)
        return parts

    def text(self) -> str:
        """Return the words as one text; a wide gap becomes as many blanks as letters would fit."""
        pieces, letter = self.segments(), self.letter
        text = pieces[0].text
        for before, piece in pairwise(pieces):
            text += " " * max(3, round((piece.left - before.right) / letter)) + piece.text
        return text


def join_words(before: Word, word: Word) -> Word:
    """Return two words as one, with a blank between them and a box around both."""
    return Word(
        f"{before.text} {word.text}",
        left=before.left,
        right=word.right,
        top=min(before.top, word.top),
        bottom=max(before.bottom, word.bottom),
    )


def text_lines(words: Sequence[Word]) -> list[TextLine]:
    """Return the lines of a page from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.left)):
        last = rows[-1][0] if rows else None
        if last is not None and abs(word.top - last.top) < _SAME_LINE * max(word.height, last.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [TextLine(tuple(sorted(row, key=lambda word: word.left))) for row in rows]
