"""Sentences that put two units in order: who is ahead of whom, and the sentences that tell nothing of that."""

import pytest

from tests.unit.reports import YEAR, Extract

TITLE = f"Kết quả đánh giá, xếp hạng mức độ ứng dụng CNTT tỉnh Lào Cai năm {YEAR}\n\n"
# Results of the units that the sentences name; each in a line of its own.
RESULTS = (
    "Sở Y tế đạt 90 điểm.\nSở Nội vụ đạt 80 điểm.\nSở Tư pháp đạt 70 điểm.\nHuyện Bắc Hà đạt 60 điểm.\n\n"
)
Y_TE, NOI_VU, TU_PHAP = "so-y-te", "so-noi-vu", "so-tu-phap"


def orders(extract: Extract, text: str) -> list[tuple[str | None, ...]]:
    """The wording of each order and its units."""
    found = [claim for claim in extract(TITLE + RESULTS + text).claims if claim.claim_type == "order"]
    return [(claim.wording, *(unit.split("/")[1] for unit in claim.named_units)) for claim in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Nội vụ xếp sau Sở Y tế.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế đứng trên Sở Nội vụ.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế cao hơn Sở Nội vụ.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Nội vụ có tổng điểm thấp hơn Sở Y tế.", ("ahead", Y_TE, NOI_VU)),
        ("Điểm số của Sở Y tế cao hơn Sở Nội vụ.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế đã vượt qua Sở Nội vụ.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế vươn lên trên Sở Nội vụ.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Nội vụ xếp ngay sau Sở Y tế.", ("right_ahead", Y_TE, NOI_VU)),
        ("Xếp ngay sau Sở Y tế là Sở Nội vụ.", ("right_ahead", Y_TE, NOI_VU)),
        ("Xếp trên Sở Tư pháp là Sở Y tế (90 điểm) và Sở Nội vụ.", ("behind", TU_PHAP, Y_TE, NOI_VU)),
        ("Sở Nội vụ, Sở Tư pháp xếp sau Sở Y tế.", ("ahead", Y_TE, NOI_VU, TU_PHAP)),
        ("Sở Y tế vượt qua Sở Nội vụ và Sở Tư pháp.", ("ahead", Y_TE, NOI_VU, TU_PHAP)),
        # what goes on is of the second unit alone
        ("Sở Y tế vượt qua Sở Nội vụ và Sở Tư pháp xếp cuối.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Nội vụ đạt 80 điểm, xếp sau Sở Y tế (90 điểm).", ("ahead", Y_TE, NOI_VU)),
        ("Sở Nội vụ xếp thứ 2, xếp sau Sở Y tế.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế và Sở Nội vụ bằng điểm nhau.", ("level", Y_TE, NOI_VU)),
        ("Sở Y tế đồng hạng với Sở Nội vụ.", ("level", Y_TE, NOI_VU)),
        ("Sở Nội vụ ranks behind Sở Y tế.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế overtook Sở Nội vụ.", ("ahead", Y_TE, NOI_VU)),
        ("Sở Y tế and Sở Nội vụ were tied.", ("level", Y_TE, NOI_VU)),
        # in a region somebody else may stand between them
        ("Trong khu vực, Sở Nội vụ xếp ngay sau Sở Y tế.", ("ahead", Y_TE, NOI_VU)),
    ],
)
def test_an_order_is_read(text: str, wanted: tuple[str, ...], extract: Extract) -> None:
    assert orders(extract, text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        # places that are dealt out, and lists of those behind
        "Sở Y tế đứng đầu, xếp sau lần lượt là Sở Nội vụ, Sở Tư pháp.",
        "Sở Y tế đứng đầu. Xếp ngay sau đó là Sở Nội vụ.",
        "Sở Y tế đạt 90 điểm, xếp sau Sở Nội vụ (80 điểm), Sở Tư pháp (70 điểm).",
        # gaps, and what is no unit
        "Sở Y tế cao hơn Sở Nội vụ 10 điểm.",
        "Sở Y tế trails Sở Nội vụ by 3.5 points.",
        "Điểm của Sở Y tế cao hơn mức trung bình của các sở.",
        # of other quantities, and of what nobody knows as a criterion
        "Tỷ lệ hồ sơ trực tuyến của Sở Y tế cao hơn Sở Nội vụ.",
        "Về việc bố trí công chức, Sở Y tế cao hơn Sở Nội vụ.",
        # not so, wanted, supposed
        "Sở Nội vụ chưa vượt qua Sở Y tế.",
        "Sở Nội vụ phấn đấu vượt qua Sở Y tế.",
        "Nếu Sở Nội vụ xếp sau Sở Y tế thì phải giải trình.",
        # of which year?
        "So với năm 2018, Sở Nội vụ xếp sau Sở Y tế.",
        "Năm 2018 và năm 2019, Sở Nội vụ xếp sau Sở Y tế.",
        "Năm ngoái, Sở Nội vụ xếp sau Sở Y tế.",
        # another list, and a unit of which nothing else is told
        "Sở Y tế xếp trên huyện Bắc Hà.",
        "Sở Y tế xếp trên Sở Xây dựng.",
        # the criterion of the sentence before may still be meant
        "Về hạ tầng số, Sở Y tế đứng đầu. Sở Nội vụ xếp sau Sở Tư pháp.",
    ],
)
def test_what_tells_no_order_claims_none(text: str, extract: Extract) -> None:
    assert orders(extract, text) == []


def test_an_order_is_of_the_criterion_and_the_year_that_its_sentence_names(extract: Extract) -> None:
    text = "Về hạ tầng số, Sở Nội vụ xếp sau Sở Y tế.\nNăm 2018, Sở Nội vụ xếp sau Sở Y tế."
    found = [claim for claim in extract(TITLE + RESULTS + text).claims if claim.claim_type == "order"]
    assert [(one.criterion, one.year) for one in found] == [("Hạ tầng số", YEAR), ("total", 2018)]


def test_the_units_that_are_set_against_each_other_are_compared(extract: Extract) -> None:
    rows = extract(TITLE + RESULTS + "Sở Nội vụ đứng dưới Sở Y tế.").unit_ledger
    last = max(row.line for row in rows)
    assert [(row.text, row.fate) for row in rows if row.line == last] == [
        ("Sở Nội vụ", "compared"),
        ("Sở Y tế", "compared"),
    ]


def named(extract: Extract, text: str) -> list[tuple[object, ...]]:
    """The marks of each list of named units, and the units."""
    rows = extract(TITLE + RESULTS + text)
    return [
        (
            claim.mark_low,
            claim.mark_high,
            claim.mark_unit,
            *(unit.split("/")[1] for unit in claim.named_units),
        )
        for claim in rows.claims
        if claim.claim_type == "score_threshold"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Một số đơn vị đạt kết quả tốt (trên 75 điểm) như Sở Y tế, Sở Nội vụ.", (75, None)),
        ("Nhiều đơn vị đạt trên 75 điểm, điển hình là: Sở Y tế, Sở Nội vụ.", (75, None)),
        ("Các đơn vị đạt từ 75 điểm trở lên gồm Sở Y tế (90 điểm) và Sở Nội vụ.", (75, None)),
        ("Các sở đạt từ 75 đến dưới 95 điểm là Sở Y tế, Sở Nội vụ.", (75, 95)),
        ("Có 2 đơn vị đạt dưới 95 điểm: Sở Y tế, Sở Nội vụ.", (None, 95)),
    ],
)
def test_a_list_of_examples_with_a_mark_is_read(
    text: str, wanted: tuple[int | None, int | None], extract: Extract
) -> None:
    assert named(extract, text) == [(*wanted, "points", Y_TE, NOI_VU)]


@pytest.mark.parametrize(
    "text",
    [
        # without a mark nothing can be checked, with a tier the tiers are told
        "Nhiều đơn vị đạt điểm cao, điển hình là Sở Y tế, Sở Nội vụ.",
        "Các đơn vị xếp loại Tốt như Sở Y tế, Sở Nội vụ.",
        # of another quantity
        "Một số đơn vị có tỷ lệ hồ sơ trực tuyến đạt trên 90% như Sở Y tế, Sở Nội vụ.",
        "Phấn đấu để các đơn vị đạt trên 95 điểm như Sở Y tế, Sở Nội vụ.",
        "Các đơn vị đạt trên 75 điểm.",
    ],
)
def test_other_lists_of_units_claim_no_mark(text: str, extract: Extract) -> None:
    assert named(extract, text) == []


def test_every_number_of_a_list_with_marks_has_its_fate(extract: Extract) -> None:
    rows = extract(TITLE + RESULTS + "Các sở đạt từ 75 đến dưới 95 điểm là Sở Y tế, Sở Nội vụ.")
    last = max(row.line for row in rows.number_ledger)
    assert {row.token: row.fate for row in rows.number_ledger if row.line == last} == {
        "75": "claim",
        "95": "claim",
    }
    assert not [claim for claim in rows.claims if claim.claim_type == "tier_threshold"]
