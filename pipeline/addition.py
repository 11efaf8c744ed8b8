"""Adding a source: the folder in raw/, its ``source.yaml``, and a proposal of its golden statements."""

import csv
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.documents.errors import SourceError
from pipeline.documents.read import read_document
from pipeline.intake import province_of
from pipeline.records import value_of
from pipeline.resolution.rows import StatementRow
from pipeline.vietnamese.normal import slug

LICENCES = {
    "full": "Văn bản hành chính, không thuộc phạm vi bảo hộ quyền tác giả (Luật Sở hữu trí tuệ, Điều 15)",
    "quotes": "Bài báo, quyền thuộc về nơi xuất bản; chỉ trích những dòng có số liệu",
}
GOLDEN_COLUMNS = (
    "line", "col_start", "year", "index", "block", "agency", "subject_text", "measure", "criterion", "value",
    "value_text", "unit", "origin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Description:
    """What a maintainer says of a new document; it never says what the document found."""

    province: str
    year: int
    title: str
    issuer: str
    document_type: str
    publish_text: str
    number: str | None = None
    decided: str | None = None
    published: str | None = None
    publisher: str | None = None


def add_source(file: Path, description: Description, raw: Path) -> Path:
    """Copy ``file`` into a new folder of ``raw`` beside its ``source.yaml``; return the folder.

    Raises SourceError where the file cannot be read, its bytes are in ``raw`` already, the province is
    unknown or ended before the year, or the folder exists.
    """
    document = read_document(file)
    province_of(description.province, str(file), description.year)
    if description.publish_text not in LICENCES:
        raise SourceError(str(file), "publish-text", f"'{description.publish_text}'", "say full or quotes")
    twin = _twin(raw, document.sha256)
    if twin is not None:
        raise SourceError(str(file), "", f"the same bytes are in {twin} already", "nothing to add")
    name = f"{description.year}-{slug(description.number or description.title)[:48].strip('-')}"
    folder = raw / description.province / name
    if folder.exists():
        raise SourceError(str(file), "", f"raw/{description.province}/{name} exists", "give another --number")
    folder.mkdir(parents=True)
    target = folder / f"document{file.suffix.lower()}"
    shutil.copyfile(file, target)
    (folder / "source.yaml").write_text(
        _source_yaml(description, target.name, document.sha256), encoding="utf-8"
    )
    return folder


def _twin(raw: Path, sha256: str) -> Path | None:
    """The file in ``raw`` with the same bytes."""
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    return next((path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() == sha256), None)


def _source_yaml(description: Description, file: str, sha256: str) -> str:
    head: dict[str, str | int | None] = {
        "province": description.province,
        "year": description.year,
        "title": description.title,
        "issuer": description.issuer,
        "document_type": description.document_type,
        "number": description.number,
    }
    # as said, without quotes: a wrong day is for the reader of the file to refuse
    said = {"decided": description.decided, "published": description.published}
    days = "".join(f"{name}: {day}\n" for name, day in said.items() if day)
    tail: dict[str, str | int | None] = {
        "publisher": description.publisher,
        "licence": LICENCES[description.publish_text],
        "publish_text": description.publish_text,
        "file": file,
        "sha256": sha256,
    }
    return _fields(head) + days + _fields(tail)


def _fields(said: dict[str, str | int | None]) -> str:
    """The fields that have a value, one a line."""
    kept = {name: value for name, value in said.items() if value is not None}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1000)


def propose_golden(statements: list[StatementRow], path: Path) -> None:
    """Write what was read as a CSV of the golden files' layout, to be proof-read against the document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(GOLDEN_COLUMNS)
        writer.writerows(map(_golden, statements))


def _golden(row: StatementRow) -> tuple[object, ...]:
    unit = (row.block, row.agency or "", row.subject_text or "")
    return (
        *(row.line, row.col_start, row.year, row.index_id, *unit, row.measure, row.criterion),
        *(value_of(row), row.value_text, row.unit, row.origin),
    )
