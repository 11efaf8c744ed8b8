"""Plain text: UTF-8 with or without BOM, or UTF-16 with BOM."""

import codecs

from pipeline.documents.errors import SourceError
from pipeline.documents.model import Line

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(path: str, data: bytes) -> str:
    """The text of ``data``; raises SourceError naming the first byte that does not fit."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SourceError(
            path,
            f"line {line}, byte {error.start}",
            f"not readable as {encoding.upper()} text",
            "save the file again as UTF-8 (in an editor: Save with encoding), then renew sha256 in source.yaml",
        ) from error


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """The lines of a text file; only the line feed ends a line, so that numbers agree with every editor."""
    text = decode(path, data)
    if "\x00" in text:
        place = f"line {text[: text.index(chr(0))].count(chr(10)) + 1}"
        raise SourceError(path, place, "a NUL character: not a text file", "give the file its true extension")
    if not text.strip():
        raise SourceError(path, "", "the file is empty", "fetch the document again")
    rows = text.split("\n")
    if rows[-1] == "":
        rows.pop()
    return tuple(Line(number, row.removesuffix("\r")) for number, row in enumerate(rows, start=1))
