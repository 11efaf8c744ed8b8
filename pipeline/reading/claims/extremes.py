"""Words that call units the highest or the lowest on a criterion, or above the others on all of them."""

from collections.abc import Iterator

from pipeline.reading.prose.spoken_criteria import clause
from pipeline.reading.readings import ClaimReading, Context, printed, span_of
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

_EXTREME = pattern("{top:most|full_marks}|{bottom:least}")
# The ends of a gap, of a scale, or a level of anything but scores.
_OF_GAP = pattern("{gap}[^.;]*$")
_OF_SCALE = pattern(r"({tier_level|grade_level|stage}[^,;.:]{0,20}|\() ?$")
_OF_SCORE = pattern("({points|score_word|marks}[^.;:]{0,60}|{unit} )$")
_REACH = 90
# "điểm tối đa" says of itself that points are meant.
_FULL_MARKS = pattern("{full_marks}")
# các tiêu chí đều có điểm số cao hơn mặt bằng chung
_ALL_ABOVE = pattern(
    r"{the_criteria|every_criterion}[^.;\d]{0,40}?"
    "(?P<words>{more|above|exceed} ({tier_level|points} )?{average|common_level})"
)


def read_extremes(sentence: Sentence, context: Context) -> Iterator[ClaimReading]:
    """Yield the highest and lowest of a criterion that words of a sentence tell of, without their units."""
    text = sentence.text
    if context.criterion is not None:
        for match in _EXTREME.finditer(text, sentence.start, sentence.end):
            before = text[max(sentence.start, match.start() - _REACH) : match.start()]
            if _OF_GAP.search(before) or _OF_SCALE.search(before):
                continue
            if not _OF_SCORE.search(before) and not _FULL_MARKS.fullmatch(match.group()):
                continue
            kind = "top" if match.group("top") else "bottom"
            span = span_of(sentence.line, *match.span())
            subject = printed(sentence.line, *match.span())
            yield ClaimReading(
                claim_type=kind,
                subject=subject,
                unit="ranks",
                span=span,
                context=context,
                criterion=context.criterion,
            )
    for match in _ALL_ABOVE.finditer(text, sentence.start, sentence.end):
        span = span_of(sentence.line, *match.span("words"))
        subject = clause(sentence.line, sentence.start, match.end())
        yield ClaimReading(
            claim_type="other",
            subject=subject,
            unit="criteria",
            span=span,
            context=context,
            criterion="total",
            wording="all_above_average",
        )
