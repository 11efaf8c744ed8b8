"""What a column of a table holds, told by its header."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.readings import Span
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.words import CRITERION_NOUNS, UNIT_NOUNS, N
from pipeline.reading.vocabulary.words import MAXIMUM as MAXIMUM_WORDS
from pipeline.vietnamese.damage import anyof, anyof_loose, phrase
from pipeline.vietnamese.normal import tidy
from pipeline.vietnamese.numbers import parse_number
from schemas.codelists import read_list

COUNTER, NAME, CRITERION, NOTE, CHANGE, OTHER = "counter", "name", "criterion", "note", "change", "other"
RANK, TIER, SCORE, MAXIMUM, PERCENT, CONVERTED = "rank", "tier", "score", "maximum", "percent", "converted"

_COUNTER = r"^(?:stt|tt|s\.t\.t|số tt|số thứ tự|thứ tự|so tt|no\.?|#)$"
_CHANGE = (
    anyof("tăng|giảm|chênh lệch|biến động|thay đổi|tăng giảm")
    + rf"|{anyof('so với')}(?!\s+(?:{anyof('điểm tối đa|tổng điểm|mức tối đa|tối đa|điểm chuẩn')}))"
)
_RANK = anyof("xếp hạng|thứ hạng|hạng|vị thứ|vị trí|thứ bậc|xếp thứ|xếp thứ tự") + r"(?!\s+(?:mục|muc))"
_UNITS_LISTED = anyof(
    "cơ quan|đơn vị|địa phương|tên quan|sở ngành|sở, ngành|sở, ban, ngành|các sở|các đơn vị|ubnd|các cơ quan",
    "huyện, thành phố|huyện, thị xã, thành phố|các huyện|xã, phường|tỉnh, thành phố|tên tỉnh|địa bàn",
)
_NAME = (
    rf"^(?:{anyof_loose('tên|danh sách|danh mục')}\b.*)"
    rf"|^(?:{_UNITS_LISTED})(?!.*{phrase('điểm')})"
    rf"|^(?:ubnd\s+)?(?:{anyof(UNIT_NOUNS)})(?:\s*(?:[,/&-]|và)\s*(?:{anyof(UNIT_NOUNS, 'ban')}))+\s*$"
    rf"|^(?:{anyof('sở|huyện|xã|phường|tỉnh|bộ|ubnd|ubnd huyện|ubnd xã')})\s*(?:$|[,/(])"
)
_TIER = (
    anyof(
        "xếp loại|phân loại|mức xếp loại|xếp mức|mức đánh giá|nhóm xếp loại|mức độ xếp hạng|phân nhóm",
    )
    + rf"|^(?:{anyof('mức|loại|nhóm|mức độ|mức đạt')})(?:\s+\d{{4}})?$"
)
# Over the names of criteria, where each has a row of its own.
_CRITERION = (
    "^(?:(?:"
    + anyof("tên|nội dung|các")
    + r")\s+)?(?:"
    + anyof(CRITERION_NOUNS, "nội dung tiêu chí|chỉ tiêu|yếu tố")
    + rf")(?:\s+{anyof('đánh giá')})?$"
)
_NOTE = anyof(
    "ghi chú|lý do|giải trình",
    "số phiếu|số lượng phiếu|số phiếu khảo sát|số mẫu|cỡ mẫu|số người trả lời",
)
_MAXIMUM = rf"^(?:{anyof(MAXIMUM_WORDS, 'điểm tối đa áp dụng')})$"
_CONVERTED = anyof("quy đổi|chuẩn hóa")
_PERCENT = rf"{anyof('tỷ lệ|tỉ lệ|phần trăm')}|^%|% (?:{anyof('điểm tối đa|so với điểm tối đa|đạt')})"
_SCORE = anyof("điểm|kết quả|chỉ số|tổng cộng|tổng|điểm số|giá trị|index|số điểm")
# The first role whose words are in the header wins; the order settles headers such as "Xếp hạng theo điểm".
_ROLES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (COUNTER, _COUNTER),
        (CHANGE, _CHANGE),
        (TIER, anyof("nhóm xếp hạng|mức xếp hạng")),
        (RANK, _RANK),
        (NAME, _NAME),
        (CRITERION, _CRITERION),
        (TIER, _TIER),
        (NOTE, _NOTE),
        (MAXIMUM, _MAXIMUM),
        (CONVERTED, _CONVERTED),
        (PERCENT, _PERCENT),
        (SCORE, _SCORE),
    )
)
_POINTS = rf"\s*(?:{phrase('điểm')})?\s*"
# The maximum in a header: "(tối đa 20 điểm)", "/20", "thang điểm: 20".
_MAX_IN_HEADER = re.compile(
    rf"\((?:[^()]*{anyof('tối đa|thang điểm|thang')}\s*:?\s*)?(?P<a>{N}){_POINTS}\)"
    rf"|/\s*(?P<b>{N}){_POINTS}\)?$"
    rf"|{anyof('tối đa|thang điểm')}\s*:?\s*(?P<c>{N})"
)
_RUNNING_NUMBER = re.compile(r"^\(\d{1,2}\)\s+\w")
_LEADING_NUMBER = re.compile(r"^\(?\d+\)?\.?\s+(?=[^\d])")
_ASIDE = re.compile(r"\([^()]*\)")
_SPACES = re.compile(r"\s+")
_YEAR = re.compile(r"\b(20\d\d)\b")
_TOTAL = re.compile(
    anyof(
        "tổng|tổng điểm|tổng số|tổng cộng|chung|chỉ số|điểm đạt|điểm đánh giá|kết quả|điểm xếp hạng|index",
    )
)
# An index by its short name stands over the whole of it: "DTI 2022", "Điểm DDCI (%)".
_SHORT_NAMES = [
    name for row in read_list("indices") for name in row["phrase"].split(";") if name == name.upper()
]
_SUM = re.compile(
    anyof("tổng|tổng điểm|tổng số|tổng cộng|chung|index")
    + rf"|^(?:{anyof('điểm|chỉ số|kết quả|giá trị')}\s+)?(?:{anyof(*_SHORT_NAMES)})"
    + r"(?:\s+20\d\d)?\s*(?:\(.*\))?$"
)
_TOTAL_ALONE = ("điểm", "điểm số", "số điểm", "giá trị")
MEASURED_ALONE = (*_TOTAL_ALONE, "điểm đạt", "điểm đạt được", "điểm đánh giá", "kết quả")
_YEAR_ALONE = re.compile(r"(?:năm\s+)?20\d\d")
_MAX_HEADER = 90


@dataclass(frozen=True, slots=True)
class Maximum:
    """A maximum printed in a header: its value, its printed token and where that stands."""

    value: Decimal
    token: str
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, the printed header words, the year and the maximum that the header names.

    ``percent``: what stands over it says that it is in percent.
    """

    role: str
    header: str
    year: int | None = None
    maximum: Maximum | None = None
    percent: bool = False

    @property
    def is_year(self) -> bool:
        """True where the header is a year and nothing else."""
        return _YEAR_ALONE.fullmatch(self.header.strip().lower()) is not None

    @property
    def is_sum(self) -> bool:
        """True where the header speaks of a sum or of the whole index."""
        return _SUM.search(self.header.lower()) is not None

    @property
    def is_raw(self) -> bool:
        """True for points that are not yet converted, of no single criterion."""
        return self.is_sum or self.header.lower() in MEASURED_ALONE

    @property
    def says_total(self) -> bool:
        """True where the header speaks of the whole, not of one criterion."""
        words = self.header.lower()
        return words in _TOTAL_ALONE or _TOTAL.search(words) is not None


def role_of(words: str) -> str:
    """Return the role that a header's normal words give their column, ``other`` where none is known."""
    bare = _LEADING_NUMBER.sub("", _SPACES.sub(" ", words).strip())
    without_aside = _ASIDE.sub("", bare).strip() or bare
    return next((role for role, pattern in _ROLES if pattern.search(without_aside)), OTHER)


def header_role(cell: Cell) -> str:
    """Return the role of a header cell on its own."""
    if cell.text.strip() == "Tt":  # "Tốt" that lost its vowel; a counter is headed TT
        return OTHER
    return role_of(cell.words) if len(cell.words) <= _MAX_HEADER else OTHER


def make_column(cells: list[Cell], mark: str, topic: Cell | None = None) -> Column:
    """One column from the header cells printed over it, in reading order; ``mark`` is the decimal mark.

    ``topic``: a cell over this and other columns. It names what is measured where the column's own header
    only says that it is measured (``Hạ tầng`` over ``Điểm`` and ``Hạng``), and gives the year that it names.
    """
    header = tidy(" ".join(cell.text for cell in cells))
    normal = _SPACES.sub(" ", " ".join(cell.words for cell in cells)).strip()
    role = role_of(normal)
    if topic and _YEAR_ALONE.fullmatch(normal):
        role, header = role_of(topic.words), tidy(topic.text)
    years = _YEAR.findall(f"{topic.words} {normal}" if topic else normal)
    named = [*cells, topic] if topic else cells
    maximum = _header_maximum(named, mark) if role in (SCORE, OTHER, CONVERTED) else None
    plain = role in (RANK, TIER, PERCENT) or normal in MEASURED_ALONE
    if topic and plain and not _YEAR_ALONE.fullmatch(topic.words):
        header = tidy(topic.text)
    percent = "%" in header or (topic is not None and "%" in topic.text)
    return Column(role, header, int(years[-1]) if years else None, maximum, percent)


def _header_maximum(cells: list[Cell], mark: str) -> Maximum | None:
    for cell in cells:
        match = _MAX_IN_HEADER.search(cell.normal.text)
        if match is None or match.lastgroup is None or _YEAR.fullmatch(match.group(match.lastgroup)):
            continue
        if _RUNNING_NUMBER.match(cell.normal.text):  # "(1) Hạ tầng": no maximum
            continue
        _, span = cell.part(*match.span(match.lastgroup))
        token = match.group(match.lastgroup)
        return Maximum(parse_number(token, mark), token, span)
    return None
