"""All words of the site stand in two content files with the same keys and placeholders."""

import re
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from pipeline.publishing.site.texts import Language, TextError, coded_words, read_strings
from pipeline.selftest.faults import KINDS
from schemas import values
from schemas.contract import PUBLISHED

SITE = Path(__file__).parents[2] / "site"
CONTENT = {code: read_strings(SITE / "content" / f"{code}.yaml") for code in ("vi", "en")}
STRINGS = {code: texts | coded_words(code) for code, texts in CONTENT.items()}
# The term group of each closed set of words that a page puts into words.
TERMS = {
    "status": values.UNIT_STATUSES,
    "planted": (*KINDS, "all"),
    "missing": values.MISSING_REASONS,
    "n_units_basis": values.UNIT_COUNT_BASES,
    "max_basis": values.MAXIMUM_BASES,
    "ranked_by": values.RANKED_BY,
    "scheme": values.RANK_SCHEMES,
    "verdict": values.VERDICTS,
    "unit": (*values.RECOMPUTED_UNITS, *values.BAND_UNITS),
    "fate": values.FATES,
    "match": values.NAME_MATCHES,
    "publish_text": values.PUBLISH_TEXTS,
    "step_rule": values.LADDER_STEPS,
    "quantity": values.CONFLICT_QUANTITIES,
    "cell_status": values.DEDUCTION_STATUSES,
    "rule": values.DEDUCTION_RULES,
    "discrepancy_state": values.DISCREPANCY_STATES,
    "dimension_link": values.DIMENSION_LINKS,
}


def placeholders(text: Any) -> set[str]:
    texts = text if isinstance(text, list) else [text]
    return {name for one in texts for _, name, _, _ in Formatter().parse(str(one)) if name}


def test_both_languages_have_the_same_strings() -> None:
    lacking = set(STRINGS["vi"]) ^ set(STRINGS["en"])
    assert not lacking, "add these keys to the other content file too"


@pytest.mark.parametrize("lang", STRINGS)
def test_the_method_calls_verdicts_what_the_pages_call_them(lang: str) -> None:
    labels = [str(words) for key, words in STRINGS[lang].items() if key.startswith("terms.verdict.")]
    _, *rules = STRINGS[lang]["method.claims_text"]
    named = [name.lower() for rule in rules for name in re.findall("“(.*?)”", rule)]
    assert len(named) >= 4
    assert not [name for name in named if not any(label.startswith(name) for label in labels)]


def test_english_does_not_read_as_a_translation() -> None:
    """``printed`` for what a document states is left to the columns that bear the name."""
    odd = re.compile(
        r"\b(?:tells? of|told of|told between|mended|equal printed|printed rank|What is printed)\b"
    )
    assert not [key for key, words in STRINGS["en"].items() if odd.search(str(words))]
    for table in PUBLISHED:
        words = (table.description_en, *(column.description_en for column in table.columns))
        assert not [text for text in words if odd.search(text)], table.name


def test_both_languages_fill_the_same_placeholders() -> None:
    differing = [
        key
        for key, text in STRINGS["vi"].items()
        if placeholders(text) != placeholders(STRINGS["en"][key]) and key != "date"
    ]
    assert not differing, "a placeholder stands in one language only"


def test_lists_are_equally_long() -> None:
    assert [key for key, text in STRINGS["vi"].items() if isinstance(text, list)] == [
        key for key, text in STRINGS["en"].items() if isinstance(text, list)
    ]


@pytest.mark.parametrize("group", TERMS)
def test_every_word_of_a_closed_set_has_a_term(group: str) -> None:
    lacking = [word for word in TERMS[group] if f"terms.{group}.{word}" not in STRINGS["vi"]]
    assert not lacking, f"add them to schemas/words.yaml, or under terms.{group} in both content files"


def test_every_string_is_used() -> None:
    sources = [
        *(SITE / "templates").glob("*.j2"),
        *(SITE.parent / "pipeline" / "publishing" / "site").rglob("*.py"),
    ]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    quoted = set(re.findall(r"""['"]([\w.]+)['"]""", code))
    # Keys that a template puts together: term('step', …), t('home.n_' ~ key), part('ranks').
    built = (
        "terms.",
        "marks.",
        "home.n_",
        "nav.",
        "site.kind_",
        "data.",
        "method.",
        "assessment.chart_",
        "unit.not_quoted.",
        "home.islands.",
        "dimension.link_",
        "questions.of.",
    )
    unused = [key for key in CONTENT["vi"] if key not in quoted and not key.startswith(built)]
    unused += [key for key in CONTENT["vi"] if key.startswith("terms.") and key.split(".")[1] not in quoted]
    assert set(unused) <= {"terms.no_step"}, "delete these keys from both content files"


def test_no_figure_is_typed_into_a_string() -> None:
    # Names that carry a digit, and ranks that show how a scheme counts on: no figures.
    allowed = re.compile(r"UTF-8|SHA-256|\{[^}]*\}|\((?:\d[\d.,; ]*)\)")
    texts = [(key, str(text)) for strings in CONTENT.values() for key, text in strings.items()]
    typed = [(key, text) for key, text in texts if re.search(r"\d", allowed.sub("", text))]
    assert not typed, "take the number from the database"


def test_no_word_is_typed_into_a_template() -> None:
    for path in sorted((SITE / "templates").glob("*.j2")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.S)
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", text))
        assert set(words) <= {"CSV", "Parquet", "DOCTYPE"}, f"{path.name}: move these words to site/content"


def test_a_missing_string_names_file_and_key() -> None:
    language = Language.read(SITE / "content", "vi", [])
    with pytest.raises(TextError, match=r"site/content/vi\.yaml: no string 'no\.such'"):
        language.say("no.such")


@pytest.mark.parametrize(
    ("code", "number", "decimals", "shown"),
    [
        ("vi", "83.8", 1, "83,8"),
        ("en", "83.8", 1, "83.8"),
        ("vi", "85", 2, "85,00"),
        ("vi", "100", None, "100"),
        ("en", "-1.250", None, "\u22121.25"),
    ],
)
def test_numbers_keep_their_decimals(code: str, number: str, decimals: int | None, shown: str) -> None:
    assert Language.read(SITE / "content", code, []).number(Decimal(number), decimals) == shown
