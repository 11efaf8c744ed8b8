"""A site under an address of its own: what each page says of itself to others, and who must answer for it."""

from pathlib import Path

import pytest
from lxml import etree, html

from pipeline.publishing.site import render
from pipeline.publishing.site.settings import Settings, SettingsError, read_settings

ADDRESS = "https://xephang.example"


@pytest.fixture(scope="module")
def published(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented release, under an address."""
    out = tmp_path_factory.mktemp("published") / "site"
    with pytest.MonkeyPatch.context() as patch:
        found = Settings(
            publisher="Nhóm xephang", contact="hoi@xephang.example", address=ADDRESS, doi="10.1/x"
        )
        patch.setattr(render, "read_settings", lambda _: found)
        render.render_site(database, out)
    return out


def _pages(site: Path) -> dict[str, html.HtmlElement]:
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): html.parse(path).getroot() for path in found}


def test_every_page_names_its_address_its_mirror_and_its_image(published: Path) -> None:
    for path, page in _pages(published).items():
        mirror = path.removeprefix("en/") if path.startswith("en/") else f"en/{path}"
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}/{path}"]
        mirrors = set(page.xpath("//link[@rel='alternate'][@hreflang]/@href"))
        assert mirrors == {f"{ADDRESS}/{path}", f"{ADDRESS}/{mirror}"}
        (image,) = page.xpath("//meta[@property='og:image']/@content")
        assert (published / image.removeprefix(f"{ADDRESS}/")).is_file(), path
        assert f"{ADDRESS}/{path}" in page.xpath("string(//footer)"), "the address is part of the citation"


def test_each_kind_of_page_has_an_image_of_its_own(published: Path) -> None:
    images: dict[str, set[str]] = {}
    for path, page in _pages(published).items():
        (image,) = page.xpath("//meta[@property='og:image']/@content")
        images.setdefault(path.removeprefix("en/").split("/")[0], set()).add(image.rpartition("/")[2])
    for kind, image in (
        ("assessments", "list.png"),
        ("units", "unit.png"),
        ("findings.html", "findings.png"),
    ):
        assert image in images[kind]
    assert images["index.html"] == {"site.png"}


def test_the_sitemap_has_every_page(published: Path) -> None:
    listed = etree.parse(published / "sitemap.xml").findall(".//{*}loc")
    assert {one.text for one in listed} == {f"{ADDRESS}/{path}" for path in _pages(published)}


@pytest.mark.parametrize("missing", ["publisher", "contact"])
def test_nobody_publishes_without_saying_who(tmp_path: Path, missing: str) -> None:
    told = {"publisher": "Nhóm xephang", "contact": "hoi@xephang.example", "address": ADDRESS, "doi": None}
    lines = [f"{key}: {value or 'null'}" for key, value in {**told, missing: None}.items()]
    (tmp_path / "settings.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SettingsError, match=missing):
        read_settings(tmp_path / "settings.yaml")
