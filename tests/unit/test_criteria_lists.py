"""Criteria that a sentence only names: read where the list is sure, and else not at all."""

import pytest

from pipeline.documents.document import Line
from pipeline.reading.readings import Context
from pipeline.reading.text.criteria_lists import read_criteria_lists

NUMBERED = (
    "Đánh giá về Trang TTĐT dựa trên 03 nhóm tiêu chí gồm: (1) Thông tin, giới thiệu; (2) Tin tức, sự kiện; "
    "(3) Văn bản quy phạm pháp luật."
)
NAMES = ("Thông tin, giới thiệu", "Tin tức, sự kiện", "Văn bản quy phạm pháp luật")


def found(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    line = Line(1, text)
    return [(named.names, named.index) for named in read_criteria_lists(line, Context(index="ict"))]


def test_numbered_items_with_the_index_that_the_sentence_names() -> None:
    assert found(NUMBERED) == [(NAMES, "website")]


def test_items_parted_by_semicolons_as_many_as_told() -> None:
    text = "Chấm điểm đối với 2 nhóm tiêu chí, gồm: Hạ tầng kỹ thuật, thiết bị; Nhân lực, đào tạo."
    assert found(text) == [(("Hạ tầng kỹ thuật, thiết bị", "Nhân lực, đào tạo"), "ict")]


def test_usual_criteria_parted_by_commas() -> None:
    text = "Các tiêu chí được đánh giá, gồm: Hạ tầng kỹ thuật, An toàn thông tin, Nhân lực CNTT."
    assert found(text) == [(("Hạ tầng kỹ thuật", "An toàn thông tin", "Nhân lực CNTT"), "ict")]


@pytest.mark.parametrize(
    "text",
    [
        # another number than there are
        NUMBERED.replace("03", "04"),
        # numbers that do not count from one
        NUMBERED.replace("(2)", "(4)"),
        # commas part more than names, and these are not usual
        "Các tiêu chí được đánh giá, gồm: Tin tức, sự kiện, giới thiệu.",
        # results, not names
        "Các tiêu chí được đánh giá, gồm: Hạ tầng kỹ thuật 10 điểm; Nhân lực CNTT 5 điểm.",
        "Đánh giá theo 6 tiêu chí.",
        "Các tiêu chí gồm: Hạ tầng kỹ thuật.",
    ],
)
def test_what_is_not_sure_is_left(text: str) -> None:
    assert found(text) == []
