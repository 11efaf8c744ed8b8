"""A corpus of invented documents to measure growth by: ``raw/`` as a build reads it, and what each document states."""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import yaml

from pipeline.documents.errors import SourceError
from pipeline.synth.made_documents import FORMS, Form, Value, values
from pipeline.synth.made_lists import BLOCKS, INDICES, MadeList, make_lists, provinces
from schemas.messages import read_messages

# The last year of every corpus: the districts and departments of all provinces are known, none ended in it.
LAST_YEAR = 2023
MOST_LISTS = len(INDICES) * len(BLOCKS)
_MOST_YEARS = 12
_WORDS = read_messages("synth")


def write_corpus(out: Path, n_provinces: int, n_years: int, n_lists: int, seed: int) -> int:
    """Write ``raw/<province>/<source>/`` and ``expected/<province>/<source>.csv`` into ``out``; return how many.

    A source is one list of a province and year; forms follow one another. Raises SourceError where ``out`` holds
    something, or so many provinces, years or lists cannot be.
    """
    for name, told, most in (
        ("--provinces", n_provinces, len(provinces())),
        ("--years", n_years, _MOST_YEARS),
        ("--lists", n_lists, MOST_LISTS),
    ):
        if not 1 <= told <= most:
            raise SourceError(name, "", f"{told} is not between 1 and {most}", f"say 1 to {most}")
    if out.exists() and any(out.iterdir()):
        raise SourceError(str(out), "", "holds something already", "name a folder that is new or empty")
    years = range(LAST_YEAR - n_years + 1, LAST_YEAR + 1)
    n_sources = 0
    for n_sources, made in enumerate(make_lists(n_provinces, years, n_lists, seed), 1):
        _write_source(out, made, FORMS[n_sources % len(FORMS)])
    return n_sources


def _write_source(out: Path, made: MadeList, form: Form) -> None:
    name = f"{made.year}-{made.index_id}-{made.block}"
    folder = out / "raw" / made.province_id / name
    folder.mkdir(parents=True)
    document, data = folder / f"document.{form.ending}", form.write(made)
    document.write_bytes(data)
    described = {
        "province": made.province_id,
        "year": made.year,
        "title": _WORDS["titles.plain"].format(
            index=made.index_words, place=made.place, year=made.year, block=made.block_words
        ),
        "issuer": _WORDS["sources.issuer"].format(place=made.place),
        "document_kind": "signed",
        "licence": _WORDS["sources.note"],
        "publish_text": "full",
        "file": document.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "note": _WORDS["sources.note"],
    }
    text = yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "source.yaml").write_text(text, encoding="utf-8")
    _write_expected(out / "expected" / made.province_id / f"{name}.csv", values(made, form))


def _write_expected(path: Path, stated: Sequence[Value]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(field.name for field in fields(Value))
        rows.writerows(map(astuple, stated))
