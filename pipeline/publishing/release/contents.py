"""What a release holds: the products, the fixed list of their files, and the token that each of them carries.

The token is the release id. It follows from the Parquet files alone: the same rows give the same bytes.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import duckdb

from pipeline.publishing.data.croissant import CROISSANT, write_croissant
from pipeline.publishing.data.data_files import connect, write_csv, write_parquet
from pipeline.publishing.data.datapackage import PACKAGE, write_datapackage
from pipeline.publishing.data.licence import LICENCE_NAME, citation
from pipeline.publishing.data.readme import README, write_readme
from pipeline.publishing.data.verification import VERIFY, write_verification
from pipeline.publishing.data.workbook import write_workbook
from pipeline.publishing.release.checksums import altered_files, sha256
from pipeline.publishing.release.record import CHECKSUMS, RECORD
from pipeline.publishing.site.render import render_site
from schemas.contract import PUBLISHED

DATABASE = "xephang.duckdb"
WORKBOOK = "xephang.xlsx"

_ID_LENGTH = 12
# The pages that every site has, whatever was read; each of the two languages has all of them.
_PAGES = ("index.html", "method.html", "data.html", "errata.html", "names.js")
# The first sheet of a workbook, which names its release.
_CELLS = "xl/worksheets/sheet1.xml"


def files() -> list[str]:
    """Return the files that every release has, by path in its folder."""
    tables = [f"{kind}/{table.name}.{kind}" for kind in ("parquet", "csv") for table in PUBLISHED]
    pages = [f"site/{language}{page}" for language in ("", "en/") for page in _PAGES]
    return sorted(
        (DATABASE, WORKBOOK, PACKAGE, CROISSANT, VERIFY, README, CHECKSUMS, RECORD, *tables, *pages)
    )


def write_contents(folder: Path) -> str:
    """Make every product of the database in ``folder``, beside it, and return the release id."""
    (folder / "parquet").mkdir()
    with connect(folder / DATABASE, folder) as con:
        release_id = _write_parquet(con, folder / "parquet")
        write_csv(con, folder / "csv")
        write_workbook(con, folder / WORKBOOK)
    write_datapackage(folder, release_id)
    write_croissant(folder, release_id)
    write_verification(folder, release_id)
    write_readme(folder, release_id)
    render_site(folder / DATABASE, folder / "site")
    return release_id


def faults(folder: Path) -> list[str]:
    """Return why the release in ``folder`` is not whole, a line for each file; none if it is.

    It is whole if it has every file of the list, each as CHECKSUMS says, and all of one build.
    """
    missing = [f"{path} is missing" for path in files() if not (folder / path).is_file()]
    if missing:
        return missing
    altered = [f"{path} is not as CHECKSUMS says" for path in altered_files(folder)]
    return altered or list(_strangers(folder))


def _write_parquet(con: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """Write every table to ``folder`` and return the release id, which the table ``release`` then names."""
    for table in PUBLISHED:
        if table.name != "release":
            write_parquet(con, table, folder)
    release_id = _id_of(folder)
    con.execute("DELETE FROM release")
    con.execute(
        "INSERT INTO release (release_id, licence, cite_as) VALUES (?, ?, ?)",
        [release_id, LICENCE_NAME, citation(release_id)],
    )
    for table in PUBLISHED:
        if table.name == "release":
            write_parquet(con, table, folder)
    return release_id


def _id_of(folder: Path) -> str:
    """Return the release id that follows from the Parquet files in ``folder``.

    The first 12 hex digits of the sha256 over the sorted hashes of all files but that of the table
    ``release``, which names the id itself.
    """
    hashes = sorted(sha256(file) for file in folder.glob("*.parquet") if file.stem != "release")
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:_ID_LENGTH]


def _strangers(folder: Path) -> Iterator[str]:
    """Yield a line for each product with every file that does not carry the token of its Parquet files."""
    token = _id_of(folder / "parquet")
    pages = sorted(page.relative_to(folder).as_posix() for page in (folder / "site").rglob("*.html"))
    tables = (f"{kind}/release.{kind}" for kind in ("parquet", "csv"))
    for path in (RECORD, DATABASE, *tables, WORKBOOK, PACKAGE, CROISSANT, VERIFY, README, *pages):
        try:
            if not _carries(folder / path, token):
                yield f"{path} is of another build"
        except (duckdb.Error, BadZipFile, KeyError) as error:
            yield f"{path} cannot be read ({str(error).splitlines()[0]})"


def _carries(file: Path, token: str) -> bool:
    """Tell whether a product names ``token`` as its release."""
    match file.suffix:
        case ".duckdb":
            with connect(file, read_only=True) as con:
                return con.execute("SELECT release_id FROM release").fetchall() == [(token,)]
        case ".parquet":
            with connect(None, file.parent) as con:
                told = con.execute("SELECT release_id FROM read_parquet(?)", [str(file)])
                return told.fetchall() == [(token,)]
        case ".xlsx":
            with ZipFile(file) as book:
                return token.encode() in book.read(_CELLS)
        case _:
            return token.encode() in file.read_bytes()
