"""Adding a source: the folder in raw/ and its ``source.yaml``."""

import hashlib
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from pipeline.documents.errors import SourceError
from pipeline.intake import province_of
from pipeline.resolution.source_file import EDITOR_HINT, SourceYaml
from pipeline.vietnamese.normal import slug
from pipeline.workers.reading import check_new
from schemas.tables.documents import ARTICLES

LICENCES = {
    "full": "Văn bản hành chính, không thuộc phạm vi bảo hộ quyền tác giả (Luật Sở hữu trí tuệ, Điều 15)",
    "quotes": "Bài viết, quyền thuộc về nơi đăng; chỉ trích những dòng có số liệu",
}
# The longest slug of a document in the name of its folder.
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Description:
    """What a maintainer says of a new document; it never says what the document found."""

    province: str
    year: int
    title: str
    issuer: str
    kind: str
    publish_text: str | None = None
    number: str | None = None
    decided: str | None = None
    published: str | None = None
    publisher: str | None = None
    about: str | None = None
    url: str | None = None
    retrieved: str | None = None
    period: str | None = None
    publication_id: str | None = None
    index: str | None = None
    ocr: bool = False
    year_reason: str | None = None
    province_reason: str | None = None


def add_source(file: Path, description: Description, raw: Path) -> Path:
    """Copy ``file`` into a new folder of ``raw`` next to its ``source.yaml``; return the folder.

    Raises SourceError where the file cannot be read, its bytes are in ``raw`` already, the province is
    unknown or ended before the year, anything stated of it cannot be or clearly is not what its headings say,
    or the folder exists; nothing is written.
    """
    province_of(description.province, str(file), description.year)
    if _shown(description) not in LICENCES:
        raise SourceError(str(file), "publish-text", f"'{description.publish_text}'", "say full or quotes")
    sha256 = _checksum(file)
    twin = _twin(raw, sha256)
    if twin is not None:
        raise SourceError(str(file), "", f"the same bytes are in {twin} already", "nothing to add")
    period = slug(description.period or str(description.year))
    name = f"{_short(period)}-{_short(slug(description.number or description.title))}"
    shown, folder = f"raw/{description.province}/{name}", raw / description.province / name
    if folder.exists():
        raise SourceError(str(file), "", f"{shown} exists", "give another --number")
    target = f"document{file.suffix.lower()}"
    described = _source_yaml(description, target, sha256)
    with tempfile.TemporaryDirectory() as draft:
        (Path(draft) / "source.yaml").write_text(described, encoding="utf-8")
        check_new(file, Path(draft), shown)
    folder.mkdir(parents=True)
    shutil.copyfile(file, folder / target)
    (folder / "source.yaml").write_text(described, encoding="utf-8")
    return folder


def _short(name: str) -> str:
    """Return a slug without the words that would make the name of a folder long."""
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def _checksum(file: Path) -> str:
    """Return the sha256 of a file, whatever it holds; raises SourceError where it is missing."""
    if not file.is_file():
        raise SourceError(str(file), "", "missing", "name the document as received")
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _shown(description: Description) -> str:
    """Return how much of the text is republished: as stated, or as goes for the kind of the document."""
    return description.publish_text or ("quotes" if description.kind in ARTICLES else "full")


def _twin(raw: Path, sha256: str) -> Path | None:
    """Return the file in ``raw`` with the same bytes."""
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    return next((path for path in files if _checksum(path) == sha256), None)


def _source_yaml(description: Description, file: str, sha256: str) -> str:
    """Return the text of a ``source.yaml``, the fields that have a value in the order in which it lists them."""
    stated = {
        **asdict(description),
        "document_kind": description.kind,
        "licence": LICENCES[_shown(description)],
        "publish_text": _shown(description),
        "file": file,
        "sha256": sha256,
    }
    fields = {name: stated.get(name) for name in SourceYaml.model_fields}
    return EDITOR_HINT + "".join(_field(name, value) for name, value in fields.items() if value)


def _field(name: str, value: object) -> str:
    if name in ("decided", "published", "retrieved"):
        # as stated, without quotes: a wrong day is for the reader of source.yaml to refuse
        return f"{name}: {value}\n"
    return yaml.safe_dump({name: value}, allow_unicode=True, width=1000)
