"""PDF files written by hand: text, ruled cells and images on pages, nothing that tests do not need."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 842, 595
TOP, BOTTOM, LEFT, ROW, COLUMN = 560, 20, 30, 20, 110
_SIZE = 8


@dataclass
class Page:
    """What is drawn on a page, in points from its lower left corner."""

    drawn: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    scan: bool = False

    def text(self, x: float, y: float, text: str) -> None:
        self.letters |= set(text)
        codes = "".join(f"{ord(char):04x}" for char in text)
        self.drawn.append(f"BT /F {_SIZE} Tf {x} {y} Td <{codes}> Tj ET")

    def cell(self, column: int, y: float, columns: int, rows: int, text: str) -> None:
        """A ruled cell whose first row of text stands at ``y``."""
        x, width, height = LEFT + column * COLUMN, columns * COLUMN, rows * ROW
        self.box(x, y + ROW - 6 - height, width, height)
        self.text(x + 3, y, text)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """The rules around a cell whose lower left corner is at ``x``, ``y``."""
        self.drawn.append(f"{x} {y} {width} {height} re S")


def write_pdf(pages: Sequence[Page], locked: bool = False) -> bytes:
    """The file; its font has every letter under its Unicode number. ``locked``: asks for a password."""
    letters = sorted({letter for page in pages for letter in page.letters})
    known = "\n".join(f"<{ord(letter):04x}> <{ord(letter):04x}>" for letter in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{known}\nendbfchar endcmap end end"
    )
    first = 7
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Made /Flags 4 /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontBBox [0 -200 600 800] >> >>",
        _stream(cmap.encode()),
        _stream(bytes(64), " /Type /XObject /Subtype /Image /Width 8 /Height 8"
                " /ColorSpace /DeviceGray /BitsPerComponent 8"),
    ]  # fmt: skip
    for at, page in enumerate(pages):
        content = first + 2 * at + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R"
            " /Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >> >>".encode()
        )
        scan = [f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q"] if page.scan else []
        objects.append(_stream("\n".join([*scan, *page.drawn]).encode()))
    key = "00" * 32
    lock = f" /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    return _file(objects, lock if locked else "")


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode{entries} >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R{trailer} >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )
