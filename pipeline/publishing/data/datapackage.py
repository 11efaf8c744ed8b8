"""datapackage.json: the CSV files described to machines, every column with its type, unit and meaning."""

import hashlib
import json
from pathlib import Path

from pipeline.publishing.data.licence import LICENCE, TITLE
from schemas.contract import PUBLISHED, Column, Table

# DuckDB type, without its precision, to the type name of the Table Schema standard.
_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DECIMAL": "number",
    "INTEGER": "integer",
    "VARCHAR": "string",
    "VARCHAR[]": "array",
}

PACKAGE = "datapackage.json"

Json = dict[str, object]


def write_datapackage(folder: Path, release_id: str) -> None:
    """Describe ``folder``/csv/*.csv in ``folder``/datapackage.json (Data Package v1, tabular)."""
    package: Json = {
        "profile": "tabular-data-package",
        "name": "xephang",
        "id": f"xephang-{release_id}",
        "version": release_id,
        "title": TITLE,
        "licenses": [LICENCE],
        "resources": [_resource(table, folder) for table in PUBLISHED],
    }
    content = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / PACKAGE).write_text(content + "\n", encoding="utf-8")


def _resource(table: Table, folder: Path) -> Json:
    """Return the resource of one CSV file."""
    path = f"csv/{table.name}.csv"
    content = (folder / path).read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "title": table.description_vi,
        "description": table.description_en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> Json:
    """Return the Table Schema of ``table``."""
    schema: Json = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    keys = [_foreign_key(table, column) for column in table.columns if column.foreign_key]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(column: Column) -> Json:
    """Return the field descriptor of ``column``."""
    field: Json = {
        "name": column.name,
        "type": _TYPES[column.duckdb_type.partition("(")[0]],
        "title": column.description_vi,
        "description": column.description_en,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: Json = {}
    # the standard knows no empty text: in a CSV file it is a missing value
    is_free_text = field["type"] == "string" and not column.allowed and not column.foreign_key
    if not column.nullable and not is_free_text:
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if column.low is not None:
        constraints["minimum"] = column.low
    if column.high is not None:
        constraints["maximum"] = column.high
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: Table, column: Column) -> Json:
    """Return the reference of ``column``; the standard names the own table by an empty string."""
    other, _, field = str(column.foreign_key).partition(".")
    resource = "" if other == table.name else other
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}
