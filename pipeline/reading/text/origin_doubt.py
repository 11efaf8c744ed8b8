"""Where a text speaks against the year or the province that it is said to be of.

Only titles and headings speak, and only clearly: a decision dated in the next year, years that are compared
with, and reports on several years or with a slip in one heading are as they should be.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents.document import Document
from pipeline.reading.readings import Origin, OriginDoubt
from pipeline.reading.text.origin import RANKING, TITLE_LINES, named, said_once
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.name_entries import provinces
from pipeline.reading.vocabulary.topics import blocks_in
from pipeline.vietnamese.normal import normalise
from schemas.tables.agencies import Province

# "xếp hạng … năm 2019" within one clause.
_ASSESSED = pattern(r"{assessed|result|index_word}(?P<between>[^.;:]{0,220}?) ?{year_word} {year:year}\b")
# Words before a year that is not the one assessed.
_ASIDE = pattern("{other_year|same_period|month_word|pursuant}")
# Several years: "các năm 2018, 2019", "2018-2020".
_MORE = pattern(r" ?([,;/–-]|{and}|{to}) ?({year_word} )?{year}\b")
_YEAR = pattern(r"(?<![\d/.,])(?<!\d-){first:year}( ?([–-]|{to}) ?({year_word} )?{last:year})?(?![\d/])")
_COMPARED = pattern(r"({month_word} \d{1,2} {year_word}|{against|same_period}( {same_period|year_word})*) ?$")
_YEAR_AHEAD = pattern(" ?{year_word} {year}")
# A title goes on for at most so many lines more.
_WRAPPED = 3
# Another year or province is believed where it is named more than so many times as often as the said one.
_CLEARLY = 2
# What is named in the title counts so much more.
_TITLE = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A title or a heading that speaks of a ranking: its line and its normal text."""

    line: int
    text: str


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
    titled = False
    for heading in _headings(document):
        found, years = _assessed(heading.text), _years(heading.text)
        weight = 1 if titled or not years else 1 + _TITLE
        titled = titled or bool(years)
        said += weight * (year in years)
        if found is not None and (decided is None or found <= decided.year):
            named[found] += weight
            lines.setdefault(found, heading.line)
    best = max(named, key=lambda one: (named[one], -lines[one]), default=year)
    return (best, lines[best]) if best != year and said * _CLEARLY < named[best] else None


def other_province(document: Document, said: Province, year: int) -> tuple[Province, int] | None:
    """Return the province that the headings or the head of the document name, where it clearly is not ``said``.

    A province and its heir have one name. A title that ranks provinces or ministries is of the whole country.
    """
    headings = list(_headings(document))
    title = next((heading for heading in headings if blocks_in(heading.text)), None)
    if title is None and said.kind == "country":
        return None
    if title is not None and set(blocks_in(title.text)) <= {"provinces", "ministries"}:
        return None
    text = "\n".join(line.normal.text for line in document.lines)
    counts = {
        province: len(re.findall(named(province), text))
        for province in provinces()
        if province.kind != "country"
        and (province.valid_from is None or province.valid_from.year <= year)
        and (province.valid_to is None or province.valid_to.year >= year)
    }
    own = max((count for province, count in counts.items() if province.name == said.name), default=0)
    heads = [*headings, *(Heading(line.number, line.normal.text) for line in document.lines[:TITLE_LINES])]
    for province in sorted(counts, key=lambda one: (-counts[one], one.province_id)):
        if province.name == said.name or counts[province] <= own * _CLEARLY:
            continue
        where = next((head.line for head in heads if re.search(named(province), head.text)), None)
        if where is not None:
            return province, where
    return None


def _headings(document: Document) -> Iterator[Heading]:
    """Yield the first lines that speak of a ranking, each with the lines that it goes on in."""
    texts = [said_once(line) for line in document.lines]
    found = 0
    for index, text in enumerate(texts):
        if found == TITLE_LINES:
            return
        if not RANKING.search(normalise(text).text):
            continue
        found += 1
        whole, last = text, text
        for after in texts[index + 1 : index + 1 + _WRAPPED]:
            goes_on = after[:1].islower() or (last.isupper() and after.isupper())
            if not goes_on and not _YEAR_AHEAD.match(normalise(after).text):
                break
            whole, last = f"{whole} {after}", after
        yield Heading(document.lines[index].number, normalise(whole).text)


def _assessed(text: str) -> int | None:
    """Return the one year that a heading says is assessed."""
    for match in _ASSESSED.finditer(text):
        if not _ASIDE.search(match.group("between")) and not _MORE.match(text, match.end()):
            return int(match.group("year"))
    return None


def _years(text: str) -> set[int]:
    """Return all years that a heading names, but for those that are compared with and those of days."""
    found: set[int] = set()
    for match in _YEAR.finditer(text):
        if _COMPARED.search(text[: match.start()]):
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        found |= set(range(first, last + 1))
    return found
