"""Strings, numbers and dates in one of the site's two languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

from schemas.tables.editions import Code
from schemas.words import word_lists

LANGUAGES = ("vi", "en")


class TextError(ValueError):
    """A string is missing: names the file and the key."""


def _flatten(tree: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            flat.update(_flatten(value, f"{prefix}{name}."))
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def read_strings(path: Path) -> dict[str, Any]:
    """Return the strings of a content file, keyed by their dotted path; a value is a text or a list of texts."""
    with path.open(encoding="utf-8") as stream:
        return _flatten(yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def coded_words(language: str) -> dict[str, str]:
    """Return the words of coded columns, under the keys of terms."""
    return {
        f"terms.{group}.{code}": str(getattr(word, language))
        for group, words in word_lists().items()
        for code, word in words.items()
    }


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that a page says differently in Vietnamese and in English."""

    code: str
    strings: dict[str, Any]
    names: dict[tuple[str, str], str]

    @classmethod
    def read(cls, content: Path, code: str, code_lists: Iterable[Code]) -> "Language":
        """Return the language ``code``: its strings from ``content/<code>.yaml`` and the names of the code lists."""
        names = {
            (row.list, row.code): (row.name_en if code == "en" else None) or row.name_vi for row in code_lists
        }
        return cls(code, read_strings(content / f"{code}.yaml") | coded_words(code), names)

    def say(self, key: str, **values: object) -> str:
        """Return the string ``key`` with its placeholders filled; markup stays markup."""
        text = str(self._entry(key))
        if not values:
            return text
        if any(isinstance(value, Markup) for value in values.values()):
            return Markup(escape(text)).format(**values)
        return text.format(**values)

    def texts(self, key: str) -> list[str]:
        """Return the list of texts under ``key``."""
        entry = self._entry(key)
        return [str(text) for text in entry] if isinstance(entry, list) else [str(entry)]

    def _entry(self, key: str) -> Any:
        if key not in self.strings:
            raise TextError(f"site/content/{self.code}.yaml: no string '{key}'; add it in both languages")
        return self.strings[key]

    def term(self, group: str, code: str) -> str:
        """Return the word for a fixed value of a column, such as a verdict or a missing reason."""
        return self.say(f"terms.{group}.{code}")

    def name(self, code_list: str, code: str) -> str:
        """Return the name of ``code`` in a published code list."""
        if (code_list, code) not in self.names:
            raise TextError(f"schemas/codelists/{code_list}.csv: no code '{code}'; add it with both names")
        return self.names[code_list, code]

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """``value`` with its printed decimals (all significant ones where they are not known), ungrouped."""
        exact = Decimal(value)
        text = f"{exact.normalize():f}" if decimals is None else f"{exact:.{decimals}f}"
        text = text.replace("-", "\u2212")
        return self.decimals(text)

    def decimals(self, text: str) -> str:
        """Return a text of numbers with decimal points as the language writes them."""
        return text.replace(".", ",") if self.code == "vi" else text

    def rounded(self, value: Decimal, decimals: int) -> str:
        """Return a value that we computed, shown with ``decimals`` digits at most."""
        return self.number(round(value, decimals).normalize())

    def short(self, value: Decimal) -> Decimal:
        """Return a value that we computed without digits that say nothing: three decimals at most."""
        return round(value, 3)

    def count(self, n: int) -> str:
        """Return a number of things, in groups of three digits."""
        grouped = f"{n:,}"
        return grouped.replace(",", ".") if self.code == "vi" else grouped

    def size(self, n_bytes: int) -> str:
        """Return the size of a file in kilobytes of thousand bytes, at least one."""
        return f"{self.count(max(1, round(n_bytes / 1000)))} kB"

    def day(self, day: date) -> str:
        """Return a date as it is usually written."""
        month_name = self.texts("months")[day.month - 1]
        return self.say("date", day=day.day, month=day.month, year=day.year, month_name=month_name)
