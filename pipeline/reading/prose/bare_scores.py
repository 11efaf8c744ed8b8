"""Scores that what stands before says to be ones: ``3 huyện trên 85 điểm: A 88,12; B 87``, ``A đạt 88, B 87``."""

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.prose.spoken_criteria import Spoken
from pipeline.reading.prose.tokens import Token
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import index_in
from pipeline.vietnamese.numbers import parse_number

# What stands ahead of the first unit: "3 huyện trên 85 điểm:", "Chỉ số của".
_HEAD = pattern(r"({score_noun|index_word}|\d ?{point})[^:;]*: ?({plural} ({unit_noun} )?)?$")
_OF = pattern(
    r"(^|[,;.] ?)({year_word} {year},? ?)?({score_noun|index_word})(?P<what> [^:;.,\d]{2,60}?)?"
    r"( {year_word} {year})? {of} ({plural} )?$"
)
# Figures that are none of the whole: "mức tăng điểm:", "chênh lệch điểm giữa", "tỷ lệ của".
_CHANGE = pattern("{rises|falls|more|less|differ|gap|adjusted|self_assessed|than|average|median|share_word}")
_FIGURE = pattern(
    r"(?P<verb> {is|reach|only_reach|auxiliary})?( ?:)? (?P<n>\d+[.,]\d+)(?= ?([;,.()]|$)| {and|rank_verb} )"
    r"(?![.,]\d)"
)
_LEAST = 2


def find_bare_scores(
    sentence: Sentence, names: Sequence[tuple[int, int]], criteria: Sequence[Spoken], mark: str
) -> Iterator[Token]:
    """Yield the scores right behind units, ``names`` as ranges, that a head, "the score of" or a verb says to be ones.

    There must be two at least, one for each unit, but behind "the score of"; values of an index (``0,8017``) need no
    verb.
    """
    heads = [(sentence.before(first), at) for at, (first, _) in enumerate(names)]
    lead, at = next((one for one in heads if _OF.search(one[0]) or _HEAD.search(one[0])), ("", 0))
    of = _OF.search(lead)
    if not names or _CHANGE.search(lead or heads[0][0]) or (of and not _is_of_whole(sentence, of, criteria)):
        return
    found = [_FIGURE.match(sentence.text, last, sentence.end) for _, last in names[at:]]
    told = [match for match in found if match is not None and (of is None or match["verb"])]
    if of is not None:
        is_told = found[0] is not None and bool(found[0]["verb"])
    else:
        is_told = _LEAST <= len(told) == len(found) and (
            bool(lead) or told[0]["verb"] is not None or all(match["n"][0] == "0" for match in told)
        )
    for match in told if is_told else ():
        yield Token("S", *match.span("n"), match.span("n"), parse_number(match["n"], mark))


def _is_of_whole(sentence: Sentence, of: re.Match[str], criteria: Sequence[Spoken]) -> bool:
    """Return True for the score of the whole or of a criterion; "chỉ số hài lòng của": one of something else."""
    first, last = sentence.start + of.start(), sentence.start + of.end()
    named = any(one.name and first <= one.start < last for one in criteria)
    return not of["what"] or named or index_in(of["what"]) is not None
