"""Names, titles and words of a document that are markup, scripts, turned letters or endless: text on every page."""

import json
from pathlib import Path

import duckdb
import pytest
from lxml import html

from pipeline.publishing.site.render import render_site
from tests.site.sample import write_sample

HOSTILE = "<img src=x onerror=alert(1)>\"'&\u202e</script><script>alert(1)</script>{{ 7*7 }}" + "x" * 10_000
# Columns of text that come from documents or from who describes them.
COLUMNS = (
    ("agencies", "name"),
    ("agency_names", "subject_text"),
    ("sources", "title"),
    ("sources", "issuer"),
    ("sources", "document_number"),
    ("sources", "publisher"),
    ("criteria", "name"),
    ("indicators", "name"),
    ("statements", "value_text"),
    ("rankings", "printed_tier"),
    ("discrepancies", "explanation"),
    ("assessed_units", "reason"),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented release, whose texts are all hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    write_sample(folder / "xephang.duckdb")
    with duckdb.connect(str(folder / "xephang.duckdb")) as con:
        for table, column in COLUMNS:
            con.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IS NOT NULL", [HOSTILE])
    render_site(folder / "xephang.duckdb", folder / "site")
    return folder / "site"


def test_no_page_has_an_element_or_a_handler_of_a_document(hostile: Path) -> None:
    seen = 0
    for path in hostile.rglob("*.html"):
        page = html.parse(path).getroot()
        assert not page.xpath("//img") and not page.xpath("//@onerror"), path
        for script in page.xpath("//script[not(@src)]"):
            assert script.get("type") == "application/ld+json", path
            json.loads(script.text)
        text = path.read_text(encoding="utf-8")
        assert "{{ 7*7 }}" in text or "alert(1)" not in text, "no template is made of a document's words"
        seen += "&lt;img src=x onerror=alert(1)&gt;" in text
    assert seen > 20, "the hostile names stand on the pages"


def test_the_scripts_of_names_and_choices_are_data(hostile: Path) -> None:
    for path in [*hostile.rglob("names.js"), *hostile.rglob("compare/*.js")]:
        text = path.read_text(encoding="utf-8")
        n_values = 0
        while "= " in text:
            # what a value is given to, the value, and nothing but the next one behind it
            _, text = text.split("= ", 1)
            _, end = json.JSONDecoder().raw_decode(text)
            text = text[end:]
            assert text[:1] in (";", ")"), path
            n_values += 1
        assert n_values and not text.strip("; \n"), path
