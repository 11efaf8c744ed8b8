"""Lines that belong to the page a report was copied from, not to the report: counters, polls, visit statistics."""

import re

from pipeline.documents.model import Line
from pipeline.vietnamese.damage import anyof

_FURNITURE = re.compile(
    anyof("go top", "số phiếu", "phiếu", "lượt xem", "lượt truy cập", "người trực tuyến", "khách khách", "thành viên thành viên", "tổng tổng", "đã xem",
          "in trang", "lượt đọc", "cỡ chữ", "bình luận", "chia sẻ", "gửi email", "thống kê truy cập", "số lượt", "đang truy cập", "hôm nay", "trong tuần",
          "cập nhật", "về đầu trang", "lượt tải", "xem thêm", "tin liên quan", "bản quyền", "điện thoại", "fax", "hotline", "quay lại", "lượt view", "views")
    + r"|\btrang\s*:?\s*\d+\s*/\s*\d+|cập nhật\s*\d|@|https?://|www\."
)  # fmt: skip
_MAX_LENGTH = 110
_SAYS_MORE = re.compile(
    anyof("điểm", "xếp hạng", "đánh giá", "hồ sơ", "trực tuyến mức độ") + r"\s+\S+\s+\S+\s+\S+\s+\S+"
)


def is_furniture(line: Line) -> bool:
    """True for a short line of the surrounding page."""
    text = line.normal.text.strip()
    return len(text) <= _MAX_LENGTH and _FURNITURE.search(text) is not None and not _SAYS_MORE.search(text)
