"""The document that docs/reading.md follows from its bytes to its statements is read as the page says."""

import csv
import re
from pathlib import Path

from pipeline.intake import Hints, extract_file
from pipeline.workspace import ROOT

PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found.group(1)


def test_the_document_of_the_page_is_read_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text(block("text"), encoding="utf-8")
    rows = extract_file(path, Hints())
    wanted = list(csv.DictReader(block("csv").splitlines()))
    told = [{name: str(getattr(row, name)) for name in wanted[0]} for row in rows.statements]
    assert len(told) == 14 and not rows.doubts
    assert [row for row in wanted if row not in told] == []


def test_the_modules_that_the_page_names_are_there() -> None:
    named = set(re.findall(r"`((?:\w+/)*\w+\.py)`", PAGE))
    modules = [path.as_posix() for path in (ROOT / "pipeline" / "reading").rglob("*.py")]
    assert [name for name in sorted(named) if not any(path.endswith(f"/{name}") for path in modules)] == []
