"""The names that can be searched, as a script: pages opened from file:// may not fetch a file."""

import json
from collections.abc import Iterable

from pipeline.publishing.site.pages.page import Found
from schemas.codelists import read_list


def names_script(found: Iterable[Found], language: str) -> str:
    """Return the script of a language: `NAMES`, and by type of agency the names that any of them goes by, `KNOWN_AS`.

    A name is kind, name, context, path, type of agency and other names; the last two are left off where empty.
    """
    names = list(found)
    types = {name.agency_type for name in names if name.agency_type}
    rows = [_row(name, language) for name in names]
    return "".join(
        f"window.{word} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
        for word, value in (("NAMES", rows), ("KNOWN_AS", _known_as(types)))
    )


def _row(name: Found, language: str) -> list[str]:
    shown = name.name_en if language == "en" else name.name
    return [name.kind, shown, name.context, name.path, name.agency_type or "", " | ".join(name.others)]


def _known_as(types: set[str]) -> dict[str, str]:
    """Return the other names and abbreviations of each type of agency."""
    known: dict[str, list[str]] = {code: [] for code in sorted(types)}
    for row in read_list("agency_names"):
        if row["agency_type"] in known:
            known[row["agency_type"]].append(row["name"])
    return {code: " | ".join(names) for code, names in known.items()}
