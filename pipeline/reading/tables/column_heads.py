"""What stands over the columns of a table: one witness of what they hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.reading.readings import Span
from pipeline.reading.tables.table import Table
from pipeline.reading.text.cells import Cell
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension, without_end
from pipeline.reading.vocabulary.lexicon import pattern, phrases
from pipeline.reading.vocabulary.unit_cells import NAME_HEADER
from pipeline.vietnamese.damage import anyof
from pipeline.vietnamese.normal import normalise, tidy
from pipeline.vietnamese.numbers import parse_number
from pipeline.vietnamese.syllables import is_foreign
from schemas.codelists import read_list

COUNTER, NAME, CRITERION, NOTE, CHANGE, OTHER = "counter", "name", "criterion", "note", "change", "other"
RANK, TIER, SCORE, MAXIMUM, PERCENT, CONVERTED = "rank", "tier", "score", "maximum", "percent", "converted"
# What a header cell may say that several columns are of.
_MEASURED = (RANK, TIER, MAXIMUM, PERCENT, CHANGE)

# An index by its short name stands over the whole of it: "DTI 2022", "Điểm DDCI (%)".
_SHORT_NAMES = anyof(*(name for row in read_list("indices") for name in row["short"].split(";") if name))
# The first role whose words are in the header wins; the order settles headers such as "Xếp hạng theo điểm".
# A medal, or "#1": the number of a card is a rank.
RANK_SIGN = re.compile(r"[🥇🥈🥉]|# ?\d")
_ROLES = tuple(
    (role, pattern(text))
    for role, text in (
        (COUNTER, r"^({counter_header}\.?|#)$"),
        (CHANGE, r"{change_header}|{increase|decrease}(?! \w)|{against}(?! {share_base})"),
        (TIER, "{tier_of_ranking}"),
        (NOTE, "{told_before}"),
        (RANK, "(?!{item}){rank_header}|^{top_group} \\d|^" + RANK_SIGN.pattern),
        (
            CRITERION,
            "^({name_word|content|plural} )?{criterion_noun|target}( {assess})?$|^{name_word} {index_word}$",
        ),
        (NAME, NAME_HEADER),
        (TIER, r"{tier_header}|^{tier_header_alone}( \d{4})?$"),
        (NOTE, "^({note_header}|{code_header}( |$)|{number_of} {counted})"),
        (MAXIMUM, "^{maximum}( {applied})?$"),
        (CONVERTED, "{converted_header}"),
        (
            PERCENT,
            "{percent_header}( ?(%|{points|reach|against|score_word|total})|$)"
            "|^%|% ({against} )?{points} {best}|% {reach}",
        ),
        (SCORE, "{score_header}"),
    )
)
# The maximum in a header: "(tối đa 20 điểm)", "/20", "thang điểm: 20".
_MAX_IN_HEADER = pattern(
    r"\(([^()]*{best|point_scale|scale} ?:? ?)?{a:number} ?{point}? ?\)"
    r"|/ ?{b:number} ?{point}? ?\)?$|{best|point_scale} ?:? ?{c:number}|- {d:number} ?{points} ?$"
)
# What a score is held against in one cell: "Điểm đạt/Điểm tối đa".
_OF_MAXIMUM = pattern(r" ?/ ?({points} )?{best}( {points})? ?$")
_RUNNING_NUMBER = re.compile(r"^\(\d{1,2}\)\s+\w")
_LEADING_NUMBER = re.compile(r"^\(?\d+\)?\.?\s+(?=[^\d])")
# A cell that only numbers the one below it.
_NUMERAL = pattern(r"({roman}|[a-h])[.)]?")
_ASIDE = re.compile(r"\([^()]*\)")
_SPACES = re.compile(r"\s+")
# The second language of a header stands behind a stroke or in brackets.
_PIECES = re.compile(r"\s*/\s*|\s*\((?=[^()]*\)\s*$)|\)\s*$")
_YEAR = pattern(r"\b{year}\b")
_TOTAL = pattern("{total_header}")
_SUM = pattern(
    r"{sum_header}|^({index_lead} )?{short}( {level_of})?( {year})? ?(\(.*\))?$",
    short=_SHORT_NAMES,
    level_of="{administrative_level} {province|district|commune|department}",
)
_MEASURED_ALONE = phrases("measured_alone")
_YEAR_ALONE = pattern("({year_word} )?{year}")
_BY_ITSELF = pattern("{self_assessed}")
# Of a service, a criterion beside others.
_RESULT = pattern("{result}")
# Under a criterion: what its unit gave itself, and what was found of that.
_OWN_MARKS = pattern("({points} )?{self_assessed}( {points})?")
_VERIFIED = pattern("({points|result} )?{verified}( {points})?( {and} {surveyed})?")
# A cell over several others, which says nothing of any of them.
SPANNER = pattern(r"^{spanning_header} ?(\(.*\))?$")
_NO_TOPIC = (SPANNER, _YEAR_ALONE, _NUMERAL)
# "năm 2021" behind a name.
_WITH_YEAR = pattern(r"[\s(,-]*({year_word} )?\b{year}\b ?\)?")
_MAX_HEADER = 90
# So much of a header must speak of a sum to be that of the whole; from this weight on it names no criterion.
_COVERED, _WHOLE = 0.6, 2.0


@dataclass(frozen=True, slots=True)
class Maximum:
    """A maximum printed in a header: its value, its printed token and where that stands."""

    value: Decimal
    token: str
    span: Span


@dataclass(frozen=True)
class Heading:
    """The words over one column: its own, and the ``topic``, those of a cell over this and other columns.

    ``percent``: the words say that it is in percent.
    """

    own: str
    topic: str = ""
    year: int | None = None
    maximum: Maximum | None = None
    percent: bool = False

    @cached_property
    def words(self) -> str:
        """The words that name what is measured: of ``Điểm`` under ``Hạ tầng`` those over it."""
        return self.topic if self.topic and (self._is_plain or not self.own) else self.own

    @property
    def _is_plain(self) -> bool:
        """True where the column's own words only say how it is measured."""
        own = _bare(self.own)
        alone = _ASIDE.sub("", own).strip()
        return (
            alone in _MEASURED_ALONE
            or (_VERIFIED.fullmatch(alone) is not None and self._of_criterion)
            or _YEAR_ALONE.fullmatch(own) is not None
            or role_of(own) in _MEASURED
        )

    @property
    def _of_criterion(self) -> bool:
        """True under the name of a criterion or of the total, not under one for points in general."""
        topic = _bare(self.topic)
        return bool(topic) and (role_of(topic) == OTHER or _SUM.search(topic) is not None)

    @cached_property
    def role(self) -> str:
        """What the words say that the column holds."""
        if self._of_criterion and _OWN_MARKS.fullmatch(_ASIDE.sub("", _bare(self.own)).strip()):
            return NOTE
        own = OTHER if self.is_year else role_of(_bare(self.own))
        over = role_of(_bare(self.topic)) if self.topic else OTHER
        return over if own == OTHER and (self.is_year or over in _MEASURED) else own

    @property
    def is_year(self) -> bool:
        """True where the column's own words are a year and nothing else."""
        return _YEAR_ALONE.fullmatch(_bare(self.own)) is not None

    @cached_property
    def wholeness(self) -> float:
        """How surely the words speak of the whole, not of one criterion (below 0: of a criterion)."""
        words = _WITH_YEAR.sub("", _bare(self.words)).strip()
        alone = _ASIDE.sub("", words).strip()
        by_itself = 2.0 if _BY_ITSELF.search(words) else 0.0
        if match := _SUM.search(words):
            covered = len(match.group()) >= _COVERED * len(alone)
            return (3.0 if covered else 1.5) - by_itself
        if alone in _MEASURED_ALONE or not alone or self.role == CONVERTED:
            return 2.0 - by_itself
        if _TOTAL.search(words):
            return 1.0 - by_itself
        return -2.0 if names_dimension(words) else -0.5 - by_itself

    @cached_property
    def criterion(self) -> str | None:
        """The name of the criterion that the words give; None where they speak of the whole."""
        silent = self.role in (COUNTER, NOTE, CHANGE) or (self.role in _MEASURED and not self.topic)
        if silent or (self.wholeness >= _WHOLE and not _RESULT.fullmatch(_bare(self.words))):
            return None
        words = self.own if self.topic and role_of(_bare(self.topic)) in _MEASURED else self.words
        return clean_criterion(_WITH_YEAR.sub("", words)) or None


def _bare(text: str) -> str:
    return _SPACES.sub(" ", normalise(text).text).strip()


def role_of(words: str) -> str:
    """Return the role that a header's normal words give their column, ``other`` where none is known."""
    bare = _LEADING_NUMBER.sub("", _SPACES.sub(" ", words).strip())
    without_aside = _ASIDE.sub("", bare).strip() or bare
    if len(without_aside) > _MAX_HEADER:
        return OTHER
    return next((role for role, header in _ROLES if header.search(without_aside)), OTHER)


def header_role(cell: Cell) -> str:
    """Return the role of a header cell on its own."""
    # "Tốt" that lost its vowel is no counter, which is headed TT
    return OTHER if cell.text.strip() == "Tt" else role_of(cell.words)


def headings_of(table: Table) -> list[Heading]:
    """Return what stands over each column of a table."""
    rows = [row for row in table.header if not _is_translation(row, table)]
    return [_heading(rows, column) for column in range(table.width)]


def _is_translation(row: Sequence[Cell | None], table: Table) -> bool:
    """Return True for a header row that says in another language what the others say."""
    worded = [cell.text for cell in row if cell is not None and cell.has_letters]
    foreign = sum(map(is_foreign, worded))
    return len(table.header) > 1 and foreign * 2 > len(worded) and all(text.isascii() for text in worded)


def _heading(rows: Sequence[Sequence[Cell | None]], column: int) -> Heading:
    own: list[Cell] = []
    over: list[Cell] = []
    for at, row in enumerate(rows):
        cell = row[column]
        if cell is None or any(cell.text == one.text for one in (*own, *over)):
            continue
        if not cell.has_letters and not (_YEAR_ALONE.fullmatch(cell.words) or RANK_SIGN.match(cell.words)):
            continue
        below = next((lower[column] for lower in rows[at + 1 :] if lower[column] is not None), None)
        is_over = below is not None and below.text not in ("", cell.text) and _is_topic(row, column, below)
        (over if is_over else own).append(cell)
    named = [cell for cell in own if not _NUMERAL.fullmatch(cell.words)]
    text = without_end(_vietnamese_part(tidy(" ".join(cell.text for cell in named or own))), _OF_MAXIMUM, 3)
    told = [cell for cell in over if not any(form.fullmatch(cell.words) for form in _NO_TOPIC)]
    topic = _vietnamese_part(tidy(told[-1].text)) if told else ""
    words = " ".join(cell.words for cell in (*over, *own))
    years = _YEAR.findall(words)
    maximum = next(_maxima((*own, *told[-1:])), None)
    return Heading(text, topic, int(years[-1]) if years else None, maximum, "%" in words)


def _is_topic(row: Sequence[Cell | None], column: int, below: Cell) -> bool:
    """Return True for a cell of a row of topics: it stands over several columns, or beside one that does.

    Beside such a one a cell may still be the first line of what goes on below.
    """
    others = any(_spans(row, at) for at in range(len(row)))
    return _spans(row, column) or (others and not below.text[:1].islower() and below.text[:1] not in "(/%")


def _spans(row: Sequence[Cell | None], column: int) -> bool:
    """Return True where a neighbour repeats the cell, but not the whole row does."""
    cell = row[column]
    beside = (row[at] for at in (column - 1, column + 1) if 0 <= at < len(row))
    texts = {other.text for other in row if other is not None}
    return cell is not None and len(texts) > 1 and any(other and other.text == cell.text for other in beside)


def _vietnamese_part(text: str) -> str:
    """Return a header without what follows in another language."""
    cuts = [match.start() for match in _PIECES.finditer(text)]
    for cut in cuts:
        front, rest = text[:cut], text[cut:]
        if front.strip() and not is_foreign(front) and is_foreign(rest) and rest.isascii():
            return front.strip()
    return text


def _maxima(cells: Sequence[Cell]) -> Iterator[Maximum]:
    """Yield the maxima that header cells print; a number before words only counts them."""
    for cell in cells:
        match = _MAX_IN_HEADER.search(cell.normal.text)
        if match is None or match.lastgroup is None or _RUNNING_NUMBER.match(cell.normal.text):
            continue
        token = match.group(match.lastgroup)
        if not _YEAR.fullmatch(token):
            yield Maximum(parse_number(token, ","), token, cell.part(*match.span(match.lastgroup))[1])
