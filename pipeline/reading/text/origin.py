"""Where and when a document belongs by its own words, and where these speak against what it is said to be of.

Titles and headings speak loudest. A decision dated in the next year, years that are compared with, and reports
on several years or with a slip in one heading are as they should be.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents.document import Document
from pipeline.reading.issues import OriginDoubt
from pipeline.reading.readings import Origin
from pipeline.reading.text.headings import said_once
from pipeline.reading.text.said import named_provinces
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.name_entries import nation, provinces
from pipeline.reading.vocabulary.topics import blocks_in
from pipeline.vietnamese.normal import normalise
from schemas.tables.agencies import Province

_RANKING = pattern("{title_word}")
# "xếp hạng … năm 2019" within one clause.
_ASSESSED = pattern(r"{assessed|result|index_word}(?P<between>[^.;:]{0,220}?) ?{year_word} {year:year}\b")
# Words before a year that is not the one assessed.
_ASIDE = pattern("{other_year|same_period|month_word|pursuant}")
# Several years: "các năm 2018, 2019", "2018-2020".
_MORE = pattern(r" ?([,;/–-]|{and}|{to}) ?({year_word} )?{year}\b")
_YEAR = pattern(r"(?<![\d/.,])(?<!\d-){first:year}( ?([–-]|{to}) ?({year_word} )?{last:year})?(?![\d/])")
_TOLD_YEAR = pattern(r"{year_word} {year}\b")
# "xếp thứ 5/63 tỉnh, thành phố"
_OF_ALL = pattern(r"\d ?/ ?\d{2} ({province}[^.;:()]*)?")
# "Năm 2021, phấn đấu đạt …": a year to come.
_PLANNED = pattern(r"[^.;]*\b{intent}[^.;]*")
_COMPARED = pattern(
    r"(({month_word} \d{1,2}|{quarter_word} ({roman}|\d)) {year_word}"
    r"|{against|same_period}( {same_period|year_word})*) ?$"
)
_IN_BRACKETS, _TOLD_OF = pattern(r"\( ?({year_word} )?$"), pattern(r" ?({is|reach|have}|:) ")
_YEAR_AHEAD = pattern(" ?{year_word} {year}")
# "Lào Cai, ngày 12 tháng 3 năm 2020": where a document is signed.
_SIGNED = pattern(r"^ ?(?P<place>[^\W\d][^\d,]{1,30}), ?{day}")
# So many of the first lines that speak of a ranking are taken for headings; a title goes on for so many more.
_HEADINGS, _WRAPPED = 6, 3
# Another year or province is believed where it is named more than so many times as often as the said one.
_CLEARLY = 2
# What is named in the title, in a heading, behind the word for a province, or where it is signed counts so often.
_TITLE, _HEAD, _LED, _PLACE = 3, 6, 3, 30


@dataclass(frozen=True, slots=True)
class _Heading:
    """A title or a heading that speaks of a ranking: its line, its normal text, and how much its years count."""

    line: int
    text: str
    weight: int


def told_years(document: Document, hint: int | None = None) -> list[tuple[int, float]]:
    """Return the years that the headings name, else the ``hint``, else those of the whole text, the likeliest first.

    Each comes with its share of all that are named.
    """
    years: Counter[int] = Counter()
    for heading in _headings(document):
        assessed = _assessed(heading.text)
        for year in _years(heading.text) - {assessed}:
            years[year] += heading.weight
        if assessed is not None:
            years[assessed] += 2 * heading.weight
    if not years and hint is None:
        texts = [_PLANNED.sub(" ", normalise(said_once(line)).text) for line in document.lines]
        years.update(year for text in texts if _TOLD_YEAR.search(text) for year in _years(text))
    return [
        (year, years[year] / years.total()) for year in sorted(years, key=lambda one: (-years[one], -one))
    ]


def told_provinces(document: Document, year: int) -> list[tuple[str, float]]:
    """Return the ids of the provinces that the text names, the likeliest first, each with its share.

    A title that speaks of ministries or of all provinces, and names none, is of the whole country.
    """
    headings = list(_headings(document))
    if _is_national(headings):
        return [(nation().province_id, 1.0)]
    ids = {normalise(one.name).text: one.province_id for one in _standing_in(year)}
    counts: Counter[str] = Counter()
    worded = [line.number for line in document.lines if not line.is_blank][:_HEADINGS]
    for line in document.lines:
        text = line.normal.text
        counts.update({name: _LED * n for name, n in Counter(named_provinces(text)).items()})
        opening = next((name for name in ids if text.lstrip().startswith(name)), None)
        signed = _SIGNED.match(text)
        if opening is not None and line.number in worded:
            counts[opening] += 1
        if signed is not None and signed["place"].strip() in ids:
            counts[signed["place"].strip()] += _PLACE
    for heading in headings:
        counts.update({name: _HEAD for name in named_provinces(heading.text)})
    known = Counter({ids[name]: n for name, n in counts.items() if name in ids})
    return [(found, n / known.total()) for found, n in known.most_common()]


def names_home(document: Document) -> bool:
    """Return True where a heading names a province, or the place where the document is signed."""
    names = {normalise(one.name).text for one in provinces() if one.kind != "country"}
    signed = (_SIGNED.match(line.normal.text) for line in document.lines)
    headings = _headings(document)
    return any(named_provinces(one.text) for one in headings) or any(
        match["place"].strip() in names for match in signed if match
    )


def read_origin_doubts(document: Document, origin: Origin) -> Iterator[OriginDoubt]:
    """Yield where the headings of a document clearly name another year or province than it is said to be of."""
    year = other_year(document, origin.year, origin.day)
    if year is not None:
        yield OriginDoubt("year", str(origin.year), str(year[0]), year[1])
    home = other_province(document, origin.province, origin.year)
    if home is not None:
        yield OriginDoubt("province", origin.province.name, home[0].name, home[1])


def other_year(document: Document, year: int, decided: date | None) -> tuple[int, int] | None:
    """Return the year that the headings say is assessed and the line of the first, where it clearly is not ``year``.

    A year after the day of the document itself is a slip of its heading.
    """
    named: Counter[int] = Counter()
    lines: dict[int, int] = {}
    said = 0
    for heading in _headings(document):
        found = _assessed(heading.text)
        said += heading.weight * (year in _years(heading.text))
        if found is not None and (decided is None or found <= decided.year):
            named[found] += heading.weight
            lines.setdefault(found, heading.line)
    best = max(named, key=lambda one: (named[one], -lines[one]), default=year)
    return (best, lines[best]) if best != year and said * _CLEARLY < named[best] else None


def other_province(document: Document, said: Province, year: int) -> tuple[Province, int] | None:
    """Return the province that the headings or the head of the document name, where it clearly is not ``said``.

    A province and its heir have one name. A title that ranks provinces or ministries is of the whole country.
    """
    headings = list(_headings(document))
    title = next((heading for heading in headings if blocks_in(heading.text)), None)
    if (title is None and said.kind == "country") or (title is not None and _ranks_nation(title)):
        return None
    counts = Counter(name for line in document.lines for name in named_provinces(line.normal.text))
    own = normalise(said.name).text
    heads = [(one.line, one.text) for one in headings]
    heads += [(line.number, line.normal.text) for line in document.lines[:_HEADINGS]]
    for province in sorted(
        _standing_in(year), key=lambda one: (-counts[normalise(one.name).text], one.province_id)
    ):
        name = normalise(province.name).text
        if name == own or counts[name] <= counts[own] * _CLEARLY:
            continue
        where = next((line for line, text in heads if name in named_provinces(text)), None)
        if where is not None:
            return province, where
    return None


def _standing_in(year: int) -> list[Province]:
    """Return the provinces that stood in a year."""
    return [
        one
        for one in provinces()
        if one.kind != "country"
        and (one.valid_from is None or one.valid_from.year <= year)
        and (one.valid_to is None or one.valid_to.year >= year)
    ]


def _blocks_of(heading: _Heading) -> list[str]:
    """Return the blocks that a heading speaks of; a place among all provinces is told of one."""
    return blocks_in(_OF_ALL.sub(" ", heading.text))


def _ranks_nation(heading: _Heading) -> bool:
    return set(_blocks_of(heading)) <= {"provinces", "ministries"}


def _is_national(headings: list[_Heading]) -> bool:
    """Return True where the first heading that names a block ranks provinces or ministries, and names no province."""
    title = next((heading for heading in headings if _blocks_of(heading)), None)
    return title is not None and _ranks_nation(title) and not named_provinces(title.text)


def _headings(document: Document) -> Iterator[_Heading]:
    """Yield the first lines that speak of a ranking, each with the lines that it goes on in.

    The first that names a year is the title.
    """
    texts = [said_once(line) for line in document.lines]
    found, titled = 0, False
    for index, text in enumerate(texts):
        if found == _HEADINGS:
            return
        if not _RANKING.search(normalise(text).text):
            continue
        found += 1
        whole, last = text, text
        for after in texts[index + 1 : index + 1 + _WRAPPED]:
            goes_on = after[:1].islower() or (last.isupper() and after.isupper())
            if not goes_on and not _YEAR_AHEAD.match(normalise(after).text):
                break
            whole, last = f"{whole} {after}", after
        normal = normalise(whole).text
        is_title = not titled and bool(_years(normal))
        titled = titled or is_title
        yield _Heading(document.lines[index].number, normal, _TITLE if is_title else 1)


def _assessed(text: str) -> int | None:
    """Return the one year that a heading says is assessed."""
    for match in _ASSESSED.finditer(text):
        if not _ASIDE.search(match.group("between")) and not _MORE.match(text, match.end()):
            return int(match.group("year"))
    return None


def _is_aside(text: str, year: re.Match[str]) -> bool:
    """Return True for a year of which brackets tell what was so then: "(năm 2018 là 254)"."""
    return (
        _IN_BRACKETS.search(text[: year.start()]) is not None and _TOLD_OF.match(text, year.end()) is not None
    )


def _years(text: str) -> set[int]:
    """Return all years that a text names, but for those that are compared with and those of days and quarters."""
    found: set[int] = set()
    for match in _YEAR.finditer(text):
        if _COMPARED.search(text[: match.start()]) or _is_aside(text, match):
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        found |= set(range(first, last + 1))
    return found
