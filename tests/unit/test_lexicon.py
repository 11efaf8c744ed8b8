"""Each phrase of the language of reports stands once in schemas/lexicon/, and each entry has its example."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.reading.tables.column_heads import role_of
from pipeline.reading.vocabulary.criterion_names import clean_criterion
from pipeline.reading.vocabulary.directions import direction_of
from pipeline.reading.vocabulary.lexicon import LexiconError, entries, pattern, phrases, source, words
from pipeline.reading.vocabulary.tier_words import cell_tier
from pipeline.reading.vocabulary.topics import block_in, index_in
from pipeline.resolution.staged_rows import StagedRows
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import normalise
from pipeline.workspace import ROOT
from schemas.codelists import read_list
from schemas.values import YEARS
from tests.unit.reports import (
    HINTS,
    YEAR,
    Extract,
    department_names,
    district_names,
    former_provinces,
    said,
    writer,
)

# What stands in the places of an example, as in tests/generated/sentences.py; {d} is a district.
UNITS = [name for name in department_names() if name.startswith("Sở ")][:3]
DISTRICT = next(
    name for one in former_provinces() if one.province_id == HINTS.province for name in district_names(one)
)
VALUES = {
    "d": DISTRICT, "a": "85,5", "b": "80,25", "c": "71", "i": "2", "j": "3", "k": "5", "t": "Tốt", "u": "Khá",
    "p": "91,2", "now": str(YEAR), "before": str(YEAR - 1),
}  # fmt: skip
# An example says who has which value ("0 score a", "d rank 1"; last place has none), or which claim it is
# ("claim average 85,5", "claim order" where it has no figure), or what a part of a report is by itself
# ("column rank", "block districts").
SAYS = re.compile(r"(?P<who>.+) (?P<measure>score|rank|tier|max_score|pct_of_max)(?: (?P<value>\S+))?")
PARTS: dict[str, Callable[[str], str | None]] = {
    "column": role_of,
    "criterion": clean_criterion,
    "direction": direction_of,
    "block": block_in,
    "index": index_in,
    "tier": lambda words: hit.tier.name if (hit := cell_tier(words)) else None,
}
# Where Vietnamese may stand in strings: rooms below the lexicon, which know the language and what programs and
# old encodings make of it, and labels of what is made, for people, in both languages.
MAY_HOLD_VIETNAMESE = (
    "pipeline/vietnamese/",
    "pipeline/documents/encodings.py",
    "pipeline/documents/formats/sheets.py",
    "pipeline/documents/page/",
    "pipeline/orchestration/",
    "pipeline/publishing/data/",
    "pipeline/commands/",
)
VIETNAMESE = re.compile("[àáãèéêìíòóôõùúýăđĩũơưÀÁÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-ỹ]")
EXAMPLES = [(name, text) for name, entry in entries().items() for text in entry.examples]
READ = [(name, text) for name, text in EXAMPLES if entries()[name].examples[text]]


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return writer(tmp_path_factory.mktemp("lexicon"))


def filled(text: str) -> str:
    return text.format(*UNITS, **VALUES)


def statements(rows: StagedRows) -> list[tuple[str | None, str, str]]:
    """Return who has which value."""
    return [(one.agency, one.measure, one.value) for one in said(rows)]


def stated(who: str, measure: str, value: str | None) -> tuple[str, str, str]:
    """Return the statement that an example makes."""
    name = UNITS[int(who)] if who.isdigit() else VALUES.get(who, who)
    printed = VALUES.get(value, value) if value else ""
    return name, measure, printed.replace(",", ".")


def test_a_phrase_stands_once() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for name, entry in entries().items():
        for phrase in (one for one in entry.listed if "{" not in one):
            homes[normalise(phrase).text].append(f"{entry.file}: {name}")
    twice = {phrase: found for phrase, found in homes.items() if len(found) > 1}
    assert not twice, f"phrases in several entries: let one have it, and name it in the others: {twice}"


def strings(path: Path) -> list[tuple[int, str]]:
    """Return the strings of a module with their lines, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_code_holds_no_phrase() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:60]}"
        for path in sorted((ROOT / "pipeline").rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(MAY_HOLD_VIETNAMESE)
        for line, text in strings(path)
        if VIETNAMESE.search(text)
    ]
    assert not found, f"phrases in code: move them to an entry of schemas/lexicon/ and name it: {found}"


@pytest.mark.parametrize("row", read_list("tiers"), ids=lambda row: row["tier"])
def test_a_tier_of_the_code_list_is_read(row: dict[str, str]) -> None:
    hit = cell_tier(normalise(f"Mức {row['tier']}").text)
    assert hit and (hit.tier.family, hit.tier.name) == (row["family"], row["tier"])
    assert hit.tier.level == int(row["level"])


def test_an_entry_is_named() -> None:
    texts = [text for path in (ROOT / "pipeline").rglob("*.py") for _, text in strings(path)]
    texts += [phrase for entry in entries().values() for phrase in entry.listed]
    slots = [names for text in texts for names in re.findall(r"\{[~=!>]?(?:\w+:)?([a-z][\w|]*)\}", text)]
    named = {name for names in slots for name in names.split("|")} | set(texts)
    assert not entries().keys() - named, "entries that no pattern and no other entry names: take them out"


def test_an_entry_has_an_example() -> None:
    bare = [f"{entry.file}: {name}" for name, entry in entries().items() if not entry.examples]
    assert not bare, f"entries without an example: add a sentence in which one of its phrases stands: {bare}"


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_example_holds_a_phrase_of_its_entry(name: str, text: str) -> None:
    found = re.search(words(name), normalise(filled(text)).text)
    assert found, f"'{text}' holds none of the phrases of '{name}': {phrases(name)}"


@pytest.mark.parametrize(("name", "text"), READ)
def test_an_example_is_read_as_it_says(name: str, text: str, extract: Extract) -> None:
    printed = filled(text)
    title = f"Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT năm {YEAR}"
    rows = extract(f"{title}\n\n1. Khối các sở, ban, ngành:\n{printed}\n")
    for says in entries()[name].examples[text].split("; "):
        kind, _, rest = says.partition(" ")
        if kind in PARTS:
            assert PARTS[kind](printed if kind == "criterion" else normalise(printed).text) == rest
        elif kind == "claim":
            wanted, _, value = rest.partition(" ")
            made = [(claim.claim_type, claim.printed_value) for claim in rows.claims]
            figure = Decimal(VALUES.get(value, value).replace(",", ".")) if value else None
            assert (wanted, figure) in made
        else:
            match = SAYS.fullmatch(says)
            assert match, f"'{says}' says nothing that this test knows"
            assert stated(**match.groupdict()) in statements(rows)


def test_patterns_are_written_with_names() -> None:
    assert source("{most}") == anyof("cao nhất")
    assert source(r"^(\d+ )?{most} ?[()\d]{2,3}") == rf"^(?:\d+\s+)?{anyof('cao nhất')}\s*[()\d]{{2,3}}"
    found = pattern("{verb:rank_verb} {link}{n:number} ?{point}", link="(thứ )?").search("xếp thứ 85,5 điểm")
    assert found and found.group("verb", "n") == ("xếp", "85,5")
    assert pattern("{!reach}{most}").search("mức cao nhất") and not pattern("{!reach}{most}").search(
        "đạt cao nhất"
    )


def test_a_phrase_may_name_entries() -> None:
    assert {"điểm cao nhất", "số điểm cao nhất", "cao nhất"} <= set(phrases("highest"))


def test_an_unknown_entry_is_named() -> None:
    with pytest.raises(LexiconError, match="no entry 'no_such'; add it"):
        pattern("{no_such}")


def test_a_year_is_defined_once() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "pipeline/reading").rglob("*.py"))
        if path.name != "lexicon.py"
        for line, text in strings(path)
        if re.search(r"(?<!\|)20(?:\\d|\[0-3\])", text)
    ]
    assert not found, f"years of their own: name the form {{year}} of the lexicon: {found}"


def test_the_form_of_a_year_is_that_of_the_years() -> None:
    form = pattern("{year}")
    assert [year for year in range(1000, 3000) if form.fullmatch(str(year))] == list(YEARS)
