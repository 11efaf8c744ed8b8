"""The column names of what is printed of a unit's result, computed, deduced and claimed; a part of ``columns.py``."""

from schemas import values
from schemas.claim_types import TYPES
from schemas.kinds import Definition, Kind, flag, number, text, texts, whole

COMPUTED_COLUMNS: dict[str, Definition] = {
    # Scores and ranks
    "score": number("Điểm được công bố", "Printed score", "points"),
    "score_low": number(
        "Cận dưới của điểm; bằng điểm khi đã biết",
        "Lower bound of the score, the score itself where known",
        "points",
    ),
    "score_high": number(
        "Cận trên của điểm; bằng điểm khi đã biết",
        "Upper bound of the score, the score itself where known",
        "points",
    ),
    "pct_of_max": number("Phần trăm của điểm tối đa", "Percent of the maximum", "percent", low=0),
    "pct_basis": text(
        "Căn cứ của điểm tối đa đã dùng; printed: tối đa hoặc chính phần trăm được công bố",
        "Basis of the maximum used; printed: the maximum, or the percent itself, is printed",
        values=values.MAXIMUM_BASES,
    ),
    "missing_reason": text("Vì sao thiếu", "Why it is missing", values=values.MISSING_REASONS),
    "printed_rank": whole("Hạng được công bố", "Printed rank", "rank", low=1),
    "rank_publisher": Definition(
        Kind.HALVES,
        "Hạng tính lại theo cách xếp của đơn vị công bố",
        "Recomputed rank in the publisher's own scheme",
        "rank",
        low=1,
    ),
    "rank_competition": whole("Hạng tính lại: 1 2 2 4", "Recomputed rank: 1 2 2 4", "rank", low=1),
    "rank_dense": whole("Hạng tính lại: 1 2 2 3", "Recomputed rank: 1 2 2 3", "rank", low=1),
    "rank_modified": whole("Hạng tính lại: 1 3 3 4", "Recomputed rank: 1 3 3 4", "rank", low=1),
    "rank_fractional": Definition(
        Kind.HALVES, "Hạng tính lại: 1 2,5 2,5 4", "Recomputed rank: 1 2.5 2.5 4", "rank", low=1
    ),
    "rank_low": whole("Hạng cao nhất có thể", "Best possible rank", "rank", low=1),
    "rank_high": whole("Hạng thấp nhất có thể", "Worst possible rank", "rank", low=1),
    "printed_tier": text("Mức được công bố", "Printed tier"),
    "tier_low": text("Mức tốt nhất có thể", "Best possible tier"),
    "tier_high": text("Mức thấp nhất có thể", "Worst possible tier"),
    "recomputed_tier": text(
        "Mức tính lại theo ngưỡng được công bố", "Tier recomputed from the printed bands"
    ),
    "tier_basis": text(
        "Căn cứ của mức tính lại", "What the recomputed tier rests on", values=values.TIER_BASES
    ),
    "margin_to_cutoff": number(
        "Cách ngưỡng gần nhất; dương là trên", "From the nearest cut-off; above is positive"
    ),
    # Deductions, claims, discrepancies
    "quantity": text("Đại lượng được suy ra", "Quantity deduced"),
    "low": number("Cận dưới", "Lower bound", "see unit"),
    "high": number("Cận trên", "Upper bound", "see unit"),
    "rounding_slack": number(
        "Độ dịch của cận nếu số công bố đã làm tròn", "Shift of the ends if printed values are rounded", low=0
    ),
    "holds_if": text(
        "Chỉ đúng nếu hạng được đánh theo cách này; trống: luôn đúng",
        "Holds only if ties are numbered in this way; empty: holds in any case",
        values=values.COUNTED_SCHEMES,
    ),
    "rule": text("Quy tắc suy luận", "Rule of the deduction", values=values.DEDUCTION_RULES),
    "claim_type": text("Loại nhận định", "Type of the claim", values=tuple(TYPES)),
    "subject": text("Nhận định về ai, như nguyên văn", "Who the claim is about, as printed"),
    "printed_value": number("Giá trị được công bố", "Printed value", "see unit"),
    "recomputed_value": number("Giá trị tính lại", "Recomputed value", "see recomputed_unit"),
    "recomputed_unit": text(
        "Đơn vị của giá trị tính lại; rows là số dòng khớp",
        "Unit of the recomputed value; rows: how many rows hold",
        values=values.RECOMPUTED_UNITS,
    ),
    "direction": text(
        "Chiều thay đổi theo câu chữ; lên là tốt hơn với hạng",
        "Which way the words say it changed; a rank rises to a better one",
        values=values.DIRECTIONS,
    ),
    "whole": number("Số gốc của tỷ lệ như nguyên văn", "Printed base of the share", "units", low=0),
    "verdict": text("Kết luận kiểm tra", "Verdict of the audit", values=values.VERDICTS),
    "reading": text("Cách hiểu câu đã dùng", "Reading of the sentence that was used"),
    "wording": text(
        "Điều câu chữ nói, khi không nêu số",
        "What the words say where no number is printed",
        values=values.WORDINGS,
    ),
    "named_units": texts(
        "Mã các đơn vị mà câu so thứ tự hoặc nêu làm ví dụ, theo thứ tự của wording",
        "Ids of the units that the sentence puts in order or names as examples, in the order of wording",
    ),
    "n_listed": whole(
        "Số mục mà câu tự kể ra sau con số", "Items that the sentence itself lists behind the number", "items"
    ),
    "mark_low": number(
        "Mốc dưới của kết quả", "Mark above which results are counted or said to be", "see mark_unit"
    ),
    "mark_high": number(
        "Mốc trên của kết quả", "Mark below which results are counted or said to be", "see mark_unit"
    ),
    "mark_unit": text("Đơn vị của các mốc", "Unit of the marks", values=values.BAND_UNITS),
    "explanation": text("Giải thích kèm phép tính", "Explanation with the arithmetic, in Vietnamese"),
    "explanation_en": text("Giải thích bằng tiếng Anh", "Explanation with the arithmetic, in English"),
    "rank": whole("Hạng được công bố", "Printed rank", "rank", low=1),
    "contested": flag(
        "Có số trong ô bị chính tài liệu mâu thuẫn",
        "A printed figure of the cell is contradicted or in conflict",
    ),
    "document": text("Số ký hiệu hoặc tên tài liệu", "Number of the document, else its title"),
    "weight": text(
        "Điều phụ thuộc vào sai lệch: thứ hạng, mức hay không gì",
        "What hangs on it: a rank, a tier, or nothing",
        values=values.DISCREPANCY_WEIGHTS,
    ),
    "printed": text("Như nguyên văn", "As printed"),
    "recomputed": text("Như tính lại", "As recomputed"),
}
