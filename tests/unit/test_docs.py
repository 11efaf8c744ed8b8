"""The worked example of docs/adding-a-province.md, carried out: what it shows is what happens."""

import csv
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from pipeline.commands import cli
from pipeline.commands.propose import GOLDEN_COLUMNS, MARK
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


def table_of_the_page() -> list[list[str]]:
    """The cells of the document's table, its header first."""
    rows = re.findall(r"^\| (.+) \|$", SECTIONS["1. The document"], re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")] for row in rows]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of xephang with nothing but the document that the page describes."""
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    rows = table_of_the_page()
    document = docx.Document()
    for line in re.findall(r"^> (.+?)(?:<br>)?$", SECTIONS["1. The document"], re.MULTILINE):
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


SOURCE_ID = "lang-son-2022-2145-qd-ubnd"


def added(folder: Path) -> Path:
    """The source of the page, added and corrected."""
    told = run(blocks("Add it", "sh")[0]).stderr
    assert told.endswith(blocks("Add it", "text")[0])
    source = folder / "raw" / "lang-son" / "2022-2145-qd-ubnd"
    proposed, confirmed = blocks("Put right what is misprinted", "yaml")
    written = (folder / "build" / "golden" / f"{SOURCE_ID}.corrections.yaml").read_text(encoding="utf-8")
    assert written.splitlines()[1:] == proposed.splitlines()
    (source / "corrections.yaml").write_text(confirmed, encoding="utf-8")
    return source


def test_the_document_is_added_and_cured_as_the_page_says(folder: Path) -> None:
    source = added(folder)
    described, page = (
        [line for line in text.splitlines() if not line.startswith("sha256: ")]
        for text in ((source / "source.yaml").read_text(encoding="utf-8"), blocks("Add it", "yaml")[0])
    )
    assert described == page
    rows = read_province(folder / "raw", "lang-son")
    assert (rows.quarantine, rows.unresolved_names, len(rows.statements)) == ([], [], 27)
    assert {row.agency for row in rows.statements if row.line == 11} == {"Sở Nội vụ"}
    (source / "corrections.yaml").unlink()
    assert len(read_province(folder / "raw", "lang-son").quarantine) == 1


def test_another_year_is_refused_as_the_page_says(folder: Path) -> None:
    words = shlex.split(blocks("Add it", "sh")[0].replace("\\\n", " ").replace("--year 2022", "--year 2021"))
    refused = CliRunner().invoke(cli.app, words[1:])
    assert (refused.exit_code, refused.stderr) == (1, blocks("Add it", "text")[1])
    assert not (folder / "raw").exists()


def proof_read() -> Iterator[tuple[str, ...]]:
    """The golden statements of the page's document, from its table alone; `line` 8 is the table's header."""
    for line, (_, unit, *values, place, tier) in enumerate(table_of_the_page()[1:], start=9):
        head = (str(line), "", "2022", "dti", "departments", unit.replace("Ngội", "Nội"), unit)
        for criterion, value in zip(("Nhận thức số", "Nhân lực số", "total"), values, strict=True):
            yield (*head, "score", criterion, value.replace(",", "."), value, "points", "table")
        yield (*head, "rank", "total", place, place, "rank", "table")
        yield (*head, "tier", "total", tier, tier, "tier", "table")
    for criterion, value in (("Nhận thức số", "40"), ("Nhân lực số", "60")):
        of_all = ("8", "", "2022", "dti", "departments", "", "", "max_score")
        yield (*of_all, criterion, value, value, "points", "table")


def without_column(lines: list[str]) -> set[tuple[str, ...]]:
    """The rows of a golden file as `proof_read` gives them, their column left out."""
    return {(line, "", *rest) for line, _, *rest in csv.reader(lines[1:])}


def checkout(folder: Path) -> Path:
    """Make ``folder`` a checkout of xephang as far as the tests of its sources need one."""
    for name in ("docs", "pipeline", "schemas", "site", "sql"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "tests" / "sources", folder / "tests" / "sources")
    shutil.copytree(ROOT / "raw", folder / "raw", dirs_exist_ok=True)
    return folder / "tests" / "sources"


def source_tests(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of the sources as the page says."""
    words = shlex.split(blocks("Keep what was proof-read", "sh")[1])
    assert words[0] == ".venv/bin/python"
    command = [sys.executable, *words[1:], *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_page_ends_with_green_tests_of_the_sources(folder: Path) -> None:
    added(folder)
    tests = checkout(folder)
    listed = source_tests("-k", "listed")
    assert listed.returncode == 0 and "2 passed" in listed.stdout, listed.stdout
    assert listed.stdout.count(f"{SOURCE_ID} has no golden") == 2, listed.stdout

    run(blocks("Keep what was proof-read", "sh")[0])
    proposal = (folder / "build" / "golden" / f"{SOURCE_ID}.csv").read_text(encoding="utf-8")
    assert proposal.startswith(f"{MARK}\n")
    assert without_column(proposal.splitlines()[1:]) == set(proof_read())
    statements, claims = blocks("Keep what was proof-read", "csv")
    assert without_column(statements.splitlines()) <= set(proof_read())

    golden = tests / "golden" / f"{SOURCE_ID}.csv"
    golden.write_text(proposal, encoding="utf-8")
    unread = source_tests("-k", f"{SOURCE_ID} and golden_file_says")
    assert (
        unread.returncode == 1 and "is a proposal still" in unread.stdout and "Traceback" not in unread.stdout
    )

    with golden.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([GOLDEN_COLUMNS, *proof_read()])
    (tests / "golden_claims" / f"{SOURCE_ID}.csv").write_text(claims, encoding="utf-8")
    # those of the other sources are run by themselves
    whole = source_tests("-k", f"{SOURCE_ID} or listed")
    assert whole.returncode == 0, whole.stdout
    assert SOURCE_ID not in whole.stdout  # nothing is left to list


def test_the_template_is_made_as_the_page_says(folder: Path) -> None:
    section = "Results that are kept by hand"
    assert run(blocks(section, "sh")[0]).stderr == blocks(section, "text")[0]
    assert (folder / "cham-diem.xlsx").is_file()


def test_the_page_tells_every_option_that_describes_a_document() -> None:
    section = SECTIONS["3. Add it"]
    command = next(info for info in cli.app.registered_commands if info.callback is cli.add)
    assert command.callback is not None
    names = {name for name in command.callback.__annotations__ if name not in ("context", "file", "return")}
    missing = [name for name in sorted(names) if f"--{name.replace('_', '-')}" not in section]
    assert not missing, f"tell these options of xephang add in docs/adding-a-province.md: {missing}"
