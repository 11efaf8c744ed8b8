"""Numbers that no rule places: all of them are named at once, and what a hand may say of them."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.documents.errors import SourceError
from pipeline.reading.readings import NumberReading
from pipeline.resolution.session import SourceSession
from pipeline.resolution.source_file import HandFate
from schemas.tables.documents import LedgerEntry

# By hand may be placed this share of the numbers of a source (one in …), or this many, whichever is more.
_ONE_IN, _LEAST = 100, 3
# At most this many open numbers are named one by one: what is more is a table that was not read.
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
    shown = "; ".join(f"line {line}: {' '.join(listed)}" for line, listed in tokens.items())
    more = f"; and {len(found) - _TOLD} more, which xephang extract shows" if len(found) > _TOLD else ""
    return SourceError(
        path,
        f"line {first.line}",
        f"nothing says what {len(found)} numbers are ({shown}{more})",
        "put right the names beside them (line, before, after, reason) or place them (line, token, fate, "
        "reason) in corrections.yaml",
    )


def refuse_many(session: SourceSession, n_numbers: int) -> None:
    """Raise SourceError where more numbers are placed by hand than may be."""
    placed, limit = len(session.corrections.fates), limit_by_hand(n_numbers)
    if placed > limit:
        raise SourceError(
            session.document.path,
            "corrections.yaml",
            f"places {placed} of {n_numbers} numbers by hand, at most {limit} may be",
            "place fewer: a document that needs more needs a rule that reads it",
        )


def refuse_loss(session: SourceSession, wanted: HandFate, number: NumberReading) -> None:
    """Raise SourceError where a fate given by hand would hide a result.

    A figure next to a unit is a result of that unit until something is read that says otherwise; only a
    reference (a date, a code, a footnote) may stand there. No other figure of a sentence that tells results
    orders the text or belongs to the page around it.
    """
    if wanted.fate == "reference":
        return
    if number.unit is not None:
        why = f"the number stands beside '{number.unit}' and may be its result"
    elif wanted.fate != "indicator" and number.is_among_results:
        why = "the number stands in a sentence that tells results"
    else:
        return
    raise SourceError(
        session.document.path,
        f"corrections.yaml, line {wanted.line}, token {wanted.token}",
        f"'{wanted.fate}' would hide a loss: {why}",
        "put right the name or the letters that keep it from being read; 'reference' if it is a date, the "
        "number of a document or a code",
    )
