"""The explanations of verdicts are data: the same keys and parameters in both languages, all used, none missing."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest

from schemas.messages import read_messages
from schemas.messages.words import Words, joined, reading_words, say

PIPELINE = Path(__file__).parents[2] / "pipeline"
# What speaks of verdicts, and what speaks of doubts.
SPEAKERS = [
    path for room in ("audit", "reading", "resolution") for path in sorted((PIPELINE / room).rglob("*.py"))
]
VI, EN = read_messages("vi"), read_messages("en")
# Messages whose key is put together: the way of a change, the name of a reading.
BUILT = re.compile(r"change\.(?:rise|fall|unchanged|either)|reading\.\w+")


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def calls() -> Iterator[tuple[str, set[str], str]]:
    """Each call of `say` with its key, the parameters it hands over, and where it stands."""
    for path in SPEAKERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                keys = [item.value for item in ast.walk(node.args[0]) if isinstance(item, ast.Constant)]
                named = {word.arg or "" for word in node.keywords}
                yield from ((str(key), named, f"{path.name}:{node.lineno}") for key in keys)


def test_both_languages_have_the_same_messages_with_the_same_parameters() -> None:
    assert list(VI) == list(EN)
    assert not [key for key in VI if parameters(VI[key]) != parameters(EN[key])]


def test_a_judge_hands_over_what_a_message_wants() -> None:
    wrong = [where for key, named, where in calls() if key in VI and named != parameters(VI[key])]
    assert not wrong


def test_every_message_is_used_and_every_used_one_is_there() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SPEAKERS)
    quoted = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', text))
    assert not [key for key in VI if key not in quoted and not BUILT.fullmatch(key)]
    assert not [(key, where) for key, _, where in calls() if "." in key and key not in VI and key[-1] != "."]


def test_no_word_of_a_verdict_is_typed_into_the_code() -> None:
    vietnamese = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.IGNORECASE)
    for path in SPEAKERS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)
        }
        typed = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs
        ]
        assert not [words for words in typed if vietnamese.search(words)], path.name


DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.parametrize(
    ("part", "vi", "en"),
    [
        (Fraction(200, 3), "66,667", "66.667"),
        (Decimal("71.50"), "71,5", "71.5"),
        (12, "12", "12"),
        (date(2020, 3, 5), "5/3/2020", "2020-03-05"),
        ("Sở A", "Sở A", "Sở A"),
        (Words("cuối", "last"), "cuối", "last"),
    ],
)
def test_a_message_is_filled_in_the_way_of_each_language(
    part: Fraction | Decimal | int | date | str | Words, vi: str, en: str
) -> None:
    assert joined([part, part], "; ") == Words(f"{vi}; {vi}", f"{en}; {en}")
    assert say("tier.line", line=part) == Words(f" (dòng {vi})", f" (line {en})")


def test_a_reading_is_named_in_brackets_and_an_exact_one_is_not() -> None:
    assert reading_words("exact") == reading_words(None) == Words("", "")
    assert reading_words("block_means+half_up").en == " (mean of the block means, rounded half up)"
