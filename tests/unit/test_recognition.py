"""Scanned pages: off unless asked for, and marked as recognised."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.documents.errors import SourceError
from pipeline.documents.read_document import read_document
from pipeline.intake import Hints, extract_file

FONTS = [*Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), *Path("/Library/Fonts").glob("Arial Unicode.ttf")]
ROWS = (
    ("TT", "Tên đơn vị", "Tổng điểm", "Xếp hạng"),
    ("1", "Sở Nội vụ", "88,75", "1"),
    ("2", "Sở Y tế", "81,50", "2"),
    ("3", "Sở Tư pháp", "70,25", "3"),
    ("4", "Sở Công Thương", "66,00", "4"),
)


def has_vietnamese() -> bool:
    if shutil.which("tesseract") is None:
        return False
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in told.stdout.split()


def scan(path: Path, tilt: float) -> Path:
    """A page with a ruled table, drawn, turned by ``tilt`` degrees and saved as a picture in a PDF."""
    image = Image.new("L", (2480, 1400), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONTS[0]), 46) if FONTS else ImageFont.load_default(46)
    draw.text((300, 120), "Kết quả xếp hạng chuyển đổi số tỉnh Nam Định năm 2022", font=font, fill=0)
    edges = (250, 400, 1300, 1700, 2100)
    for at, row in enumerate(ROWS):
        top = 300 + 110 * at
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            draw.rectangle((left, top, right, top + 110), outline=0, width=4)
            draw.text((left + 25, top + 25), text, font=font, fill=0)
    image = image.rotate(tilt, fillcolor=255)
    out = io.BytesIO()
    image.save(out, "PDF", resolution=300)
    path.write_bytes(out.getvalue())
    return path


def test_a_scan_is_refused_unless_recognition_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a scanned page without text.*--ocr"):
        read_document(scan(tmp_path / "a.pdf", 0))


def test_without_tesseract_the_cure_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SourceError, match="tesseract-ocr-vie"):
        read_document(scan(tmp_path / "a.pdf", 0), ocr=True)


@pytest.mark.skipif(not (FONTS and has_vietnamese()), reason="needs Tesseract with Vietnamese, and a font")
@pytest.mark.parametrize("tilt", [0, 0.7])
def test_a_ruled_table_on_a_scan_is_read_and_marked(tilt: float, tmp_path: Path) -> None:
    rows = extract_file(scan(tmp_path / "a.pdf", tilt), Hints(ocr=True))
    told = {(row.agency, row.measure): row.value for row in rows.statements}
    assert told == {
        (name, measure): Decimal(text.replace(",", "."))
        for _, name, score, rank in ROWS[1:]
        for measure, text in (("score", score), ("rank", rank))
    }
    assert all(row.locator.endswith(";ocr") for row in rows.statements)
    assert rows.sources[0].recognised
