"""Where and when a document belongs: the province and the year that its text names."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.documents.document import Document, Line
from pipeline.reading.vocabulary.lexicon import pattern, source
from pipeline.reading.vocabulary.name_entries import nation, provinces
from pipeline.reading.vocabulary.topics import blocks_in
from pipeline.vietnamese.normal import normalise
from schemas.tables.agencies import Province

_YEAR = pattern(r"(?P<lead>\S+ \S+ )?{year_word} {year:year}\b")
# Before a year: that of a day, or one that is compared with.
_OTHER_YEAR = pattern(r"({month_word} \d{1,2}|{against|same_period}) ?$")
RANKING = pattern("{title_word}")
# So many of the first lines that speak of a ranking are taken for the title.
TITLE_LINES = 6
# A province behind "tỉnh" counts so many times one at the beginning of a line.
_LED = 3


def told_years(document: Document) -> list[tuple[int, float]]:
    """Return the years named in the first lines that speak of a ranking, else in the whole text, the likeliest first.

    Each comes with its share of all that are named. The first of these lines that names one is the title; it
    counts twice.
    """
    texts = [said_once(line) for line in document.lines]
    heads = [
        f"{text} {behind}" if behind[:1].islower() else text  # a title may go on in the next line
        for text, behind in zip(texts, [*texts[1:], ""], strict=True)
        if RANKING.search(normalise(text).text)
    ][:TITLE_LINES]
    title = next((counts for text in heads if (counts := _years([text]))), Counter[int]())
    years = title + title + _years(heads) if title else _years(texts)
    likeliest = sorted(years, key=lambda year: (-years[year], -year))
    return [(year, years[year] / years.total()) for year in likeliest]


def named(province: Province) -> str:
    """Return a pattern for the name of a province behind the word for one."""
    return source(r"{province|city|city_short}\.? {name}\b", name=re.escape(normalise(province.name).text))


def said_once(line: Line) -> str:
    """Return the text of a line; of a merged cell once, of a row of a table nothing: its years are the columns'."""
    if line.text.count("|") > 1:
        return ""
    cells = list(dict.fromkeys(cell.strip() for cell in line.text.split("\t") if cell.strip()))
    return cells[0] if len(cells) == 1 else "" if "\t" in line.text else line.text.strip()


def _years(texts: Sequence[str]) -> Counter[int]:
    return Counter(
        int(match.group("year"))
        for text in texts
        for match in _YEAR.finditer(normalise(text).text)
        if not _OTHER_YEAR.search(match.group("lead") or "")
    )


def told_provinces(document: Document, year: int) -> list[tuple[str, float]]:
    """Return the ids of the provinces that the text names, told by the words before them, the likeliest first.

    Each comes with its share of all that are named. A title that speaks of ministries or of all provinces is
    of the whole country.
    """
    heads = [line.normal.text for line in document.lines if RANKING.search(line.normal.text)][:TITLE_LINES]
    title = next((head for head in heads if blocks_in(head)), "")
    if title and set(blocks_in(title)) <= {"provinces", "ministries"}:
        return [(nation().province_id, 1.0)]
    text = "\n".join(line.normal.text for line in document.lines)
    counts: Counter[str] = Counter()
    for province in provinces():
        if province.kind == "country" or (province.valid_to is not None and province.valid_to.year < year):
            continue
        if province.valid_from is not None and province.valid_from.year > year:
            continue
        name = province.name.lower()
        if name not in text:
            continue
        led = len(re.findall(named(province), text))
        opens = len(re.findall(rf"^{re.escape(name)}\b", text, re.MULTILINE))
        counts[province.province_id] += _LED * led + opens
    return [(found, count / counts.total()) for found, count in counts.most_common() if count]
