"""Code lists, kept as CSV files: their reader, and the generators of those that come from packages."""

import csv
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def read_list(name: str) -> list[dict[str, str]]:
    """Return the rows of the code list ``name`` (``tiers``, ``provinces`` …) in file order, by column name."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
