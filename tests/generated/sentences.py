"""Sentences of reports: patterns with places for units and values, and what each then says.

``{0}`` is the first unit, ``{a}`` its score, ``{i}`` its place; the second has ``{1}``, ``{b}``, ``{j}``, the
third ``{2}``, ``{c}``, ``{k}``. ``{of}`` is the number of units, ``{top}`` the maximum, ``{p}`` a percentage,
``{t}`` and ``{u}`` are tiers, ``{now}`` and ``{before}`` years.
"""

from dataclasses import dataclass

# Who, what, and the place of the value; a word of rank stands for its number, "" for last place.
Says = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence and what it says; ``~`` behind a value: said of the year before."""

    text: str
    says: tuple[Says, ...]

    @property
    def units(self) -> int:
        """How many units it names."""
        return 1 + max(unit for unit, _, _ in self.says)


def _pattern(text: str, *says: str) -> Pattern:
    """``says``: unit, measure and value in one word each (``0 rank i``)."""
    parts = [said.split() for said in says]
    return Pattern(text, tuple((int(part[0]), part[1], part[2] if len(part) > 2 else "") for part in parts))


_S0, _S1, _S2 = "0 score a", "1 score b", "2 score c"
_R0, _R1, _R2 = "0 rank i", "1 rank j", "2 rank k"

PATTERNS = (
    _pattern("{0} xếp thứ {i} với {a} điểm.", _R0, _S0),
    _pattern("{0} đứng thứ {i}/{of} với {a} điểm.", _R0, _S0),
    _pattern("{0} đạt {a} điểm, xếp hạng {i}.", _S0, _R0),
    _pattern("{0} đạt {a} điểm, xếp thứ {i}/{of} đơn vị.", _S0, _R0),
    _pattern("{0} ({a} điểm) xếp thứ {i}.", _S0, _R0),
    _pattern("- {0}: {a} điểm, xếp thứ {i}.", _S0, _R0),
    _pattern("- {0}: {a} điểm.", _S0),
    _pattern("{0} giữ vị trí thứ {i} với {a} điểm.", _R0, _S0),
    _pattern("{0} được {a} điểm.", _S0),
    _pattern("{0} dẫn đầu với {a} điểm.", "0 rank 1", _S0),
    _pattern("{0} dẫn đầu bảng xếp hạng.", "0 rank 1"),
    _pattern("Dẫn đầu là {0} với {a} điểm.", "0 rank 1", _S0),
    _pattern("Đứng đầu là {0}, đạt {a} điểm.", "0 rank 1", _S0),
    _pattern("{0} đứng cuối bảng với {a} điểm.", "0 rank", _S0),
    _pattern("{0} xếp thứ nhất, {1} xếp thứ nhì, {2} xếp thứ ba.", "0 rank 1", "1 rank 2", "2 rank 3"),
    _pattern(
        "Xếp thứ nhất là {0} ({a} điểm), xếp thứ nhì là {1} ({b} điểm), xếp thứ ba là {2} ({c} điểm).",
        "0 rank 1", _S0, "1 rank 2", _S1, "2 rank 3", _S2,
    ),
    _pattern(
        "Xếp thứ nhất là {0}, thứ nhì là {1}, thứ ba là {2}.", "0 rank 1", "1 rank 2", "2 rank 3"
    ),
    _pattern("{0} xếp thứ hai, {1} xếp thứ mười.", "0 rank 2", "1 rank 10"),
    _pattern("{0} và {1} đồng hạng {i}.", _R0, "1 rank i"),
    _pattern("{0}, {1} và {2} cùng xếp hạng {i}.", _R0, "1 rank i", "2 rank i"),
    _pattern("{0} và {1} cùng đạt {a} điểm.", _S0, "1 score a"),
    _pattern("Các vị trí thứ {i}, {j} và {k} lần lượt là {0}, {1} và {2}.", _R0, _R1, _R2),
    _pattern("{0}, {1} và {2} lần lượt xếp thứ {i}, {j} và {k}.", _R0, _R1, _R2),
    _pattern("{0}, {1} và {2} lần lượt đạt {a}; {b} và {c} điểm.", _S0, _S1, _S2),
    _pattern("Tiếp theo là {0} ({a} điểm), {1} ({b} điểm) và {2} ({c} điểm).", _S0, _S1, _S2),
    _pattern("{0} đạt {a} điểm; {1} đạt {b} điểm; {2} đạt {c} điểm.", _S0, _S1, _S2),
    _pattern("{0} đạt {a} điểm, xếp thứ {i}; {1} đạt {b} điểm, xếp thứ {j}.", _S0, _R0, _S1, _R1),
    _pattern("{0} ({i}), {1} ({j}), {2} ({k}).", _R0, _R1, _R2),
    _pattern(
        "Mức {t}: {0} ({i}); {1}, {2} (đồng hạng {j}).",
        "0 tier t", _R0, "1 tier t", _R1, "2 tier t", "2 rank j",
    ),
    _pattern("Mức {t}: {0}, {1}. Mức {u}: {2}.", "0 tier t", "1 tier t", "2 tier u"),
    _pattern("Nhóm {t} gồm: {0}, {1} và {2}.", "0 tier t", "1 tier t", "2 tier t"),
    _pattern("Các đơn vị đạt mức {t}: {0}, {1} và {2}.", "0 tier t", "1 tier t", "2 tier t"),
    _pattern("{0} đạt mức {t}.", "0 tier t"),
    _pattern("{0} xếp loại {t} với {a} điểm.", "0 tier t", _S0),
    _pattern("{0} đạt {a} điểm (mức {t}).", _S0, "0 tier t"),
    _pattern("{0} đạt {a}/{top} điểm.", _S0, "0 max_score top"),
    _pattern("{0} đạt {a}/{top} điểm, xếp thứ {i}.", _S0, "0 max_score top", _R0),
    _pattern("{0} đạt {a} điểm (đạt {p}% điểm tối đa).", _S0, "0 pct_of_max p"),
    _pattern("{0} đạt {p}% số điểm tối đa.", "0 pct_of_max p"),
    _pattern(
        "Đơn vị có điểm cao nhất là {0} với {a} điểm; đơn vị có điểm thấp nhất là {1} với {b} điểm.",
        "0 rank 1", _S0, "1 rank", _S1,
    ),
    _pattern("Đơn vị có điểm thấp nhất là {0} với {a} điểm.", "0 rank", _S0),
    _pattern("Đơn vị có tổng số điểm cao nhất là {0} ({a} điểm).", "0 rank 1", _S0),
    _pattern("Năm {before}, {0} xếp thứ {i}.", "0 rank i~"),
    _pattern("Năm {before}, {0} đạt {a} điểm, xếp thứ {i}.", "0 score a~", "0 rank i~"),
    _pattern("{0} từ vị trí thứ {i} năm {before} lên vị trí thứ {j} năm {now}.", "0 rank i~", "0 rank j"),
    _pattern("{0} tăng từ vị trí thứ {i} năm {before} lên thứ {j} năm {now}.", "0 rank i~", "0 rank j"),
    _pattern("{0} xếp thứ {i} (năm {before} xếp thứ {j}).", _R0, "0 rank j~"),
    _pattern("{0} đạt {a} điểm, tăng {b} điểm so với năm {before}.", _S0),
    _pattern("{0} xếp thứ {i}, tăng {j} bậc so với năm {before}.", _R0),
)  # fmt: skip

# Sentences with numbers that say nothing of one unit.
NO_FACTS = (
    "Điểm trung bình của các đơn vị là {a} điểm.",
    "Điểm trung bình chung đạt {a} điểm, tăng {b} điểm so với năm {before}.",
    "Chênh lệch giữa đơn vị có điểm cao nhất và đơn vị có điểm thấp nhất là {a} điểm.",
    "Có 05 đơn vị đạt mức {t}, 07 đơn vị đạt mức {u}.",
    "Việc đánh giá được thực hiện tại {of} đơn vị.",
    "Mức {t}: từ 80 điểm trở lên; mức {u}: từ 60 điểm đến dưới 80 điểm.",
    "UBND tỉnh đã ban hành Quyết định số 77/QĐ-UBND ngày 20/12/{now} về việc phê duyệt kết quả.",
    "Căn cứ Kế hoạch số 123/KH-UBND ngày 15 tháng 3 năm {now}.",
    "Toàn tỉnh cung cấp 119 dịch vụ công trực tuyến mức độ 3 và 9 dịch vụ công trực tuyến mức độ 4.",
    "100% cán bộ, công chức được trang bị máy tính.",
    "Các đơn vị hoàn thành báo cáo trước ngày 30/6/{now}.",
    "Nhìn chung, các đơn vị đã quan tâm hơn đến việc ứng dụng công nghệ thông tin.",
)
