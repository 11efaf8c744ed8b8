"""The units of a province that stood through a whole year, and the ways to print their names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.synth.made_lists import stands
from pipeline.vietnamese.normal import key
from tests.unit.reports import Province, read_list

# What communes are called; no code list holds them.
_COMMUNE_WORDS = (
    ("Tân", "Minh", "Thanh", "An", "Phú", "Hòa", "Bình", "Long", "Đông", "Ơn"),
    ("Lập", "Sơn", "Thủy", "Hải", "Lộc", "Thành", "Tiến", "Giang", "Đức", "Xá"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name in the code lists, and other names that mean it and no other unit."""

    name: str
    others: tuple[str, ...] = ()


def _in_city(unit: Unit) -> Unit:
    """A department as a centrally run city calls it; its name in the provinces is understood there too."""
    name, *others = (words.replace(" tỉnh", " thành phố") for words in (unit.name, *unit.others))
    return Unit(name, tuple(dict.fromkeys([*others, unit.name])) if name != unit.name else tuple(others))


@lru_cache(maxsize=40)
def _departments(year: int, city: bool) -> tuple[Unit, ...]:
    types = {row["agency_type"]: row for row in read_list("agency_types")}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_list("agency_names"):
        meant[key(row["name"])].add(row["agency_type"])
        if row["kind"] in ("alias", "abbreviation") and stands(row, year):
            names[row["agency_type"]].append(row["name"])
    units = [
        Unit(
            row["name_vi"],
            tuple(
                name
                for name in names[row["agency_type"]]
                if len(meant[key(name)]) == 1 and name.split()[0] == row["name_vi"].split()[0]
            ),
        )
        for row in types.values()
        if row["block"] == "departments" and stands(row, year)
    ]
    return tuple(map(_in_city, units) if city else units)


@lru_cache(maxsize=200)
def _districts(province_id: str, year: int) -> tuple[Unit, ...]:
    rows = [*read_list("districts"), *read_list("districts_earlier")]
    return tuple(
        Unit(
            f"UBND {row['kind']} {row['name']}",
            (
                f"{row['kind'].capitalize()} {row['name']}",
                f"{row['kind']} {row['name']}",
                f"Ủy ban nhân dân {row['kind']} {row['name']}",
            ),
        )
        for row in rows
        if row["province_id"] == province_id and stands(row, year)
    )


@lru_cache(maxsize=1)
def _communes() -> tuple[Unit, ...]:
    first, second = _COMMUNE_WORDS
    named = [
        f"{('xã', 'phường', 'thị trấn')[at % 3]} {one} {other}"
        for at, (one, other) in enumerate((one, other) for one in first for other in second)
    ]
    named += [f"phường {number}" for number in range(1, 11)]
    return tuple(Unit(f"UBND {name}", (f"{name[0].upper()}{name[1:]}",)) for name in named)


def units_of(province: Province, block: str, year: int) -> Sequence[Unit]:
    """The units of a block; several may share a name only where the code lists say so."""
    match block:
        case "departments":
            return _departments(year, province.kind == "city")
        case "districts":
            return _districts(province.province_id, year)
        case _:
            return _communes()
