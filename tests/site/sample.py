"""A small invented release: two provinces, five lists, every kind of number."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.site.rows import (
    AGENCIES,
    ARTICLE,
    COMPLETE,
    DECISION,
    EARLIER,
    PLACES,
    QUOTED,
    WEBSITE,
    Sample,
    province_of,
    source_of,
)

_SCORES = (
    ("thu-nhat/so-y-te", "90.5", 1, "Tốt", 1, 1, 1),
    ("thu-nhat/so-noi-vu", "85.0", 2, "Tốt", 2, 2, 3),
    ("thu-nhat/so-tai-chinh", "85.0", 2, "Tốt", 2, 2, 3),
    ("thu-nhat/so-xay-dung", "70.2", 4, "Khá", 4, 3, 4),
    ("thu-nhat/thanh-tra", "41.3", 4, "Trung bình", 5, 4, 5),
)
_PLACES = (
    ("dak-thu/ubnd-huyen-dong", 1, "Tốt", 1, 2),
    ("dak-thu/ubnd-huyen-tay", 1, "Tốt", 1, 2),
    ("dak-thu/ubnd-huyen-nam", 3, "Khá", 3, 3),
)
_QUOTES = (("dak-thu/so-y-te", "184.9", 1), ("dak-thu/so-noi-vu", "114.5", 19))


def _frame(sample: Sample) -> None:
    """Provinces, agencies, documents, code lists: all that is not a result."""
    sample.add(
        "provinces",
        province_id="thu-nhat",
        code="01",
        name="Thử Nhất",
        kind="province",
        valid_to=date(2025, 7, 1),
    )
    sample.add("provinces", province_id="dak-thu", code="02", name="Đắk Thử", kind="province")
    for agency_id, (name, agency_type) in AGENCIES.items():
        province = province_of(agency_id)
        block = "departments" if agency_type else "districts"
        sample.add(
            "agencies",
            agency_id=agency_id,
            province_id=province,
            name=name,
            block=block,
            agency_type=agency_type,
        )
        if agency_type:
            sample.add(
                "code_lists",
                list="agency_types",
                code=agency_type,
                name_vi=name,
                name_en=f"{agency_type} (en)",
            )
    codes = {row["code"]: row for row in sample.rows["code_lists"]}
    sample.rows["code_lists"] = list(codes.values())
    for code_list, code, vi, en in (
        ("indices", "ict", "Mức độ ứng dụng công nghệ thông tin", "Level of ICT application"),
        ("indices", "website", "Trang thông tin điện tử", "Websites of state agencies"),
        ("blocks", "departments", "Các sở, ban, ngành cấp tỉnh", "Provincial departments"),
        ("blocks", "districts", "UBND cấp huyện", "Districts, towns and cities"),
        ("dimensions", "infrastructure", "Hạ tầng kỹ thuật", "Infrastructure"),
        ("document_kinds", "signed", "Văn bản ban hành", "Signed document"),
        ("document_kinds", "press", "Bài báo", "Press article"),
        ("ladder", "A", "Cùng một danh sách", "Same list"),
        ("ladder", "B", "Cùng bộ tiêu chí, khác năm", "Same criteria document, other year"),
        ("ladder", "C", "Cùng văn bản gốc của trung ương", "Same national parent document"),
        ("ladder", "D", "Chỉ cùng chủ đề", "Same topic only"),
        ("ladder", "E", "Không có điểm chung", "Nothing in common"),
    ):
        sample.add("code_lists", list=code_list, code=code, name_vi=vi, name_en=en)
    sample.add(
        "provinces",
        province_id="moi-2025",
        code="01",
        name="Mới",
        kind="province",
        valid_from=date(2025, 7, 1),
    )
    sample.add(
        "successions", old_id="thu-nhat", new_id="moi-2025", valid_from=date(2025, 7, 1), kind="merged"
    )
    document = {
        "period": "2020",
        "media_type": "text/plain",
        "n_unaccounted": 0,
        "recognised": False,
    }
    sample.add(
        "sources",
        source_id=DECISION,
        publication_id="p1",
        province_id="thu-nhat",
        year=2020,
        title="Quyết định & kết quả",
        document_kind="signed",
        document_number="12/QĐ-UBND",
        issuer="UBND tỉnh Thử Nhất",
        decided_on=date(2020, 12, 20),
        licence="official",
        publish_text="full",
        path="raw/thu-nhat/a.txt",
        sha256="ab" * 32,
        n_numbers=18,
        n_by_hand=0,
        state="current",
        **document,
    )
    sample.add(
        "sources",
        source_id=ARTICLE,
        publication_id="p2",
        province_id="dak-thu",
        year=2021,
        title="Bài báo",
        document_kind="press",
        issuer="UBND tỉnh Đắk Thử",
        publisher="Báo Đắk Thử",
        published_on=date(2022, 1, 5),
        licence="quotes",
        publish_text="quotes",
        path="raw/dak-thu/b.txt",
        sha256="cd" * 32,
        n_numbers=7,
        n_by_hand=1,
        state="stale",
        stale_since=date(2026, 11, 30),
        stale_reason="its SHA-256 is another",
        **document,
    )
    sample.add(
        "release", release_id="0123456789ab", licence="CC BY 4.0", cite_as="xephang, release 0123456789ab"
    )


def _lists(sample: Sample) -> None:
    known = {"n_units_basis": "listed", "ranked_by": "points", "is_complete": True, "n_odd_ranks": 1}
    for listed, n_units, n_quoted, more in (
        (
            COMPLETE,
            5,
            5,
            {"max_score": 100, "max_score_basis": "printed", "rank_scheme": "competition", **known},
        ),
        (WEBSITE, 2, 2, {"rank_scheme": "not_identifiable", **known}),
        (QUOTED, 19, 2, {"n_units_basis": "printed", "is_complete": False}),
        (EARLIER, None, 1, {"is_complete": False}),
        (PLACES, 3, 3, {"rank_scheme": "competition", **known, "ranked_by": None}),
    ):
        _, year, index, block = listed.rsplit("-", 3)
        sample.add(
            "assessments",
            assessment_id=listed,
            source_id=source_of(listed),
            province_id=province_of(listed),
            year=int(year),
            period=year,
            index_id=index,
            block=block,
            n_units=n_units,
            n_quoted=n_quoted,
            n_named=n_quoted,
            n_unnamed=n_units - n_quoted if n_units else None,
            **more,
        )
        row = {"assessment_id": listed, "dimension_link": "none"}
        sample.add("criteria", criterion_id=f"{listed}/total", name="total", position=0, **row)
    sample.add(
        "criteria",
        criterion_id=f"{COMPLETE}/ha-tang",
        assessment_id=COMPLETE,
        name="Hạ tầng kỹ thuật",
        position=1,
        max_score=20,
        max_score_basis="implied",
        dimension_id="infrastructure",
        dimension_link="exact",
    )
    for tier, level, low, high in (("Tốt", 1, 85, None), ("Khá", 2, 70, 85), ("Trung bình", 3, 50, 70)):
        sample.add(
            "tier_bands",
            band_id=f"band-{tier}",
            source_id=DECISION,
            assessment_id=COMPLETE,
            criterion_id=f"{COMPLETE}/total",
            tier=tier,
            level=level,
            min_score=low,
            min_inclusive=True,
            max_score=high,
            unit="points",
            line=sample.line(DECISION, f"Mức {tier}: từ {low} điểm"),
        )


def _results(sample: Sample) -> None:
    sample.statement(DECISION, COMPLETE, None, "max_score", "100")
    for agency, score, rank, tier, competition, dense, modified in _SCORES:
        sample.unit(COMPLETE, agency, "ranked")
        sample.score(COMPLETE, agency, score, "total", score)
        tier_statement = sample.statement(DECISION, COMPLETE, agency, "tier", tier)
        sample.ranking(
            COMPLETE,
            agency,
            rank,
            rank_competition=competition,
            rank_dense=dense,
            rank_modified=modified,
            rank_fractional=Decimal(competition + modified) / 2,
            rank_low=competition,
            rank_high=modified,
            printed_tier=tier,
            tier_statement_id=tier_statement,
            recomputed_tier="not_ranked" if tier == "Trung bình" else tier,
            margin_to_cutoff=Decimal("-8.7") if tier == "Trung bình" else Decimal("0.2"),
        )
        if agency.endswith("thanh-tra"):
            sample.missing(COMPLETE, agency, "ha-tang", "not_applicable")
        else:
            sample.score(COMPLETE, agency, "12.50", "ha-tang", None)
    sample.unit(COMPLETE, "thu-nhat/ban-dan-toc", "excluded", "không có thủ tục hành chính")
    for agency, rank in (("thu-nhat/so-y-te", 1), ("thu-nhat/so-noi-vu", 2)):
        sample.unit(WEBSITE, agency, "ranked")
        sample.ranking(
            WEBSITE,
            agency,
            rank,
            rank_competition=rank,
            rank_dense=rank,
            rank_modified=rank,
            rank_fractional=rank,
            rank_low=rank,
            rank_high=rank,
        )
    for agency, score, rank in _QUOTES:
        sample.unit(QUOTED, agency, "ranked")
        sample.score(QUOTED, agency, score, "total", None)
        sample.ranking(QUOTED, agency, rank, rank_low=rank, rank_high=rank)
    sample.unit(QUOTED, "dak-thu/thanh-tra", "not_quoted")
    sample.missing(QUOTED, "dak-thu/thanh-tra", "total", "not_quoted")
    sample.unit(EARLIER, "dak-thu/thanh-tra", "ranked")
    sample.ranking(EARLIER, "dak-thu/thanh-tra", 6)
    for agency, rank, tier, low, high in _PLACES:
        sample.unit(PLACES, agency, "ranked")
        sample.ranking(
            PLACES,
            agency,
            rank,
            rank_competition=low,
            rank_dense=rank - (rank > 1),
            rank_modified=high,
            rank_fractional=Decimal(low + high) / 2,
            rank_low=low,
            rank_high=high,
            printed_tier=tier,
        )


def _evidence(sample: Sample) -> None:
    """Claims, indicators, repairs, comparisons, and what failed."""
    line = sample.line(ARTICLE, "Tỉnh có 21 đơn vị, 38/39 đơn vị có mạng nội bộ; gần 100%. Mã 4517.")
    claim = {
        "source_id": ARTICLE,
        "province_id": "dak-thu",
        "year": 2021,
        "subject": "tỉnh",
        "line": line,
        "col_start": 8,
        "col_end": 10,
        "quote": "Tỉnh có 21 đơn vị",
    }
    sample.add("claims", claim_id="c1", claim_type="unit_count", printed_value=21, unit="units", **claim)
    sample.add("claim_units", claim_id="c1", agency_id="dak-thu/so-y-te")
    sample.add(
        "claims",
        claim_id="c2",
        claim_type="gap",
        printed_value=Decimal("70.4"),
        unit="points",
        assessment_id=QUOTED,
        verdict="confirmed",
        recomputed_value=Decimal("70.4"),
        recomputed_unit="points",
        explanation="184,9 − 114,5 = 70,4",
        explanation_en="184.9 − 114.5 = 70.4",
        **claim,
    )
    for token, start, fate, target in (
        ("21", 8, "claim", "c1"),
        ("38/39", 19, "indicator", None),
        ("100", 54, "claim", "c2"),
        ("4517", 61, "unaccounted", None),
    ):
        place = {"line": line, "col_start": start, "col_end": start + len(token)}
        sample.add("number_ledger", source_id=ARTICLE, token=token, fate=fate, target_id=target, **place)
    sample.add(
        "indicators",
        source_id=ARTICLE,
        province_id="dak-thu",
        year=2021,
        indicator_id="i1",
        name="Đơn vị có mạng nội bộ",
        value=Decimal("97.4"),
        unit="percent",
        numerator=38,
        denominator=39,
        line=line,
        quote="38/39",
    )
    sample.add(
        "agency_names",
        agency_id="thu-nhat/so-y-te",
        source_id=DECISION,
        subject_text="S Y tế",
        line=4,
        match="repaired",
        similarity=Decimal("0.9"),
    )
    sample.add(
        "corrections",
        source_id=DECISION,
        locator="line=4",
        before="S Y tế",
        after="Sở Y tế",
        reason="mất chữ",
        applied=True,
    )
    rank = next(
        row
        for row in sample.rows["statements"]
        if (row["agency_id"], row["measure"]) == ("thu-nhat/thanh-tra", "rank")
    )
    sample.add(
        "claims",
        claim_id="c3",
        claim_type="rank_order",
        printed_value=4,
        unit="ranks",
        assessment_id=COMPLETE,
        verdict="contradicted",
        recomputed_value=5,
        recomputed_unit="ranks",
        explanation="Hạng 4 in hai lần",
        explanation_en="Rank 4 is printed twice",
        subject="Thanh tra tỉnh",
        **{
            name: rank[name]
            for name in ("source_id", "province_id", "year", "line", "col_start", "col_end", "quote")
        },
    )
    sample.add(
        "discrepancies",
        discrepancy_id="d1",
        publication_id=DECISION,
        source_id=DECISION,
        assessment_id=COMPLETE,
        kind="rank_order",
        printed="4",
        recomputed="5",
        unit="ranks",
        n_tellings=1,
        claim_id="c3",
        explanation="Hạng 4 in hai lần",
        explanation_en="Rank 4 is printed twice",
        line=rank["line"],
        status="open",
    )
    sample.add(
        "doubts",
        doubt_id="q1",
        source_id=ARTICLE,
        line=2,
        kind="told_differently",
        subject="table=2",
        reading_a="tiêu chí total",
        reading_a_en="criterion total",
        reading_b="tiêu chí khác",
        reading_b_en="another criterion",
        reason="Bảng này khác bảng trước ở mọi dòng",
        reason_en="It differs from the table before in every row",
    )
    sample.add(
        "deductions",
        deduction_id="e1",
        assessment_id=QUOTED,
        agency_id="dak-thu/thanh-tra",
        quantity="rank",
        criterion_id=f"{QUOTED}/total",
        low=2,
        high=18,
        status="bounded",
        rule="rank_order",
        inputs=["c1", "c2"],
    )
    sample.add(
        "deductions",
        deduction_id="e2",
        assessment_id=COMPLETE,
        agency_id="thu-nhat/ban-dan-toc",
        quantity="tier",
        criterion_id=f"{COMPLETE}/total",
        low=1,
        high=2,
        status="bounded",
        rule="tier_count",
        inputs=["band-Tốt"],
    )
    sample.add(
        "conflict_sets",
        conflict_id="k1",
        assessment_id=COMPLETE,
        agency_id="thu-nhat/so-y-te",
        criterion_id=f"{COMPLETE}/total",
        quantity="score",
        low=91,
        high=90,
        rule="sum_of_parts",
        inputs=["s0", "band-Tốt"],
        hypotheses=["90 → 91"],
    )
    sample.add(
        "quarantine",
        path="raw/dak-thu/c.txt",
        place="line 3",
        reason="no table",
        cure="mend the file",
        since=date(2026, 11, 30),
    )
    sample.add("unresolved_names", source_id=DECISION, subject_text="Sở Lạ", line=6, candidates=["Sở Y tế"])
    # The pair of COMPLETE and PLACES is left without an entry: it must not render together.
    for a, b, step in (
        (QUOTED, COMPLETE, "D"),
        (EARLIER, COMPLETE, "D"),
        (EARLIER, QUOTED, "B"),
        (EARLIER, PLACES, "D"),
        (PLACES, QUOTED, "D"),
        (QUOTED, WEBSITE, "E"),
        (EARLIER, WEBSITE, "E"),
        (COMPLETE, WEBSITE, "E"),
        (PLACES, WEBSITE, "E"),
    ):
        first, second = sorted((a, b))
        sample.add(
            "comparability",
            assessment_id_a=first,
            assessment_id_b=second,
            step=step,
            reason=f"lý do {step}",
            reason_en=f"reason {step}",
        )
    sample.add(
        "rank_ranges",
        assessment_id=COMPLETE,
        agency_id="thu-nhat/so-y-te",
        weight_range="quarter",
        rank_competition=1,
        rank_best=1,
        rank_worst=2,
        range_basis="exact",
        best_weights=["1", "1"],
        worst_weights=["3", "5"],
    )
    sample.add(
        "rank_correlations",
        criterion_id_a=f"{EARLIER}/total",
        criterion_id_b=f"{QUOTED}/total",
        assessment_id_a=EARLIER,
        assessment_id_b=QUOTED,
        n_common=2,
        n_pairs=1,
        n_concordant=1,
        tau_low=1,
        tau_high=1,
    )


def write_sample(database: Path) -> None:
    """Write the release into the new file ``database``."""
    sample = Sample()
    for part in (_frame, _lists, _results, _evidence):
        part(sample)
    sample.write(database)
