"""What a maintainer should look at: a description that the headings belie, and what could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OriginDoubt:
    """A year or a province (``field``) that the headings clearly name, where another is ``described``."""

    field: str
    described: str
    named: str
    line: int


@dataclass(frozen=True, slots=True)
class ParseIssue:
    """Something that could not be read, for the maintainer: line, reason and cure."""

    line: int
    reason: str
    cure: str
