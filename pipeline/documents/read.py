"""The way in: one function for every format."""

import hashlib
from pathlib import Path, PurePath

from pipeline.documents.errors import SourceError
from pipeline.documents.model import Document
from pipeline.documents.text import read_lines

MAX_BYTES = 50_000_000
_MEDIA_TYPES = {".txt": "text/plain"}


def read_document(path: Path, name: str | None = None) -> Document:
    """Read the file at ``path`` into a Document; ``name`` is how it is called in messages and tables.

    Raises SourceError where the file is missing, too large, of an unknown format or not decodable.
    """
    shown = name or str(path)
    media_type = _MEDIA_TYPES.get(PurePath(shown).suffix.lower())
    if media_type is None:
        known = ", ".join(sorted(_MEDIA_TYPES))
        raise SourceError(shown, "", "no reader for this format", f"convert the document to one of {known}")
    if not path.is_file():
        raise SourceError(shown, "", "no such file", "put the document beside its source.yaml")
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(shown, "", f"larger than {MAX_BYTES:,} bytes", "split the document")
    data = path.read_bytes()
    return Document(shown, media_type, hashlib.sha256(data).hexdigest(), read_lines(shown, data))
