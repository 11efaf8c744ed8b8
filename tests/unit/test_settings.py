"""The settings of the site: whole, or refused in one line that names the cure."""

from pathlib import Path

import pytest

from pipeline.publishing.site.settings import SettingsError, read_settings
from pipeline.workspace import ROOT

WHOLE = {
    "publisher": "Sở Thử",
    "contact": "thu@example.org",
    "address": "https://example.org/xephang",
    "doi": "null",
}


def settings_file(folder: Path, **changes: str | None) -> Path:
    path = folder / "settings.yaml"
    lines = [f"{name}: {value}" for name, value in (WHOLE | changes).items() if value is not None]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_kept_settings_are_whole() -> None:
    read_settings(ROOT / "site" / "settings.yaml")


def test_a_page_has_an_address_where_the_site_has_one(tmp_path: Path) -> None:
    settings = read_settings(settings_file(tmp_path))
    assert settings.url("en/index.html") == "https://example.org/xephang/en/index.html"
    assert read_settings(settings_file(tmp_path, address="null")).url("index.html") is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"publisher": "null"}, "name 'publisher'"),
        ({"contact": "null"}, "name 'contact'"),
        ({"address": "http://example.org"}, "begins with https://"),
        ({"address": "https://example.org/"}, "ends without a slash"),
        ({"doi": "10.5"}, "'doi' is no text"),
        ({"doi": None}, "give each of address, contact, doi, publisher"),
    ],
)
def test_what_nobody_answers_for_is_not_published(
    tmp_path: Path, changes: dict[str, str | None], told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        read_settings(settings_file(tmp_path, **changes))
