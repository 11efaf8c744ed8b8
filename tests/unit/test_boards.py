"""Several columns of names in one table: each figure is that of its own board, or of nobody."""

import pytest

from tests.unit.reports import Extract, said

TITLE = "Kết quả xếp hạng chuyển đổi số các huyện, thị xã, thành phố tỉnh Lào Cai năm 2019"


def told(extract: Extract, *rows: str) -> list[tuple[str | None, str, str, str]]:
    found = extract("\n".join([TITLE, "", *(row.replace("|", "\t") for row in rows)]))
    assert found.quarantine == []
    return [(row.agency, row.measure, row.criterion, row.value) for row in said(found)]


def refused(extract: Extract, *rows: str) -> str:
    found = extract("\n".join([TITLE, "", *(row.replace("|", "\t") for row in rows)]))
    assert said(found) == []
    assert found.quarantine == []
    (doubt,) = found.doubts
    return f"line {doubt.line}: {doubt.reading_b_en}"


def test_communes_behind_the_districts_that_they_lie_in_own_the_figures(extract: Extract) -> None:
    assert told(
        extract,
        "STT|Huyện, thị xã|Xã, phường|Tổng điểm|Xếp hạng",
        "1|Huyện Bát Xát|Xã Bản Vược|88,5|1",
        "2||Xã Cốc Mỳ|80,5|3",
        "3|Huyện Văn Bàn|Xã Dương Quỳ|84,5|2",
    ) == [
        (name, measure, "total", value)
        for name, score, rank in (
            ("UBND xã Bản Vược", "88.5", "1"),
            ("UBND xã Cốc Mỳ", "80.5", "3"),
            ("UBND xã Dương Quỳ", "84.5", "2"),
        )
        for measure, value in (("score", score), ("rank", rank))
    ]


def test_boards_sorted_each_by_itself_keep_their_own_figures(extract: Extract) -> None:
    assert told(
        extract,
        "STT|Đơn vị|Hạ tầng số|Đơn vị|Nhân lực số|Đơn vị|Tổng điểm|Xếp hạng",
        "1|Huyện Bát Xát|9,5|Huyện Văn Bàn|8,5|Huyện Văn Bàn|80,5|1",
        "2|Huyện Văn Bàn|9,0|Huyện Bát Xát|8,0|Huyện Bát Xát|79,5|2",
    ) == [
        ("UBND huyện Bát Xát", "score", "Hạ tầng số", "9.5"),
        ("UBND huyện Văn Bàn", "score", "Nhân lực số", "8.5"),
        ("UBND huyện Văn Bàn", "score", "total", "80.5"),
        ("UBND huyện Văn Bàn", "rank", "total", "1"),
        ("UBND huyện Văn Bàn", "score", "Hạ tầng số", "9.0"),
        ("UBND huyện Bát Xát", "score", "Nhân lực số", "8.0"),
        ("UBND huyện Bát Xát", "score", "total", "79.5"),
        ("UBND huyện Bát Xát", "rank", "total", "2"),
    ]


def test_two_boards_of_criteria_are_no_list_in_two_halves(extract: Extract) -> None:
    found = told(
        extract,
        "Đơn vị|Hạ tầng số|Xếp hạng|Đơn vị|Nhân lực số|Xếp hạng",
        "Huyện Bát Xát|9,5|1|Huyện Văn Bàn|8,5|1",
        "Huyện Văn Bàn|9,0|2|Huyện Bát Xát|8,0|2",
    )
    assert ("UBND huyện Văn Bàn", "rank", "Nhân lực số", "1") in found
    assert ("UBND huyện Bát Xát", "score", "Nhân lực số", "8.0") in found
    assert len(found) == 8 and "total" not in {criterion for _, _, criterion, _ in found}


def test_a_list_in_two_halves_is_one_list(extract: Extract) -> None:
    found = told(
        extract,
        "STT|Đơn vị|Tổng điểm|STT|Đơn vị|Tổng điểm",
        "1|Huyện Bát Xát|90,5|3|Huyện Bảo Yên|80,5",
        "2|Huyện Văn Bàn|85,5|4|Huyện Bắc Hà|75,5",
    )
    assert len(found) == 4 and {criterion for _, _, criterion, _ in found} == {"total"}


def test_lists_of_two_years_side_by_side_are_no_list_of_one_year(extract: Extract) -> None:
    rows = (
        "Đơn vị|Điểm năm 2018|Đơn vị|Điểm năm 2019",
        "Huyện Bát Xát|70,5|Huyện Văn Bàn|90,5",
        "Huyện Văn Bàn|65,5|Huyện Bát Xát|85,5",
    )
    found = extract("\n".join([TITLE, "", *(row.replace("|", "\t") for row in rows)]))
    assert {(row.agency, row.year, str(row.value)) for row in found.statements} == {
        ("UBND huyện Bát Xát", 2018, "70.5"), ("UBND huyện Văn Bàn", 2019, "90.5"),
        ("UBND huyện Văn Bàn", 2018, "65.5"), ("UBND huyện Bát Xát", 2019, "85.5"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (  # whose the rank before the names is, nobody can say
            "Hạng|Đơn vị|Điểm|Đơn vị|Hạ tầng số",
            "1|Huyện Bát Xát|90,5|Huyện Văn Bàn|9,5",
            "2|Huyện Văn Bàn|85,5|Huyện Bát Xát|9,0",
        ),
        (  # who is marked by whom
            "Cơ quan thẩm định|Đơn vị được chấm|Điểm",
            "Sở Nội vụ|Huyện Bát Xát|90,5",
            "Sở Tư pháp|Huyện Văn Bàn|85,5",
        ),
        (  # twice a total of the same units
            "STT|Đơn vị|Tổng điểm|Đơn vị|Tổng điểm",
            "1|Huyện Bát Xát|90,5|Huyện Văn Bàn|95,5",
            "2|Huyện Văn Bàn|85,5|Huyện Bát Xát|89,5",
        ),
        (  # names under a header that says nothing of units
            "Đơn vị|Tổng điểm|Dẫn đầu|Hạ tầng số",
            "Huyện Bát Xát|90,5|Huyện Văn Bàn|9,5",
            "Huyện Văn Bàn|85,5|Huyện Bát Xát|9,0",
        ),
    ],
)
def test_where_nothing_shows_whose_a_figure_is_nobody_gets_it(
    rows: tuple[str, ...], extract: Extract
) -> None:
    assert refused(extract, *rows).startswith("line 4: columns of names side by side")


def test_the_district_of_a_commune_gets_nothing(extract: Extract) -> None:
    found = told(
        extract,
        "STT|Đơn vị|Huyện|Tổng điểm",
        "1|Xã Bản Vược|Huyện Bát Xát|90,5",
        "2|Xã Khánh Yên|Huyện Văn Bàn|85,5",
    )
    assert [(agency, value) for agency, _, _, value in found] == [
        ("UBND xã Bản Vược", "90.5"), ("UBND xã Khánh Yên", "85.5"),
    ]  # fmt: skip


def test_names_behind_all_figures_are_a_remark(extract: Extract) -> None:
    found = told(
        extract,
        "STT|Đơn vị|Tổng điểm|Cơ quan thẩm định",
        "1|Huyện Bát Xát|90,5|Sở Nội vụ",
        "2|Huyện Văn Bàn|85,5|Sở Nội vụ",
    )
    assert {agency for agency, *_ in found} == {"UBND huyện Bát Xát", "UBND huyện Văn Bàn"}


def test_a_unit_that_nobody_knows_in_the_first_row_is_no_header(extract: Extract) -> None:
    rows = ["STT\tĐơn vị\tTổng điểm", "1\tHuyện Xa Xôi Lạ\t90,5", "2\tHuyện Bát Xát\t85,5"]
    found = extract("\n".join([TITLE, "", *rows]))
    assert [(row.agency, row.value_text) for row in found.statements] == [
        (found.statements[0].agency, "90,5"), ("UBND huyện Bát Xát", "85,5"),
    ]  # fmt: skip


def test_one_label_tells_of_the_averages_of_all_boards(extract: Extract) -> None:
    rows = extract(
        "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019\n"
        "Hạng\tCơ quan\tChỉ số\t\tHạng\tĐịa phương\tChỉ số\n"
        "1\tSở Y tế\t0,853\t\t1\tHuyện Văn Bàn\t0,813\n"
        "2\tSở Nội vụ\t0,828\t\t2\tHuyện Bát Xát\t0,683\n"
        "3\tSở Tư pháp\t0,725\t\t\t\t\n"
        "\tTrung bình\t0,802\t\t\t\t0,748\n"
    )
    told = [str(claim.printed_value) for claim in rows.claims if claim.claim_type == "average"]
    assert told == ["0.802", "0.748"]
    assert "unaccounted" not in {row.fate for row in rows.number_ledger}


def test_an_average_under_rows_of_a_cell_a_line_is_no_tier(extract: Extract) -> None:
    units = [("Sở Y tế", "61,25", "33,50", "94,75", "1", "Tốt"), ("Sở Nội vụ", "55,25", "31,50", "86,75", "2", "Khá"),
             ("Sở Tư pháp", "53,25", "24,50", "77,75", "3", "Khá")]  # fmt: skip
    cells = [cell for n, unit in enumerate(units, 1) for cell in (str(n), *unit)]
    head = ["TT", "Tên đơn vị", "Điểm thẩm định", "Điểm điều tra", "Tổng điểm", "Xếp hạng", "Xếp loại"]
    foot = ["Trung bình", "56,58", "29,83", "86,42"]
    title = "Kết quả xếp hạng ứng dụng CNTT tỉnh Lào Cai năm 2019"
    rows = extract("\n\n".join([title, *head, *cells, *foot]) + "\n")
    told = [str(claim.printed_value) for claim in rows.claims if claim.claim_type == "average"]
    assert told == ["56.58", "29.83", "86.42"]
    assert [row.tier for row in rows.statements if row.measure == "tier"] == ["Tốt", "Khá", "Khá"]
    assert "unaccounted" not in {row.fate for row in rows.number_ledger}
