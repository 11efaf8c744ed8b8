"""Which rows that were read are stated by a document, and which of those it states were not read."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.reading.readings import Span
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.gazetteer import gazetteer_for
from pipeline.reading.vocabulary.name_entries import SHORT_WORDS, agency_spellings, provinces
from pipeline.reading.vocabulary.name_forms import commune_of
from pipeline.reading.vocabulary.unit_cells import mention_of
from pipeline.vietnamese.normal import normalise
from tests.evaluate.cases import Case, Row

_LEVEL = "(?:tỉnh|thành phố|tp)"
_HEAD = re.compile(
    r"^(?:ubnd )?(?:(?:tỉnh|thành phố|tp|thị xã|tx|huyện|quận|xã|phường|thị trấn|đặc khu) )?(?=\S)"
)
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

    Rows without a unit, printed maxima and a last place without a number say nothing here. A last place whose number
    follows from how many there are is met without it, where ``optional.csv`` has it so.
    """
    key_of = _keys_of(case)
    expected = _keyed(case.expected, key_of)
    optional = _keyed(case.optional, key_of)
    rows = list(read)
    told = _keyed((row for row in rows if _counts(row)), key_of)
    ends = _keyed((row for row in rows if not _counts(row)), key_of)

    def is_met(key: Key) -> bool:
        last: Key = (*key[:-1], "")
        return key in told or (last in ends and last in optional)

    return Match(
        met=tuple(row for key, row in expected.items() if is_met(key)),
        missed=tuple(row for key, row in expected.items() if not is_met(key) and _counts(row)),
        false=tuple(row for key, row in told.items() if key not in expected and key not in optional),
    )


def _counts(row: Row) -> bool:
    return bool(row.agency) and row.measure != "max_score" and (row.measure != "rank" or row.value != "")


def _keyed(rows: Iterable[Row], key_of: Callable[[str], str]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        key = (
            row.year,
            key_of(row.agency),
            _AS_SCORE.get(row.measure, row.measure),
            _criterion(row.criterion),
            _value(row),
        )
        found.setdefault(key, row)
    return found


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", " ", normalise(text).text).strip()


def _keys_of(case: Case) -> Callable[[str], str]:
    """Return how the units of a document are compared: by their listed name, without a kind that tells none apart."""
    listed = _listed(case.is_national)
    gazetteer = gazetteer_for(next(one for one in provinces() if one.province_id == case.province))
    place = f" {_fold(case.province.rsplit('-', 1)[0] if case.province[-1].isdigit() else case.province)}"

    def whole(name: str) -> str:
        key = _in_full(_fold(name)).removeprefix(f"{place.strip()} ")
        cell = Cell(name, Span(0, 0, len(name)))
        entries = () if key in listed else mention_of(cell, gazetteer).entries
        at_home = {
            one.canonical
            for one in entries
            if one.valid_in(case.year)
            and (one.block == "provinces" if case.is_national else one.home in (None, case.province))
        }
        commune = commune_of(name)
        known = (
            f"ubnd {_fold(' '.join(commune))}"
            if commune
            else _fold(min(at_home))
            if len(at_home) == 1
            else key
        )
        key = listed.get(key, known)
        if key.startswith("ubnd ") or case.is_national:
            return key
        key = _TAIL.sub("", key)
        cut = len(key) - len(place)
        return key[:cut] if _HEAD.sub("", key) == key and _plain(key).endswith(place) else key

    stated = {whole(row.agency) for row in (*case.expected, *case.optional)}
    bare = Counter(_HEAD.sub("", key) for key in stated)

    def key_of(name: str) -> str:
        key = whole(name)
        short = _HEAD.sub("", key)
        return short if bare[short] == 1 else key.removeprefix("ubnd ")

    return key_of


@cache
def _listed(is_national: bool) -> dict[str, str]:
    """Return the listed name of agencies by each of their spellings, of ministries last in a national list."""
    spellings = sorted(
        agency_spellings(in_city=False), key=lambda one: (one.entry.home is not None) == is_national
    )
    return {_fold(one.text): _fold(one.entry.canonical) for one in spellings}


def _in_full(key: str) -> str:
    """Return a folded name with its short words written out, but for that of a committee."""
    for full, short in SHORT_WORDS[1:]:
        key = re.sub(rf"\b{_fold(short)}\b", _fold(full), key)
    return key.replace("ủy ban nhân dân", "ubnd")


def _plain(text: str) -> str:
    """Return a text without the marks of Vietnamese letters."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in letters if not unicodedata.combining(char))


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
