"""Names of criteria: found over or in front of results, cleaned of what is no part of the name."""

import re
from functools import lru_cache

from pipeline.reading.vocabulary.words import CRITERION_NOUNS
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.mend import Mender
from pipeline.vietnamese.normal import normalise, tidy
from schemas.codelists import read_list

_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[IVX]{1,4}|[a-zđA-H])[.)]+|\(\d{1,2}\)|[-+*•])\s*"
)
# What a criterion is called before its name.
LEAD = anyof(CRITERION_NOUNS, "nhóm tiêu chí thành phần|nhóm các tiêu chí|nhóm chỉ số|nhóm nội dung|chỉ tiêu")
_LEADING = re.compile(
    rf"^(?:{anyof('theo|xét theo|xét riêng')}\s+(?={LEAD}))?"
    rf"(?:{LEAD})(?:\s+(?:{anyof('về|đánh giá')}))?\s*:?\s*"
)
# "Chỉ số “X”": the name is what is quoted.
_BEFORE_QUOTE = re.compile(rf"^(?:[-+*•]\s*)?(?:{LEAD}|{anyof('chỉ số')})\s+(?=\")")
# These stand before a name where results are told of it, and are not part of it.
_RESULT_LEADING = re.compile(
    "^(?:"
    + anyof(
        "điểm|điểm số|chỉ số|đánh giá|đánh giá về|kết quả|kết quả đánh giá|xếp hạng|bảng xếp hạng|về",
    )
    + r")\s+(?=\S)"
)
# "Kết quả chính quyền điện tử" and "Chỉ số hài lòng" are names: only listed lead words are cut off alone.
_WHOLE_NAME = re.compile(rf"(?:{anyof('kết quả|chỉ số')})\s+(?!{anyof('đánh giá|xếp hạng|thành phần')})")
# Who is assessed, from the preposition to the end.
_ASSESSED = re.compile(
    rf"\s+(?:{anyof('của|tại|khối|đối với|ở')})\s+(?:{anyof('các|từng')}\s+)?(?:"
    + anyof(
        "sở|ubnd|đơn vị|huyện|ngành|cấp huyện|địa phương|xã|sở, ngành|sở, ban, ngành",
        "cơ quan|cơ quan nhà nước|cơ quan, đơn vị|cơ quan chuyên môn",
    )
    + r")\b.*$"
)
# The maximum behind a name: "(tối đa 10 điểm)", "(25%)", "/10 điểm"; and a footnote "[3]".
_MAXIMUM = re.compile(
    rf"\s*(?:\((?:[^()]*(?:{anyof('điểm|tối đa|thang')})[^()]*|\d+(?:[.,]\d+)?%?|%|[^()]*\d+\s*%[^()]*)\)"
    r"|/\s*\d+(?:[.,]\d+)*(?:\s*điểm)?|\[\d+\])\s*$"
)
# The usual criteria, and what share of a heading's letters they must make to be its name.
_DIMENSION = re.compile(anyof(*(row["phrase"] for row in read_list("dimension_links"))))
_COVERED = 0.7
_OUTER = " :.;,-–"
_LETTER = re.compile(r"[^\W\d_]")

# Words of criterion names that no code list holds.
_CRITERION_WORDS = (
    "trong nội bộ cơ quan",
    "trong hoạt động nội bộ cơ quan",
    "nguồn nhân lực",
    "hạ tầng kỹ thuật",
    "an toàn thông tin",
    "cơ chế chính sách và các quy định",
    "cung cấp thông tin",
    "phục vụ người dân và doanh nghiệp",
    "môi trường tổ chức và chính sách",
    "công tác đảm bảo an toàn, an ninh thông tin",
    "cấp xã, phường, thị trấn",
    "hạng mục",
    "nhóm tiêu chí",
    "mức độ hiện diện",
    "mức độ tương tác",
    "mức độ giao dịch",
    "mức độ chuyển đổi",
)
# Folded words that two printings of one criterion may differ in.
_FUNCTION_WORDS = frozenset(
    ("va", "cac", "cho", "ve", "cua", "nhom", "tieu", "chi", "danh", "gia", "muc", "do")
)


@lru_cache(maxsize=4096)
def clean_criterion(words: str) -> str | None:
    """Return the name of a criterion from the words printed for it, None where no name remains.

    Numbering, lead words (Điểm, Tiêu chí, Hạng mục, Đánh giá …), a maximum behind the name, and the
    words for who is assessed are cut off; the rest stays as printed but for its first letter.
    """
    name = _without_front(tidy(words), _BEFORE_QUOTE)
    for _ in range(4):  # lead words, numbering and maximum may stand in any order
        before = name
        name = _NUMBERING.sub("", name).strip(_OUTER)
        name = _without_front(name, _LEADING)
        if not _WHOLE_NAME.match(normalise(name).text):
            name = _without_front(name, _RESULT_LEADING)
        name = _without_end(name, _MAXIMUM, 3)
        if name == before:
            break
    name = _without_end(name, _ASSESSED, 0).strip(_OUTER + "\"“”'")
    return name[:1].upper() + name[1:] if len(_LETTER.findall(name)) >= 2 else None


def _without_front(name: str, pattern: re.Pattern[str]) -> str:
    normal = normalise(name)
    match = pattern.search(normal.text)
    return name[normal.offsets[match.end()] :] if match else name


def _without_end(name: str, pattern: re.Pattern[str], least: int) -> str:
    """``name`` cut where ``pattern`` begins, if at least ``least`` characters remain."""
    normal = normalise(name)
    match = pattern.search(normal.text)
    return name[: normal.offsets[match.start()]] if match and match.start() >= least else name


@lru_cache(maxsize=4096)
def names_dimension(words: str) -> bool:
    """Return True where normal words, their numbering aside, are little else than the name of a usual criterion."""
    bare = _NUMBERING.sub("", words).strip(" :.")
    covered = max((len(match.group()) for match in _DIMENSION.finditer(bare)), default=0)
    return covered > _COVERED * len(bare)


def criterion_key(name: str) -> str:
    """Return what two printings of one criterion have in common: folded words without function words."""
    words = re.findall(r"[a-z0-9]+", normalise(name).folded)
    return " ".join(
        "cong nghe thong tin" if word == "cntt" else word for word in words if word not in _FUNCTION_WORDS
    )


@lru_cache(maxsize=1)
def mender() -> Mender:
    """Return a mender that knows the words of criteria, indices and agencies."""
    return Mender(
        [
            *(row["phrase"] for row in read_list("dimension_links")),
            *(row["name_vi"] for row in read_list("dimensions")),
            *(words for row in read_list("indices") for words in row["phrase"].split(";")),
            *(row["name"] for row in read_list("agency_names")),
            *_CRITERION_WORDS,
        ]
    )
