"""What a column of a table holds, told by its header."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.extraction.cells import Cell
from pipeline.extraction.readings import Span
from pipeline.vietnamese.damage import anyof, phrase
from pipeline.vietnamese.numbers import NUMBER, parse_number

COUNTER, NAME, RANK, TIER, SCORE, MAXIMUM, PERCENT, CONVERTED, CHANGE, NOTE, OTHER = (
    "counter", "name", "rank", "tier", "score", "maximum", "percent", "converted", "change", "note", "other",
)  # fmt: skip

# The first role whose words are in the header wins; the order settles headers such as "Xếp hạng theo điểm".
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (COUNTER, re.compile(r"^(?:stt|tt|s\.t\.t|số tt|số thứ tự|so tt|no\.?|#)$")),
    (CHANGE, re.compile(anyof("tăng", "giảm", "so với", "chênh lệch", "biến động", "thay đổi", "tăng giảm"))),
    (RANK, re.compile(anyof("xếp hạng", "thứ hạng", "hạng", "vị thứ", "vị trí", "thứ bậc", "xếp thứ", "xếp thứ tự") + r"(?!\s+(?:mục|muc))")),
    (NAME, re.compile(r"^(?:" + anyof("tên", "danh sách", "danh mục") + r"\b.*)|^(?:" + anyof(
        "cơ quan", "đơn vị", "địa phương", "tên quan", "sở ngành", "sở, ngành", "sở, ban, ngành", "các sở", "các đơn vị", "ubnd",
        "các cơ quan", "huyện, thành phố", "huyện, thị xã, thành phố", "các huyện", "xã, phường", "tỉnh, thành phố", "tên tỉnh", "địa bàn")
        + r")(?!.*" + phrase("điểm") + r")|^(?:" + anyof("sở", "huyện", "xã", "phường", "tỉnh", "bộ", "ubnd", "ubnd huyện", "ubnd xã") + r")\s*(?:$|[,/(])")),
    (TIER, re.compile(anyof("xếp loại", "phân loại", "mức xếp loại", "xếp mức", "mức đánh giá", "nhóm xếp loại", "mức độ xếp hạng", "phân nhóm")
                      + r"|^(?:" + anyof("mức", "loại", "nhóm", "mức độ", "mức đạt") + r")(?:\s+\d{4})?$")),
    (NOTE, re.compile(anyof("ghi chú", "lý do", "giải trình"))),
    (MAXIMUM, re.compile(r"^(?:" + anyof("điểm tối đa", "thang điểm", "điểm chuẩn", "tổng điểm tối đa", "điểm tối đa áp dụng", "tối đa") + r")$")),
    (CONVERTED, re.compile(anyof("quy đổi", "chuẩn hóa"))),
    (PERCENT, re.compile(anyof("tỷ lệ", "tỉ lệ", "phần trăm") + r"|^%|% (?:" + anyof("điểm tối đa", "so với điểm tối đa", "đạt") + ")")),
    (SCORE, re.compile(anyof("điểm", "kết quả", "chỉ số", "tổng cộng", "tổng", "điểm số", "giá trị", "index", "số điểm"))),
)  # fmt: skip
_MAX_IN_HEADER = re.compile(
    rf"\((?:[^()]*{anyof('tối đa', 'thang điểm', 'thang')}\s*:?\s*)?(?P<a>{NUMBER.pattern})\s*(?:{phrase('điểm')})?\s*\)"
    rf"|/\s*(?P<b>{NUMBER.pattern})\s*(?:{phrase('điểm')})?\s*\)?$"
    rf"|{anyof('tối đa', 'thang điểm')}\s*:?\s*(?P<c>{NUMBER.pattern})"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_TOTAL = re.compile(
    anyof(
        "tổng",
        "tổng điểm",
        "tổng số",
        "tổng cộng",
        "chung",
        "chỉ số",
        "điểm đạt",
        "điểm đánh giá",
        "kết quả",
        "điểm xếp hạng",
        "index",
    )
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, the printed header words, the year and the maximum that the header names."""

    role: str
    header: str
    year: int | None = None
    maximum: tuple[Decimal, str, Span] | None = None

    @property
    def says_total(self) -> bool:
        """True where the header speaks of the whole, not of one criterion."""
        return re.search(_TOTAL, self.header.lower()) is not None or self.header.lower() in (
            "điểm",
            "điểm số",
            "số điểm",
        )


def role_of(words: str) -> str:
    """The role that a header's normal words give their column, ``other`` where none is known."""
    bare = re.sub(r"\s+", " ", words).strip()
    bare = re.sub(r"^\(?\d+\)?\.?\s+(?=[^\d])", "", bare)
    without_aside = re.sub(r"\([^()]*\)", "", bare).strip() or bare
    return next((role for role, pattern in _ROLES if pattern.search(without_aside)), OTHER)


def header_role(cell: Cell) -> str:
    """The role of a header cell on its own."""
    if cell.text.strip() == "Tt":  # "Tốt" that lost its vowel; a counter is headed TT
        return OTHER
    return role_of(cell.words) if len(cell.words) <= 90 else OTHER


def make_column(cells: list[Cell], mark: str) -> Column:
    """One column from the header cells printed over it, in reading order."""
    header = re.sub(r"\s+", " ", " ".join(cell.text for cell in cells)).strip()
    normal = re.sub(r"\s+", " ", " ".join(cell.words for cell in cells)).strip()
    role = role_of(normal)
    years = _YEAR.findall(normal)
    return Column(role, header, int(years[-1]) if years else None, _header_maximum(cells, mark, role))


def _header_maximum(cells: list[Cell], mark: str, role: str) -> tuple[Decimal, str, Span] | None:
    if role not in (SCORE, OTHER, CONVERTED):
        return None
    for cell in cells:
        match = _MAX_IN_HEADER.search(cell.normal.text)
        if match and match.lastgroup and not _YEAR.fullmatch(match.group(match.lastgroup)):
            token = match.group(match.lastgroup)
            if re.match(
                r"^\(\d{1,2}\)\s+\w", cell.normal.text
            ):  # "(1) Hạ tầng": a running number, no maximum
                continue
            first, last = cell.normal.original(match.start(match.lastgroup), match.end(match.lastgroup))
            start = cell.span.start
            return parse_number(token, mark), token, Span(cell.span.line, start + first, start + last)
    return None
