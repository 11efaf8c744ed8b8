"""The words that coded columns hold: each list with the columns that hold it, each word with its names and meaning."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from schemas.claim_types import DISCREPANCIES, TYPES, ClaimType, Term
from schemas.tables.editions import Code

Words = Mapping[str, ClaimType | Term]


@cache
def _registry() -> dict[str, Any]:
    """Return what schemas/words.yaml holds."""
    path = Path(__file__).with_name("words.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))


@cache
def word_lists() -> dict[str, Words]:
    """Return the words of each list that is no file of schemas/codelists, by list and code."""
    lists: dict[str, Words] = {
        name: {str(code): Term(**word) for code, word in entry["words"].items()}
        for name, entry in _registry()["lists"].items()
    }
    told_twice = "told_differently"
    # a contradiction that is not beyond doubt keeps its kind
    lists["doubt_kind"] = {**lists["doubt_kind"], **TYPES, told_twice: DISCREPANCIES[told_twice]}
    return {**lists, "claim_type": TYPES, "discrepancy_kind": DISCREPANCIES}


def list_of(table: str, column: str) -> str | None:
    """Return the list that has the codes of a column, or None where it is not coded."""
    return _holders().get(f"{table}.{column}") or _holders().get(column)


@cache
def _holders() -> dict[str, str]:
    """Return the list of each coded column, which is named with its table where it is coded there alone."""
    tree = _registry()
    columns = tree["codelists"] | tree["registries"]
    columns |= {name: entry["columns"] for name, entry in tree["lists"].items()}
    return {column: name for name, listed in columns.items() for column in listed}


def codes() -> Iterator[Code]:
    """Yield the row of each word for ``code_lists``."""
    for name, words in word_lists().items():
        for code, word in words.items():
            yield Code(
                list=name,
                code=code,
                name_vi=word.vi,
                name_en=word.en,
                definition=word.definition,
                definition_vi=None,
            )
