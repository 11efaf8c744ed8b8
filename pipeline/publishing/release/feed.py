"""What is told of releases as a feed for programs and as a page for people, and the page that leads to the site."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.publishing.site.settings import read_settings
from pipeline.publishing.site.texts import LANGUAGES, Language

if TYPE_CHECKING:
    from pipeline.publishing.release.history import Entry

_SITE = Path(__file__).parents[3] / "site"
_ATOM = "http://www.w3.org/2005/Atom"
# How many entries the page and the feed have, and how many values of each they name.
_ENTRIES = 50
_MOVED = 100


def write_feed(entries: "Sequence[Entry]", current: Path) -> dict[str, str | bytes]:
    """Return the files, by path below ``dist``, that tell of ``entries``; ``current`` is the release that stands."""
    shown = list(reversed(entries))[:_ENTRIES]
    languages = {code: Language.read(_SITE / "content", code, []) for code in LANGUAGES}
    first = languages[LANGUAGES[0]]
    environment = Environment(
        loader=FileSystemLoader(_SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    files: dict[str, str | bytes] = {
        "changes/atom.xml": _atom(shown, first),
        "changes/site.css": (_SITE / "static" / "site.css").read_bytes(),
        "changes/noto-sans.woff2": (_SITE / "static" / "noto-sans.woff2").read_bytes(),
        "index.html": environment.get_template("entrance.html.j2").render(
            site=f"releases/{current.name}/site/index.html",
            lang=first,
        ),
    }
    kept = sorted(path.name for path in current.parent.iterdir() if (path / "release.json").is_file())
    for code, said in languages.items():
        page = environment.get_template("changes.html.j2").render(
            entries=shown, most=_MOVED, lang=said, t=said.say, term=said.term, count=said.count, kept=kept,
            current=current.name, other=next(other for other in LANGUAGES if other != code),
            root="" if code == LANGUAGES[0] else f"{code}/",
        )  # fmt: skip
        files[changes_page(code)] = page
    return files


def changes_page(code: str) -> str:
    """Return the page of changes in a language, by path below ``dist``."""
    return "changes/index.html" if code == LANGUAGES[0] else f"changes/{code}.html"


def _atom(entries: "Sequence[Entry]", said: Language) -> bytes:
    settings = read_settings(_SITE / "settings.yaml")
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    _add(feed, "title", f"{said.say('site.name')}: {said.say('changes.title')}")
    _add(feed, "id", "urn:xephang:changes")
    _add(feed, "updated", entries[0].made_at if entries else "")
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", settings.publisher or said.say("about.publisher_none"))
    for entry in entries:
        told = ElementTree.SubElement(feed, "entry")
        _add(told, "title", said.say("changes.release", release=entry.release))
        _add(told, "id", f"urn:xephang:release:{entry.release}:{entry.made_at}")
        _add(told, "updated", entry.made_at)
        href = (
            settings.url(f"releases/{entry.release}/site/index.html")
            or f"../releases/{entry.release}/site/index.html"
        )
        ElementTree.SubElement(told, "link", {"href": href})
        causes = "; ".join(said.term("cause", cause) for cause in entry.causes)
        moved = said.say("changes.moved", n=said.count(len(entry.moved)))
        alone = said.say("changes.same" if entry.before else "changes.first")
        _add(told, "summary", f"{causes}. {moved}" if causes else alone)
    ElementTree.indent(feed, "")
    return bytes(ElementTree.tostring(feed, "utf-8", xml_declaration=True)) + b"\n"


def _add(parent: ElementTree.Element, tag: str, content: str) -> None:
    ElementTree.SubElement(parent, tag).text = content
