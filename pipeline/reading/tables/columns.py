"""What a column of a table holds, told by its header."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.readings import Span
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.lexicon import pattern, phrases
from pipeline.reading.vocabulary.unit_cells import NAME_HEADER
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import tidy
from pipeline.vietnamese.numbers import parse_number
from schemas.codelists import read_list

COUNTER, NAME, CRITERION, NOTE, CHANGE, OTHER = "counter", "name", "criterion", "note", "change", "other"
RANK, TIER, SCORE, MAXIMUM, PERCENT, CONVERTED = "rank", "tier", "score", "maximum", "percent", "converted"

# An index by its short name stands over the whole of it: "DTI 2022", "Điểm DDCI (%)".
_SHORT_NAMES = anyof(*(name for row in read_list("indices") for name in row["short"].split(";") if name))
# The first role whose words are in the header wins; the order settles headers such as "Xếp hạng theo điểm".
_ROLES = tuple(
    (role, pattern(text))
    for role, text in (
        (COUNTER, r"^({counter_header}\.?|#)$"),
        (CHANGE, "{change_header}|{against}(?! {share_base})"),
        (TIER, "{tier_of_ranking}"),
        (RANK, "(?!{item}){rank_header}"),
        (NAME, NAME_HEADER),
        (CRITERION, "^({name_word|content|plural} )?{criterion_noun|target}( {assess})?$"),
        (TIER, r"{tier_header}|^{tier_header_alone}( \d{4})?$"),
        (NOTE, "{note_header}"),
        (MAXIMUM, "^{maximum}( {applied})?$"),
        (CONVERTED, "{converted_header}"),
        (PERCENT, "{percent_header}|^%|% ({against} )?{points} {best}|% {reach}"),
        (SCORE, "{score_header}"),
    )
)
# The maximum in a header: "(tối đa 20 điểm)", "/20", "thang điểm: 20".
_MAX_IN_HEADER = pattern(
    r"\(([^()]*{best|point_scale|scale} ?:? ?)?{a:number} ?{points}? ?\)"
    r"|/ ?{b:number} ?{points}? ?\)?$|{best|point_scale} ?:? ?{c:number}"
)
_RUNNING_NUMBER = re.compile(r"^\(\d{1,2}\)\s+\w")
_LEADING_NUMBER = re.compile(r"^\(?\d+\)?\.?\s+(?=[^\d])")
_ASIDE = re.compile(r"\([^()]*\)")
_SPACES = re.compile(r"\s+")
_YEAR = pattern(r"\b{year}\b")
_TOTAL = pattern("{total_header}")
_SUM = pattern(r"{sum_header}|^({index_lead} )?{short}( {year})? ?(\(.*\))?$", short=_SHORT_NAMES)
_TOTAL_ALONE, MEASURED_ALONE = phrases("score_alone"), phrases("measured_alone")
_YEAR_ALONE = pattern("({year_word} )?{year}")
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
    return next((role for role, header in _ROLES if header.search(without_aside)), OTHER)


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
