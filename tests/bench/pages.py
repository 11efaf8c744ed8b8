"""How much CPU pages cost, as a ratio to their templates, how it grows with provinces, what a first visit moves."""

import gzip
import math
import tempfile
import time
from pathlib import Path
from unittest import mock

import duckdb
import jinja2

from pipeline.publishing.site import render
from pipeline.workspace import ROOT, Workspace
from tests.bench.composed_release import compose

# Pages cost at most so many times what Jinja takes for the same pages. The aim is 1.4; of the rest, half is to read
# rows, a quarter to join them, and the pages that compare provinces ask the ladder of every pair.
MOST_RATIO = 2.6
# Twice the provinces cost at most two to the power of this.
MOST_EXPONENT = 1.1
# Bytes of a page, raw, and of a first visit, compressed as a server does.
MOST_PAGE, MOST_VISIT = 500_000, 60_000
_FEW, _MANY, _YEARS = 4, 8, (2016, 2017, 2018)
_FIRST_VISIT = (
    "index.html", "names.js", "static/site.css", "static/tables.js", "static/reveal.js", "static/search.js",
)  # fmt: skip
# The font is compressed already.
_FONT = "static/noto-sans.woff2"


def _composed(folder: Path, n_provinces: int) -> Path:
    """Return a release of the longest document of the one that stands, for so many provinces."""
    given = Workspace.under(ROOT).current / "xephang.duckdb"
    with duckdb.connect(str(given), read_only=True) as con:
        (source,) = con.execute(
            "SELECT source_id FROM statements GROUP BY source_id ORDER BY count(*) DESC, source_id LIMIT 1"
        ).fetchall()
        provinces = con.execute(
            "SELECT province_id FROM provinces WHERE province_id NOT LIKE '%-2025' ORDER BY province_id"
        ).fetchall()
    out = folder / f"{n_provinces}.duckdb"
    compose(given, out, source[0], [row[0] for row in provinces[:n_provinces]], _YEARS)
    return out


def _rendered(database: Path, out: Path) -> tuple[float, float]:
    """Render the site in this process; return the CPU seconds of all, and of the templates alone."""
    of_templates = 0.0
    whole = jinja2.Template.render

    def timed(template: jinja2.Template, *args: object, **context: object) -> str:
        nonlocal of_templates
        begun = time.process_time()
        html = whole(template, *args, **context)
        of_templates += time.process_time() - begun
        return html

    with mock.patch.object(jinja2.Template, "render", timed), mock.patch.object(render, "MANY", 10_000):
        begun = time.process_time()
        render.render_site(database, out)
        return time.process_time() - begun, of_templates


def show() -> bool:
    """Measure and print; return True where every figure is below its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = (_composed(folder, n) for n in (_FEW, _MANY))
        _rendered(few, folder / "warm")  # compiles the templates
        (seconds, templates), (more, _) = _rendered(few, folder / "few"), _rendered(many, folder / "many")
        pages = sorted((path.stat().st_size for path in (folder / "many").rglob("*.html")), reverse=True)
        visit = sum(len(gzip.compress((folder / "many" / path).read_bytes())) for path in _FIRST_VISIT)
        visit += (folder / "many" / _FONT).stat().st_size
    ratio, exponent = seconds / templates, math.log(more / seconds, _MANY / _FEW)
    print(f"{'pages of ' + str(_FEW):<20} {seconds:6.2f} s  {ratio:5.2f} x templates  (at most {MOST_RATIO})")
    print(f"{'pages of ' + str(_MANY):<20} {more:6.2f} s  exponent {exponent:.2f}  (at most {MOST_EXPONENT})")
    print(f"{'largest page':<20} {pages[0]:>8} bytes  (at most {MOST_PAGE})")
    print(f"{'first visit':<20} {visit:>8} bytes  (at most {MOST_VISIT})")
    return ratio <= MOST_RATIO and exponent <= MOST_EXPONENT and pages[0] <= MOST_PAGE and visit <= MOST_VISIT
