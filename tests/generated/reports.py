"""Whole reports: a title, headings, a table for each block or one for all, and notes."""

from hypothesis import strategies as st

from tests.generated.assessments import Assessment
from tests.generated.choices import Layout
from tests.generated.layouts import Drawn, Table

_TITLES = (
    "Kết quả đánh giá, xếp hạng {index} {place} năm {year}",
    "Bảng xếp hạng {index} của các cơ quan nhà nước {place} năm {year}",
    "BẢNG TỔNG HỢP KẾT QUẢ XẾP HẠNG {index} {place} NĂM {year}",
)
_HEADINGS = ("1. Đối với {block}", "I. Khối {block}", "1. Kết quả của {block}", "A. {block}")
# Lines under a table that say nothing of one unit.
_NOTES = (
    "Ghi chú: đơn vị không gửi báo cáo không có trong bảng.",
    "(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 20/12/{year} của UBND {place})",
    "- Lưu: VT, CNTT (5).",
    "Điểm trung bình của các đơn vị là 68{mark}5 điểm, tăng 2{mark}5 điểm so với năm {before}.",
    "Có 05 đơn vị đạt mức Tốt, 07 đơn vị đạt mức Khá.",
    "Chênh lệch giữa đơn vị có điểm cao nhất và đơn vị có điểm thấp nhất là 21 điểm.",
)


@st.composite
def notes(draw: st.DrawFn, made: Assessment) -> tuple[str, ...]:
    """Some of the lines that say nothing of one unit."""
    chosen = draw(st.lists(st.sampled_from(_NOTES), max_size=3, unique=True))
    return tuple(filled(note, made) for note in chosen)


def filled(text: str, made: Assessment, block: str = "") -> str:
    """A line with the names of an assessment in it."""
    return text.format(
        index=made.index_words,
        place=made.province.place,
        year=made.year,
        before=made.year - 1,
        mark=made.mark,
        block=block,
    )


@st.composite
def tables(draw: st.DrawFn, made: Assessment, layout: Layout) -> Drawn:
    """One table for all blocks of an assessment."""
    title = filled(draw(st.sampled_from(_TITLES)), made)
    alone = len(made.rankings) == 1
    heading = draw(st.sampled_from(_HEADINGS)) if alone else "Kết quả như sau:"
    return Table(made, made.rankings, layout).drawn(
        title, filled(heading, made, made.rankings[0].words), draw(notes(made))
    )


@st.composite
def parted(draw: st.DrawFn, made: Assessment, layout: Layout) -> list[Drawn]:
    """A table of its own for each block, under a heading of its own."""
    title = filled(draw(st.sampled_from(_TITLES)), made)
    below = draw(notes(made))
    last = len(made.rankings) - 1
    return [
        Table(made, [ranking], layout).drawn(
            title if not at else "", f"{at + 1}. Đối với {ranking.words}", below if at == last else ()
        )
        for at, ranking in enumerate(made.rankings)
    ]
