"""The documents of the corpus: what each is, what it states, and the slips that were put into it."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
# The layouts that results are told by; a description names one of them first, in any other words it is "other".
LAYOUTS = (
    "one cell a line", "single blanks", "wide blanks", "pipe", "tab", "csv", "html", "docx", "xlsx", "ods", "pdf",
    "cards", "list", "mixed", "prose",
)  # fmt: skip
_NOT_THE_DOCUMENT = {"expected.csv", "optional.csv", "meta.yaml"}


@dataclass(frozen=True, slots=True)
class Row:
    """A value of a named unit, as stated or as read."""

    year: str
    agency: str
    measure: str
    criterion: str
    value: str
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document. ``optional`` rows, such as superseded ranks, are neither missing nor false."""

    part: str
    name: str
    document: Path
    province: str
    year: int
    index: str
    kind: str
    layout: str
    title: str
    issuer: str
    slips: tuple[Mapping[str, object], ...] = ()
    expected: tuple[Row, ...] = field(repr=False)
    optional: tuple[Row, ...] = field(repr=False)

    @property
    def is_national(self) -> bool:
        """True where its units are provinces, which are named without a head word."""
        return any(row.block == "provinces" for row in self.expected)


def read_cases(part: str) -> list[Case]:
    """Return the documents of a part of the corpus, or of a folder given by its path, by name."""
    folder = CORPUS / part if (CORPUS / part).is_dir() else Path(part)
    if not folder.is_dir():
        raise SystemExit(f"{part}: no part of {CORPUS.name}/ and no folder")
    found = (path.parent for path in sorted(folder.glob("*/expected.csv")))
    return [_case(folder.name, one) for one in found if (one / "meta.yaml").is_file()]


def _case(part: str, folder: Path) -> Case:
    meta = yaml.safe_load((folder / "meta.yaml").read_text(encoding="utf-8"))
    documents = [path for path in sorted(folder.glob("document.*")) if path.name not in _NOT_THE_DOCUMENT]
    return Case(
        part=part,
        name=folder.name,
        document=documents[0],
        province=meta["province"],
        year=int(meta["year"]),
        index=meta["index"],
        kind=meta["kind"],
        layout=_layout(str(meta.get("layout", ""))),
        title=str(meta.get("title", folder.name)),
        issuer=str(meta.get("issuer", "UBND")),
        slips=tuple(meta.get("slips") or ()),
        expected=tuple(_rows(folder / "expected.csv")),
        optional=tuple(_rows(folder / "optional.csv")),
    )


def _layout(words: str) -> str:
    """Return the layout that is named first in ``words``."""
    places = {name: words.lower().find(name) for name in LAYOUTS}
    named = [name for name, place in places.items() if place >= 0]
    return min(named, key=lambda name: places[name], default="other")


def _rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file of expected values; a column ``province`` may stand in it."""
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield Row(
                    row["year"], row["agency"], row["measure"], row["criterion"], row["value"], row["block"]
                )
