"""The language of reports as data: the phrases of ``schemas/lexicon/``, and patterns that name them.

An entry is a set of phrases that mean one thing, with sentences in which they stand. A phrase may name
other entries: ``điểm {highest}`` stands for each of their phrases in that place. Everything is found in
normal text, damaged or not (`pipeline.vietnamese.damage`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

import schemas
from pipeline.vietnamese.damage import anyof, anyof_loose, exactly
from pipeline.vietnamese.normal import LETTER, fold, normalise
from pipeline.vietnamese.numbers import NTH, NUMBER, NUMBER_WORD

FOLDER = Path(schemas.__file__).parent / "lexicon"
# A year that reports speak of: the form of those in `schemas.values.YEARS`.
YEAR = r"20\d\d"

_REFERENCE = re.compile(r"\{(\w+)\}")
# The parts of a pattern that mean more than themselves; the rest is a regular expression.
_PART = re.compile(
    r"\\.|\[\^?(?:\\.|[^\]\\])*\]"
    r"|\{(?P<mode>[~=!>]?)(?:(?P<group>\w+):)?(?P<slot>[a-z]\w*(?:\|[a-z]\w*)*)\}"
    r"|(?P<maybe> \?)|(?P<blank> )|(?P<percent>%)|(?P<open>\((?!\?))"
)


class LexiconError(Exception):
    """A pattern or an entry names what ``schemas/lexicon/`` does not hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the lexicon; ``listed`` are its phrases as its file has them, ``examples`` what each says."""

    name: str
    file: str
    listed: tuple[str, ...]
    examples: Mapping[str, str]


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Return all entries by name."""
    found: dict[str, Entry] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for name, entry in _load(path).items():
            if name in found:
                raise LexiconError(f"schemas/lexicon/{path.name}: '{name}' stands in {found[name].file} too")
            listed = tuple(phrase.strip() for phrase in entry["phrases"].split("|"))
            found[name] = Entry(name, path.name, listed, entry["examples"])
    return found


def _load(path: Path) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    )
    return loaded


@lru_cache(maxsize=1024)
def phrases(name: str) -> tuple[str, ...]:
    """Return the phrases of an entry, those of the entries that it names written out, each once."""
    if name not in entries():
        raise LexiconError(f"schemas/lexicon/: no entry '{name}'; add it with its phrases and an example")
    return tuple(
        dict.fromkeys(phrase for listed in entries()[name].listed for phrase in _written_out(listed))
    )


def _written_out(listed: str) -> Iterator[str]:
    """Yield a phrase with each phrase of the entries that it names in their places."""
    pieces = _REFERENCE.split(listed)  # words at the even places, names at the odd ones
    choices = [phrases(piece) if place % 2 else (piece,) for place, piece in enumerate(pieces)]
    yield from map("".join, product(*choices))


def words(*names: str) -> str:
    """Return the regular expression of the phrases of entries, the longest first."""
    return anyof(*(phrase for name in names for phrase in phrases(name)))


def pattern(text: str, **parts: str) -> re.Pattern[str]:
    """Compile a pattern for normal text, written with the names of entries.

    ``{change}`` stands for one of the phrases of an entry, ``{rise|fall}`` of several, ``{n:number}`` also
    names what it finds. ``{~tier}`` may lack a letter (`anyof_loose`), ``{=name}`` must be whole (`exactly`),
    ``{>name}`` may run into what follows, ``{!lead}`` finds nothing but must not stand right before.
    ``number``, ``number_word``, ``nth``, ``year``, ``point``, ``letter`` and ``roman`` (of a numbering) are forms,
    not entries; ``parts`` are further ones, written in the same way. A blank is white space, `` ?`` white space or
    nothing, ``%`` the sign or its word, ``(…)`` groups; the rest is as in a regular expression.
    """
    return re.compile(source(text, **parts))


def source(text: str, **parts: str) -> str:
    """Return the regular expression that `pattern` compiles."""

    def written(match: re.Match[str]) -> str:
        if match["slot"] is None:
            special = {"maybe": r"\s*", "blank": r"\s+", "percent": _forms()["percent"], "open": "(?:"}
            return special.get(match.lastgroup or "", match[0])
        found = _slot(match["slot"], match["mode"], parts)
        return f"(?P<{match['group']}>{found})" if match["group"] else found

    return _PART.sub(written, text)


def _slot(names: str, mode: str, parts: Mapping[str, str]) -> str:
    """Return the regular expression of a slot."""
    if names in parts:
        return f"(?:{source(parts[names], **parts)})"
    if names in _forms():
        return _forms()[names]
    found = [phrase for name in names.split("|") for phrase in phrases(name)]
    if mode == "!":
        spelt = dict.fromkeys(form for phrase in found for form in (phrase, fold(normalise(phrase).text)))
        return "".join(rf"(?<!\b{re.escape(form)} )" for form in spelt)
    if mode == ">":
        return exactly(*found).removesuffix(r"\b")
    return {"~": anyof_loose, "=": exactly}.get(mode, anyof)(*found)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Return what patterns name besides entries: numbers, years, numberings, the word or letter for points."""
    letters, damaged = ("|".join(phrases(name)) for name in ("point_letter", "damaged_points"))
    return {
        "number": NUMBER.pattern,
        "number_word": NUMBER_WORD,
        "nth": NTH,
        "percent": rf"(?:%|{words('percent_word')})",
        "year": YEAR,
        "letter": LETTER,
        "roman": "[ivx]{1,5}",
        "point": rf"(?:{words('points', 'points_english')}|\b(?:{damaged})\b|(?:{letters})\b)",
    }
