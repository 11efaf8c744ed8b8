"""The worked example of docs/adding-a-province.md, carried out: what it shows is what happens."""

import re
import shlex
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from pipeline import cli
from pipeline.intake import read_province
from pipeline.workspace import ROOT

PAGE = (ROOT / "docs" / "adding-a-province.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def blocks(section: str, kind: str) -> list[str]:
    """The code blocks of one kind in the section whose heading ends in ``section``."""
    text = next(body for heading, body in SECTIONS.items() if heading.endswith(section))
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def run(command: str) -> Result:
    """Run a command of the page."""
    words = shlex.split(command.replace("\\\n", " "))
    assert words[0] == ".venv/bin/xephang"
    result = CliRunner().invoke(cli.app, words[1:])
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of xephang with nothing but the document that the page describes."""
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    text = SECTIONS["1. The document"]
    rows = [
        [cell.strip() for cell in row.split("|")] for row in re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
    ]
    document = docx.Document()
    for line in re.findall(r"^> (.+?)(?:<br>)?$", text, re.MULTILINE):
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            table.cell(at, place).text = cell
    document.save("Quyết định 2145.docx")
    return tmp_path


def test_extract_shows_what_the_page_shows(folder: Path) -> None:
    shown, account = blocks("Look before anything is written", "text")
    result = run(blocks("Look before anything is written", "sh")[0])
    assert set(shown.splitlines()) - {"     …"} <= set(result.stdout.splitlines())
    assert result.stderr.strip() == account.strip()


def test_the_document_is_added_and_cured_as_the_page_says(folder: Path) -> None:
    told = run(blocks("Add it", "sh")[0]).stderr
    assert told.endswith(blocks("Add it", "text")[0])
    source = folder / "raw" / "lang-son" / "2022-2145-qd-ubnd"
    described, page = (
        [line for line in text.splitlines() if not line.startswith("sha256: ")]
        for text in ((source / "source.yaml").read_text(encoding="utf-8"), blocks("Add it", "yaml")[0])
    )
    assert described == page
    assert len(read_province(folder / "raw", "lang-son").quarantine) == 1
    corrections = blocks("Put right what is misprinted", "yaml")[0]
    (source / "corrections.yaml").write_text(corrections, encoding="utf-8")
    rows = read_province(folder / "raw", "lang-son")
    assert (rows.quarantine, rows.unresolved, len(rows.statements)) == ([], [], 27)
    assert {row.agency for row in rows.statements if row.line == 11} == {"Sở Nội vụ"}


def test_the_template_is_made_as_the_page_says(folder: Path) -> None:
    section = "Results that are kept by hand"
    assert run(blocks(section, "sh")[0]).stderr == blocks(section, "text")[0]
    assert (folder / "cham-diem.xlsx").is_file()


def test_the_page_tells_every_option_that_describes_a_document() -> None:
    section = SECTIONS["3. Add it"]
    command = next(info for info in cli.app.registered_commands if info.callback is cli.add)
    assert command.callback is not None
    names = {name for name in command.callback.__annotations__ if name not in ("file", "return")}
    missing = [name for name in sorted(names) if f"--{name.replace('_', '-')}" not in section]
    assert not missing, f"tell these options of xephang add in docs/adding-a-province.md: {missing}"
