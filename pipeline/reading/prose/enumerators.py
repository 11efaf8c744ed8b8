"""Numbers and letters ahead of the units of a list: they count these, or are their places in a ranking."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.reading.prose.tokens import Token
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

# "1. Sở A; 2. Sở B", "(1) Sở A, (2) Sở B", "1- Sở A; 2- Sở B", "a) Sở A; b) Sở B"
_ENUMERATOR = pattern(
    r"(?<=[:;,]\s)({and} )?(?P<label>\(?(?P<n>\d{1,2})[.)-]|\(?{letter}[.)]) (?=(?P<name>\S))"
)
# What the list is then: "Kết quả xếp hạng của các sở theo thứ tự:".
_RANKED = pattern(
    r"(^|[;.,] ?)({result} )?{ranking|rank_title|ranking_table}( ({of} )?({plural|block_word} )?{kinds})?"
    r"( {year_word} {year})?( {by} {order})?( {as_follows})? ?: $",
    kinds="{unit_noun|department_group|boards_and_departments}",
)


def find_enumerators(sentence: Sentence, starts: Sequence[int]) -> Iterator[Token]:
    """Yield the numbers and letters ahead of units that begin at ``starts``: places in a ranking, filler elsewhere.

    Places rise; numbers that do not are no ranking.
    """
    found = [
        match
        for match in _ENUMERATOR.finditer(sentence.text, sentence.start, sentence.end)
        if match.start("name") in starts
    ]
    if not found:
        return
    numbers = [int(match["n"] or 0) for match in found]
    rises = numbers[0] > 0 and all(first < second for first, second in pairwise(numbers))
    is_ranked = rises and _RANKED.search(sentence.before(found[0].start())) is not None
    for match in found:
        label = match.span("label")
        if is_ranked:
            yield Token("R", *label, match.span("n"), Decimal(match["n"]))
        else:
            yield Token("x", *label)
