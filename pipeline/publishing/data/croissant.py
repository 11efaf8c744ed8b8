"""croissant.json: the Parquet files described to machine learning, every column in both languages (Croissant 1.1)."""

import hashlib
import json
from pathlib import Path

from pipeline.publishing.data.licence import LICENCE, TITLE, citation
from schemas.contract import PUBLISHED, Column, Table

CROISSANT = "croissant.json"

_CONFORMS_TO = "http://mlcommons.org/croissant/1.1"

# DuckDB type, without its precision, to the type name of the vocabulary; of a list that of its items.
_TYPES = {
    "BOOLEAN": "sc:Boolean",
    "DATE": "sc:Date",
    "DECIMAL": "sc:Float",
    "INTEGER": "sc:Integer",
    "VARCHAR": "sc:Text",
    "VARCHAR[]": "sc:Text",
}

# The words that the vocabulary of Croissant adds to that of schema.org, each under its own name.
_WORDS = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty",
    "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField",
    "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator", "source",
    "subField", "transform",
)  # fmt: skip

_DESCRIPTION_EN = (
    "Scores, ranks and tiers that Vietnamese provinces published of their agencies, each with the line that says it, "
    "and what follows from them."
)
_DESCRIPTION_VI = (
    "Điểm, thứ hạng và mức xếp loại mà các tỉnh đã công bố cho cơ quan của mình, mỗi giá trị kèm dòng văn bản ghi nó, "
    "và những gì suy ra được từ đó."
)

Json = dict[str, object]


def write_croissant(folder: Path, release_id: str) -> None:
    """Describe ``folder``/parquet/*.parquet in ``folder``/croissant.json.

    No date is stated: a release has the same bytes whenever it is made.
    """
    dataset: Json = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "name": TITLE,
        "description": {"en": _DESCRIPTION_EN, "vi": _DESCRIPTION_VI},
        "conformsTo": _CONFORMS_TO,
        "license": LICENCE["path"],
        "citeAs": citation(release_id),
        "version": f"1.0.0+{release_id}",
        "inLanguage": ["vi", "en"],
        "distribution": [_file(table, folder) for table in PUBLISHED],
        "recordSet": [_record_set(table) for table in PUBLISHED],
    }
    content = json.dumps(dataset, ensure_ascii=False, indent=2)
    (folder / CROISSANT).write_text(content + "\n", encoding="utf-8")


def _context() -> Json:
    """Return the JSON-LD context that the specification prescribes."""
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        **{word: f"cr:{word}" for word in _WORDS},
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "description": {"@container": "@language"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "name": {"@container": "@language"},
        "rai": "http://mlcommons.org/croissant/RAI/",
        "sc": "https://schema.org/",
    }


def _file(table: Table, folder: Path) -> Json:
    """Return the description of one Parquet file."""
    path = f"parquet/{table.name}.parquet"
    content = (folder / path).read_bytes()
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": {"en": table.description_en, "vi": table.description_vi},
        "contentUrl": path,
        "contentSize": f"{len(content)} B",
        "encodingFormat": "application/x-parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _record_set(table: Table) -> Json:
    """Return the rows of ``table``, each column a field."""
    record_set: Json = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": {"en": table.description_en, "vi": table.description_vi},
        "field": [_field(table, column) for column in table.columns],
    }
    if table.primary_key:
        record_set["key"] = [{"@id": f"{table.name}/{column}"} for column in table.primary_key]
    return record_set


def _field(table: Table, column: Column) -> Json:
    """Return the field of ``column``.

    What it points at is told by datapackage.json and the database: here readers would join the tables by it.
    """
    field: Json = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": {"en": column.comment_en, "vi": column.description_vi},
        "dataType": _TYPES[column.duckdb_type.partition("(")[0]],
        "source": {
            "fileObject": {"@id": f"parquet/{table.name}.parquet"},
            "extract": {"column": column.name},
        },
    }
    if column.duckdb_type.endswith("[]"):
        field |= {"isArray": True, "arrayShape": "-1"}
    return field
