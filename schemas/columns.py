"""Every column name of the dataset, defined once: type, unit, and meaning in Vietnamese and English.

Where one name means something narrower in one table, that table's model overrides the description.
"""

from dataclasses import dataclass
from enum import Enum

import pyarrow as arrow


class Kind(Enum):
    """A column type, as DuckDB and as Arrow spell it."""

    TEXT = ("VARCHAR", arrow.string())
    INTEGER = ("INTEGER", arrow.int32())
    DECIMAL = ("DECIMAL(18,6)", arrow.decimal128(18, 6))
    HALVES = ("DECIMAL(10,1)", arrow.decimal128(10, 1))
    DATE = ("DATE", arrow.date32())
    BOOLEAN = ("BOOLEAN", arrow.bool_())

    @property
    def duckdb_type(self) -> str:
        """The type as DuckDB's DDL spells it."""
        return self.value[0]

    @property
    def arrow_type(self) -> arrow.DataType:
        """The type of the Arrow column."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Definition:
    """What one column name means everywhere. ``unit`` is None where the column counts or measures nothing."""

    kind: Kind
    vi: str
    en: str
    unit: str | None = None


def _text(vi: str, en: str) -> Definition:
    return Definition(Kind.TEXT, vi, en)


def _whole(vi: str, en: str, unit: str | None = None) -> Definition:
    return Definition(Kind.INTEGER, vi, en, unit)


def _number(vi: str, en: str, unit: str | None = None) -> Definition:
    return Definition(Kind.DECIMAL, vi, en, unit)


def _date(vi: str, en: str) -> Definition:
    return Definition(Kind.DATE, vi, en)


def _flag(vi: str, en: str) -> Definition:
    return Definition(Kind.BOOLEAN, vi, en)


COLUMNS: dict[str, Definition] = {
    # Ids
    "source_id": _text("Mã nguồn tài liệu", "Id of the source document"),
    "publication_id": _text("Mã ấn phẩm, chung cho các bản sao", "Publication id, shared by its copies"),
    "province_id": _text(
        "Mã tỉnh; thêm -2025 với 34 tỉnh mới", "Province code; with -2025 for one of the new 34"
    ),
    "agency_id": _text("Mã cơ quan: tỉnh/cơ quan", "Agency id: province slug/agency slug"),
    "assessment_id": _text(
        "Mã kỳ đánh giá: tỉnh-kỳ-chỉ số-khối", "Assessment id: province-period-index-block"
    ),
    "criterion_id": _text(
        "Mã tiêu chí: kỳ đánh giá/tên rút gọn", "Criterion id: assessment id/slug of the name"
    ),
    "parent_criterion_id": _text(
        "Mã tiêu chí cha; trống ở tổng điểm và nơi các điểm tối đa không cho biết",
        "Id of the criterion it is part of; empty for the total and where the maxima do not tell",
    ),
    "statement_id": _text("Mã giá trị được công bố", "Id of the printed value"),
    "rank_statement_id": _text("Mã của hạng được công bố", "Id of the printed rank"),
    "tier_statement_id": _text("Mã của mức được công bố", "Id of the printed tier"),
    "statement_ids": _text(
        "Các giá trị công bố đã dùng, cách nhau dấu cách", "Ids of the printed values used, by spaces"
    ),
    "fact_id": _text("Mã của giá trị trong ấn phẩm", "Id of the fact"),
    "n_tellings": _whole(
        "Số lần công bố, trừ bản nhập lại", "How often it is printed, but for transcripts", "statements"
    ),
    "n_sources": _whole("Số ấn phẩm có nó", "Publications that print it", "publications"),
    "locators": _text(
        "Các chỗ nêu: nguồn#vị trí, cách nhau dấu cách", "Where it is printed: source#locator, by spaces"
    ),
    "claim_id": _text("Mã nhận định", "Id of the claim"),
    "deduction_id": _text("Mã suy luận", "Id of the deduction"),
    "conflict_id": _text("Mã nhóm số mâu thuẫn", "Id of the conflicting set"),
    "within_rounding": _flag(
        "Hết mâu thuẫn nếu các số đã được làm tròn", "They agree if the numbers were rounded half up"
    ),
    "hypotheses": _text(
        "Giả thuyết sửa một chữ số: số công bố → số sửa", "One-digit hypotheses: printed → repaired"
    ),
    "doubt_id": _text("Mã nghi vấn", "Id of the doubt"),
    "reading_a": _text("Cách đọc thứ nhất", "The first reading"),
    "reading_a_en": _text("Cách đọc thứ nhất, bằng tiếng Anh", "The first reading, in English"),
    "reading_b_en": _text("Cách đọc thứ hai, bằng tiếng Anh", "The second reading, in English"),
    "reading_b": _text("Cách đọc thứ hai", "The second reading"),
    "discrepancy_id": _text("Mã điểm không khớp", "Id of the discrepancy"),
    "indicator_id": _text("Mã chỉ tiêu", "Id of the indicator"),
    "dimension_id": _text(
        "Chiều chung mà tiêu chí ứng với", "Harmonised dimension that the criterion maps to"
    ),
    "index_id": _text("Chỉ số được đánh giá", "Index that was assessed"),
    "release_id": _text("Mã bản phát hành", "Id of the release"),
    "target_id": _text("Mã dòng mà con số thuộc về", "Id of the row that the number went to"),
    "old_id": _text("Mã đơn vị cũ", "Id of the unit that ended"),
    "new_id": _text("Mã đơn vị mới", "Id of the unit that follows it"),
    "assessment_id_a": _text("Kỳ đánh giá thứ nhất", "First assessment of the pair"),
    "assessment_id_b": _text("Kỳ đánh giá thứ hai", "Second assessment of the pair"),
    # Documents
    "title": _text("Tiêu đề tài liệu", "Title of the document"),
    "document_number": _text("Số hiệu văn bản", "Number of the document"),
    "document_kind": _text("Loại tài liệu", "Kind of the document"),
    "about": _text(
        "Số hiệu văn bản mà bài viết nói tới", "Number of the document that an article reports on"
    ),
    "url": _text("Địa chỉ trên mạng", "Web address"),
    "retrieved_on": _date("Ngày lấy về", "Date of retrieval"),
    "note": _text("Ghi chú về tài liệu", "Note on the document"),
    "issuer": _text("Cơ quan ban hành", "Body that issued it"),
    "decided_on": _date("Ngày quyết định", "Date of the decision"),
    "published_on": _date("Ngày đăng tải", "Date of publication"),
    "publisher": _text("Nơi đăng tải", "Where it was published"),
    "criteria_document": _text("Văn bản quy định bộ tiêu chí", "Document that sets the criteria"),
    "amends": _text("Tài liệu được sửa đổi: số hiệu hoặc mã", "Document that it amends: its number or id"),
    "licence": _text("Giấy phép", "Licence"),
    "publish_text": _text("Phần văn bản được đăng lại", "How much of the text is republished"),
    "path": _text("Đường dẫn tệp từ thư mục gốc", "Path of the file from the repository root"),
    "media_type": _text("Kiểu nội dung của tệp", "Media type of the file"),
    "sha256": _text("Mã băm SHA-256 của tệp", "SHA-256 of the file"),
    "state": _text("Tình trạng đọc nguồn", "Whether the rows are of the latest reading"),
    "n_numbers": _whole("Số con số trong nguồn", "Numbers in the source", "numbers"),
    "n_unaccounted": _whole("Số con số chưa rõ", "Numbers without a fate", "numbers"),
    "n_by_hand": _whole("Số con số xếp thủ công", "Numbers placed by hand", "numbers"),
    "year": _whole("Năm được đánh giá", "Year assessed", "year"),
    "period": _text("Kỳ được đánh giá: năm hoặc quý", "Period assessed: a year or a quarter"),
    # Places in a document
    "line": _whole("Số dòng trong tệp, từ 1", "Line in the file, from 1", "line"),
    "col_start": _whole(
        "Cột đầu của giá trị trong dòng, từ 0", "First column of the value, from 0", "code points"
    ),
    "col_end": _whole("Cột ngay sau giá trị", "Column after the value", "code points"),
    "locator": _text("Vị trí: ô bảng hoặc dòng", "Place: table cell or line"),
    "quote": _text("Trích nguyên văn từ dòng đó", "Words of that line, letter for letter"),
    "text": _text("Nguyên văn của dòng", "Text of the line as received"),
    "token": _text("Con số như nguyên văn", "The number as printed"),
    "fate": _text("Con số được xếp vào đâu", "Where the number went"),
    "place": _text("Chỗ xảy ra lỗi", "Where it failed"),
    # Units that are ranked
    "name": _text("Tên", "Name"),
    "slug": _text("Tên không dấu dùng trong mã", "Name without marks, as used in ids"),
    "code": _text("Mã", "Code"),
    "kind": _text("Loại", "Kind"),
    "block": _text("Khối, tức danh sách xếp hạng đơn vị", "Block: the list that ranks the unit"),
    "agency_type": _text(
        "Loại cơ quan, nối cùng chức năng giữa các tỉnh", "Agency type, links equals across provinces"
    ),
    "admin_code": _text("Mã đơn vị hành chính", "Code of the administrative unit"),
    "valid_from": _date("Có từ ngày", "Exists from"),
    "valid_to": _date("Đến trước ngày; trống là vẫn còn", "Ended on; empty while it exists"),
    "agency": _text("Tên chuẩn của cơ quan", "Canonical name of the agency"),
    "subject_text": _text("Tên đơn vị như nguyên văn", "Name of the unit as printed"),
    "match": _text("Cách nhận ra tên", "How the name was recognised"),
    "similarity": _number("Độ giống của tên, 0 đến 1", "Likeness of the names, 0 to 1"),
    "candidates": _text("Các tên đã biết gần nhất", "Nearest known names"),
    "province": _text("Tên tỉnh", "Name of the province"),
    # Assessments and criteria
    "n_units": _whole("Số đơn vị trong danh sách", "Units in the list", "units"),
    "n_units_basis": _text("Căn cứ của số đơn vị", "What the number of units rests on"),
    "n_named": _whole(
        "Số đơn vị được nêu tên với ít nhất một kết quả, kể cả chỉ ở tiêu chí",
        "Units named with any result, on a criterion only included",
        "units",
    ),
    "n_unnamed": _whole(
        "Số đơn vị của danh sách không được nêu tên; trống khi không rõ có bao nhiêu đơn vị",
        "Units of the list that are not named; empty where their number is not known",
        "units",
    ),
    "n_quoted": _whole(
        "Số đơn vị có điểm, hạng hoặc phần trăm chung được công bố",
        "Units with a printed total score, rank or percent",
        "units",
    ),
    "max_score": _number("Điểm tối đa", "Maximum score", "points"),
    "max_score_basis": _text("Căn cứ của điểm tối đa", "What the maximum rests on"),
    "ranked_by": _text("Xếp hạng theo điểm, điểm quy đổi hay phần trăm", "What the order follows"),
    "rank_scheme": _text("Cách đánh hạng của nơi công bố", "The publisher's way of numbering ties"),
    "n_odd_ranks": _whole(
        "Số hạng công bố không hợp cách đánh hạng đó", "Printed ranks that miss that scheme", "ranks"
    ),
    "is_complete": _flag("Danh sách đủ mọi đơn vị", "Every unit has a printed total score, rank or percent"),
    "status": _text("Tình trạng", "Status"),
    "reason": _text("Lý do", "Reason"),
    "reason_en": _text("Lý do bằng tiếng Anh", "Reason in English"),
    "position": _whole("Thứ tự xuất hiện; 0 là tổng điểm", "Order of appearance; 0 is the total"),
    "dimension_link": _text("Mức khớp với chiều chung", "How well it fits the dimension"),
    "tier": _text("Mức xếp loại, đã sửa chữ", "Tier, letters repaired"),
    "level": _whole("Bậc của mức; 1 là tốt nhất", "Level of the tier; 1 is the best"),
    "min_score": _number("Ngưỡng dưới của mức", "Lower bound of the band", "see unit"),
    "min_inclusive": _flag("Bằng ngưỡng dưới cũng thuộc mức", "The lower bound belongs to the band"),
    # Printed values
    "criterion": _text("Tiêu chí; total là tổng điểm", "Criterion; total for the total"),
    "measure": _text("Loại giá trị", "What the value measures"),
    "value": _number("Giá trị; trống với mức xếp loại", "Value; empty for a tier", "see unit"),
    "value_text": _text("Giá trị như đứng trong dòng", "The value as it stands in the line"),
    "decimals": _whole("Số chữ số thập phân được công bố", "Decimals printed", "digits"),
    "unit": _text("Đơn vị đo", "Unit of measure"),
    "origin": _text("Lấy từ bảng hay từ câu văn", "From a table or from prose"),
    "is_counted": _flag(
        "Là lần công bố được lấy cho ô của danh sách",
        "Whether this printed value is the one taken for its cell of the list",
    ),
    "repair": _text("Chữ đã sửa để đọc được", "Letters repaired to read it"),
    # Scores and ranks
    "score": _number("Điểm được công bố", "Printed score", "points"),
    "pct_of_max": _number("Phần trăm của điểm tối đa", "Percent of the maximum", "percent"),
    "pct_basis": _text("Căn cứ của phần trăm", "What the percent rests on"),
    "missing_reason": _text("Vì sao thiếu", "Why it is missing"),
    "printed_rank": _whole("Hạng được công bố", "Printed rank", "rank"),
    "rank_competition": _whole("Hạng tính lại: 1 2 2 4", "Recomputed rank: 1 2 2 4", "rank"),
    "rank_dense": _whole("Hạng tính lại: 1 2 2 3", "Recomputed rank: 1 2 2 3", "rank"),
    "rank_modified": _whole("Hạng tính lại: 1 3 3 4", "Recomputed rank: 1 3 3 4", "rank"),
    "rank_fractional": Definition(
        Kind.HALVES, "Hạng tính lại: 1 2,5 2,5 4", "Recomputed rank: 1 2.5 2.5 4", "rank"
    ),
    "rank_low": _whole("Hạng cao nhất có thể", "Best possible rank", "rank"),
    "rank_high": _whole("Hạng thấp nhất có thể", "Worst possible rank", "rank"),
    "printed_tier": _text("Mức được công bố", "Printed tier"),
    "recomputed_tier": _text(
        "Mức tính lại theo ngưỡng được công bố", "Tier recomputed from the printed bands"
    ),
    "tier_basis": _text("Căn cứ của mức tính lại", "What the recomputed tier rests on"),
    "margin_to_cutoff": _number(
        "Cách ngưỡng gần nhất; dương là trên", "From the nearest cut-off; above is positive"
    ),
    # Deductions, claims, discrepancies
    "quantity": _text("Đại lượng được suy ra", "Quantity deduced"),
    "low": _number("Cận dưới", "Lower bound", "see unit"),
    "high": _number("Cận trên", "Upper bound", "see unit"),
    "rounding_slack": _number(
        "Độ dịch của cận nếu số công bố đã làm tròn", "Shift of the ends if printed values are rounded"
    ),
    "rule": _text("Quy tắc suy luận", "Rule of the deduction"),
    "claim_type": _text("Loại nhận định", "Type of the claim"),
    "subject": _text("Nhận định về ai, như nguyên văn", "Who the claim is about, as printed"),
    "printed_value": _number("Giá trị được công bố", "Printed value", "see unit"),
    "recomputed_value": _number("Giá trị tính lại", "Recomputed value", "see recomputed_unit"),
    "recomputed_unit": _text(
        "Đơn vị của giá trị tính lại; rows là số dòng khớp",
        "Unit of the recomputed value; rows: how many rows hold",
    ),
    "direction": _text(
        "Chiều thay đổi theo câu chữ; lên là tốt hơn với hạng",
        "Which way the words say it changed; a rank rises to a better one",
    ),
    "whole": _number("Số gốc của tỷ lệ như nguyên văn", "Printed base of the share", "units"),
    "verdict": _text("Kết luận kiểm tra", "Verdict of the audit"),
    "reading": _text("Cách hiểu câu đã dùng", "Reading of the sentence that was used"),
    "wording": _text("Điều câu chữ nói, khi không nêu số", "What the words say where no number is printed"),
    "n_listed": _whole(
        "Số mục mà câu tự kể ra sau con số", "Items that the sentence itself lists behind the number", "items"
    ),
    "explanation": _text("Giải thích kèm phép tính", "Explanation with the arithmetic, in Vietnamese"),
    "explanation_en": _text("Giải thích bằng tiếng Anh", "Explanation with the arithmetic, in English"),
    "printed": _text("Như nguyên văn", "As printed"),
    "recomputed": _text("Như tính lại", "As recomputed"),
    # Indicators, corrections, quarantine
    "numerator": _whole("Tử số", "Numerator"),
    "denominator": _whole("Mẫu số", "Denominator"),
    "qualifier": _text("Từ giới hạn: gần, trên, khoảng", "Word that limits it: nearly, over, about"),
    "before": _text("Trước khi sửa", "Before the repair"),
    "after": _text("Sau khi sửa", "After the repair"),
    "recognised": _flag(
        "Nhận dạng từ bản quét", "Recognised from a scan: letters and figures may be misread"
    ),
    "applied": _flag("Đã áp dụng", "It was applied"),
    "cure": _text("Cách khắc phục", "What cures it"),
    # Code lists and release
    "step": _text("Bậc thang so sánh, A đến E", "Step of the comparison ladder, A to E"),
    "list": _text("Danh mục", "Code list"),
    "name_vi": _text("Tên tiếng Việt", "Vietnamese name"),
    "name_en": _text("Tên tiếng Anh", "English name"),
    "definition": _text("Định nghĩa", "Definition"),
    "cite_as": _text("Cách trích dẫn", "How to cite it"),
}
