"""Good sources with accidents: one of their files is cut, repeated, overwritten, or grown in its own language."""

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from tests.unit.made_files import unzipped, zipped
from tests.unit.test_formats_bad import GOOD

SLUG = "nam-dinh"
DESCRIPTION = """\
province: nam-dinh
year: 2021
title: "Kết quả: xếp hạng năm 2021"
issuer: Ủy ban nhân dân tỉnh
document_kind: signed
number: 12/QĐ-UBND
decided: 2021-12-20
index: ict
province_reason: "thử"
year_reason: "thử"
licence: "Văn bản hành chính"
publish_text: full
file: {file}
sha256: {sha256}
"""
CORRECTIONS = """\
- line: 3
  before: Sở Y t
  after: Sở Y tế
  reason: mất chữ
- line: 4
  token: '12'
  fate: reference
  reason: số văn bản
"""
_ODD = (
    b"\x00",
    b"\xff",
    b"<",
    b'"',
    b"\r",
    b"&",
    b"-1",
    b"9" * 30,
    b"\xe1\xbb",
    b"\xe2\x80\x8b",
    b"1e9999",
    b"%s",
)
_YAML = (
    b"&a ", b"*a", b"[" * 300, b"{a: " * 50, b"- " * 300, b"<<: ", b"!!set ", b"!!python/none ", b"? ", b"| ",
    b'"\\ud800"', b'"\\0"', b"true", b"~", b"9" * 5000, b"2021-99-99", b"\t", b"---\n", b"%TAG ! x\n", b"a" * 70_000,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A source folder: its document, and what a maintainer wrote of it."""

    mutated: str
    name: str
    document: bytes
    source: bytes
    corrections: bytes | None

    def write(self, folder: Path) -> None:
        """Put the files into ``folder``, in place of those of the last case."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        (folder / self.name).write_bytes(self.document)
        (folder / "source.yaml").write_bytes(self.source)
        if self.corrections is not None:
            (folder / "corrections.yaml").write_bytes(self.corrections)


def draw(seed: int) -> Case:
    """Return the case of a number, always the same."""
    chance = random.Random(seed)
    mutated = chance.choice((*GOOD, "source.yaml", "corrections.yaml"))
    name = mutated if mutated in GOOD else "a.txt"
    document = _accident(chance, GOOD[name]) if mutated in GOOD else GOOD[name]
    sha256 = hashlib.sha256(document).hexdigest()
    source = DESCRIPTION.format(file=name, sha256=sha256).encode()
    corrections = None
    if mutated == "source.yaml":
        source = _mutated(chance, source, _ODD + _YAML)
    elif mutated == "corrections.yaml":
        corrections = _mutated(chance, CORRECTIONS.encode(), _ODD + _YAML)
    return Case(mutated, name, document, source, corrections)


def _mutated(chance: random.Random, data: bytes, odd: tuple[bytes, ...]) -> bytes:
    """Return ``data`` with up to four accidents: cut, lost, repeated, overwritten."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 2, 8, 200)))
        piece = chance.choice((b"", data[start:end] * 2, chance.choice(odd), chance.randbytes(end - start)))
        data = data[:start] + piece + data[end:]
        if chance.random() < 0.1:
            data = data[: max(start, 8)]
    return data


def _accident(chance: random.Random, data: bytes) -> bytes:
    """Return a mutation of a file, or of one part of a zip that is packed again."""
    if not data.startswith(b"PK") or chance.random() < 0.4:
        return data[:8] + _mutated(chance, data[8:], _ODD)
    files = unzipped(data)
    member = chance.choice(sorted(name for name in files if files[name]))
    return zipped({**files, member: _mutated(chance, files[member], _ODD)})
