"""A document is of the year and the province that its headings name, or its description says why not."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.commands import cli
from pipeline.commands.add import Description, add_source
from pipeline.documents.document import Document
from pipeline.documents.errors import SourceError
from pipeline.documents.formats.plain_text import read_lines
from pipeline.intake import Hints, extract_file, province_of, read_province
from pipeline.reading.text.origin import other_province, other_year, told_provinces, told_years

TITLE = "Kết quả xếp hạng mức độ ứng dụng CNTT các sở, ban, ngành tỉnh Lào Cai năm 2019\n"
RESULT = "Sở Nội vụ đứng đầu với 81,5 điểm; Sở Y tế xếp thứ 2 với 66,0 điểm.\n"


def document(text: str) -> Document:
    return Document("a.txt", "text/plain", "", read_lines("a.txt", text.encode()))


def year_of(text: str, said: int, decided: date | None = None) -> int | None:
    found = other_year(document(text), said, decided)
    return found and found[0]


CLEARLY_2019 = [
    TITLE + RESULT,
    "KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG\nMỨC ĐỘ ỨNG DỤNG CÔNG NGHỆ THÔNG TIN\nNĂM 2019\n" + RESULT,
    "Về việc phê duyệt kết quả đánh giá,\nxếp hạng mức độ chuyển đổi số\nnăm 2019\n" + RESULT,
    "Bảng xếp hạng các sở, ban, ngành\nNăm 2019\n" + RESULT,
    TITLE + "Kết quả xếp hạng tăng so với năm 2018.\nĐánh giá chung: cao hơn năm 2018 và năm 2020 sẽ tăng.\n",
    TITLE + "Lào Cai, ngày 20 tháng 01 năm 2020\n" + RESULT,
]


@pytest.mark.parametrize("text", CLEARLY_2019)
@pytest.mark.parametrize("said", [2018, 2020])
def test_headings_that_name_one_year_speak_against_another(text: str, said: int) -> None:
    assert year_of(text, said) == 2019
    assert year_of(text, 2019) is None


@pytest.mark.parametrize(
    "text",
    [
        RESULT,  # names no year
        "Kết quả xếp hạng các năm 2017, 2018 và 2019\n" + RESULT,
        "Kết quả xếp hạng giai đoạn 2017-2020\n" + RESULT,
        "Kết quả xếp hạng từ năm 2016 đến năm 2019\n" + RESULT,
        "Kết quả PAR INDEX 2018\n" + "Kế hoạch nâng xếp hạng năm 2019\n" + RESULT,
        "Kết quả xếp hạng năm 2018\nKết quả xếp hạng năm 2019\n" + RESULT,
        "Kết quả xếp hạng\nQuyết định công bố ngày 05 tháng 3 năm 2019\n" + RESULT,
        "Quyết định số 12/QĐ-UBND ngày 5/3/2019 công bố kết quả xếp hạng\n" + RESULT,
    ],
)
def test_several_years_days_and_plans_speak_against_none(text: str) -> None:
    assert year_of(text, 2018) is None


def test_a_heading_of_a_year_after_the_decision_is_a_slip_of_its_own() -> None:
    text = TITLE + "Ngày 18/12/2018, Ủy ban nhân dân tỉnh công bố kết quả.\n" + RESULT
    assert year_of(text, 2018, date(2018, 12, 18)) is None
    assert year_of(text, 2018, date(2019, 12, 18)) == 2019


def province_in(text: str, said: str, year: int = 2019) -> str | None:
    found = other_province(document(text), province_of(said, "a.txt", year), year)
    return found and found[0].province_id


@pytest.mark.parametrize(
    ("text", "said", "named"),
    [
        (TITLE + RESULT, "lai-chau", "lao-cai"),
        (TITLE + RESULT, "lao-cai", None),
        (TITLE + RESULT, "viet-nam", "lao-cai"),
        (TITLE + RESULT + "Học tập tỉnh Lai Châu.\n", "lai-chau", None),  # not clear: one name each
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\nXếp hạng các sở năm 2019\n" + RESULT, "quang-nam", "quang-tri"),
        ("Xếp hạng các sở, ngành năm 2019\n" + RESULT, "quang-nam", None),  # names no province
        ("Xếp hạng các sở, ngành năm 2019\n" + RESULT + "\n" * 20 + "Tin tỉnh Lai Châu\n", "quang-nam", None),
        ("Xếp hạng các tỉnh, thành phố năm 2019\nTỉnh Lai Châu đứng đầu xếp hạng.\n", "lao-cai", None),
        ("Xếp hạng các tỉnh, thành phố năm 2019\nTỉnh Lai Châu đứng đầu xếp hạng.\n", "viet-nam", None),
    ],
)
def test_headings_that_name_one_province_speak_against_another(
    text: str, said: str, named: str | None
) -> None:
    assert province_in(text, said) == named


def test_a_province_and_its_heir_have_one_name() -> None:
    text = TITLE.replace("2019", "2025") + RESULT
    assert province_in(text, "lao-cai-2025", 2025) is None
    assert province_in(text, "lao-cai", 2025) is None


@pytest.mark.parametrize(
    "folder", sorted(Path("raw").glob("*/*/source.yaml")), ids=lambda path: path.parent.name
)
def test_no_source_of_the_repository_is_contradicted_and_a_wrong_year_always_is(folder: Path) -> None:
    from pipeline.documents.read_document import read_document

    said = yaml.safe_load(folder.read_text(encoding="utf-8"))
    told = read_document(folder.parent / said["file"])
    days = [said[name] for name in ("decided", "published") if name in said]
    assert other_year(told, said["year"], min(days, default=None)) is None
    assert other_province(told, province_of(said["province"], "", said["year"]), said["year"]) is None
    for wrong in (said["year"] - 1, said["year"] + 2):
        assert other_year(told, wrong, min(days, default=None)) is not None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Kết quả Chỉ số PAPI 2018 các huyện\n" + RESULT, 2018),
        ("Quyết định ngày 12 tháng 01 năm 2020\nKết quả xếp hạng năm 2019\n" + RESULT, 2019),
        ("Xếp hạng năm 2019 tăng so với năm 2018; năm 2018 tỉnh xếp thứ 5\n", 2019),
        ("Kết quả xếp hạng\nQuyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2019\n" + RESULT, None),
        (RESULT + "Năm 2017, tỉnh có nhiều cố gắng.\n", 2017),
        (RESULT + "Báo cáo gửi trong quý II năm 2020, trước tháng 7 năm 2020.\n", None),
        (RESULT + "Năm 2021, các huyện phấn đấu đạt trên 80 điểm.\n", None),
        ("Xếp hạng cổng thông tin: 38 tỉnh có dịch vụ (năm 2018 là 21)\nCổng thông tin năm 2019\n", 2019),
    ],
)
def test_a_document_is_of_the_year_that_its_headings_say_is_assessed(text: str, year: int | None) -> None:
    told = told_years(document(text))
    assert (told[0][0] if told else None) == year


@pytest.mark.parametrize(
    ("text", "province"),
    [
        (
            "Yên Bái, ngày 20 tháng 12 năm 2019\nXếp hạng các sở\nHọc tập tỉnh Lào Cai, tỉnh Lào Cai\n",
            "yen-bai",
        ),
        ("Xếp hạng các tỉnh, thành phố năm 2019\nBáo tỉnh Yên Bái\n", "viet-nam"),
        ("Tỉnh Yên Bái xếp hạng 20/63 tỉnh, thành phố năm 2019\n", "yen-bai"),
        ("Kết quả xếp hạng năm 2019 đạt thứ 5/63 tỉnh, thành phố\nCác sở của tỉnh Yên Bái\n", "yen-bai"),
        (RESULT, None),
    ],
)
def test_a_document_is_of_the_province_that_signs_it_and_that_it_names(
    text: str, province: str | None
) -> None:
    told = told_provinces(document(text), 2019)
    assert (told[0][0] if told else None) == province


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Tỉnh Yên Bái đạt 45,5 điểm, tỉnh Sơn La đạt 44 điểm năm 2019.\n", "viet-nam"),
        (TITLE + RESULT, "lao-cai"),
        ("Lào Cai, ngày 20 tháng 01 năm 2020\n" + RESULT, "lao-cai"),
    ],
)
def test_who_knows_a_national_list_is_believed_where_no_heading_names_a_province(
    text: str, home: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    assert extract_file(path, Hints("viet-nam", 2019, "papi")).sources[0].province_id == home


def test_a_hint_decides_between_years_that_are_told_alike_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"

    def year(text: str, hint: int) -> int:
        path.write_text(text + RESULT, encoding="utf-8")
        return extract_file(path, Hints(province="lao-cai", year=hint, index="ict")).sources[0].year

    several = "Kết quả xếp hạng các sở tỉnh Lào Cai, 2017 - 2019\n"
    assert [year(several, 2018), year(several, 2016), year(TITLE, 2018)] == [2018, 2019, 2019]


SAID = Description(
    province="lao-cai",
    year=2019,
    title="Kết quả xếp hạng",
    issuer="Ủy ban nhân dân tỉnh Lào Cai",
    kind="signed",
    publish_text="full",
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TITLE + RESULT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            replace(SAID, year=2018),
            r"line 1: its headings name the year 2019, it is said to be of 2018\. Cure: ",
        ),
        (replace(SAID, province="lai-chau"), "the province Lào Cai, it is said to be of Lai Châu"),
        (replace(SAID, decided="2018-12-20"), "2019 had not begun on the day decided, 2018-12-20"),
    ],
)
def test_a_document_of_another_year_or_province_is_not_added(
    said: Description, reason: str, report: Path, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=reason):
        add_source(report, said, tmp_path / "raw")
    assert not (tmp_path / "raw").exists()


def test_a_reason_is_kept_published_and_lets_the_source_in(report: Path, tmp_path: Path) -> None:
    said = replace(SAID, year=2018, year_reason="tiêu đề in nhầm năm")
    folder = add_source(report, said, tmp_path / "raw")
    rows = read_province(tmp_path / "raw", "lao-cai")
    assert rows.quarantine == [] and {row.year for row in rows.statements} == {2018}
    assert [(row.locator, row.before, row.after, row.reason) for row in rows.corrections] == [
        ("line=1", "2019", "2018", "tiêu đề in nhầm năm")
    ]
    described = (folder / "source.yaml").read_text(encoding="utf-8")
    (folder / "source.yaml").write_text(described.replace("year_reason: tiêu đề in nhầm năm\n", ""))
    (fault,) = read_province(tmp_path / "raw", "lao-cai").quarantine
    assert (fault.place, "2019" in fault.reason, "year_reason" in fault.cure) == ("line 1", True, True)


def test_a_source_of_another_year_is_set_aside_whoever_wrote_its_description(
    report: Path, tmp_path: Path
) -> None:
    folder = add_source(report, SAID, tmp_path / "raw")
    data = (TITLE.replace("2019", "2016") + RESULT).encode()
    (folder / "document.txt").write_bytes(data)
    described = yaml.safe_load((folder / "source.yaml").read_text(encoding="utf-8"))
    described["sha256"] = hashlib.sha256(data).hexdigest()
    (folder / "source.yaml").write_text(yaml.safe_dump(described, allow_unicode=True), encoding="utf-8")
    rows = read_province(tmp_path / "raw", "lao-cai")
    assert len(rows.quarantine) == 1 and not rows.statements


def test_the_account_of_what_was_added_is_that_of_its_description(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    report.write_text(TITLE + RESULT + "Sở Ngội vụ xếp thứ 3 với 60,0 điểm.\n", encoding="utf-8")
    said = [
        "--province",
        "lai-chau",
        "--year",
        "2018",
        "--title",
        "Kết quả",
        "--issuer",
        "UBND",
        "--kind",
        "signed",
    ]
    reasons = ["--publish-text", "full", "--year-reason", "in nhầm", "--province-reason", "in nhầm"]
    refused = CliRunner().invoke(cli.app, ["add", str(report), *said, "--publish-text", "full"])
    assert refused.exit_code == 1 and refused.stderr.count("\n") == 1
    result = CliRunner().invoke(cli.app, ["add", str(report), *said, *reasons])
    assert result.exit_code == 0, result.stderr
    assert "Lai Châu (lai-chau)" in result.stderr and "Lào Cai (" not in result.stderr
    assert "ict departments 2018" in result.stderr and "set aside until cured" in result.stderr


def test_a_hint_goes_before_years_that_only_the_text_below_the_headings_names() -> None:
    text = RESULT + "Tỉnh sẽ chi thêm 450 triệu đồng trong năm 2020.\n"
    assert told_years(document(text))[0][0] == 2020
    assert told_years(document(text), hint=2019) == []
    assert told_years(document("Kết quả xếp hạng năm 2019\n" + text), hint=2018)[0][0] == 2019
