"""The choices that the printing of a table leaves open."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

_NAMES = ("Tên đơn vị", "Tên cơ quan", "Đơn vị", "Cơ quan, đơn vị", "Tên cơ quan, đơn vị")
COUNTERS = ("STT", "TT", "Số TT")
_TOTALS = ("Tổng điểm", "Tổng cộng", "Tổng số điểm", "Điểm tổng")
_RANKS = ("Xếp hạng", "Hạng", "Thứ hạng", "Vị thứ")
_TIERS = ("Xếp loại", "Mức xếp loại", "Phân loại")
_SPANNERS = ("Điểm thành phần", "Các nhóm tiêu chí", "Trong đó")
_FEET = ("Trung bình", "Cao nhất", "Bình quân")


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices of a table's printing."""

    counter: str
    name: str
    total: str
    rank: str
    tier: str
    total_first: bool
    rank_at: str
    rank_style: str
    maxima: str
    tiers: str
    header: str
    spanner: str
    before: bool
    remark: bool
    foot: str
    void: int
    other_names: bool


@st.composite
def layouts(draw: st.DrawFn, /, **fixed: Any) -> Layout:
    """Any combination of the choices, whether it fits the assessment or not; ``fixed`` are made already."""

    def one(*choices: str) -> str:
        return draw(st.sampled_from(choices))

    drawn = Layout(
        counter=one(*COUNTERS, ""),
        name=one(*_NAMES),
        total=one(*_TOTALS),
        rank=one(*_RANKS),
        tier=one(*_TIERS),
        total_first=draw(st.booleans()),
        rank_at=one("last", "first", "none"),
        rank_style=one("{}", "{:02}", "{}/{of}"),
        maxima=one("none", "header", "row"),
        tiers=one("none", "column", "rows"),
        header=one("one row", "spanner", "pairs", "cells"),
        spanner=one(*_SPANNERS),
        before=draw(st.booleans()),
        remark=draw(st.booleans()),
        foot=one("", *_FEET),
        void=draw(st.integers(0, 40)),
        other_names=draw(st.booleans()),
    )
    return replace(drawn, **fixed)
