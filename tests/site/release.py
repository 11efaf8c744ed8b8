"""The pages of the real release as trees, with its tables to hold them against."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from lxml import html

Row = dict[str, Any]


@dataclass(frozen=True)
class RealPage:
    """A page: its path from the root of the site, its language, and its tree."""

    path: str
    lang: str
    tree: html.HtmlElement

    @property
    def folder(self) -> str:
        """The kind of page: ``assessments``, ``provinces`` …, empty for the pages at the root."""
        return self.path.removeprefix("en/").rpartition("/")[0]

    def find(self, query: str) -> list[Any]:
        """What an XPath finds on the page."""
        found: list[Any] = self.tree.xpath(query)
        return found


@dataclass(frozen=True)
class Release:
    """All pages, and the database that they are of."""

    pages: list[RealPage]
    site: Path
    con: duckdb.DuckDBPyConnection

    def rows(self, query: str) -> list[Row]:
        """The rows of a query by column name."""
        found = self.con.execute(query)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def of(self, folder: str) -> list[RealPage]:
        """The pages of a kind."""
        return [page for page in self.pages if page.folder == folder]


def read_release(site: Path, con: duckdb.DuckDBPyConnection) -> Release:
    """Read every page of a site."""
    pages = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        pages.append(RealPage(name, "en" if name.startswith("en/") else "vi", html.parse(path).getroot()))
    return Release(pages, site, con)


def text(element: html.HtmlElement) -> str:
    """What is read in an element, white space made one space."""
    return re.sub(r"\s+", " ", element.text_content()).strip()


def unfolded(element: html.HtmlElement) -> str:
    """What is read in an element while what it folds is shut."""
    copy = html.fromstring(html.tostring(element, encoding="unicode"))
    for folded in copy.xpath("//details/*[not(self::summary)]"):
        folded.drop_tree()
    return text(copy)


def own_words(page: RealPage) -> str:
    """The words of a page that are ours: without what it quotes and without names of the documents."""
    tree = html.fromstring(html.tostring(page.tree, encoding="unicode"))
    for quoted in tree.xpath(
        "//script|//svg|//code|//*[contains(@class,'lines')]|//td[@lang='vi']|//table[@class='answer']"
    ):
        quoted.drop_tree()
    if page.lang == "en":
        for quoted in tree.xpath("//*[@lang='vi']"):
            if quoted.getparent() is not None:
                quoted.drop_tree()
    titles = " ".join(page.find("//@title"))
    return f"{text(tree)} {titles}" if page.lang == "vi" else text(tree)
