"""What a page is, and what a search finds it by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.publishing.site.texts import Language


@dataclass(frozen=True, slots=True)
class Found:
    """A name that a search finds: `kind` of thing, the name in both languages, where it belongs, other names of it.

    `agency_type`: the type whose usual abbreviations find it too.
    """

    kind: str
    name: str
    name_en: str
    context: str
    path: str
    others: tuple[str, ...] = ()
    agency_type: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path from the root of a language, its template, what that is given, and what finds the page."""

    path: str
    template: str
    context: dict[str, Any]
    found: tuple[Found, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Script:
    """A file of data that a page asks for: its path from the root of a language, and its text in one."""

    path: str
    text: Callable[[Language], str]
