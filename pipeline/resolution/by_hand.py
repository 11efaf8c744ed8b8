"""Numbers that no rule places: all of them are told at once, and what a hand may say of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.reading.prose.unit_names import Spotter
from pipeline.reading.readings import Span
from pipeline.reading.text.sentences import sentences
from pipeline.resolution.session import Book
from pipeline.resolution.source_file import HandFate
from pipeline.vietnamese.damage import anyof
from schemas.tables.documents import LedgerEntry

# By hand may be placed one in so many numbers of a source, or so many, whichever is more.
_ONE_IN, _LEAST = 100, 3
# Words of a sentence that tells results.
_RESULT = re.compile(anyof("điểm|hạng|xếp|đứng|đạt"))
_WORD = re.compile(r"[^\W\d_]")
# So many open numbers are told one by one: what is more is a table that was not read.
_TOLD = 200


def limit_by_hand(n_numbers: int) -> int:
    """Return how many of the numbers of a source may be placed by hand."""
    return max(n_numbers // _ONE_IN, _LEAST)


def open_numbers(path: str, found: Sequence[LedgerEntry]) -> SourceError:
    """Return the error that names every one of the numbers that nothing accounts for."""
    first = found[0]
    if len(found) == 1:
        return SourceError(
            path,
            f"line {first.line}",
            f"nothing says what the number {first.token} is",
            f"place it in corrections.yaml: line: {first.line}, token: '{first.token}', fate, reason",
        )
    tokens: defaultdict[int, list[str]] = defaultdict(list)
    for row in found[:_TOLD]:
        tokens[row.line].append(row.token)
    told = "; ".join(f"line {line}: {' '.join(listed)}" for line, listed in tokens.items())
    more = f"; and {len(found) - _TOLD} more, which xephang extract shows" if len(found) > _TOLD else ""
    return SourceError(
        path,
        f"line {first.line}",
        f"nothing says what {len(found)} numbers are ({told}{more})",
        "put right the names beside them (line, before, after, reason) or place them (line, token, fate, "
        "reason) in corrections.yaml",
    )


def refuse_many(book: Book, n_numbers: int) -> None:
    """Raise SourceError where more numbers are placed by hand than may be."""
    placed, limit = len(book.corrections.fates), limit_by_hand(n_numbers)
    if placed > limit:
        raise SourceError(
            book.document.path,
            "corrections.yaml",
            f"places {placed} of {n_numbers} numbers by hand, at most {limit} may be",
            "place fewer: a document that needs more needs a rule that reads it",
        )


def refuse_loss(book: Book, wanted: HandFate, span: Span) -> None:
    """Raise SourceError where a fate given by hand would hide a result.

    A figure beside a unit is a result of that unit until something is read that says otherwise; only a
    reference (a date, a code, a footnote) may stand there. No other figure of a sentence that tells results
    orders the text or belongs to the page around it.
    """
    if wanted.fate == "reference":
        return
    line = book.document.lines[span.line - 1]
    unit = next((found for near in _row(book.document.lines, line) for found in _units(book, near)), None)
    if unit is not None:
        why = f"the number stands beside '{unit}' and may be its result"
    elif wanted.fate != "indicator" and _tells_results(line, span):
        why = "the number stands in a sentence that tells results"
    else:
        return
    raise SourceError(
        book.document.path,
        f"corrections.yaml, line {wanted.line}, token {wanted.token}",
        f"'{wanted.fate}' would hide a loss: {why}",
        "put right the name or the letters that keep it from being read; 'reference' if it is a date, the "
        "number of a document or a code",
    )


def _row(lines: Sequence[Line], line: Line) -> Iterator[Line]:
    """Yield the lines that one row of a table may stand in.

    They are the line itself, and around a figure alone in its line the nearest lines with words before and after.
    """
    yield line
    if _WORD.search(line.text):
        return
    for side in (reversed(lines[: line.number - 1]), iter(lines[line.number :])):
        worded = next((other for other in side if _WORD.search(other.text)), None)
        if worded is not None:
            yield worded


def _units(book: Book, line: Line) -> Iterator[str]:
    """Yield the units that a line names in running text, or as all of a cell."""
    for named in Spotter(book.gazetteer).spot(line, 0, len(line.normal.text)):
        yield named.mention.text
    names = {
        name
        for name, entry in book.gazetteer.entries
        if book.gazetteer.is_national or entry.block != "provinces"
    }
    yield from (cell.strip() for cell in line.text.split("\t") if cell.strip() in names)


def _tells_results(line: Line, span: Span) -> bool:
    """Return whether the sentence of a number has a word of results."""
    for sentence in sentences(line):
        first, last = line.normal.original(sentence.start, sentence.end)
        if first <= span.start and span.end <= last:
            return _RESULT.search(sentence.words) is not None
    return False
