"""The committed code lists: equal to what their generator writes, consistent, and unambiguous."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest

from pipeline.reading.vocabulary.topics import index_in
from pipeline.vietnamese.normal import key, normalise, slug
from schemas.codelists.administrative_units import FOLDER, REFORM, TABLES, read_rows, render

COLUMNS = {
    "agency_names.csv": "agency_type,name,kind,valid_from,valid_to",
    "agency_types.csv": "agency_type,block,name_vi,name_en,valid_from,valid_to,successor_type,successor_kind",
    "blocks.csv": "block,name_vi,name_en,phrases",
    "criterion_links.csv": "name,dimension_id,link,reason_vi,reason_en",
    "dimension_links.csv": "phrase,dimension_id,link,reason_vi,reason_en",
    "dimensions.csv": "dimension_id,name_vi,name_en,definition,definition_vi",
    "district_changes.csv": "code,change,day,basis,note",
    "district_spellings.csv": "listed,name,basis",
    "districts.csv": "code,province_id,kind,name,valid_from,valid_to",
    "document_kinds.csv": "document_kind,name_vi,name_en,definition",
    "districts_earlier.csv": "code,province_id,kind,name,valid_from,valid_to,successor_code,basis",
    "iso_3166_2.csv": "province_id,iso_3166_2",
    "indices.csv": "index_id,name_vi,name_en,phrase,short",
    "ladder.csv": "step,name_vi,name_en,definition,definition_vi",
    "province_spellings.csv": "province_id,name",
    "provinces.csv": "province_id,code,iso_3166_2,name,kind,valid_from,valid_to",
    "successions.csv": "old_id,new_id,valid_from,kind",
    "tiers.csv": "family,tier,level",
}
# The blocks of agencies; districts, communes and provinces are administrative units, with lists of their own.
AGENCY_BLOCKS = {"departments", "central", "public_units", "organisations", "ministries"}


def repeated(values: Iterable[object]) -> list[object]:
    return [value for value, n in Counter(values).items() if n > 1]


def all_districts() -> list[dict[str, str]]:
    return read_rows("districts.csv") + read_rows("districts_earlier.csv")


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_file_is_clean(name: str) -> None:
    text = (FOLDER / name).read_bytes().decode("utf-8")
    assert text.splitlines()[0] == COLUMNS[name], f"{name}: the columns are a contract"
    assert text.endswith("\n") and "\r" not in text, f"{name}: end every line with LF alone"
    for row in read_rows(name):
        assert None not in row and None not in row.values(), f"{name}: a field too many or too few in {row}"
        assert all(value == value.strip() for value in row.values()), (
            f"{name}: spaces around a value in {row}"
        )
    assert not repeated(text.splitlines()), f"{name}: a line stands twice"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_generated_file_is_up_to_date(name: str) -> None:
    committed = (FOLDER / name).read_text(encoding="utf-8")
    assert committed == render(name), "run python -m schemas.codelists.administrative_units"


@pytest.mark.parametrize(
    "name",
    ["agency_names.csv", "agency_types.csv", "districts.csv", "districts_earlier.csv", "provinces.csv"],
)
def test_validity_is_a_period(name: str) -> None:
    for row in read_rows(name):
        days = [date.fromisoformat(row[column]) for column in ("valid_from", "valid_to") if row[column]]
        assert days == sorted(set(days)), f"{name}: {row} ends before it begins"


def test_provinces_are_63_and_34() -> None:
    rows = read_rows("provinces.csv")
    before = [row for row in rows if row["valid_to"] == REFORM]
    after = [row for row in rows if row["valid_from"] == REFORM]
    country = [row for row in rows if row["kind"] == "country"]
    assert (len(before), len(after), len(country), len(rows)) == (63, 34, 1, 98)
    for suffix, period in (("", before), ("-2025", after)):
        assert all(row["province_id"] == slug(row["name"]) + suffix for row in period)
    assert not repeated(row["province_id"] for row in rows), "province_id must be unique over both periods"
    assert all(re.fullmatch(r"VN-([0-9]{2}|[A-Z]{2})", row["iso_3166_2"]) for row in before)
    assert not repeated(row["iso_3166_2"] for row in before)
    for period in (before, after):
        assert not repeated(key(row["name"]) for row in period)


@pytest.mark.parametrize(
    ("province_id", "code", "iso", "name", "kind"),
    [
        ("son-la", "14", "VN-05", "Sơn La", "province"),
        ("son-la-2025", "14", "", "Sơn La", "province"),
        ("hoa-binh", "17", "VN-14", "Hòa Bình", "province"),
        ("thua-thien-hue", "46", "VN-26", "Thừa Thiên Huế", "province"),
        ("hue-2025", "46", "", "Huế", "city"),
        ("ho-chi-minh", "79", "VN-SG", "Hồ Chí Minh", "city"),
    ],
)
def test_known_province(province_id: str, code: str, iso: str, name: str, kind: str) -> None:
    row = next(row for row in read_rows("provinces.csv") if row["province_id"] == province_id)
    assert (row["code"], row["iso_3166_2"], row["name"], row["kind"]) == (code, iso, name, kind)


def test_every_old_province_has_one_successor() -> None:
    provinces = read_rows("provinces.csv")
    rows = read_rows("successions.csv")
    assert sorted(row["old_id"] for row in rows) == [
        row["province_id"] for row in provinces if row["valid_to"]
    ]
    assert {row["new_id"] for row in rows} == {row["province_id"] for row in provinces if row["valid_from"]}
    assert Counter(row["kind"] for row in rows) == {"merged": 52, "continued": 10, "renamed": 1}


def test_districts_of_both_packages_are_there() -> None:
    rows = read_rows("districts.csv")
    assert len([row for row in rows if row["valid_to"] == REFORM]) == 696
    assert len({row["code"] for row in rows}) >= 705
    assert {row["kind"] for row in all_districts()} == {"huyện", "thị xã", "thành phố", "quận"}
    old = {row["province_id"] for row in read_rows("provinces.csv") if row["valid_to"] == REFORM}
    assert {row["province_id"] for row in rows} == old
    assert {row["province_id"] for row in read_rows("districts_earlier.csv")} <= old


def test_states_of_a_district_code_do_not_overlap() -> None:
    states = defaultdict(list)
    for row in all_districts():
        states[row["code"]].append((row["valid_from"], row["valid_to"], row["province_id"]))
    for code, periods in states.items():
        periods.sort()
        assert len({province for _, _, province in periods}) == 1, f"{code}: in two provinces"
        for (_, ends, _), (begins, _, _) in pairwise(periods):
            assert ends <= begins, f"district {code}: {ends} > {begins}, mend districts_earlier.csv"


def test_no_two_districts_share_a_name_at_one_time() -> None:
    """Towns named as the district around them differ in kind; nothing else in a province may."""
    named = defaultdict(list)
    for row in all_districts():
        identity = (row["province_id"], row["kind"], key(row["name"]))
        named[identity].append((row["valid_from"], row["valid_to"]))
    for identity, periods in named.items():
        periods.sort()
        for (_, ends), (begins, _) in pairwise(periods):
            assert ends <= begins, f"{identity}: two at one time"


def test_earlier_districts_end_in_districts_that_exist() -> None:
    alive = {(row["code"], row["province_id"]) for row in read_rows("districts.csv")}
    for row in read_rows("districts_earlier.csv"):
        assert row["valid_to"] < REFORM and row["basis"], f"{row}: state the day and the resolution"
        for successor in row["successor_code"].split(";"):
            assert (successor, row["province_id"]) in alive, f"{row}: no successor {successor}"


@pytest.mark.parametrize(
    ("province_id", "year", "names"),
    [
        ("cao-bang", "2018", {"huyện Thông Nông", "huyện Trà Lĩnh", "huyện Phục Hòa", "huyện Quảng Uyên"}),
        ("cao-bang", "2021", {"huyện Quảng Hòa", "huyện Hà Quảng", "huyện Trùng Khánh"}),
        ("son-la", "2017", {"huyện Mộc Châu", "huyện Vân Hồ", "thành phố Sơn La"}),
        ("quang-ninh", "2018", {"huyện Hoành Bồ", "thị xã Đông Triều"}),
        ("binh-dinh", "2019", {"huyện Hoài Nhơn"}),
        ("binh-dinh", "2021", {"thị xã Hoài Nhơn"}),
        ("ho-chi-minh", "2020", {"quận 2", "quận 9", "quận Thủ Đức"}),
        ("ho-chi-minh", "2021", {"thành phố Thủ Đức", "quận 1"}),
    ],
)
def test_districts_as_then(province_id: str, year: str, names: set[str]) -> None:
    then = {
        f"{row['kind']} {row['name']}"
        for row in all_districts()
        if row["province_id"] == province_id and row["valid_from"] <= f"{year}-07-01" < row["valid_to"]
    }
    assert names <= then


@pytest.mark.parametrize(("day", "n"), [("2018-07-01", 713), ("2021-07-01", 705), ("2025-06-30", 696)])
def test_number_of_districts(day: str, n: int) -> None:
    """The numbers of districts that official statistics give for these years."""
    assert sum(row["valid_from"] <= day < row["valid_to"] for row in all_districts()) == n


def test_agency_types_are_unique_and_end_in_known_types() -> None:
    rows = read_rows("agency_types.csv")
    types = {row["agency_type"] for row in rows}
    assert not repeated(row["agency_type"] for row in rows)
    assert not repeated(key(row["name_vi"]) for row in rows)
    assert not repeated(row["name_en"] for row in rows)
    assert {row["block"] for row in rows} == AGENCY_BLOCKS
    for row in rows:
        assert row["name_vi"] and row["name_en"], f"{row['agency_type']}: name it in both languages"
        if row["successor_type"]:
            assert row["successor_type"] in types - {row["agency_type"]}, f"{row}: unknown successor"
            assert row["valid_to"], f"{row}: a type with a successor has a last day"
        # empty: not the same in all provinces, or only a part of it went there
        assert row["successor_kind"] in {"", "continued", "merged"}
        assert row["successor_type"] or not row["successor_kind"], f"{row}: what follows it?"


def test_agency_names_tell_their_type() -> None:
    types = {row["agency_type"]: row for row in read_rows("agency_types.csv")}
    owners = defaultdict(set)
    canonical = defaultdict(list)
    for row in read_rows("agency_names.csv"):
        assert row["kind"] in {"canonical", "alias", "abbreviation", "short"}
        # Without spaces: also "BQLKKT" and "BQL KKT" must not part.
        owners[key(row["name"]).replace(" ", "")].add(row["agency_type"])
        if row["kind"] == "canonical":
            canonical[row["agency_type"]].append(row["name"])
    assert not {name: found for name, found in owners.items() if len(found) > 1}, (
        "drop the name from all but one"
    )
    assert canonical == {agency_type: [row["name_vi"]] for agency_type, row in types.items()}


def test_agency_names_are_not_listed_twice() -> None:
    rows = read_rows("agency_names.csv")
    assert not repeated((row["agency_type"], key(row["name"])) for row in rows), (
        "matching folds these already"
    )


@pytest.mark.parametrize(
    ("name", "agency_type"),
    [
        ("Sở Lao động, Thương binh và Xã hội", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("LĐTB&XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("VHTT&DL", "so-van-hoa-the-thao-va-du-lich"),
        ("SỞ CÔNG THƯƠNG", "so-cong-thuong"),
        ("Sở Nông nghiệp và phát triển nông thôn", "so-nong-nghiep-va-phat-trien-nong-thon"),
        ("TT&TT", "so-thong-tin-va-truyen-thong"),
        ("Ban quản lý Khu kinh tế", "bql-khu-kinh-te"),
        ("Ban Quản lý các Khu công nghiệp", "bql-khu-cong-nghiep"),
        ("Văn phòng UBND tỉnh", "van-phong-ubnd"),
        ("Bộ Tài chính", "bo-tai-chinh"),
        ("Tài chính", "so-tai-chinh"),
    ],
)
def test_known_agency_name(name: str, agency_type: str) -> None:
    found = {row["agency_type"] for row in read_rows("agency_names.csv") if key(row["name"]) == key(name)}
    assert found == {agency_type}


def test_tiers_are_ordered_without_gaps() -> None:
    levels = defaultdict(list)
    for row in read_rows("tiers.csv"):
        levels[row["family"]].append(int(row["level"]))
    assert {"quality", "letters", "roman", "numbered"} <= set(levels)
    assert all(found == list(range(1, len(found) + 1)) for found in levels.values())
    assert not repeated(row["tier"] for row in read_rows("tiers.csv"))


@pytest.mark.parametrize(
    ("name", "column", "phrases"), [("indices.csv", "index_id", "phrase"), ("blocks.csv", "block", "phrases")]
)
def test_phrases_tell_one_entry(name: str, column: str, phrases: str) -> None:
    rows = read_rows(name)
    assert not repeated(row[column] for row in rows)
    assert not repeated(key(phrase) for row in rows for phrase in set(row[phrases].split(";"))), (
        f"{name}: {phrases}"
    )


def test_blocks_and_indices_of_the_contract_are_listed() -> None:
    blocks = {row["block"] for row in read_rows("blocks.csv")}
    assert blocks == AGENCY_BLOCKS | {"districts", "communes", "provinces"}
    indices = {row["index_id"] for row in read_rows("indices.csv")}
    assert {"ict", "website", "egov", "dti", "par", "ddci", "pci", "papi", "service"} <= indices


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("Bảng xếp hạng PGI các tỉnh", "pgi"),
        ("Provincial Green Index 2023", "pgi"),
        ("Chỉ số đổi mới sáng tạo cấp địa phương (PII)", "innovation"),
        ("Kết quả DDCI các huyện", "ddci"),
        ("Năng lực cạnh tranh của các sở, ban, ngành", "ddci"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "pci"),
        ("Chỉ số hài lòng về sự phục vụ hành chính năm 2022", "service"),
        ("Xếp hạng PAR Index", "par"),
        ("Digital Transformation Index of provinces", "dti"),
        ("Chỉ số công khai ngân sách tỉnh (POBI)", "budget"),
        ("Xếp hạng chỉ số thương mại điện tử", "ebusiness"),
        ("Kết quả đánh giá công tác phòng, chống tham nhũng", "integrity"),
        ("Kết quả đấu thầu qua mạng các chủ đầu tư", "procurement"),
        ("Xếp hạng công khai, minh bạch của các sở", "transparency"),
        ("Xếp hạng mức độ bảo đảm an toàn thông tin mạng", "security"),
        ("Tỷ lệ đấu thầu qua mạng", None),
        ("An toàn thông tin mạng", None),
    ],
)
def test_an_index_is_known_by_its_long_and_short_names_in_both_languages(
    words: str, index: str | None
) -> None:
    assert index_in(normalise(words).text) == index


def test_dimension_links_lead_to_dimensions() -> None:
    dimensions = [row["dimension_id"] for row in read_rows("dimensions.csv")]
    phrases = read_rows("dimension_links.csv")
    links = [*phrases, *({**row, "phrase": row["name"]} for row in read_rows("criterion_links.csv"))]
    assert not repeated(dimensions)
    assert {row["dimension_id"] for row in links if row["link"] != "none"} <= set(dimensions)
    assert {row["link"] for row in phrases} <= {"exact", "close", "broader", "narrower"}
    assert {row["link"] for row in links} <= {"exact", "close", "broader", "narrower", "none"}
    # a name may be reviewed and be of no dimension, the beginning of a name may not
    assert all(not row["dimension_id"] for row in links if row["link"] == "none")
    assert not repeated(key(row["phrase"]) for row in links), "one phrase, one dimension"
    assert all(row["reason_vi"] and row["reason_en"] for row in links), "say why, in both languages"
    defined = [row for name in ("dimensions.csv", "ladder.csv") for row in read_rows(name)]
    assert all(row["definition"] and row["definition_vi"] for row in defined)


def test_ladder_has_its_five_steps() -> None:
    assert [row["step"] for row in read_rows("ladder.csv")] == list("ABCDE")
