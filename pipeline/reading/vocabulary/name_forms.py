"""How the names of units are printed: what a name begins with, what two printings of one have in common."""

import re
from functools import lru_cache

from pipeline.reading.vocabulary.gazetteer import COMMITTEE
from pipeline.reading.vocabulary.words import UNIT_HEADS
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import normalise, tidy

_COMMUNES = "xã|phường|thị trấn|đặc khu"
_COMMUNE = re.compile(rf"^(?:{anyof(*COMMITTEE)}\s+)?(?P<kind>{anyof(_COMMUNES)})\s+")
# A name with such a first word is a unit even if no list knows it.
_HEADS = re.compile(
    "^(?:"
    + anyof(
        UNIT_HEADS,
        _COMMUNES,
        "ubnd xã|ubnd phường|ubnd thị trấn|ubnd đặc khu",
        "ban quản lý|văn phòng|hội|liên minh|báo|viện|học viện|tổng công ty|ngân hàng|điện lực|bưu điện",
        "bảo hiểm xã hội|kho bạc|tòa án|bộ chỉ huy|công an|vườn quốc gia",
    )
    + r")\s"
)
# A known name with such a folded first word may be the beginning of a longer one.
_MAY_GO_ON = re.compile(r"(?:ban quan ly|trung tam|truong|chi cuc|quy|cong ty|vien|benh vien|ngan hang)\b")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_DASH = re.compile(r"\s*[–—]\s*")
_BOARD = re.compile(r"^BQL\b")


def commune_of(name: str) -> tuple[str, str] | None:
    """Return the kind and the name of a commune (``xã``, ``Tân Lập``), None where a name is of another unit."""
    normal = normalise(name)
    match = _COMMUNE.match(normal.text)
    return (match.group("kind"), name[normal.offsets[match.end()] :]) if match else None


def begins_as_unit(name: str) -> bool:
    """Return True where the first word of a name is that of a unit."""
    return _HEADS.match(normalise(name).text) is not None


def may_go_on(folded: str) -> bool:
    """Return True where units of this kind have longer names: of management boards there are several."""
    return _MAY_GO_ON.match(folded) is not None


@lru_cache(maxsize=4096)
def letters_of(name: str) -> str:
    """Return the normal words of a name with their marks, without ``và``."""
    return " ".join(word for word in _WORD.findall(normalise(name).text) if word != "và")


def figures_of(name: str) -> list[str]:
    """Return the figures in a name."""
    return _DIGITS.findall(name)


def clean_name(name: str) -> str:
    """Return a printed name as a table shows it: no capitals throughout, no short form, plain dashes."""
    name = tidy(name).strip(" .,;:")
    if name.isupper():
        name = name.title()
    return _DASH.sub(" - ", _BOARD.sub("Ban Quản lý", name))
