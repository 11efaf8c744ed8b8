"""Names of criteria: found over or in front of results, cleaned of what is no part of the name."""

import re

from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import normalise

_NUMBERING = re.compile(r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])[.)]+|\(\d{1,2}\)|[-+*•])\s*")
LEAD = anyof(
    "nhóm tiêu chí thành phần", "tiêu chí thành phần", "nhóm tiêu chí", "nhóm các tiêu chí", "tiêu chí", "hạng mục", "chỉ số thành phần",
    "lĩnh vực", "nội dung", "nhóm chỉ số", "trụ cột", "nhóm nội dung", "chỉ tiêu",
)  # fmt: skip
# These stand before a name where results are told of it, and are not part of it.
_STRIP = anyof(
    "điểm",
    "đánh giá về",
    "đánh giá",
    "kết quả đánh giá",
    "xếp hạng",
    "về",
    "bảng xếp hạng",
    "kết quả",
    "điểm số",
    "chỉ số",
)
_ASSESSED = (
    r"\s+(?:" + anyof("của", "tại", "khối", "đối với", "ở") + r")\s+(?:" + anyof("các", "từng") + r"\s+)?(?:"
    + anyof("sở", "ubnd", "cơ quan nhà nước", "cơ quan, đơn vị", "đơn vị", "huyện", "ngành", "cấp huyện", "địa phương", "cơ quan", "xã",
            "sở, ngành", "sở, ban, ngành", "cơ quan chuyên môn")
    + r")\b.*$"
)  # fmt: skip
_MAXIMUM = re.compile(
    r"\s*(?:\((?:[^()]*(?:"
    + anyof("điểm", "tối đa", "thang")
    + r")[^()]*|\d+(?:[.,]\d+)?%?|%|[^()]*\d+\s*%[^()]*)\)|/\s*\d+(?:[.,]\d+)*(?:\s*điểm)?|\[\d+\])\s*$",
)


def clean_criterion(words: str) -> str | None:
    """The name of a criterion from the words printed for it, None where no name remains.

    Numbering, lead words (Điểm, Tiêu chí, Hạng mục, Đánh giá …), a maximum behind the name, and the
    words for who is assessed are cut off; the rest stays as printed but for its first letter.
    """
    name = words.strip()
    for _ in range(4):
        before = name
        name = _NUMBERING.sub("", name).strip(" :.;,-–")
        name = _cut(name, rf"^(?:{LEAD})(?:\s+(?:{anyof('về', 'đánh giá')}))?\s*:?\s*", front=True)
        name = _cut(name, rf"^(?:{_STRIP})\s+(?=\S)", front=True) if not _is_whole(name) else name
        name = _cut_behind(name, _MAXIMUM)
        if name == before:
            break
    name = _cut(name, _ASSESSED, front=False).strip(" :.;,-–\"“”'")
    return name[:1].upper() + name[1:] if len(re.findall(r"[^\W\d_]", name)) >= 2 else None


def _is_whole(name: str) -> bool:
    """``Kết quả chính quyền điện tử`` and ``Chỉ số hài lòng`` are names: only listed lead words are cut off alone."""
    return (
        re.match(
            rf"(?:{anyof('kết quả', 'chỉ số')})\s+(?!{anyof('đánh giá', 'xếp hạng', 'thành phần')})",
            normalise(name).text,
        )
        is not None
    )


def _cut(name: str, pattern: str, front: bool) -> str:
    normal = normalise(name)
    match = re.search(pattern, normal.text)
    if not match:
        return name
    first, last = normal.original(match.start(), match.end())
    return name[last:] if front else name[:first]


def _cut_behind(name: str, pattern: re.Pattern[str]) -> str:
    normal = normalise(name)
    match = pattern.search(normal.text)
    return name[: normal.offsets[match.start()]] if match and match.start() > 2 else name


def criterion_key(name: str) -> str:
    """What two printings of one criterion's name have in common: their folded words without function words."""
    skipped = {"va", "cac", "cho", "ve", "cua", "nhom", "tieu", "chi", "danh", "gia", "muc", "do"}
    words = re.findall(r"[a-z0-9]+", normalise(name).folded)
    return " ".join(
        "cong nghe thong tin" if word == "cntt" else word for word in words if word not in skipped
    )
