"""Every column name of the dataset, defined once: type, unit, codes, and meaning in Vietnamese and English.

Where one name means something narrower in one table, that table's row narrows it.
"""

from schemas import values
from schemas.computed_columns import COMPUTED_COLUMNS
from schemas.kinds import Definition, day, flag, link, number, text, texts, whole
from schemas.robustness_columns import ROBUSTNESS_COLUMNS

COLUMNS: dict[str, Definition] = {
    **COMPUTED_COLUMNS,
    **ROBUSTNESS_COLUMNS,
    # Ids
    "source_id": link("Mã nguồn tài liệu", "Id of the source document", "sources.source_id"),
    "publication_id": text("Mã ấn phẩm, chung cho các bản sao", "Publication id, shared by its copies"),
    "province_id": link(
        "Mã tỉnh: tên không dấu; thêm -2025 với 34 tỉnh mới",
        "Province id: the name without marks; with -2025 for one of the new 34",
        "provinces.province_id",
    ),
    "agency_id": link("Mã cơ quan: tỉnh/cơ quan", "Agency id: province id/agency slug", "agencies.agency_id"),
    "assessment_id": link(
        "Mã kỳ đánh giá: tỉnh-kỳ-chỉ số-khối",
        "Assessment id: province-period-index-block",
        "assessments.assessment_id",
    ),
    "criterion_id": link(
        "Mã tiêu chí: kỳ đánh giá/tên rút gọn",
        "Criterion id: assessment id/slug of the name",
        "criteria.criterion_id",
    ),
    "parent_criterion_id": link(
        "Mã tiêu chí cha; trống ở tổng điểm và nơi các điểm tối đa không cho biết",
        "Id of the criterion it is part of; empty for the total and where the maxima do not tell",
        "criteria.criterion_id",
    ),
    "statement_id": link("Mã giá trị được công bố", "Id of the printed value", "statements.statement_id"),
    "rank_statement_id": link(
        "Lần nêu thứ hạng được lấy, bằng số hoặc bằng lời (cuối bảng)",
        "Statement of the rank that counts, in numbers or in words (last)",
        "statements.statement_id",
    ),
    "tier_statement_id": link(
        "Lần nêu mức được lấy", "Statement of the tier that counts", "statements.statement_id"
    ),
    "statement_ids": texts("Các giá trị công bố nói điều đó", "Ids of the printed values that state it"),
    "inputs": texts(
        "Mã các giá trị công bố (statements), nhận định (claims) và ngưỡng mức (tier_bands) đã dùng",
        "Ids of the printed values (statements), claims and tier bands (tier_bands) that were used",
    ),
    "fact_id": text("Mã của giá trị trong ấn phẩm", "Id of the fact"),
    "n_tellings": whole(
        "Số lần công bố, trừ bản nhập lại", "How often it is printed, but for transcripts", "statements"
    ),
    "n_sources": whole("Số ấn phẩm có nó", "Publications that print it", "publications"),
    "locators": texts("Các chỗ nêu: nguồn#vị trí", "Where it is printed: source#locator"),
    "band_id": text("Mã ngưỡng của một mức", "Id of the band of a tier"),
    "claim_id": link("Mã nhận định", "Id of the claim", "claims.claim_id"),
    "deduction_id": text("Mã suy luận", "Id of the deduction"),
    "conflict_id": text("Mã nhóm số mâu thuẫn", "Id of the conflicting set"),
    "hypotheses": texts(
        "Giả thuyết sửa một chữ số: số công bố → số sửa", "One-digit hypotheses: printed → repaired"
    ),
    "doubt_id": text("Mã nghi vấn", "Id of the doubt"),
    "reading_a": text("Cách đọc thứ nhất", "The first reading"),
    "reading_a_en": text("Cách đọc thứ nhất, bằng tiếng Anh", "The first reading, in English"),
    "reading_b_en": text("Cách đọc thứ hai, bằng tiếng Anh", "The second reading, in English"),
    "reading_b": text("Cách đọc thứ hai", "The second reading"),
    "discrepancy_id": link("Mã điểm không khớp", "Id of the discrepancy", "discrepancies.discrepancy_id"),
    "indicator_id": text("Mã chỉ tiêu", "Id of the indicator"),
    "dimension_id": text(
        "Chiều chung mà tiêu chí ứng với", "Harmonised dimension that the criterion maps to"
    ),
    "index_id": text("Chỉ số được đánh giá", "Index that was assessed"),
    "release_id": text("Mã bản phát hành", "Id of the release"),
    "target_id": text("Mã dòng mà con số thuộc về", "Id of the row that the number went to"),
    "old_id": text(
        "Mã tỉnh hoặc cơ quan đã kết thúc (provinces.province_id hoặc agencies.agency_id)",
        "Id of the province or agency that ended (provinces.province_id or agencies.agency_id)",
    ),
    "new_id": text(
        "Mã tỉnh hoặc cơ quan nối tiếp, cùng bảng với mã cũ",
        "Id of the province or agency that follows it, of the same table as the old one",
    ),
    "assessment_id_a": link(
        "Kỳ đánh giá thứ nhất", "First assessment of the pair", "assessments.assessment_id"
    ),
    "assessment_id_b": link(
        "Kỳ đánh giá thứ hai", "Second assessment of the pair", "assessments.assessment_id"
    ),
    "compared_assessment_id": link(
        "Danh sách của năm trước mà nhận định so với",
        "List of the year before that the claim compares with",
        "assessments.assessment_id",
    ),
    # Documents
    "title": text("Tiêu đề tài liệu", "Title of the document"),
    "document_number": text("Số hiệu văn bản", "Number of the document"),
    "document_kind": text("Loại tài liệu", "Kind of the document", values=values.DOCUMENT_KINDS),
    "about": text("Số hiệu văn bản mà bài viết nói tới", "Number of the document that an article reports on"),
    "url": text("Địa chỉ trên mạng", "Web address"),
    "retrieved_on": day("Ngày lấy về", "Date of retrieval"),
    "note": text("Ghi chú về tài liệu", "Note on the document"),
    "issuer": text("Cơ quan ban hành", "Body that issued it"),
    "decided_on": day(
        "Ngày quyết định; với bài viết: của văn bản mà bài nói tới",
        "Date of the decision; of an article: of the document that it reports on",
    ),
    "published_on": day("Ngày đăng tải", "Date of publication"),
    "publisher": text("Nơi đăng tải", "Where it was published"),
    "criteria_document": text("Văn bản quy định bộ tiêu chí", "Document that sets the criteria"),
    "parent_document": text(
        "Văn bản của trung ương mà bộ tiêu chí dựa theo", "National document that the criteria follow"
    ),
    "amends": text("Tài liệu được sửa đổi: số hiệu hoặc mã", "Document that it amends: its number or id"),
    "licence": text("Giấy phép", "Licence"),
    "publish_text": text(
        "full: đăng cả văn bản; quotes: chỉ các dòng được trích",
        "full: the whole text is republished; quotes: only quoted lines",
        values=values.PUBLISH_TEXTS,
    ),
    "path": text("Đường dẫn tệp từ thư mục gốc", "Path of the file from the repository root"),
    "media_type": text("Kiểu nội dung của tệp", "Media type of the file"),
    "sha256": text("Mã băm SHA-256 của tệp", "SHA-256 of the file"),
    "state": text(
        "stale: nguồn hiện không đọc được, các dòng là của lần đọc tốt cuối cùng",
        "stale: the source cannot be read now and its rows are of the last good reading",
    ),
    "stale_since": day(
        "Ngày (giờ UTC) thấy nguồn không còn đọc được",
        "Day (UTC) on which it was found that it cannot be read",
    ),
    "stale_reason": text("Vì sao không còn đọc được", "Why it cannot be read now"),
    "n_numbers": whole("Số con số trong nguồn", "Numbers in the source", "numbers"),
    "n_unaccounted": whole("Số con số chưa rõ", "Numbers without a fate", "numbers"),
    "n_by_hand": whole("Số con số xếp thủ công", "Numbers placed by hand", "numbers"),
    "year": whole("Năm được đánh giá", "Year assessed", "year", low=values.YEARS[0], high=values.YEARS[-1]),
    "period": text("Kỳ được đánh giá: năm hoặc quý", "Period assessed: a year or a quarter"),
    # Places in a document
    "line": whole("Số dòng trong tệp, từ 1", "Line in the file, from 1", "line", low=1),
    "col_start": whole(
        "Cột đầu của giá trị trong dòng, từ 0", "First column of the value, from 0", "code points"
    ),
    "col_end": whole("Cột ngay sau giá trị", "Column after the value", "code points"),
    "locator": text("Vị trí: ô bảng hoặc dòng", "Place: table cell or line"),
    "quote": text("Trích nguyên văn từ dòng đó", "Words of that line, letter for letter"),
    "text": text("Nguyên văn của dòng", "Text of the line as received"),
    "token": text("Con số như nguyên văn", "The number as printed"),
    "fate": text("Con số được xếp vào đâu", "Where the number went", values=values.FATES),
    "place": text("Chỗ xảy ra lỗi", "Where it failed"),
    # Units that are ranked
    "name": text("Tên", "Name"),
    "code": text("Mã", "Code"),
    "iso_3166_2": text("Mã ISO 3166-2 của 63 tỉnh", "Code of ISO 3166-2, for the 63"),
    "kind": text("Loại", "Kind"),
    "block": text(
        "Khối, tức danh sách xếp hạng đơn vị", "Block: the list that ranks the unit", values=values.BLOCKS
    ),
    "agency_type": text(
        "Loại cơ quan, nối cùng chức năng giữa các tỉnh", "Agency type, links equals across provinces"
    ),
    "admin_code": text("Mã đơn vị hành chính", "Code of the administrative unit"),
    "valid_from": day("Có từ ngày", "Exists from"),
    "valid_to": day("Đến trước ngày; trống là vẫn còn", "Ended on; empty while it exists"),
    "agency_id_now": link(
        "Mã đơn vị nối tiếp hiện nay", "Id of the unit that follows today", "agencies.agency_id"
    ),
    "agency_now": text("Tên đơn vị nối tiếp hiện nay", "Name of the unit that follows today"),
    "province_now": text("Tỉnh của đơn vị nối tiếp", "Province of the unit that follows"),
    "province_assessment_id": link(
        "Bảng xếp hạng quốc gia có tỉnh này",
        "National list that ranks the province",
        "assessments.assessment_id",
    ),
    "province_score": number("Tổng điểm của tỉnh", "Total score of the province", "points"),
    "province_rank": whole("Hạng của tỉnh", "Rank of the province, as stated", "rank", low=1),
    "province_n_units": whole("Số tỉnh trong bảng", "Provinces in that list", "units"),
    "succession": text(
        "Cách nối tiếp; trống khi vẫn là đơn vị đó", "How it follows; empty for the unit itself"
    ),
    "agency": text("Tên chuẩn của cơ quan", "Canonical name of the agency"),
    "subject_text": text("Tên đơn vị như nguyên văn", "Name of the unit as printed"),
    "match": text("Cách nhận ra tên", "How the name was recognised", values=values.NAME_MATCHES),
    "similarity": number("Độ giống của tên, 0 đến 1", "Likeness of the names, 0 to 1", low=0, high=1),
    "candidates": texts("Các tên đã biết gần nhất", "Nearest known names"),
    "province": text("Tên tỉnh", "Name of the province"),
    # Assessments and criteria
    "n_units": whole("Số đơn vị trong danh sách", "Units in the list", "units"),
    "n_units_basis": text(
        "listed: đếm danh sách đủ; printed: số đã nêu; tier_counts: cộng các mức",
        "listed: counted in a full list; printed; tier_counts: tiers added",
        values=values.UNIT_COUNT_BASES,
    ),
    "n_ranked": whole(
        "Số đơn vị được xếp hạng: trừ những đơn vị nguồn nêu là không xếp hạng",
        "Units that get a place: less those that the source says are not ranked",
        "units",
    ),
    "special_rule": text(
        "Quy tắc riêng; own_maximum: điểm tối đa riêng của đơn vị",
        "Rule of its own; own_maximum: a maximum of the unit's own",
        values=values.SPECIAL_RULES,
    ),
    "n_named": whole(
        "Số đơn vị được nêu tên với ít nhất một kết quả, kể cả chỉ ở tiêu chí",
        "Units named with any result, on a criterion only included",
        "units",
    ),
    "n_unnamed": whole(
        "Số đơn vị của danh sách không được nêu tên; trống khi không rõ có bao nhiêu đơn vị",
        "Units of the list that are not named; empty where their number is not known",
        "units",
    ),
    "n_quoted": whole(
        "Số đơn vị có điểm, hạng hoặc phần trăm chung được công bố",
        "Units with a printed total score, rank or percent",
        "units",
    ),
    "max_score": number("Điểm tối đa", "Maximum score", "points", low=0),
    "max_score_basis": text(
        "Căn cứ của điểm tối đa", "What the maximum rests on", values=values.MAXIMUM_BASES
    ),
    "ranked_by": text(
        "Xếp hạng theo điểm, điểm quy đổi hay phần trăm", "What the order follows", values=values.RANKED_BY
    ),
    "rank_scheme": text(
        "Cách đánh hạng của nơi công bố", "The publisher's way of numbering ties", values=values.RANK_SCHEMES
    ),
    "n_odd_ranks": whole(
        "Số hạng công bố không hợp cách đánh hạng đó", "Printed ranks that miss that scheme", "ranks"
    ),
    "is_complete": flag("Danh sách đủ mọi đơn vị", "Every unit has a printed total score, rank or percent"),
    "status": text("Tình trạng", "Status"),
    "reason": text("Lý do", "Reason"),
    "reason_en": text("Lý do bằng tiếng Anh", "Reason in English"),
    "position": whole("Thứ tự xuất hiện; 0 là tổng điểm", "Order of appearance; 0 is the total"),
    "dimension_reason": text(
        "Vì sao tiêu chí khớp hay không khớp với chiều chung",
        "Why it fits the dimension or not, in Vietnamese",
    ),
    "dimension_reason_en": text("Vì sao, bằng tiếng Anh", "Why it fits the dimension or not"),
    "named_at": text(
        "Chỗ nêu tên tiêu chí mà không nêu kết quả: nguồn#line=dòng; trống khi có kết quả",
        "Where it is named without any result: source#line=n; empty where results are printed",
    ),
    "dimension_link": text(
        "Mức khớp với chiều chung", "How well it fits the dimension", values=values.DIMENSION_LINKS
    ),
    "tier": text("Mức xếp loại, đã sửa chữ", "Tier, letters repaired"),
    "level": whole("Bậc của mức; 1 là tốt nhất", "Level of the tier; 1 is the best", low=1),
    "min_score": number("Ngưỡng dưới của mức", "Lower bound of the band", "see unit"),
    "min_inclusive": flag("Bằng ngưỡng dưới cũng thuộc mức", "The lower bound belongs to the band"),
    # Printed values
    "criterion": text("Tiêu chí; total là tổng điểm", "Criterion; total for the total"),
    "measure": text("Loại giá trị", "What the value measures", values=values.MEASURES),
    "value": number("Giá trị; trống với mức xếp loại", "Value; empty for a tier", "see unit"),
    "value_text": text("Giá trị như đứng trong dòng", "The value as it stands in the line"),
    "decimals": whole("Số chữ số thập phân được công bố", "Decimals printed", "digits", high=6),
    "unit": text("Đơn vị đo", "Unit of measure"),
    "origin": text("Lấy từ bảng hay từ câu văn", "From a table or from prose", values=values.ORIGINS),
    "is_counted": flag(
        "Là lần công bố được lấy cho ô của danh sách",
        "Whether this printed value is the one taken for its cell of the list",
    ),
    "certainty": text(
        "corroborated: một con số khác được công bố xác nhận giá trị này; plain: không có con số nào khác nói tới",
        "corroborated: another printed figure bears the value out; plain: no other figure speaks of it",
        values=values.CERTAINTIES,
    ),
    "repair": text("Chữ đã sửa để đọc được", "Letters repaired to read it"),
    # Indicators, corrections, quarantine
    "numerator": whole("Tử số", "Numerator"),
    "denominator": whole("Mẫu số", "Denominator"),
    "qualifier": text("Từ giới hạn: gần, trên, khoảng", "Word that limits it: nearly, over, about"),
    "before": text("Trước khi sửa", "Before the repair"),
    "after": text("Sau khi sửa", "After the repair"),
    "recognised": flag("Nhận dạng từ bản quét", "Recognised from a scan: letters and figures may be misread"),
    "applied": flag("Đã áp dụng", "It was applied"),
    "cure": text("Cách khắc phục", "What cures it"),
    "since": day("Ngày (giờ UTC) thấy lần đầu", "Day (UTC) on which it was found first"),
    # Code lists and release
    "step": text(
        "Bậc thang so sánh, A đến E", "Step of the comparison ladder, A to E", values=values.LADDER_STEPS
    ),
    "common": texts(
        "Điểm chung của hai danh sách: document (văn bản), criteria_document (bộ tiêu chí), parent_document "
        "(văn bản gốc của trung ương), index (chủ đề)",
        "What the two lists share: document, criteria_document, parent_document (the national one), index",
    ),
    "list": text("Danh mục", "Code list"),
    "name_vi": text("Tên tiếng Việt", "Vietnamese name"),
    "name_en": text("Tên tiếng Anh", "English name"),
    "definition": text("Định nghĩa, bằng tiếng Anh hoặc như danh mục ghi", "Definition"),
    "definition_vi": text("Định nghĩa bằng tiếng Việt", "Definition in Vietnamese"),
    "cite_as": text("Cách trích dẫn", "How to cite it"),
}
