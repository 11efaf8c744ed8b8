"""Reading rendered pages: elements, links, ids and visible text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from schemas.contract import PUBLISHED

VOID = {"meta", "link", "br", "input", "hr", "img"}
# Attributes that make a browser fetch what they name.
FETCHED = {("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src")}
# The files of the release that stand beside the site.
_RELEASE_FILES = {
    "xephang.xlsx",
    "xephang.duckdb",
    "README.md",
    "datapackage.json",
    "croissant.json",
    "verify.sql",
    "CHECKSUMS",
} | {f"{kind}/{table.name}.{kind}" for table in PUBLISHED for kind in ("csv", "parquet")}

# The pages beside all releases.
_CHANGES = {("changes", "index.html"), ("changes", "en.html")}


@dataclass
class Page:
    """A page: ``text`` is what is read on it outside of charts, ``faults`` what is not well formed."""

    path: Path
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.page.tags.append((tag, found))
        if len(found) != len(attrs):
            self.page.faults.append(f"<{tag}> has an attribute twice")
        for name, value in attrs:
            if name == "id":
                self.page.ids.append(value or "")
            elif (tag, name) in FETCHED and found.get("rel") != "alternate":
                self.page.fetched.append(value or "")
            elif name == "href":
                self.page.links.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.page.faults.append(f"</{tag}> closes what is not open, at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if not {"script", "svg"}.intersection(self.open):
            self.page.text.append(data)


def read_pages(root: Path) -> list[Page]:
    """All pages below ``root`` by path."""
    return [_read(path) for path in sorted(root.rglob("*.html"))]


def _read(path: Path) -> Page:
    page = Page(path)
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    page.faults.extend(f"<{tag}> is never closed" for tag in reader.open)
    return page


def linked(page: Page) -> Iterator[tuple[str, Path, str]]:
    """The links of a page: as written, the file they name, and their fragment."""
    for link in page.links:
        name, _, fragment = link.partition("#")
        target = (page.path.parent / name).resolve() if name else page.path.resolve()
        yield link, target, fragment


def broken_links(site: Path, pages: list[Page]) -> list[tuple[str, str]]:
    """The links of ``pages`` that lead nowhere: page and link."""
    ids = {page.path.resolve(): set(page.ids) for page in pages}
    root = site.resolve()
    broken = []
    for page in pages:
        for link, target, fragment in linked(page):
            beside = target.is_relative_to(root.parent) and not target.is_relative_to(root)
            if beside and target.relative_to(root.parent).as_posix() in _RELEASE_FILES:
                continue
            if (target.parent.name, target.name) in _CHANGES:
                continue
            # what stands behind a fragment with "=" is chosen by a script
            if target not in ids or (fragment and "=" not in fragment and fragment not in ids[target]):
                broken.append((page.path.relative_to(site).as_posix(), link))
    return broken
