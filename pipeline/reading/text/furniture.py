"""Lines that belong to the page a report was copied from: counters, polls, visit statistics."""

import re

from pipeline.documents.document import Line
from pipeline.reading.vocabulary.words import POINT, N
from pipeline.vietnamese.damage import anyof

_FURNITURE = re.compile(
    anyof(
        # polls, comments and sharing
        "số phiếu|phiếu|bình luận|chia sẻ|gửi email|in trang|cỡ chữ",
        # visits
        "lượt xem|lượt truy cập|lượt đọc|lượt tải|lượt view|views|số lượt|đã xem|thống kê truy cập",
        "đang truy cập|người trực tuyến|hôm nay|trong tuần",
        # words that the page prints twice beside a counter
        "khách khách|thành viên thành viên|tổng tổng",
        # ways around the site, and whose it is
        "go top|quay lại|về đầu trang|xem thêm|tin liên quan|cập nhật|bản quyền|điện thoại|fax|hotline",
        "địa chỉ|tòa soạn|giấy phép số",
    )
    + r"|\bđt\s*:|\btrang\s*:?\s*\d+\s*/\s*\d+|cập nhật\s*\d|@|https?://|www\."
)
# How readers of the page marked it.
_RATING = re.compile(anyof("điểm của bài viết|đánh giá bài viết"))
_MAX_LENGTH = 110
# A figure that is points or a rank: never furniture.
_RESULT = re.compile(
    rf"{N}\s*{POINT}(?!\w)|(?:{anyof('điểm|xếp hạng|thứ hạng|hạng|vị trí|xếp thứ|đứng thứ')})\s*:?\s*{N}"
)
# A word of results with four more words behind it: a sentence of the report.
_SAYS_MORE = re.compile(anyof("điểm|xếp hạng|đánh giá|hồ sơ|trực tuyến mức độ") + r"\s+\S+\s+\S+\s+\S+\s+\S+")


def is_furniture(line: Line) -> bool:
    """Return True for a short line of the surrounding page."""
    text = line.normal.text.strip()
    if len(text) <= _MAX_LENGTH and _RATING.search(text):
        return True
    if len(text) > _MAX_LENGTH or _FURNITURE.search(text) is None:
        return False
    return not (_SAYS_MORE.search(text) or _RESULT.search(text))
