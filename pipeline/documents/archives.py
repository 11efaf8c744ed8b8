"""The zip container of office files: opened only where it is sound and of sane size."""

import io
import zipfile

from lxml import etree

from pipeline.documents.errors import SourceError

_MAX_UNPACKED = 400_000_000
_MAX_RATIO = 250
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_zip(path: str, data: bytes) -> None:
    """Raise SourceError where ``data`` is no office zip, is password-protected, or unpacks to absurd size."""
    if data.startswith(_OLE):
        cure = "save it without password in its true format"
        raise SourceError(path, "", "password-protected, or an older format under a new name", cure)
    damaged = SourceError(
        path, "", "damaged or cut off: not a readable office file", "fetch the document again"
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(path, archive.infolist())
            sound = archive.testzip() is None  # a reader may hang on parts that fail their checksum,
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            for name in archive.namelist():
                if name.endswith(".xml"):
                    etree.fromstring(archive.read(name), parser)  # or that end before their time
    except SourceError:
        raise
    except Exception as error:  # a damaged archive fails in many ways: zlib, offsets, encodings
        raise damaged from error
    if not sound:
        raise damaged


def _check_entries(path: str, entries: list[zipfile.ZipInfo]) -> None:
    """Raise SourceError for locked entries, and for more than any report holds."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceError(path, "", "password-protected", "save it without password")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if unpacked > _MAX_UNPACKED or (unpacked > 10_000_000 and unpacked / packed > _MAX_RATIO):
        cure = "save the document again without embedded objects"
        raise SourceError(path, "", f"unpacks to {unpacked:,} bytes", cure)
