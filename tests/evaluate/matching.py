"""Which rows that were read are stated by a document, and which of those it states were not read."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.evaluate.cases import Case, Row

_LEVEL = "(?:tỉnh|thành phố|tp)"
_NATIONAL_HEAD = re.compile(f"^(?:ubnd )?(?:{_LEVEL} )?")
_TAIL = re.compile(f" {_LEVEL}(?: .*)?$")
_CRITERION_HEADS = re.compile("^(?:(?:điểm|đánh giá|tiêu chí|chỉ số|hạng mục) )+")
_TIER_HEAD = re.compile("^(?:mức độ|mức|loại|nhóm) ")
# A percentage that is the score of a list may be told as either.
_AS_SCORE = {"pct_of_max": "score"}

Key = tuple[str, str, str, str, str | float]


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for one document: rows met, missed and false, each distinct row once."""

    met: tuple[Row, ...]
    missed: tuple[Row, ...]
    false: tuple[Row, ...]

    @property
    def recall(self) -> float:
        """The share of what is stated that was read."""
        stated = len(self.met) + len(self.missed)
        return len(self.met) / stated if stated else 1.0

    @property
    def precision(self) -> float:
        """The share of what was read that is stated."""
        told = len(self.met) + len(self.false)
        return len(self.met) / told if told else 1.0


def match(case: Case, read: Iterable[Row]) -> Match:
    """Hold what was read of a document against what it states.

    Rows without a unit, printed maxima and a last place without a number say nothing here.
    """
    expected = _keyed(case.expected, case.is_national)
    optional = _keyed(case.optional, case.is_national)
    told = _keyed((row for row in read if _counts(row)), case.is_national)
    return Match(
        met=tuple(row for key, row in expected.items() if key in told),
        missed=tuple(row for key, row in expected.items() if key not in told and _counts(row)),
        false=tuple(row for key, row in told.items() if key not in expected and key not in optional),
    )


def _counts(row: Row) -> bool:
    return bool(row.agency) and row.measure != "max_score" and (row.measure != "rank" or row.value != "")


def _keyed(rows: Iterable[Row], is_national: bool) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        key = (
            row.year,
            _agency(row.agency, is_national),
            _AS_SCORE.get(row.measure, row.measure),
            _criterion(row.criterion),
            _value(row),
        )
        found.setdefault(key, row)
    return found


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


def _agency(name: str, is_national: bool) -> str:
    key = _fold(name).replace("ủy ban nhân dân", "ubnd")
    if is_national:
        return _NATIONAL_HEAD.sub("", key)
    return key if key.startswith("ubnd ") else _TAIL.sub("", key)


def _criterion(name: str) -> str:
    key = _fold(name)
    return _CRITERION_HEADS.sub("", key) if key not in ("", "total") else "total"


def _value(row: Row) -> str | float:
    if row.measure == "tier":
        return _TIER_HEAD.sub("", _fold(row.value))
    try:
        return float(row.value)
    except ValueError:
        return row.value


def mean(values: Sequence[float]) -> float:
    """Return the mean of ``values``, of none 1."""
    return sum(values) / len(values) if values else 1.0
