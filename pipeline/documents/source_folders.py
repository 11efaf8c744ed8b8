"""The folders of raw/, raw/<province>/<source>/: what stands there is looked at by name before anything is opened."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.documents.errors import SourceError

# A name that stands in ids, in addresses of pages and in names of partitions; no two of them look alike.
_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 100
_RENAME = f"rename it: small letters a-z, digits and single hyphens, at most {_LONGEST}"
_NO_LINK = "put the folder or the file itself in its place; what lies elsewhere is not read"


@dataclass(slots=True)
class ProvinceFolder:
    """The sources of a folder of raw/, sorted, and why others in it are refused."""

    folders: list[Path] = field(default_factory=list)
    refused: list[SourceError] = field(default_factory=list)


def scan(raw: Path) -> dict[str, ProvinceFolder]:
    """Return the folders of ``raw`` that hold sources, by name, sorted; a province is a folder, no list names it.

    A folder that cannot be a province has a key that no province has, and is refused as a whole.
    """
    found = {}
    for folder in _folders_in(raw):
        fault = _fault(folder, f"raw/{folder.name}")
        key = folder.name
        if fault is not None:
            key = f"misnamed_{hashlib.sha256(os.fsencode(folder.name)).hexdigest()[:12]}"
        found[key] = _scan_province(folder, fault)
    return {key: found[key] for key in sorted(found) if found[key].folders or found[key].refused}


def discover(raw: Path) -> dict[str, list[Path]]:
    """Return the source folders of each province that can be looked into, sorted."""
    return {slug: province.folders for slug, province in scan(raw).items() if province.folders}


def _scan_province(province: Path, fault: SourceError | None) -> ProvinceFolder:
    """Return what lies in the folder of a province; ``fault`` is why it is none."""
    if fault is not None:
        return ProvinceFolder(refused=[fault])
    try:
        folders = _folders_in(province)
    except OSError as error:
        reason = f"cannot be looked into ({error.strerror})"
        return ProvinceFolder(refused=[SourceError(f"raw/{province.name}", "", reason, "let it be read")])
    found = ProvinceFolder()
    for folder in folders:
        refusal = _fault(folder, f"raw/{province.name}/{folder.name}")
        if refusal is None:
            found.folders.append(folder)
        else:
            found.refused.append(refusal)
    return found


def _folders_in(folder: Path) -> list[Path]:
    """Return the folders in a folder, and the links to any, sorted by the bytes of their names."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_symlink() or entry.is_dir()]
    return [folder / name for name in sorted(names, key=os.fsencode)]


def _fault(folder: Path, shown: str) -> SourceError | None:
    """Return why a folder of raw/ is not looked into."""
    if len(folder.name) > _LONGEST or not _NAME.fullmatch(folder.name):
        return SourceError(shown, "", "not a name that a folder of raw/ may have", _RENAME)
    if folder.is_symlink():
        return SourceError(shown, "", "a link", _NO_LINK)
    return None


def check_file(path: Path, shown: str, cure: str) -> None:
    """Raise SourceError where ``path`` is no file of its own: missing (``cure``), a link, a folder, a pipe."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError as error:
        raise SourceError(shown, "", "missing", cure) from error
    except OSError as error:
        raise SourceError(shown, "", f"not to be had ({error.strerror})", "give it a usual name") from error
    if stat.S_ISLNK(mode):
        raise SourceError(shown, "", "a link", _NO_LINK)
    if not stat.S_ISREG(mode):
        raise SourceError(shown, "", "no file, but a folder, a pipe or a socket", "make it a file")
