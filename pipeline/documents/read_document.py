"""The way in: one function for every format."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from pipeline.documents.document import Document, Line
from pipeline.documents.errors import SourceError
from pipeline.documents.limits import max_bytes

Reader = Callable[[str, bytes], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class _Format:
    """A format: its media type, the module that reads it, and how its files begin (empty: like text)."""

    media_type: str
    module: str
    magic: bytes = b""


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    ".txt": _Format("text/plain", "plain_text"),
    ".html": _Format("text/html", "html"),
    ".htm": _Format("text/html", "html"),
    ".csv": _Format("text/csv", "separated"),
    ".tsv": _Format("text/tab-separated-values", "separated"),
    ".docx": _Format(f"{_OFFICE}.wordprocessingml.document", "word", _ZIP),
    ".xlsx": _Format(f"{_OFFICE}.spreadsheetml.sheet", "sheets", _ZIP),
    ".ods": _Format("application/vnd.oasis.opendocument.spreadsheet", "sheets", _ZIP),
    ".xls": _Format("application/vnd.ms-excel", "sheets", _OLE),
    ".pdf": _Format("application/pdf", "pdf", b"%PDF"),
}


def read_document(path: Path, name: str | None = None, ocr: bool = False) -> Document:
    """Read the file at ``path`` into a Document; ``name`` is how it is called in messages and tables.

    ``ocr``: a PDF is a scan, its text is to be recognised.

    Raises SourceError where the file is missing, larger than `max_bytes`, of an unknown format, not what
    its name says, or not readable.
    """
    shown = name or str(path)
    form = FORMATS.get(PurePath(shown).suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise SourceError(shown, "", "no reader for this format", f"convert the document to one of {known}")
    if not path.is_file():
        raise SourceError(shown, "", "no such file", "put the document beside its source.yaml")
    if path.stat().st_size > max_bytes():
        cure = "split the document, or allow more with XEPHANG_MAX_MB"
        raise SourceError(shown, "", f"larger than {max_bytes():,} bytes", cure)
    data = path.read_bytes()
    _check_label(shown, form, data)
    module = "scan" if ocr and form.module == "pdf" else form.module
    read_lines = load_reader(module)
    try:
        lines = read_lines(shown, data)
    except (SourceError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a library met what it did not expect; calamine's panics are no Exception
        reason = f"damaged: its reader stopped with {type(error).__name__}"
        raise SourceError(shown, "", reason, "open it in its own program and save it again") from error
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        path=shown, media_type=form.media_type, sha256=digest, lines=lines, recognised=module == "scan"
    )


def load_reader(module: str) -> Reader:
    """Return what reads a format; the libraries behind it are imported only where a document needs them."""
    reader: Reader = import_module(f"pipeline.documents.formats.{module}").read_lines
    return reader


def _check_label(shown: str, form: _Format, data: bytes) -> None:
    """Raise SourceError where the first bytes are those of another format than the name says."""
    if not data.strip():
        raise SourceError(shown, "", "the file is empty", "fetch the document again")
    if data.startswith(form.magic) and (form.magic or not data.startswith((_ZIP, _OLE, b"%PDF"))):
        return
    if form.magic == _ZIP and data.startswith(_OLE):
        return  # locked, or an older format: the reader says which
    true = next(
        (
            f"a {suffix} file"
            for suffix, other in FORMATS.items()
            if other.magic and data.startswith(other.magic)
        ),
        None,
    )
    if true is None and data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
        true = "a web page (.html)"
    cure = "give the file its true extension"
    raise SourceError(shown, "", f"not what its name says{f', but {true}' if true else ''}", cure)
