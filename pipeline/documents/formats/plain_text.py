"""Plain text in any encoding that `encodings` knows."""

from pipeline.documents.document import Line
from pipeline.documents.encodings import decode
from pipeline.documents.errors import SourceError


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the lines of a text file; only the line feed ends a line, so that numbers agree with every editor.

    Raises SourceError where the bytes are no text.
    """
    text = decode(path, data)
    if "\x00" in text:
        where = f"line {text[: text.index(chr(0))].count(chr(10)) + 1}"
        raise SourceError(path, where, "a NUL character: not a text file", "give the file its true extension")
    if not text.strip():
        raise SourceError(path, "", "the file is empty", "fetch the document again")
    rows = text.split("\n")
    if rows[-1] == "":
        rows.pop()
    return tuple(Line(number, row.removesuffix("\r")) for number, row in enumerate(rows, start=1))
