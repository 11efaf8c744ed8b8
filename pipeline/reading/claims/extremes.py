"""Words that call units the highest or the lowest on a criterion, or above the others on all of them."""

import re
from collections.abc import Iterator

from pipeline.reading.prose.clauses import clause
from pipeline.reading.readings import ClaimReading, Context, printed, span_of
from pipeline.reading.text.sentences import Sentence
from pipeline.vietnamese.damage import anyof

_HIGHEST = anyof("cao nhất|đạt điểm tối đa")
_LOWEST = anyof("thấp nhất")
_EXTREME = re.compile(rf"(?P<top>{_HIGHEST})|(?P<bottom>{_LOWEST})")
# The ends of a gap, of a scale, or a level of anything but scores.
_OF_GAP = re.compile(rf"{anyof('chênh lệch|khoảng cách|cách biệt')}[^.;]*$")
_OF_SCALE = re.compile(rf"(?:{anyof('mức|mức độ phát triển|cấp độ|ở mức')}[^,;.:]{{0,20}}|\()\s*$")
_OF_SCORE = re.compile(
    rf"(?:{anyof('điểm|số điểm|điểm số|điểm đánh giá')}[^.;:]{{0,60}}|{anyof('đơn vị')}\s+)$"
)
_REACH = 90
# "điểm tối đa" says of itself that points are meant.
_POINTS_END = ("tối đa", "toi da")
# các tiêu chí đều có điểm số cao hơn mặt bằng chung
_ALL_ABOVE = re.compile(
    rf"(?:{anyof('các tiêu chí|tất cả các tiêu chí|mọi tiêu chí|các hạng mục')})[^.;\d]{{0,40}}?"
    rf"(?P<words>{anyof('cao hơn|trên|vượt')}\s+(?:{anyof('mức|điểm')}\s+)?"
    rf"(?:{anyof('mặt bằng chung|trung bình|trung bình chung|bình quân')}))"
)


def read_extremes(sentence: Sentence, context: Context) -> Iterator[ClaimReading]:
    """Yield the highest and lowest of a criterion that words of a sentence tell of, without their units."""
    text = sentence.text
    if context.criterion is not None:
        for match in _EXTREME.finditer(text, sentence.start, sentence.end):
            before = text[max(sentence.start, match.start() - _REACH) : match.start()]
            if _OF_GAP.search(before) or _OF_SCALE.search(before):
                continue
            if not _OF_SCORE.search(before) and not match.group().endswith(_POINTS_END):
                continue
            kind = "top" if match.group("top") else "bottom"
            span = span_of(sentence.line, *match.span())
            subject = printed(sentence.line, *match.span())
            yield ClaimReading(kind, subject, None, "ranks", span, context, context.criterion)
    for match in _ALL_ABOVE.finditer(text, sentence.start, sentence.end):
        span = span_of(sentence.line, *match.span("words"))
        subject = clause(sentence.line, sentence.start, match.end())
        yield ClaimReading(
            "other", subject, None, "criteria", span, context, "total", wording="all_above_average"
        )
