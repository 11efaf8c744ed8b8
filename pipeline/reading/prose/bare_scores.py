"""Scores of which only the head of their list says that they are ones: ``3 huyện trên 85 điểm: A 88,12; B 87``."""

from collections.abc import Iterator, Sequence

from pipeline.reading.prose.tokens import Token
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import index_in
from pipeline.vietnamese.numbers import parse_number

# What stands ahead of the first unit: "3 huyện trên 85 điểm:", "Chỉ số của".
_HEAD = pattern(r"({score_noun|index_word}|\d ?{point})[^:;]*: ?({plural} ({unit_noun} )?)?$")
_OF = pattern(
    r"(^|[;.] ?)({year_word} {year},? ?)?({score_noun|index_word})(?P<what> [^:;.,\d]{2,40})? {of} ({plural} )?$"
)
# Figures that are none of the whole: "mức tăng điểm:", "chênh lệch điểm giữa".
_CHANGE = pattern("{rises|falls|more|less|differ|gap|adjusted|self_assessed|than|average|median}")
_FIGURE = pattern(
    r"(?P<verb> {is|reach|only_reach})?( ?:)? (?P<n>\d+[.,]\d+)(?= ?([;,.()]|$)| {and} )(?![.,]\d)"
)
_LEAST = 2


def find_bare_scores(sentence: Sentence, names: Sequence[tuple[int, int]], mark: str) -> Iterator[Token]:
    """Yield the scores right behind units, ``names`` as ranges, that a head or "the score of" says to be ones.

    Behind a head there must be two at least, one for each unit.
    """
    if not names:
        return
    lead = sentence.before(names[0][0])
    of, head = _OF.search(lead), _HEAD.search(lead)
    # "chỉ số hài lòng của": one of something else
    of = None if of and of["what"] and index_in(of["what"]) is None else of
    if (of is None and head is None) or _CHANGE.search(lead):
        return
    found = [_FIGURE.match(sentence.text, last, sentence.end) for _, last in names]
    told = [match for match in found if match is not None and (of is None or match["verb"])]
    if of is None and (len(told) < _LEAST or len(told) < len(names)):
        return
    if of is not None and (found[0] is None or not found[0]["verb"]):
        return
    for match in told:
        yield Token("S", *match.span("n"), match.span("n"), parse_number(match["n"], mark))
