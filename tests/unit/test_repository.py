"""What the repository must never hold, and what its parts promise each other; each message tells the cure."""

import ast
import csv
import re
import subprocess
from pathlib import Path

import pytest

from pipeline.workspace import ROOT

CODE = ("pipeline", "schemas", "sql", "site/templates")

REGISTRY = re.compile(
    r"--(?:extra-)?index-url|--find-links|\"resolved\"\s*:|registry\s*=\s*[\"']?https?:"
    r"|https?://[^\s\"']*/simple\b|files\.pythonhosted\.org|registry\.npmjs\.org"
)
MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:home|root|work|Users|mnt|srv)/[\w.]")
LOCK_FILES = {"uv.lock", "pylock.toml", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock"}


def repository_files() -> list[Path]:
    """Return the files that are or will be committed: tracked, or untracked and not ignored."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    return sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def text_of(path: Path) -> str:
    """Return the text of a file, empty for a binary one."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def matches(pattern: re.Pattern[str]) -> list[str]:
    """Return file and line of each match outside raw/, whose bytes are others', and outside this file."""
    own = Path(__file__).resolve()
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in repository_files()
        if path != own and path.relative_to(ROOT).parts[0] != "raw"
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def code_files() -> list[Path]:
    """Return the files that may not know any one province."""
    return [
        path
        for path in repository_files()
        if path.relative_to(ROOT).as_posix().startswith(tuple(f"{folder}/" for folder in CODE))
        and path.relative_to(ROOT).parts[:2] != ("schemas", "codelists")
    ]


def province_words() -> list[str]:
    """Return name and slug, also with underscores and blanks, of each province that has a folder in raw/."""
    folders = {path.name for path in (ROOT / "raw").glob("*") if path.is_dir()}
    words = {folder.replace("-", joint) for folder in folders for joint in "-_ "}
    with (ROOT / "schemas/codelists/provinces.csv").open(encoding="utf-8", newline="") as file:
        words |= {row["name"].lower() for row in csv.DictReader(file) if row["province_id"] in folders}
    return sorted(words)


def test_no_registry_address() -> None:
    found = matches(REGISTRY)
    assert not found, (
        f"registry addresses: make the locks as CONTRIBUTING.md says, without addresses: {found}"
    )


def test_no_machine_path() -> None:
    found = matches(MACHINE_PATH)
    assert not found, f"paths of one machine: make them relative to the repository root: {found}"


def test_no_other_lock_file() -> None:
    found = [str(path.relative_to(ROOT)) for path in repository_files() if path.name in LOCK_FILES]
    assert not found, (
        f"lock files that carry addresses: remove them, requirements*.txt are the locks: {found}"
    )


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        # put together here, so that this file holds no address either
        (REGISTRY, "--index" + "-url " + "https://mirror.example/" + "simple"),
        (REGISTRY, '"resolved": "https://' + "registry" + ".npmjs" + '.org/x/-/x-1.0.0.tgz"'),
        (REGISTRY, "https://mirror.example/" + "simple/"),
        (MACHINE_PATH, 'open("/home/someone/raw.txt")'),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


def test_modules_are_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(text_of(path).splitlines())
        for path in repository_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("pipeline", "schemas")
    }
    long = {path: length for path, length in lengths.items() if length > 300}
    assert not long, f"modules above 300 lines: split them, one subject each: {long}"


def test_functions_fit_a_screen() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}, {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in repository_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("pipeline", "schemas")
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.FunctionDef)
    }
    long = {function: length for function, length in lengths.items() if length > 50}
    assert not long, f"functions above 50 lines: give a part of each a name of its own: {long}"


def test_a_module_has_a_name_of_its_own() -> None:
    modules = [
        path.name
        for path in repository_files()
        if path.is_relative_to(ROOT / "pipeline") and path.suffix == ".py" and path.stem != "__init__"
    ]
    twice = sorted({name for name in modules if modules.count(name) > 1})
    assert not twice, f"{', '.join(twice)}: a name says which module is meant; give each a name of its own"


def test_code_names_no_province() -> None:
    words = province_words()
    named = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in code_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if words and named.search(line)
    ]
    assert not found, (
        f"code fitted to a province: state the rule in general, or move it to a code list: {found}"
    )


def test_only_reading_looks_at_the_words_of_documents() -> None:
    """Resolution says who is meant: its patterns are those of the files that a maintainer writes."""
    found = [
        path.name
        for path in sorted((ROOT / "pipeline" / "resolution").glob("*.py"))
        if re.search(r"^(?:import re|from re import)\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert set(found) <= {"source_file.py"}, "let pipeline/reading say it in a field of its readings"


def test_the_development_lock_includes_the_runtime_lock() -> None:
    runtime, development = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    missing = sorted(runtime - development)
    assert not missing, f"versions that only requirements.txt has: compile both locks again: {missing}"


def test_every_make_target_is_told_by_make_alone() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"^\t@echo 'make (\w+) ", makefile, re.MULTILINE))
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE)) - {"venv", "help"}
    assert told == targets, f"tell each target in the recipe of help: {sorted(told ^ targets)}"
