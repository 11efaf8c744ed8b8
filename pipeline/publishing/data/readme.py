"""README.md: what lies in the folder of a release, for who finds the files without the site."""

from pathlib import Path

from pipeline.publishing.data.licence import LICENCE, TITLE, citation
from schemas.contract import PUBLISHED

README = "README.md"
_FILES = (
    ("xephang.xlsx", "bảng tính: những bảng để đọc", "workbook: the tables to be read"),
    ("xephang.duckdb", "mọi bảng trong một cơ sở dữ liệu DuckDB", "all tables in one DuckDB database"),
    (
        "csv/",
        "mỗi bảng một tệp CSV, UTF-8 có BOM, dấu chấm thập phân",
        "one CSV file a table, UTF-8 with BOM, decimal points",
    ),
    ("parquet/", "mỗi bảng một tệp Parquet", "one Parquet file a table"),
    ("site/index.html", "trang web, mở được ngay từ thư mục", "the site, which opens from the folder"),
    ("datapackage.json", "mô tả các tệp CSV cho máy", "the CSV files described to machines"),
    ("croissant.json", "mô tả các tệp Parquet cho máy", "the Parquet files described to machines"),
    ("verify.sql", "tính lại hạng, mức, tỷ lệ từ các số công bố", "computes ranks, tiers and shares again"),
    ("CHECKSUMS", "sha256 của mọi tệp", "sha256 of every file"),
)


def write_readme(folder: Path, release_id: str) -> None:
    """Write README.md to the release in ``folder``: its files, its tables, licence and citation, in both languages."""
    lines = [f"# {TITLE}", "", citation(release_id), "", f"[{LICENCE['title']}]({LICENCE['path']})", ""]
    lines += ["| tệp / file | nội dung | content |", "|---|---|---|"]
    lines += [f"| `{name}` | {vi} | {en} |" for name, vi, en in _FILES]
    lines += ["", "| bảng / table | nội dung | content |", "|---|---|---|"]
    lines += [f"| `{table.name}` | {table.description_vi} | {table.description_en} |" for table in PUBLISHED]
    (folder / README).write_text("\n".join(lines) + "\n", encoding="utf-8")
