"""The title of a document, and the lines that speak of its ranking."""

import re

from pipeline.documents.document import Document
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import index_in
from pipeline.vietnamese.normal import fold

_RESULT = pattern("{title_word|approve|level}")
_YEAR = pattern("{year_word}")
_YEAR_AHEAD = pattern(" ?{year_word} {year}")
_TITLE_LINES = 40


def title_line(document: Document) -> int:
    """Return the number of the first line that names an index and speaks of a result; 0 where none does."""
    found = (
        line.number
        for line in document.lines[:_TITLE_LINES]
        if _RESULT.search(line.normal.text) and index_in(line.normal.text)
    )
    return next(found, 0)


def title_index(document: Document) -> str | None:
    """Return the index that the title names, with its year; else the first that the document names."""
    start = max(title_line(document) - 1, 0)
    titles = (line for line in document.lines[start:_TITLE_LINES] if _YEAR.search(line.normal.text))
    found = next((index for line in titles if (index := index_in(line.normal.text))), None)
    anywhere = (index for line in document.lines[start:] if (index := index_in(line.normal.text)))
    return found or next(anywhere, None) or _broken_index(document)


def _broken_index(document: Document) -> str | None:
    """Return the index that a title names over the ends of its lines, or with all its marks lost."""
    text = " ".join(line.normal.text for line in document.lines[:_TITLE_LINES])
    return index_in(text) or index_in(" ".join(re.findall(r"[a-z0-9]+", fold(text))))
