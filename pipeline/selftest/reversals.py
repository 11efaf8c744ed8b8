"""The words of a change that say which way it goes, where they stand, and what would say the opposite."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import duckdb

from pipeline.audit.evidence import Claim
from pipeline.reading.vocabulary.directions import words_of
from pipeline.reading.vocabulary.lexicon import pattern, phrases
from pipeline.selftest.workbench import TokenSpan
from pipeline.vietnamese.normal import normalise
from schemas.claim_types import claim_type
from schemas.values import AHEAD, BEHIND, FALL, RIGHT_AHEAD, RISE

# What ends the part of a sentence that the figure of a change stands in.
_CLAUSE = re.compile(r"[,;:.()]")
(_UP,), (_DOWN,), (_MORE,), (_LESS,) = map(phrases, ("up", "down", "increase", "decrease"))
# Orders of two units, and what says the opposite of each: ahead for behind, right ahead for right behind.
_ORDERS = (
    (pattern("{set_right_behind|set_close_below}"), phrases("set_close_above")[0]),
    (pattern("{set_close_above}"), phrases("set_close_below")[0]),
    (pattern("{set_behind|set_below|less}"), phrases("set_above")[0]),
    (pattern("{set_above|set_before|overtake|more|exceed}"), phrases("set_below")[0]),
)


def find_direction_words(
    con: duckdb.DuckDBPyConnection, claims: Sequence[Claim]
) -> Iterator[tuple[Claim, TokenSpan]]:
    """Yield the changes of rank and of shares up or down, and the orders of units, each with the words that say so."""
    lines = {
        (source_id, line): text
        for source_id, line, text in con.execute(
            "SELECT source_id, line, text FROM staged.source_lines"
        ).fetchall()
    }
    for claim in claims:
        if claim.wording in (AHEAD, RIGHT_AHEAD, BEHIND):
            yield claim, TokenSpan(claim.source_id, claim.line, claim.col_start, claim.col_end)
        if not claim_type(claim.claim_type).is_change or claim.direction not in (RISE, FALL):
            continue
        normal = normalise(lines[claim.source_id, claim.location.line])
        end = bisect_left(normal.offsets, claim.location.start)
        before = normal.text[:end]
        start = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
        found = words_of(before[start:], claim.direction)
        if found is not None:
            first, last = normal.original(start + found[0], start + found[1])
            yield claim, TokenSpan(claim.source_id, claim.location.line, first, last)


def opposite(words: str, is_rise: bool) -> str:
    """Words in place of ``words`` that say the other way."""
    normal = normalise(words).text
    for told, other in _ORDERS:
        if told.fullmatch(normal):
            return other
    return {_UP: _DOWN, _DOWN: _UP}.get(words.lower(), _LESS if is_rise else _MORE)
