"""Nothing unread is certified: what may be a result and was not read sets its source aside."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.intake import read_province
from pipeline.resolution.staged_rows import StagedRows
from tests.unit.reports import flattened

SOURCE = """\
province: {province}
year: 2021
title: "Kết quả"
issuer: Ủy ban nhân dân
document_kind: signed
licence: "Văn bản hành chính"
publish_text: full
index: {index}
file: {file}
sha256: {sha256}
"""
DEPARTMENTS = "Kết quả xếp hạng chuyển đổi số các sở tỉnh Yên Bái năm 2021"
PROVINCES = "Kết quả xếp hạng chuyển đổi số các tỉnh, thành phố năm 2021"

Read = Callable[..., StagedRows]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a text as the only source of a province."""

    def source(
        text: str, province: str = "yen-bai", file: str = "document.txt", corrections: str = ""
    ) -> StagedRows:
        folder = tmp_path / "raw" / province / "2021-ket-qua"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        described = SOURCE.format(province=province, index="dti", file=file, sha256=sha256)
        (folder / "source.yaml").write_text(described, encoding="utf-8")
        if corrections:
            (folder / "corrections.yaml").write_text(corrections, encoding="utf-8")
        return read_province(tmp_path / "raw", province)

    return source


def reason(rows: StagedRows) -> str:
    """Why the only source was set aside."""
    assert rows.statements == [] and rows.sources == []
    (row,) = rows.quarantine
    return f"{row.place}: {row.reason}. {row.cure}"


@pytest.mark.parametrize("mark", [".", ","])
def test_a_table_with_a_name_that_nobody_knows_is_refused_with_its_line(mark: str, read: Read) -> None:
    cells = ["Tỉnh", "Điểm", "Xếp hạng", "Nhóm"]
    for place, (unit, score) in enumerate([("Miền núi", "71.20"), ("Yên Bái", "70.85"), ("Hà Nam", "69.40")]):
        cells += [unit, score.replace(".", mark), str(place + 1), "Tốt"]
    text = "\n".join([PROVINCES, "", *flattened(cells)])
    told = reason(read(text, "viet-nam"))
    assert told.startswith("line 11: ") and "Miền núi" in told


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ("Sở Y tế điểm 85.5 trong đợt này", "85.5"),
        ("Tổng hợp: Sở Y tế 85.5/Khá", "85.5"),
        ("Sở Y tế thuộc nhóm 2", "2"),
        ("Sở Y tế ở mức 3", "3"),
        ("Sở Y tế giữ hạng số 4", "4"),
        ("Sở Y tế từ 5/12 sang 3/12", "5"),
        ("8.91 Sở Y tế", "8.91"),
        ("Lưu ý: Sở Y tế có tổng 45.7", "45.7"),
        ("Sở Y tế cập nhật xong, 45.7", "45.7"),
        ("Sở Y tế 7.95 8.02 77.15", "77.15"),
    ],
)
def test_a_figure_beside_a_unit_is_no_structure_and_no_reference(line: str, token: str, read: Read) -> None:
    rows = read(f"{DEPARTMENTS}\n\n{line}\n")
    held = [row for row in rows.statements if row.value_text == token]
    told = [row for row in rows.claims if token in line[row.col_start : row.col_end]]
    assert held or told or token in reason(rows)


def test_figures_elsewhere_ship_unaccounted_up_to_three(read: Read) -> None:
    table = f"{DEPARTMENTS}\n\nSTT\tĐơn vị\tĐiểm\n1\tSở Y tế\t50,5\n2\tSở Nội vụ\t40,5\n\n"
    rows = read(table + "Mã tra cứu là 4517.\nCòn mã là 81 và là 82.\n")
    assert rows.quarantine == []
    assert [row.token for row in rows.number_ledger if row.fate == "unaccounted"] == ["4517", "81", "82"]
    assert rows.sources[0].n_unaccounted == 3
    told = reason(read(table + "Mã tra cứu là 4517.\nCòn mã là 81, là 82 và là 83.\n"))
    assert all(f" {token}" in told for token in ("4517", "81", "82", "83"))


def test_a_ranking_that_is_only_a_numbered_list_is_refused(read: Read) -> None:
    units = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"]
    listed = "\n".join(f"{place}. {unit}" for place, unit in enumerate(units, start=1))
    rows = read(f"{DEPARTMENTS}\n\nThứ tự xếp hạng các đơn vị:\n{listed}\n")
    ranks = [(row.agency, row.value) for row in rows.statements if row.measure == "rank"]
    assert len(ranks) == 3 or "line 4: 1; line 5: 2" in reason(rows)
    assert read(f"{DEPARTMENTS}\n\nĐoàn kiểm tra có:\n{listed}\n").quarantine == []


def test_headings_that_count_on_and_pages_are_no_losses(read: Read) -> None:
    section = "\n".join(["Một đoạn văn không có con số nào."] * 11)
    rows = read(
        f"{DEPARTMENTS}\n\n1. Ưu điểm\n{section}\n2\n{section}\n2. Tồn tại\n2.1. Về hạ tầng\n{section}\n3\n"
        f"{section}\n2.2. Về nhân lực\n"
    )
    assert rows.quarantine == []
    assert [(row.token, row.fate) for row in rows.number_ledger if row.line > 1] == [
        ("1", "structure"), ("2", "furniture"), ("2", "structure"), ("2.1", "structure"), ("3", "furniture"),
        ("2.2", "structure"),
    ]  # fmt: skip


def test_a_result_of_an_unknown_unit_names_it_and_its_neighbours(read: Read) -> None:
    rows = ["TT\tTỉnh\tĐiểm", "1\tYên Bái\t70,5", "2\tHà Nàm Ninh\t69,4", "3\tCà Mau\t68,1"]
    text = "\n".join([PROVINCES, "", *rows])
    told = reason(read(text, "viet-nam"))
    assert "line 5: 'Hà Nàm Ninh'" in told and "nearest:" in told
    named = "- line: 5\n  before: Hà Nàm Ninh\n  after: Hà Nam\n  reason: thử\n"
    found = read(text, "viet-nam", corrections=named)
    assert found.quarantine == [] and len({row.agency_id for row in found.statements}) == 3
    assert all(row.agency_id for row in found.statements)


def test_a_misspelt_department_under_a_heading_of_its_block_is_refused(read: Read) -> None:
    rows = ["STT\tĐơn vị\tĐiểm", "1\tSở Y tế\t70,5", "2\tSở Ngội vụ\t69,4"]
    told = reason(read("\n".join([DEPARTMENTS, "", "1. Đối với các sở, ngành", "", *rows])))
    assert "'Sở Ngội vụ'" in told and "Sở Nội vụ" in told and "Sở Ngoại vụ" in told


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ("Điểm cao nhất là 97,40 điểm (Sở Công Thương), sau đó là Sở Xây dựng.", "97,40"),
        ("Xếp thứ hai là Sở Y tế, thứ ba là Sở Nội vụ với 90,25 điểm và 89,75 điểm.", "89,75"),
        ("Sở Tư pháp đạt 88,10 điểm; thứ 5 Sở Công Thương đạt 87,05 điểm.", "5"),
        ("Chỉ số của Sở Y tế từ 81,20% lên mức xếp hạng mới.", "81,20"),
    ],
)
def test_a_result_that_no_unit_was_given_is_no_claim_on_others(line: str, token: str, read: Read) -> None:
    rows = read(f"{DEPARTMENTS}\n\n{line}\n")
    if rows.quarantine:
        assert token in rows.quarantine[0].reason
    else:
        (entry,) = (row for row in rows.number_ledger if row.token == token)
        in_doubt = entry.target_id in {doubt.doubt_id for doubt in rows.doubts}
        assert in_doubt or token in {row.value_text for row in rows.statements}


def test_where_sentences_are_hardly_read_the_source_is_set_aside(read: Read) -> None:
    line = "Ở nhóm này, {} được {} điểm, hơn hẳn Sở Tư pháp."
    told = ["Sở Y tế đạt 88,5 điểm, Sở Nội vụ đạt 86,5 điểm, Sở Xây dựng đạt 84,5 điểm."]
    few = [*told, line.format("Sở Y tế", "21,25")]
    many = [*few, *(line.format("Sở Nội vụ", f"1{n},75") for n in range(5))]
    assert not read("\n\n".join([DEPARTMENTS, *few])).quarantine
    assert "11,75" in reason(read("\n\n".join([DEPARTMENTS, *many])))


def test_a_counter_that_two_rows_with_one_score_share_is_a_rank(read: Read) -> None:
    rows = ["TT\tĐơn vị\tĐiểm", "1\tSở Y tế\t50,5", "1\tSở Nội vụ\t50,5", "3\tSở Tư pháp\t40,5"]
    found = read("\n".join([DEPARTMENTS, "", *rows])).statements
    assert [str(row.value) for row in found if row.measure == "rank"] == ["1", "1", "3"]


def test_the_numbers_of_columns_are_no_maxima(read: Read) -> None:
    rows = [
        "TT\tĐơn vị\tHạ tầng số\tTổng điểm",
        "(1)\t(2)\t(3)\t(4)",
        "1\tSở Y tế\t9,5\t50,5",
        "2\tSở Nội vụ\t8\t40,5",
    ]
    found = read("\n".join([DEPARTMENTS, "", *rows]))
    assert found.quarantine == []
    assert {row.measure for row in found.statements} == {"score"}


def test_a_bare_name_in_a_list_of_communes_is_no_district(read: Read) -> None:
    head = "Kết quả xếp hạng chuyển đổi số các xã, phường tỉnh Yên Bái năm 2021"
    rows = ["TT\tĐơn vị\tĐiểm", "1\tXã Âu Lâu\t50,5", "2\tTrấn Yên\t40,5"]
    assert "'Trấn Yên'" in reason(read("\n".join([head, "", *rows])))


def test_how_readers_marked_the_page_is_furniture(read: Read) -> None:
    table = f"{DEPARTMENTS}\n\nSTT\tĐơn vị\tĐiểm\n1\tSở Y tế\t50,5\n2\tSở Nội vụ\t40,5\n\n"
    rows = read(table + "Tổng số điểm của bài viết là: 5 trong 1 đánh giá\n")
    assert rows.quarantine == []
    assert [row.fate for row in rows.number_ledger if row.line == 7] == ["furniture", "furniture"]


@pytest.mark.parametrize(
    "told",
    [
        "Các sở có tổng điểm dưới 50 phải giải trình.",
        "\t**B. Nhóm từ 60 đến dưới 80 điểm**\t\t",
        "Nhóm các sở đứng giữa có điểm từ trên 70% đến dưới 90%.",
        "- 2 -",
        "Ngày đăng ở Sở Y tế\t12/01/2022; lần 2\t\t",
    ],
)
def test_what_bounds_results_or_counts_pages_and_issues_is_no_loss(told: str, read: Read) -> None:
    head = "TT\tĐơn vị\tĐiểm\tHạng"
    rows = ["1\tSở Y tế\t82,5\t1", told, "2\tSở Nội vụ\t71,5\t2", "3\tSở Tư pháp\t61,5\t3"]
    assert read("\n".join([DEPARTMENTS, "", head, *rows])).quarantine == []
