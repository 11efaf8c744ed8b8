"""The pages of docs/ are held to what they speak of: links, paths, queries, rooms, rules, columns."""

import ast
import io
import re
import tokenize
import tomllib
from pathlib import Path

import duckdb
import pytest
import yaml

from pipeline.publishing.data.croissant import write_croissant
from pipeline.publishing.data.data_files import write_parquet
from pipeline.workspace import ROOT
from schemas.claim_types import TYPES
from schemas.contract import PUBLISHED, VIEWS
from schemas.diagram import er_diagram
from tests.site.sample import write_sample

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
EACH = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
TABLES = {table.name: {column.name for column in table.columns} for table in (*PUBLISHED, *VIEWS)}
CODE = ("pipeline", "schemas", "sql", "tests", "site/templates")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def rows(page: Path, *, section: str = "") -> list[list[str]]:
    """The cells of the tables of a page, or of the section of that name, without headers and rules."""
    part = text_of(page).partition(f"## {section}\n")[2].partition("\n## ")[0] if section else text_of(page)
    tables = re.findall(r"^\|.*\|\n\|[-|]+\|\n((?:^\|.*\|\n)+)", part, re.MULTILINE)
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for table in tables
        for line in table.splitlines()
    ]


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@EACH
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        name, _, anchor = link.partition("#")
        if name.startswith("http"):
            continue
        target = page.parent / name if name else page
        assert target.exists(), f"{page.name}: no file {name}"
        assert not anchor or anchor in anchors(target), f"{page.name}: no heading for {link}"


@EACH
def test_paths_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`((?:pipeline|schemas|sql|tests|site|docs)/[\w./*-]*)`", text_of(page))
    gone = gone_of(named)
    assert not gone, f"{page.name} names what is gone: {gone}"


def gone_of(named: list[str]) -> list[str]:
    return [path for path in named if not any(ROOT.glob(path.rstrip("/")))]


def notes(path: Path) -> str:
    """The comments of a query or module, and the docstrings of a module."""
    text = text_of(path)
    if path.suffix == ".sql":
        return "\n".join(re.findall(r"--.*", text))
    found = [
        one.string
        for one in tokenize.generate_tokens(io.StringIO(text).readline)
        if one.type == tokenize.COMMENT
    ]
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    found += [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return "\n".join(found)


@pytest.mark.parametrize("folder", ["pipeline", "schemas", "sql"])
def test_paths_that_are_named_in_code_exist(folder: str) -> None:
    # a path under a placeholder is made, and x stands for any name
    path_named = r"(?<![\w/.])(?:pipeline|schemas|sql|tests|docs)/\w[\w/*-]*(?:\.\w+)?(?![\w{/])"
    gone = {
        path.relative_to(ROOT).as_posix(): found
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".sql")
        and (found := [one for one in gone_of(re.findall(path_named, notes(path))) if "/x." not in one])
    }
    assert not gone, f"named in comments and docstrings, and gone: {gone}"


def test_every_cited_rule_is_a_section_of_the_method() -> None:
    sections = set(
        re.findall(r"^## (\d+) ", text_of(ROOT / "docs" / "method.md").replace(". ", " "), re.MULTILINE)
    )
    cited = {
        (path.relative_to(ROOT).as_posix(), number)
        for folder in CODE
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".sql", ".j2", ".yaml")
        for numbers in re.findall(r"METHOD (\d+(?:(?:, | to | and )\d+)*)", text_of(path))
        for number in re.findall(r"\d+", numbers)
    }
    assert cited, "nothing cites the method any more"
    lost = sorted(place for place in cited if place[1] not in sections)
    assert not lost, f"METHOD is docs/method.md, which has no such section: {lost}"


def test_the_rooms_of_the_page_are_those_of_the_import_contract() -> None:
    contract = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    layers = [layer.split(" | ") for layer in reversed(contract["layers"])]
    shown = [row[0].strip("`") for row in rows(ROOT / "docs" / "architecture.md", section="Rooms")]
    assert sorted(shown) == sorted(room for layer in layers for room in layer)
    level = {room: index for index, layer in enumerate(layers) for room in layer}
    assert [level[room] for room in shown] == sorted(level[room] for room in shown), (
        "a room stands above what it imports"
    )


def test_the_glossary_names_tables_and_columns_that_exist() -> None:
    for section in ("The field", "Evidence", "Computed"):
        for vietnamese, english, where in rows(ROOT / "docs" / "glossary.md", section=section):
            table, _, column = where.strip("`").partition(".")
            assert table in TABLES and (not column or column in TABLES[table]), f"{vietnamese}: no {where}"
            assert vietnamese and english


def test_the_glossary_has_one_row_a_concept() -> None:
    words = [row[1].partition(":")[0] for row in rows(ROOT / "docs" / "glossary.md") if len(row) == 3]
    assert len(words) == len(set(words)), "a word stands twice"


def test_the_columns_that_analysts_are_told_to_trust_exist() -> None:
    page = ROOT / "docs" / "analysts.md"
    for table, column in re.findall(r"`(\w+)\.(\w+)`", "\n".join("|".join(row) for row in rows(page))):
        assert column in TABLES[table], f"analysts.md: no column {table}.{column}"


def test_the_diagram_of_the_tables_is_that_of_the_contract() -> None:
    shown = re.findall(r"^```mermaid\n(.*?)^```", text_of(ROOT / "docs" / "analysts.md"), re.M | re.S)
    assert shown == [er_diagram(PUBLISHED)], "python -m schemas.diagram prints it"


def test_the_recipes_for_analysts_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(tmp_path / "xephang.duckdb")
    (tmp_path / "parquet").mkdir()
    with duckdb.connect(str(tmp_path / "xephang.duckdb")) as con:
        con.execute(f"INSERT INTO results BY NAME {text_of(ROOT / 'sql' / 'marts' / 'results.sql')}")
        for table in PUBLISHED:
            write_parquet(con, table, tmp_path / "parquet")
    write_croissant(tmp_path, "0")
    monkeypatch.chdir(tmp_path)
    recipes = re.findall(r"^```python\n(.*?)^```", text_of(ROOT / "docs" / "analysts.md"), re.M | re.S)
    assert len(recipes) > 2
    for recipe in recipes:
        exec(recipe, {})


def test_the_queries_for_analysts_run(tmp_path: Path) -> None:
    database = tmp_path / "xephang.duckdb"
    write_sample(database)
    # the ten questions are asked of the release itself: tests/sources/test_questions.py
    page = re.sub(
        r"## Ten questions\n.*?(?=^## )", "", text_of(ROOT / "docs" / "analysts.md"), flags=re.M | re.S
    )
    queries = re.findall(r"^```sql\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(queries) > 5
    with duckdb.connect(str(database)) as con:
        con.execute(f"INSERT INTO results BY NAME {text_of(ROOT / 'sql' / 'marts' / 'results.sql')}")
        empty = [query for query in queries if not con.execute(query).fetchall()]
    assert not empty, f"these find nothing even in a made-up release: {empty}"


def test_every_type_of_claim_has_its_row() -> None:
    shown = {
        name.strip("`"): (words, counts.split(", "))
        for name, words, counts in rows(ROOT / "docs" / "adding-a-claim-type.md", section="The types")
    }
    assert shown == {name: (kind.vi, list(kind.units)) for name, kind in TYPES.items()}


def test_a_change_that_users_notice_has_a_heading_to_stand_under() -> None:
    headings = re.findall(r"^## (.+)$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert any(heading.startswith(version) for heading in headings), f"no heading for version {version}"


def test_the_gate_of_a_forge_is_the_one_of_the_repository() -> None:
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        steps = re.findall(r"run: (.+)", text_of(workflow))
        assert steps and set(steps) <= {"bash .ci/run", "make nightly", "make watch", "make advisories"}, (
            f"{workflow.name} runs commands of its own"
        )


def test_the_hooks_run_the_tools_of_the_gate_and_fetch_nothing() -> None:
    config = yaml.safe_load(text_of(ROOT / ".pre-commit-config.yaml"))
    assert {entry["repo"] for entry in config["repos"]} == {"local"}
    entries = " ".join(hook["entry"] for entry in config["repos"] for hook in entry["hooks"])
    gate = text_of(ROOT / "Makefile").partition("\ncheck:")[2].partition("\n\n")[0]
    tools = set(re.findall(r"\.venv/bin/([\w-]+(?: (?:format|check))?)", gate))
    assert tools and all(f".venv/bin/{tool}" in entries for tool in tools), (
        f"a hook for each of {sorted(tools)}"
    )
