"""Tables of a page whose columns only white space parts."""

from collections.abc import Sequence

from pipeline.documents.page.layout import PageTable, TextLine, Word
from pipeline.documents.page.pages import Pages
from pipeline.documents.page.white_space import lines_and_tables
from pipeline.documents.rendering import Rendering

LETTER, HEIGHT, PITCH = 5.0, 10.0, 16.0


def at(left: float, line: float, text: str) -> list[Word]:
    """The words of a text that begins at ``left`` of the line ``line`` (from 0, parts of a line allowed)."""
    words: list[Word] = []
    for word in text.split():
        right = left + LETTER * len(word)
        words.append(Word(word, left, right, line * PITCH, line * PITCH + HEIGHT))
        left = right + LETTER
    return words


def page(*lines: Sequence[Word]) -> list[Word]:
    return [word for line in lines for word in line]


def only_table(words: Sequence[Word]) -> list[list[str]]:
    tables = [part for part in lines_and_tables(words) if isinstance(part, PageTable)]
    assert len(tables) == 1
    return [list(row) for row in tables[0].rows]


def row(line: float, number: str, name: str, *figures: str) -> list[Word]:
    cells = [*at(10, line, number), *at(40, line, name)]
    for place, figure in enumerate(figures):
        cells += at(250 + 70 * place, line, figure)
    return cells


HEAD = page(at(10, 0, "TT"), at(40, 0, "Tên đơn vị"), at(250, 0, "Hạ tầng"), at(320, 0, "Tổng"))


def test_white_space_through_all_rows_parts_the_columns() -> None:
    words = page(
        HEAD, row(1, "1", "Sở Y tế", "8,5", "88"), row(2, "2", "Sở Tư pháp", "7", "71,25"),
        row(3, "3", "Thanh tra tỉnh", "6,5", "70"),
    )  # fmt: skip
    assert only_table(words) == [
        ["TT", "Tên đơn vị", "Hạ tầng", "Tổng"],
        ["1", "Sở Y tế", "8,5", "88"],
        ["2", "Sở Tư pháp", "7", "71,25"],
        ["3", "Thanh tra tỉnh", "6,5", "70"],
    ]


def test_a_header_in_several_lines_is_one_row_and_a_cell_over_columns_another() -> None:
    words = page(
        at(240, 0, "Điểm các nhóm tiêu chí"), at(10, 0.5, "TT"), at(40, 0.5, "Tên đơn vị"),
        at(250, 1, "Hạ"), at(320, 1, "Nhân"), at(250, 2, "tầng"), at(320, 2, "lực"),
        row(3, "1", "Sở Y tế", "8,5", "9"), row(4, "2", "Sở Tư pháp", "7", "8"),
        row(5, "3", "Thanh tra tỉnh", "6,5", "7"),
    )  # fmt: skip
    over = "Điểm các nhóm tiêu chí"
    assert only_table(words)[:2] == [["", "", over, over], ["TT", "Tên đơn vị", "Hạ tầng", "Nhân lực"]]


def test_a_name_that_goes_on_above_and_below_its_numbers_is_one_cell() -> None:
    words = page(
        HEAD, at(40, 1, "Sở Văn hóa,"), row(1.4, "1", "", "8,5", "88"), at(40, 1.8, "Thể thao và Du lịch"),
        row(3, "2", "Sở Tư pháp", "7", "71,25"), row(4.2, "3", "Sở Lao động - Thương binh", "6,5", "70"),
        at(40, 4.9, "và Xã hội"), row(6.1, "4", "Sở Y tế", "6", "69"),
    )  # fmt: skip
    names = [cells[1] for cells in only_table(words)[1:]]
    assert names == [
        "Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp", "Sở Lao động - Thương binh và Xã hội", "Sở Y tế",
    ]  # fmt: skip


def test_a_group_row_is_no_part_of_a_name() -> None:
    words = page(
        HEAD, row(1, "1", "Sở Y tế", "8,5", "88"), row(2, "2", "Sở Tư pháp", "7", "71,25"),
        at(10, 3, "B. Các huyện, thành phố"), row(4, "1", "Huyện Mỹ Lộc", "6,5", "70"),
    )  # fmt: skip
    assert ["", "B. Các huyện, thành phố", "", ""] in only_table(words)


def test_running_text_with_numbers_is_no_table() -> None:
    words = page(*(at(10, line, "Năm 2021 có 17 đơn vị đạt trên 80 điểm") for line in range(6)))
    assert all(isinstance(part, TextLine) for part in lines_and_tables(words))


def test_a_table_goes_on_over_the_page_and_its_header_is_read_once() -> None:
    out = Rendering("a.pdf")
    pages = Pages(out)
    for start in (1, 4):
        rows = [row(1 + at, str(start + at), "Sở Y tế", "8,5", "88") for at in range(3)]
        pages.add(page(HEAD, *rows, at(150, 50, str(start))))
    texts = [line.text for line in out.lines()]
    assert texts[0] == "TT\tTên đơn vị\tHạ tầng\tTổng" and len(texts) == 7
    assert [text.partition("\t")[0] for text in texts[1:]] == list("123456")
