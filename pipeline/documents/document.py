"""What every format is read into."""

from dataclasses import dataclass
from functools import cached_property

from pipeline.vietnamese.normal import Normal, normalise
from pipeline.vietnamese.numbers import decimal_mark


@dataclass(frozen=True)
class Line:
    """One line of a document: its number (from 1) and its text as received, without the line end."""

    number: int
    text: str

    @cached_property
    def normal(self) -> Normal:
        """The copy of the text that matching works on."""
        return normalise(self.text)

    @cached_property
    def is_blank(self) -> bool:
        """True where nothing but white space (no-break spaces too) stands in the line."""
        return not self.normal.text.strip()


@dataclass(frozen=True)
class Document:
    """A report as read: its lines in order; line ``n`` is ``lines[n - 1]``.

    ``recognised``: it is a scan whose text was recognised, letters and figures may be misread.
    """

    path: str
    media_type: str
    sha256: str
    lines: tuple[Line, ...]
    recognised: bool = False

    @cached_property
    def decimal_mark(self) -> str:
        """The decimal mark that the document uses most."""
        return decimal_mark(line.normal.text for line in self.lines)
