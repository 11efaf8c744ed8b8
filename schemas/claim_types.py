"""The registry of claim types: what each counts, what a contradiction of it is, how the self-test tries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

REGISTRY = "schemas/claim_types.yaml"


@dataclass(frozen=True, slots=True)
class ClaimType:
    """A type of claim; ``units`` are what its figure can count, each with its kind of discrepancy."""

    name: str
    vi: str
    en: str
    definition: str
    units: Mapping[str, str]
    constraints: tuple[str, ...]
    fault: str | None = None
    sentences: bool = True
    is_scoped: bool = False
    is_change: bool = False
    is_of_year: bool = False
    unconstrained: str | None = None
    unverified: str | None = None

    def discrepancy(self, unit: str) -> str:
        """Return the kind of discrepancy that a contradicted figure in ``unit`` is."""
        if unit not in self.units:
            raise ValueError(f"a claim of type {self.name} counts {unit}: add that to {REGISTRY}")
        return self.units[unit]


@dataclass(frozen=True, slots=True)
class Term:
    """A word in both languages, and what it means."""

    vi: str
    en: str
    definition: str


def _read() -> tuple[dict[str, ClaimType], dict[str, Term]]:
    tree = yaml.load(
        Path(__file__).with_name("claim_types.yaml").read_text(encoding="utf-8"),
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )
    types = {
        name: ClaimType(**{**entry, "name": name, "constraints": tuple(entry["constraints"])})
        for name, entry in tree["types"].items()
    }
    return types, {name: Term(**entry) for name, entry in tree["discrepancies"].items()}


TYPES, DISCREPANCIES = _read()


def claim_type(name: str) -> ClaimType:
    """Return the type ``name``; an unknown one is an error that says where it is to be added."""
    if name not in TYPES:
        raise ValueError(f"no type of claim is called '{name}': add it to {REGISTRY}")
    return TYPES[name]
