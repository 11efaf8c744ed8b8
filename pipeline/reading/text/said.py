"""What the words of a heading say of what stands under it, and how surely."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.reading.text.headings import ANNEX, ARTICLE, CAPTION, LEAD, NUMBERED, SECTION, Heading
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.name_entries import provinces
from pipeline.reading.vocabulary.topics import block_in, index_in, without_topics
from pipeline.vietnamese.normal import normalise
from pipeline.vietnamese.numbers import parse_number

# How surely: by a lead word or by a place among others, by a known name, by no more than its place.
SURE, KNOWN, LIKELY, WEAK = 0.9, 0.8, 0.5, 0.3

_CRITERION_HEAD = pattern(
    r"^(({about|toward|assessed|result|of} )*({by} )?|({assessed|result} )+[^:;,]{3,60} {by} ){criterion_lead} \S"
)
_CRITERIA = pattern(
    r"{all_criteria} {criterion_noun|index_group}"
    r"|{by} {criterion_noun|index_group}(?= ?([:.,(]|$)| {as_follows|component|of})"
    r"|({number_word}|\d{1,2}) {criterion_noun}( \S+)? {as_follows} ?:$"
)
_ABOUT_CRITERIA = pattern(r"^{criterion_lead} ?(, ?\S+ ?)?{assessed|marked}? ?[:.]?$")
_LEAD = pattern(r"^({about|toward|result_lead} )+")
_NEW_WHOLE = pattern("{new_whole}")
_RANKING = pattern("{title_word|level|ranking_table}")
_RANKS_INDEX = pattern(r"^({by|about|toward} )?({result} )?{ranking|level|index_word|ranking_table}")
# Who a heading in a list of criteria may speak of instead of naming a criterion.
_ASSESSED_FIRST = pattern(
    "^({toward} )?({plural} {department}|{committee}|{block_word}|{plural} {district})|{toward}"
)
# A list of the first or the last units is of no criterion by that.
_OF_SOME = pattern("{lead|foot|first|last|best|least}")
# What is measured of units and is no result of the ranking: "Tỷ lệ hồ sơ trễ hạn", "Điểm thưởng", "Kinh phí (tỷ đồng)".
_MEASURE = pattern(
    r"^({money|extra_points}|{number_of} {service|file|document|staff|people|visit|ballot})|^[^()]*\([^()]*{dong} ?\)$"
    r"|^{share_word} (?!%|{points|index_word|score_word|reach|against|total|result|classed|best|tier_level})\S"
)
_MAX_GROUP = 60
# A heading that is nothing but the kind of its units: "Huyện", "Khối xã".
_ALONE = {
    block: pattern(rf"^({{toward|block_word|plural|administrative_level|group}} )*({kinds})$")
    for block, kinds in (
        ("departments", "{department}"),
        ("districts", "{committee} {district}|{district}"),
        ("communes", "{committee} {commune}|{commune}|{ward}"),
    )
}
_FILLER = pattern(
    r"\([^()]*\)|\d+|{heading_filler|title_word|level|ranking_table|assessed_unit|criterion_filler|by|toward|with|at}"
)
# So many letters of a title besides the usual words make it one of its own.
_LEAST = 5
_LETTERS = re.compile(r"[^\W\d_]")
# A year in a heading that is not one assessed: that of a day, of a plan, or one that is compared with.
_YEAR = pattern(
    r"(?<![\d/.,])(?<!\d-)(?P<word>{year_word} )?{year:year}"
    r"(?P<more> ?([,;/–-]|{and}|{to}) ?({year_word} )?{year})?(?![\d/])"
)
_OTHER_YEAR = pattern(
    r"({month_word} \d{1,2} |\d ?/|{other_year|same_period|pursuant|earlier_period}[^:;.]*)$"
)
_PERCENT = pattern(r"\(([^()]*{measuring_unit} ?:? ?)?%\)|{measuring_unit} ?:? ?\(?%")
_MAXIMUM = pattern(r"({best|scale|point_scale|full_score|scale_maximum})( {is})? ?:? ?{n:number}(?! ?%)")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a heading says: a field of `Witness`, its value, and how surely."""

    field: str
    value: str | int | Decimal
    weight: float


def names_measure(words: str) -> bool:
    """Return True for the name of something measured of units that is no result of the ranking."""
    return _MEASURE.match(normalise(words).text) is not None


def lists_criteria(words: str) -> bool:
    """Return True for a heading under which each criterion has a heading of its own."""
    return _CRITERIA.search(words) is not None


def names_usual(words: str) -> bool:
    """Return True where normal words are little else than the name of a usual criterion, its lead words aside."""
    return names_dimension(words) or names_dimension(_LEAD.sub("", words))


def speaks_of_ranking(words: str) -> bool:
    """Return True where normal words speak of a result, a ranking or an index."""
    return _RANKING.search(words) is not None


def names_whole(words: str) -> bool:
    """Return True for words that begin with the ranking of an index, so that no criterion is meant."""
    return _RANKS_INDEX.match(words) is not None and index_in(words) is not None


def names_criterion(said: Iterable[Said]) -> bool:
    """Return True where what is said names a criterion by more than its place."""
    return any(one.field == "criterion" and one.value and one.weight >= KNOWN for one in said)


def said_by(heading: Heading, listed: bool, index: str | None) -> Iterator[Said]:
    """Yield all that a heading says; ``listed``: it stands among headings of criteria, ``index`` is in force."""
    criterion = _criterion(heading, listed, index)
    told = heading.words
    if criterion is not None:
        yield criterion
    if criterion is not None and criterion.weight > WEAK:
        told = told.partition(normalise(str(criterion.value)).text)[2]
    else:
        yield from _index(heading)
    block = block_in(told) or next((one for one, alone in _ALONE.items() if alone.match(told)), None)
    if block is not None:
        yield Said("block", block, KNOWN)
    yield from _whole(heading, criterion)
    for year in years_in(heading.words):
        ranks = speaks_of_ranking(heading.words) or index_in(heading.words) or _YEAR.fullmatch(heading.words)
        yield Said("year", year, KNOWN if ranks else WEAK)
    if _PERCENT.search(heading.words):
        yield Said("percent", 1, SURE)
    if (maximum := _MAXIMUM.search(heading.words)) is not None:
        yield Said("maximum", parse_number(maximum["n"], ","), KNOWN)
    named = set(named_provinces(heading.words))
    if block != "provinces" and len(named) == 1:
        yield Said("province", named.pop(), LIKELY)


def years_in(words: str) -> list[int]:
    """Return the year that a heading says is assessed; none where it names several or none."""
    found: dict[int, None] = {}
    for match in _YEAR.finditer(words):
        if _OTHER_YEAR.search(words[: match.start("word") if match["word"] else match.start("year")]):
            continue
        if match["more"]:
            return []
        found[int(match["year"])] = None
    return list(found) if len(found) == 1 else []


@lru_cache(maxsize=1)
def _province() -> re.Pattern[str]:
    names = "|".join(
        sorted({re.escape(normalise(one.name).text) for one in provinces()}, key=len, reverse=True)
    )
    return pattern(r"{province|city|city_short}\.? (?P<name>{names})(?!\w)", names=names)


def named_provinces(words: str) -> list[str]:
    """Return the normal names of the provinces that stand behind the word for one, as often as they do."""
    return [match["name"] for match in _province().finditer(words)]


def _criterion(heading: Heading, listed: bool, index: str | None) -> Said | None:
    """Return the criterion that a heading names, None where it names none."""
    told = heading.words
    name = clean_criterion(heading.printed) if not _ABOUT_CRITERIA.match(told) else None
    if name is None or lists_criteria(told) or _NEW_WHOLE.search(told):
        return None
    if _CRITERION_HEAD.match(told):
        return Said("criterion", name, SURE)
    if (heading.form == LEAD or heading.has_tail) and names_measure(told):
        return Said("criterion", heading.printed.strip(), SURE)
    said = index_in(told)
    known = names_usual(normalise(name).text)
    if listed:
        of_block = block_in(told) and len(told) < _MAX_GROUP and _ASSESSED_FIRST.match(told)
        return None if of_block else Said("criterion", name, SURE if known else KNOWN)
    if known and said is None:
        return Said("criterion", name, KNOWN)
    if len(_LETTERS.findall(_FILLER.sub(" ", without_topics(normalise(name).text)))) < _LEAST:
        return None
    by_place = heading.form in (ANNEX, CAPTION) and said is None and not _OF_SOME.search(told)
    return Said("criterion", name, LIKELY if by_place else WEAK)


def _index(heading: Heading) -> Iterator[Said]:
    index = index_in(heading.words)
    if index is not None:
        yield Said("index", index, KNOWN if speaks_of_ranking(heading.words) else LIKELY)


def _whole(heading: Heading, criterion: Said | None) -> Iterator[Said]:
    """Yield that the whole is meant, where a heading names no criterion, or one by its place only."""
    if criterion is not None and criterion.weight > WEAK:
        return
    if _NEW_WHOLE.search(heading.words):
        yield Said("criterion", "", SURE)
    elif index_in(heading.words) is not None:
        yield Said("criterion", "", KNOWN if speaks_of_ranking(heading.words) else LIKELY)
    elif speaks_of_ranking(heading.words) and criterion is None:
        yield Said("criterion", "", WEAK)


def series_of(heads: Sequence[Heading]) -> set[int]:
    """Return the places of numbered headings of one depth that each name a usual criterion, two at least."""
    found: set[int] = set()
    open_runs: dict[int, list[int]] = {}

    def close(depth: int) -> None:
        for deeper in [one for one in open_runs if one > depth]:
            run = open_runs.pop(deeper)
            named = [place for place in run if names_usual(heads[place].words)]
            if len(named) > 1:
                found.update(named)

    for place, heading in enumerate(heads):
        if heading.form not in (ANNEX, ARTICLE, NUMBERED):
            continue
        close(heading.depth)
        if heading.depth >= SECTION:
            open_runs.setdefault(heading.depth, []).append(place)
    close(-1)
    return found
