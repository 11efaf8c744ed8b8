"""Names of criteria: found over or in front of results, cleaned of what is no part of the name."""

import re
from functools import lru_cache

from pipeline.reading.vocabulary.lexicon import pattern, phrases
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.mend import Mender
from pipeline.vietnamese.normal import normalise, tidy
from schemas.codelists import read_list

_NUMBERING = pattern(
    r"^ ?(\(?(\d{1,2}(\.\d{1,2})*|[ivx]{1,4}|[IVX]{1,4}|{letter}|[A-H])[.)]+|\(\d{1,2}\)|[-+*•]) ?"
)
_LEADING = pattern(
    r"^({considered} (?={criterion_lead})|({assessed|result} )+[^:;,]{3,60} {by} (?={criterion_lead}))?"
    r"{criterion_lead}( {about|assess})? ?:? ?"
)
# "Nội dung thông tin" is a name, "Nội dung Hạ tầng số" and "nội dung hạ tầng số" are not.
_CONTENT = pattern("{content} (?!{about} )(?P<what>.+)")
# "Chỉ số “X”": the name is what is quoted.
_BEFORE_QUOTE = pattern(r"^([-+*•] ?)?{criterion_lead|index_word} (?=\")")
_RESULT_LEADING = pattern(r"^{result_lead} (?=\S)")
# "Kết quả chính quyền điện tử" and "Chỉ số hài lòng" are names: only listed lead words are cut off alone.
_WHOLE_NAME = pattern(r"{result|index_word} (?!{assessed|component})")
# Who is assessed, from the preposition to the end.
_ASSESSED = pattern(r" {of|at|block_word|toward} ({plural|each} )?{assessed_unit}\b.*$")
# "Phần dịch vụ công", but "Phần mềm".
_PORTION, _PORTION_WORD = pattern("{portion} (?P<what>.+)"), pattern("^{portion} ")
_SERVICE = pattern("{public_service}( {online})?")
# What is left of "Chỉ số của các sở" and "Lĩnh vực cấp huyện" is no name.
_OF_SOMEONE = pattern(
    r"{of} ({plural|each} )?{assessed_unit}\b|{administrative_level} {district_kind|commune_kind|province|department}$"
)
_YEAR_ONLY = pattern(r"{year_word}( {year})?")
# The maximum behind a name: "(tối đa 10 điểm)", "(25%)", "/10 điểm"; and a footnote "[3]".
_MAXIMUM = pattern(
    r" ?(\(([^()]*{points|best|scale|weight}[^()]*|\d+([.,]\d+)?( ?{point})?%?|%|[^()]*\d+ ?%[^()]*)\)"
    r"|/ ?\d+([.,]\d+)*( ?{point})?|- \d+([.,]\d+)? ?{points}|\[\d+\]) ?$"
)
# The usual criteria, and what share of a heading's letters they must make to be its name.
_DIMENSION = re.compile(anyof(*(row["phrase"] for row in read_list("dimension_links"))))
_COVERED = 0.7
_OUTER = " :.;,-–"
_LETTER = re.compile(r"[^\W\d_]")

# Folded words that two printings of one criterion may differ in.
_FILLERS = frozenset(
    word for phrase in phrases("criterion_filler") for word in normalise(phrase).folded.split()
)
_SHORT, _IN_FULL = (normalise(phrases(name)[0]).folded for name in ("technology_short", "technology"))


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
        name = name if _is_content(name) else _without_front(name, _LEADING)
        if not _WHOLE_NAME.match(normalise(name).text):
            name = _without_front(name, _RESULT_LEADING)
        name = without_end(name, _MAXIMUM, 3)
        if name == before:
            break
    if names_part(normalise(name).text):
        name = _without_front(name, _PORTION_WORD)
    name = without_end(name, _ASSESSED, 0).strip(_OUTER + "\"“”'")
    is_name = (
        len(_LETTER.findall(name)) > 1
        and not _YEAR_ONLY.fullmatch(normalise(name).text)
        and _OF_SOMEONE.match(normalise(name).text) is None
    )
    return name[:1].upper() + name[1:] if is_name else None


def _is_content(name: str) -> bool:
    """Return True for a name that says the content of what: it goes on in small letters, with no usual criterion."""
    found = _CONTENT.fullmatch(normalise(name).text)
    return found is not None and name[found.start("what")].islower() and not dimensions_in(found["what"])


def _without_front(name: str, pattern: re.Pattern[str]) -> str:
    normal = normalise(name)
    match = pattern.search(normal.text)
    return name[normal.offsets[match.end()] :] if match else name


def without_end(name: str, pattern: re.Pattern[str], least: int) -> str:
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


@lru_cache(maxsize=4096)
def names_part(words: str) -> bool:
    """Return True where normal words call a usual criterion a part of the whole: "phần hạ tầng số"."""
    part = _PORTION.fullmatch(words.strip(" :."))
    return part is not None and (
        names_dimension(part["what"]) or _SERVICE.fullmatch(part["what"]) is not None
    )


@lru_cache(maxsize=4096)
def is_dimension(words: str) -> bool:
    """Return True for normal words that are the name of a usual criterion and nothing else."""
    return _DIMENSION.fullmatch(words) is not None


def dimensions_in(words: str) -> list[tuple[int, int]]:
    """Return where normal words name usual criteria."""
    return [match.span() for match in _DIMENSION.finditer(words)]


def criterion_key(name: str) -> str:
    """Return what two printings of one criterion have in common: folded words without function words."""
    words = re.findall(r"[a-z0-9]+", normalise(name).folded)
    return " ".join(_IN_FULL if word == _SHORT else word for word in words if word not in _FILLERS)


@lru_cache(maxsize=1)
def mender() -> Mender:
    """Return a mender that knows the words of criteria, indices and agencies."""
    return Mender(
        [
            *(row["phrase"] for row in read_list("dimension_links")),
            *(row["name"] for row in read_list("criterion_links")),
            *(row["name_vi"] for row in read_list("dimensions")),
            *(
                words
                for row in read_list("indices")
                for words in f"{row['phrase']};{row['short']}".split(";")
            ),
            *(row["name"] for row in read_list("agency_names")),
            *phrases("criterion_name"),
        ]
    )
