"""Units put in order, or named for a mark: verdicts, deductions and planted errors, each worked out by hand."""

from pathlib import Path

import pytest

from pipeline.publishing.data.data_files import write_parquet
from pipeline.publishing.data.verification import verify, write_verification
from pipeline.selftest.fault_run import ProvinceRun
from pipeline.selftest.faults import make_fault, tokens_of
from schemas.contract import PUBLISHED, table_of
from schemas.tables.claims import JudgedClaim
from tests.pipeline.made_sources import built
from tests.pipeline.test_told_claims import RANKED, verdicts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Nội vụ xếp sau Sở Y tế.", "confirmed"),
        ("Sở Y tế xếp sau Sở Nội vụ.", "contradicted"),
        ("Sở Nội vụ xếp ngay sau Sở Y tế.", "confirmed"),
        # Sở Nội vụ is between them
        ("Sở Tư pháp xếp ngay sau Sở Y tế.", "contradicted"),
        ("Sở Y tế vượt qua Sở Nội vụ và Thanh tra tỉnh.", "confirmed"),
        ("Xếp trên Sở Tư pháp là Sở Nội vụ và Sở Tài chính.", "contradicted"),
        ("Sở Y tế và Sở Nội vụ bằng điểm nhau.", "contradicted"),
        # of a criterion of which nothing is printed
        ("Về hạ tầng số, Sở Y tế xếp sau Sở Nội vụ.", "unverifiable"),
        # of a year of which nothing is printed
        ("Năm 2018, Sở Y tế xếp sau Sở Nội vụ.", "unverifiable"),
    ],
)
def test_units_in_order_are_held_against_their_places(text: str, wanted: str, tmp_path: Path) -> None:
    assert verdicts(tmp_path, RANKED + text, "order") == [("", wanted)]


TIED = """\
Tên đơn vị\tTổng điểm\tXếp hạng
Sở Y tế\t90,5\t1
Sở Nội vụ\t85,0\t2
Sở Tư pháp\t85,0\t2
Sở Xây dựng\t72,5\t4

"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # who shares a place is neither ahead nor behind: words alone accuse nobody
        ("Sở Nội vụ xếp sau Sở Tư pháp.", "unverifiable"),
        ("Sở Nội vụ và Sở Tư pháp bằng điểm nhau.", "confirmed"),
        ("Sở Xây dựng xếp ngay sau Sở Tư pháp.", "confirmed"),
        ("Sở Xây dựng đứng liền sau Sở Y tế.", "contradicted"),
    ],
)
def test_units_that_share_a_place_are_neither_ahead_nor_behind(
    text: str, wanted: str, tmp_path: Path
) -> None:
    assert verdicts(tmp_path, TIED + text, "order") == [("", wanted)]


SCORES = "Sở Y tế đạt 90,5 điểm.\nSở Nội vụ đạt 85 điểm.\nSở Tư pháp xếp thứ 7.\nSở Xây dựng đạt 70 điểm.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Nội vụ xếp sau Sở Y tế.", "confirmed"),
        ("Sở Y tế xếp sau Sở Nội vụ.", "contradicted"),
        # somebody who is not named may stand between them
        ("Sở Nội vụ xếp ngay sau Sở Y tế.", "unverifiable"),
        ("Sở Xây dựng xếp ngay sau Sở Y tế.", "contradicted"),
        # a place and a score say nothing of each other
        ("Sở Y tế xếp sau Sở Tư pháp.", "unverifiable"),
    ],
)
def test_without_places_the_scores_tell_the_order(text: str, wanted: str, tmp_path: Path) -> None:
    assert verdicts(tmp_path, SCORES + text, "order") == [("", wanted)]


def test_a_told_order_bounds_the_place_of_a_unit(tmp_path: Path) -> None:
    with built(tmp_path, SCORES + "Sở Xây dựng xếp sau Sở Tư pháp.") as con:
        found = con.execute(
            "SELECT deductions.low, status, list_contains(inputs, claim_id) FROM deductions, claims "
            "WHERE claim_type = 'order' AND agency_id LIKE '%so-xay-dung' AND quantity = 'rank'"
        ).fetchall()
    assert found == [(8, "bounded", True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # at the mark both readings hold
        ("Một số đơn vị đạt trên 80 điểm như Sở Y tế, Sở Nội vụ, Sở Tư pháp.", ("80", "confirmed")),
        ("Các đơn vị đạt từ 60 đến dưới 80 điểm gồm Sở Xây dựng, Sở Tài chính.", ("60", "confirmed")),
        ("Một số đơn vị đạt trên 80 điểm như Sở Y tế, Sở Xây dựng.", ("80", "contradicted")),
        ("Các đơn vị đạt dưới 70 điểm: Sở Tài chính, Sở Xây dựng.", ("70", "contradicted")),
        # none of those named meets it: it may be of something else
        ("Một số đơn vị đạt trên 80 điểm như Sở Tài chính, Sở Xây dựng.", ("80", "unverifiable")),
        # nothing is printed of one of those named
        ("Một số đơn vị đạt trên 80 điểm như Sở Y tế, Sở Du lịch.", ("80", "unverifiable")),
        # another scale, percents that nobody prints
        ("Một số đơn vị đạt dưới 9 điểm như Sở Y tế, Sở Xây dựng.", ("9", "unverifiable")),
        ("Một số đơn vị đạt trên 80% như Sở Y tế, Sở Xây dựng.", ("80", "unverifiable")),
    ],
)
def test_each_unit_that_is_named_for_a_mark_meets_it(
    text: str, wanted: tuple[str, str], tmp_path: Path
) -> None:
    assert verdicts(tmp_path, RANKED + text, "score_threshold") == [wanted]


def test_verify_holds_orders_and_named_units_against_the_statements(tmp_path: Path) -> None:
    told = (
        "Sở Nội vụ xếp ngay sau Sở Y tế. Sở Xây dựng vượt qua Sở Tư pháp.\n"
        "Một số đơn vị đạt trên 80 điểm như Sở Y tế, Sở Nội vụ."
    )
    (tmp_path / "parquet").mkdir()
    with built(tmp_path, RANKED + told) as con:
        for table in PUBLISHED:
            write_parquet(con, table, tmp_path / "parquet")
        write_verification(tmp_path, "orders")
        assert verify(tmp_path).differences == ()
        con.execute(
            "UPDATE claims SET verdict = CASE verdict WHEN 'confirmed' THEN 'contradicted' ELSE 'confirmed' END "
            "WHERE claim_type IN ('order', 'score_threshold')"
        )
        write_parquet(con, table_of(JudgedClaim), tmp_path / "parquet")
    found = [found.check for found in verify(tmp_path).differences]
    assert found.count("claims.verdict of orders") == 2
    assert found.count("claims.verdict of named units") == 1


def test_an_error_is_of_the_words_and_changes_no_rank(tmp_path: Path) -> None:
    with built(tmp_path, RANKED + "Sở Y tế xếp sau Sở Nội vụ.") as con:
        found = con.execute(
            "SELECT found.kind, found.weight, found.printed, claims.explanation, claims.explanation_en "
            "FROM discrepancies AS found JOIN claims ON claims.claim_id = found.claim_id"
        ).fetchall()
    assert found == [
        (
            "wording_differs",
            "none",
            "Sở Y tế xếp sau Sở Nội vụ",
            "Sở Nội vụ đứng hạng 2, Sở Y tế đứng hạng 1. Câu chữ nói khác với các giá trị này.",
            "Sở Nội vụ is in place 2, Sở Y tế in place 1. The words say otherwise.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "token", "planted"),
    [
        ("Sở Nội vụ xếp sau Sở Y tế.", "xếp sau", "xếp trên"),
        ("Sở Nội vụ xếp ngay sau Sở Y tế.", "xếp ngay sau", "xếp ngay trên"),
        ("Sở Y tế vượt qua Sở Nội vụ.", "vượt qua", "xếp dưới"),
        ("Một số đơn vị đạt trên 80 điểm như Sở Y tế, Sở Nội vụ.", "80", "89"),
    ],
)
def test_a_planted_error_is_found(text: str, token: str, planted: str, tmp_path: Path) -> None:
    built(tmp_path, RANKED + text).close()
    run = ProvinceRun(tmp_path / "raw", "lao-cai")
    kinds = ("direction", "cutoff")
    (figure,) = [one for one in run.ground.figures if one.kind in kinds and one.token == token]
    assert planted in tokens_of(run.ground.facts, figure)
    case = run.case(make_fault(run.ground, figure.kind, {figure: planted}))
    assert case.outcome == "found" and not case.alarms
