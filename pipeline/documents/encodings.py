"""Bytes to text: Unicode, Windows-1258, and the Vietnamese font encodings, which are refused by name."""

import codecs
import re
import unicodedata

from pipeline.documents.errors import SourceError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Letters that running text in an old font encoding is full of when it is read as Western text.
_TCVN3 = re.compile(
    "[\u00b5\u00b6\u00b7\u00b8\u00b9\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae\u00bb\u00bc\u00bd\u00be\u00c6\u00c7]"
)
_VNI = re.compile(
    "[aeiouyAEIOUY\u00f4\u00f6][\u00f8\u00f9\u00fb\u00f5\u00ef\u00e2\u00ea\u00e1\u00e0\u00e5\u00e3\u00e4\u00f1\u00d8\u00d9\u00db\u00d5]"
)
_VIETNAMESE = re.compile("[\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_SHARE = 0.03


def decode(path: str, data: bytes, declared: str | None = None) -> str:
    """Return the text of ``data``, composed letters throughout in files that are not Unicode.

    ``declared`` is what the file says of itself; the bytes are believed first. Raises SourceError naming the
    first byte that does not fit, or the legacy encoding.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(path, data, name)
    if b"\x00" in data[:200] and (utf16 := _utf16(data)) is not None:
        return utf16
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        legacy = None if _is_damaged_utf8(data) else _legacy(path, data, declared)
        if legacy is not None:
            return legacy
        raise _undecodable(path, data, error, "utf-8") from error


def _is_damaged_utf8(data: bytes) -> bool:
    """Return True where at least half of what lies beyond ASCII is sound UTF-8; by chance it never is."""
    text = data.decode("utf-8", errors="replace")
    sound = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return sound >= text.count("\ufffd")


def _undecodable(path: str, data: bytes, error: UnicodeDecodeError, name: str) -> SourceError:
    line = data[: error.start].count(b"\n") + 1
    return SourceError(
        path,
        f"line {line}, byte {error.start}",
        f"not readable as {name.upper()} text",
        "save the file again as UTF-8 (editor: Save with encoding), then renew sha256 in source.yaml",
    )


def _strict(path: str, data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(path, data, error, name) from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Western letters is zero."""
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        sample = data[offset:400:2]
        if len(sample) > 8 and sample.count(0) > 0.4 * len(sample):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                return None
    return None


def _legacy(path: str, data: bytes, declared: str | None) -> str | None:
    """Windows-1258 as composed Unicode; None where it is none; raises SourceError for TCVN3 and VNI."""
    western = data.decode("cp1252", errors="replace")
    letters = max(len(re.findall(r"[^\W\d_]", western)), 1)
    text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if (
        "\ufffd" not in text
        and len(_VIETNAMESE.findall(text)) > _SHARE * letters
        and not len(_TCVN3.findall(western)) > 0.1 * letters
    ):
        return text
    for name, pattern in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        if len(pattern.findall(western)) > _SHARE * letters:
            cure = "convert it to Unicode first (UniKey: Ctrl+Shift+F6), then add the converted file"
            raise SourceError(path, "", f"written in the font encoding {name}, not in Unicode", cure)
    if declared and declared.lower().replace("-", "") in ("windows1258", "cp1258"):
        return text
    return None
