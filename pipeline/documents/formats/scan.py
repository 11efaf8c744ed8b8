"""Scanned PDF pages, recognised with Tesseract and its Vietnamese data: an optional extra, off by default.

A page is rendered with pypdfium2, put straight, and freed of its ruling, which Tesseract takes for letters;
what it finds are words with boxes, put together like those of any other page.
"""

import csv
import io
import os
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.documents.page.layout import Word
from pipeline.documents.page.pages import Pages
from pipeline.documents.rendering import Rendering

_DPI = 300
_MAX_PAGES = 60
_SECONDS = 120  # of CPU time, for one page
_DARK, _PAPER = 140, 170  # of 255: darker is ink, lighter is paper
_RULE = _DPI // 2  # ink that runs straight on for so many pixels is a rule
_SURE = 40  # percent
_BLOCK, _LINE = "6", "7"  # Tesseract's page segmentation modes: one block of text, one line of it
_TILTS = np.arange(-2.0, 2.01, 0.1)  # degrees
_CURE = "install it (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie)"


def read_lines(path: str, data: bytes) -> tuple[Line, ...]:
    """Return the recognised lines and tables of a PDF; raises SourceError where Tesseract is missing or fails."""
    _check_tesseract(path)
    try:
        document = pdfium.PdfDocument(data)
        images = [
            page.render(scale=_DPI / 72, grayscale=True).to_pil()
            for page, _ in zip(document, range(_MAX_PAGES + 1), strict=False)
        ]
    except pdfium.PdfiumError as error:
        raise SourceError(path, "", "damaged: not a readable PDF", "fetch the document again") from error
    if len(images) > _MAX_PAGES:
        raise SourceError(path, "", f"more than {_MAX_PAGES} scanned pages", "split the document")
    out = Rendering(path)
    pages = Pages(out)
    for number, image in enumerate(images, start=1):
        pages.add(_words(path, number, _without_rules(_straight(image))))
    return out.lines()


def _check_tesseract(path: str) -> None:
    if shutil.which("tesseract") is None:
        raise SourceError(path, "", "text recognition needs Tesseract, which is not there", _CURE)
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    if "vie" not in known.stdout.split():
        raise SourceError(path, "", "Tesseract has no Vietnamese", _CURE)


def _straight(image: Image.Image) -> Image.Image:
    """Return the page turned so that its lines lie level: ink then gathers in the fewest rows of pixels."""
    small = image.resize((image.width // 4, image.height // 4))

    def evenness(tilt: float) -> float:
        turned = np.asarray(small.rotate(tilt, fillcolor=255))
        return float(np.var((turned < _DARK).sum(axis=1)))

    tilt = max(_TILTS, key=lambda tilt: (evenness(tilt), -abs(tilt)))
    return image.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255) if abs(tilt) > 0.05 else image


def _without_rules(image: Image.Image) -> Image.Image:
    """Return the page with long straight runs of ink and the grain of the paper wiped out."""
    pixels = np.asarray(image.filter(ImageFilter.MedianFilter(3))).copy()
    ink = pixels < _DARK
    pixels[pixels > _PAPER] = 255
    for axis in (0, 1):
        pixels[_runs(ink, axis)] = 255
    return Image.fromarray(pixels)


def _runs(ink: np.ndarray, axis: int) -> np.ndarray:
    """Return where ink belongs to a run of at least `_RULE` pixels along ``axis``, and the pixels next to it."""
    lines = np.moveaxis(ink, axis, -1)
    sums = np.cumsum(np.pad(lines, ((0, 0), (1, 0))), axis=-1, dtype=np.int32)
    full = np.zeros(lines.shape, dtype=bool)
    if lines.shape[-1] < _RULE:
        return np.moveaxis(full, -1, axis)
    starts = sums[:, _RULE:] - sums[:, :-_RULE] >= _RULE - 2
    marks = np.pad(starts.astype(np.int32), ((0, 0), (0, _RULE)))
    marks[:, _RULE:] -= starts
    full = np.cumsum(marks, axis=-1)[:, : lines.shape[-1]] > 0
    for shift in (1, -1, 2, -2):
        full = full | np.roll(full, shift, axis=0)
    return np.moveaxis(full, -1, axis)


def _words(path: str, number: int, image: Image.Image) -> list[Word]:
    """Return the words on a page, in pixels; a doubtful one is looked at a second time, by itself."""
    words: list[Word] = []
    for word, sure in _recognised(path, number, image, _BLOCK):
        if sure < _SURE:
            margin = word.height / 4
            box = (word.left - margin, word.top - margin, word.right + margin, word.bottom + margin)
            alone = [text for text, _ in _recognised(path, number, image.crop(box), _LINE)]
            word = replace(word, text=" ".join(part.text for part in alone)) if alone else word
        if any(map(str.isalnum, word.text)) or sure >= _SURE:
            words.append(word)
    return words


def _recognised(path: str, number: int, image: Image.Image, mode: str) -> list[tuple[Word, float]]:
    """Return what Tesseract finds in a picture of the page ``number``, each with how sure it is, in percent."""
    picture = io.BytesIO()
    image.save(picture, "PNG", dpi=(_DPI, _DPI))
    # the shell sets the limit: a time-out would count the clock on the wall, on a machine at other work
    limited = ["sh", "-c", f'ulimit -t {_SECONDS} && exec "$@"', "sh"]
    command = [*limited, *f"tesseract stdin stdout -l vie --psm {mode} --dpi {_DPI} tsv".split()]
    try:
        done = subprocess.run(
            command,
            input=picture.getvalue(),
            capture_output=True,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.CalledProcessError as error:
        cure = "scan the page again, or type it off"
        raise SourceError(path, f"page {number}", "its text could not be recognised", cure) from error
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
    found: list[tuple[Word, float]] = []
    for row in rows:
        text = (row["text"] or "").strip().strip("|")
        if row["level"] == "5" and text:
            left, top = float(row["left"]), float(row["top"])
            right, bottom = left + float(row["width"]), top + float(row["height"])
            word = Word(text, left=left, right=right, top=top, bottom=bottom)
            found.append((word, float(row["conf"])))
    return found
