"""A province's own place in a national list, on the pages of a build of four small invented documents."""

import hashlib
import re
from pathlib import Path

import pytest

from pipeline.orchestration.run import run_build
from pipeline.workspace import Workspace
from tests.pipeline.test_national_list import DESCRIBED, DOCUMENTS
from tests.site.pages import linked, read_pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("national")
    for slug, (issuer, text) in DOCUMENTS.items():
        folder = root / "raw" / slug / "2019-xep-hang"
        folder.mkdir(parents=True)
        (folder / "document.txt").write_text(text, encoding="utf-8")
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        described = DESCRIBED.format(slug=slug, issuer=issuer, sha256=sha256)
        (folder / "source.yaml").write_text(described, encoding="utf-8")
    workspace = Workspace.under(root)
    outcome = run_build(workspace, "")
    assert outcome.record, outcome.failures
    return workspace.current / "site"


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("name", ["provinces/lao-cai.html", "agency-types/so-y-te/ict.html"])
def test_the_rank_of_the_province_stands_beside_its_agencies(site: Path, root: str, name: str) -> None:
    html = (site / root / name).read_text(encoding="utf-8")
    assert re.search(r'assessments/viet-nam-2019-ict-provinces\.html#viet-nam\.[\w-]*lao-cai">2</a>', html)


def test_no_rank_stands_beside_another_province_or_topic(site: Path) -> None:
    for name in ("provinces/son-la.html", "provinces/yen-bai.html"):
        assert "viet-nam-2019" not in (site / name).read_text(encoding="utf-8").partition('id="agencies"')[2]
    html = (site / "agency-types/so-y-te/ict.html").read_text(encoding="utf-8")
    assert html.count("assessments/viet-nam-2019") == 1, "Sơn La is in no national list"


def test_the_links_lead_to_the_row_of_the_province(site: Path) -> None:
    pages = read_pages(site)
    ids = {page.path.resolve(): set(page.ids) for page in pages}
    found = [
        (target, fragment)
        for page in pages
        for link, target, fragment in linked(page)
        if "assessments/viet-nam" in link and fragment
    ]
    assert found
    assert all(fragment in ids[target] for target, fragment in found)
