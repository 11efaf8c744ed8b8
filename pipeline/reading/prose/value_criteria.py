"""The criterion that a value is said of: the one named right at it, or several that are listed behind it."""

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.document import Line
from pipeline.reading.prose.spoken_criteria import Spoken
from pipeline.reading.prose.tokens import Token
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import block_in, index_in, index_named
from pipeline.vietnamese.numbers import word_value

# From a value to the criterion that it is said of.
# "đứng đầu về <words>": a place in something else, where they are neither an index nor the whole.
_ABOUT = pattern(
    # "lùi về vị trí thứ tư" is no place in something
    r"(( [^\s,;.:()\d]+){0,3} {!belong}(?!{belong_to} ){about}(?! ({ordinal|position|rank_noun|runner_up|last}))"
    r"| (?P<english>{measured_by_english})) (?P<c>[^,;.:()\d]{2,80})"
)
# "đứng đầu ở cả 3 trụ cột": a place in each of several.
_AT_SEVERAL = pattern(
    r" ({at|about} )?({whole|plural} )*"
    r"((?P<n>\d{1,2}|{number_word})( ?(/|{above|of_whole}) ?\d{1,2})? {noun})\b"
    r"(( ?(:|{copula}))? ?(?P<quoted>{quotes})|(?P<list> ?(:|{copula}) [^;.:()\d]+(?= ?\.? ?$)))?"
    r"|( {at|about})? ({whole|plural} )+{noun} ?(?P<named>{quotes})"
    r"| {at|about} (({whole|plural} )+{criterion_noun}|{every_criterion})\b",
    noun=r"({criterion_noun}|{index_word}(?= ?(:|{copula})? ?\"))",
    quotes=r"\"[^\"();:\d]{3,130}\"(( ?,| {and}|, {and}) ?\"[^\"();:\d]{3,130}\")*",
)
_IN_QUOTES = re.compile(r"\"[^\"]+\"")
# "đạt 20 điểm ở tiêu chí …": of one whose name is not found.
_IN_ONE = pattern(" ?({at|about} {criterion_noun}|{at} {index_group}) ")
# "theo chỉ số thành phần, Sở A đứng đầu về tính minh bạch (8,2 điểm)": a criterion that no list knows.
_CRITERIA, _OF_CRITERION = (
    pattern("{criterion_noun}"),
    pattern(r"[^,;.:()\d]+?(?= ?([,;.(]|$)| ({with|and|but|reach}) )"),
)
_WHOLE = pattern("{points|result|ranking|rank_word|index_word|level|total|overall|summary|whole_english}")
_COMPONENT, _PERIOD = pattern("{component_english}"), pattern("{place_period_english}")
# "for human resources, Sở A …", "in terms of the human resources criterion, …"
_FOR = pattern(
    r"((^ ?|[;,] ?({and_english} )?)({for_english}|{measured_by_english}) (?P<c>[^,;.:()\d]{4,80}), "
    r"|{score_english} {for_english|in_english} (?P<s>[^,;.:()\d]{4,80})[(:])"
)
# "điểm cộng của Sở A", "điểm hạ tầng số của Sở A": no points of the whole.
_PART_OF = pattern(
    r"({extra_points}|({points|result} )?{self_assessed}( {points})?|{points} {surveyed}"
    r"|{score_noun} (?P<c>[^,;.:()\d]{3,60}?)) {of} "
)
_UNITS = pattern("{several_english}")
_NAMED = pattern(r"({the_english} )?(?P<c>\S.*) {component_english}$")
_TOTAL, _TOTAL_TOLD = pattern("{total_points}"), pattern(r"{total_points} ?(:|{is|reach})? ?\d")
_BEHIND = pattern(r"( {score_noun|percent_of})?[^,;.:()\d]{0,3}{about|at|and}?( ?{group})? ?")
# "hạ tầng số 20 điểm và nhân lực số 15 điểm": each has its figure behind it.
_OWN_FIGURE = pattern(r" ?({reach|is|auxiliary} )*\d")
_PARTED = pattern(r" ?({copula}|:) ?|, ?| {and} ")


def spoken_at(
    sentence: Sentence, value: Token, names: Sequence[tuple[int, int]], criteria: Sequence[Spoken]
) -> Spoken | None:
    """Return the criterion right behind a value, or the last one before it with no unit between.

    A total is of the whole, whatever was named.
    """
    text = sentence.text
    if value.kind in "Ss" and _TOTAL.match(text, value.start):
        return Spoken(value.start, value.end, None)
    behind = (one for one in criteria if one.start >= value.end)
    nearest = next(behind, None)
    is_listed = nearest and _OWN_FIGURE.match(text, nearest.end) and value.kind in "SQ"
    if nearest and not is_listed and _BEHIND.fullmatch(text, value.end, nearest.start):
        return nearest
    if value.kind in "RFLBW" and (several := _AT_SEVERAL.match(text, value.end, sentence.end)):
        listed = tuple(one.name for one in criteria if one.name and one.start >= several.end())
        is_all = several["n"] is not None and word_value(several["n"]) == len(listed)
        each = _each(sentence.line, several) or (listed if is_all else ())
        return Spoken(*several.span(), "", unknown=True, each=each)
    if _IN_ONE.match(text, value.end, sentence.end):
        return Spoken(value.end, value.end, "", unknown=True)
    about = _ABOUT.match(text, value.end) if value.kind in "RFLBWSQ" else None
    if about and _is_other(about["c"]):
        named = (
            _OF_CRITERION.match(text, *about.span("c"))
            if _CRITERIA.search(sentence.before(value.start))
            else None
        )
        told = clean_criterion(printed(sentence.line, *named.span())) if named else None
        return Spoken(*about.span("c"), told or "", lasts=True, unknown=told is None)
    unit = max((last for _, last in names if last <= value.figure[0]), default=0)
    before = [one for one in criteria if unit <= one.start and one.end <= value.figure[0]]
    if not before or text.count(")", before[-1].end, value.start) > text.count(
        "(", before[-1].end, value.start
    ):
        return None
    # "…; tổng điểm 80, xếp thứ 9"
    is_of_whole = _TOTAL_TOLD.search(text, before[-1].end, value.figure[0]) is not None
    return Spoken(value.start, value.start, None) if is_of_whole else before[-1]


def led_for(sentence: Sentence) -> Iterator[Spoken]:
    """Yield what a clause says its results are for: a criterion by its noun, else nothing known."""
    for match in _FOR.finditer(sentence.text, sentence.start, sentence.end):
        name = "c" if match["c"] else "s"
        named = _NAMED.match(sentence.text, *match.span(name))
        if named and _UNITS.fullmatch(f"{named['c']}s"):
            continue  # "in the district category"
        if _is_other(match[name]) and not _PERIOD.search(match[name]):
            told = clean_criterion(printed(sentence.line, *named.span("c"))) if named else None
            yield Spoken(*match.span(name), told or "", lasts=told is not None, unknown=told is None)


def points_of(sentence: Sentence) -> Iterator[Spoken]:
    """Yield the criteria that points are of by the words before their unit: a usual one, else nothing known."""
    for match in _PART_OF.finditer(sentence.text, sentence.start, sentence.end):
        if match["c"] is None:
            yield Spoken(*match.span(), "", unknown=True)
            continue
        told = printed(sentence.line, *match.span("c"))
        is_name = told[0].isupper() and not _WHOLE.search(match["c"]) and index_named(match["c"]) is None
        if is_name or names_dimension(match["c"]):
            yield Spoken(*match.span("c"), clean_criterion(told))


def _is_other(words: str) -> bool:
    """Return True for words behind "in" or "for" that are neither an index nor the whole of a list."""
    is_whole = _WHOLE.search(words) or index_in(words) or block_in(words)
    return _COMPONENT.search(words) is not None or not is_whole


def criteria_behind(sentence: Sentence, end: int) -> tuple[int, int, tuple[str, ...]]:
    """Return where several criteria are listed behind a list of values that ends at ``end``, and their names."""
    several = _AT_SEVERAL.match(sentence.text, end, sentence.end)
    return (*several.span(), _each(sentence.line, several)) if several else (end, end, ())


def _each(line: Line, several: re.Match[str]) -> tuple[str, ...]:
    """Return the criteria that are listed behind their number: as many as that says, else none."""
    group = next((group for group in ("quoted", "named") if several[group]), None)
    if group is not None:
        quoted = _IN_QUOTES.finditer(several.string, *several.span(group))
        told = [name for match in quoted if (name := clean_criterion(printed(line, *match.span())))]
        return tuple(told) if several["n"] is None or word_value(several["n"]) == len(told) else ()
    if several["list"] is None:
        return ()
    cuts = [match.span() for match in _PARTED.finditer(several.string, several.start("list"), several.end())]
    ends = [*(first for first, _ in cuts[1:]), several.end("list")]
    names = [clean_criterion(printed(line, last, end)) for (_, last), end in zip(cuts, ends, strict=True)]
    number = word_value(several["n"])
    known = tuple(name for name in names if name)
    return known if number == len(names) == len(known) else ()
