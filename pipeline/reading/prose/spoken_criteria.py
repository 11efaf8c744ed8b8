"""The criterion that the words of a sentence name, and the clause that a figure stands in."""

from collections.abc import Sequence

from pipeline.documents.document import Line
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import clean_criterion, names_dimension
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.topics import index_in

# A criterion named by its noun: "tiêu chí về <name>:", "hạng mục "<name>" có".
_SPOKEN = pattern(
    r"{!ministry}{criterion_noun|index_word} ({about} )?[\"']?(?P<c>[^\"':;()]{3,130}?)[\"']?"
    r"(?= ?([:;(]|\"|$|, ?$|,? ({copula|have|reach}|{of} {plural|each|block_word|unit_noun}|{extreme})\s|, {extreme}))",
    extreme="{highest|lowest}",
)
# A criterion named by a preposition only: "Đối với <name>, …", "còn ở <name> có".
_PARALLEL = pattern(
    r"(^|[;,.] ?)({while} )?{with|about|toward|at|alone|assess_about} (?P<c>[^:;().\d]{6,130}?)"
    r"(, ?$| {have|have_only}\s)"
)
# A usual criterion before a colon: "Hạ tầng số: Sở A …".
_HEAD = pattern(r"(^|[;.] ?)(?P<c>[^:;().\d]{3,80}?) ?:")
# A usual criterion right behind a value ("xếp thứ 2 về nhân lực số") or right before it ("hạ tầng số đạt 18 điểm").
_BEHIND = pattern(r"[^,;.:()\d]{0,3}{about} (?P<c>[^,;.:()\d]{4,80}?)(?= ?([,;.:()]|$|{with|is|reach|and}))")
_AHEAD = pattern(
    r"([,;:] ?({of_which|and|about} )?|{of_which|and|about} )(?P<c>[^,;.:()\d]{4,80}?)"
    " ?({auxiliary|reach|is|rank_verb} |:)?$"
)
_AHEAD_REACH = 110
_NO_CRITERION = pattern("{no_criterion}")
# Not a name but the sentence going on.
_THIS = pattern("{at|high|belong|goes_on|reach|is|auxiliary|have|this|named_above|above|assess}")
# "Chỉ số PAR", "chỉ số cải cách hành chính": an index, no criterion.
_WHOLE_INDEX = pattern(r"{index_word} ([a-z]+\b|{index_name})")
_CLAUSE_BREAK = pattern(r"[;.](?!\d)")


def clause(line: Line, start: int, end: int) -> str:
    """Return the printed words of ``start:end`` of a normal line after the last clause break there."""
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(line.normal.text[start:end])]
    return printed(line, start + (breaks[-1] if breaks else 0), end)


def inline_criterion(line: Line, start: int, end: int, parallel: bool) -> str | None:
    """Return the criterion that ``start:end`` of a normal line names last, None where it names none.

    ``parallel``: an earlier sentence named one with its noun, so that ``với X, …`` may name the next; a usual one
    may be named so anywhere.
    """
    text = line.normal.text[start:end]
    hits = list(_SPOKEN.finditer(text))
    hit = hits[-1] if hits else None
    if hit is None:
        named = (match for regex in (_PARALLEL, _HEAD) if (match := regex.search(text)))
        told = (match for match in named if (parallel and match.re is _PARALLEL) or _is_usual(match["c"]))
        hit = next((match for match in told if not _NO_CRITERION.match(match["c"])), None)
    if hit is None or _THIS.match(hit["c"]):
        return None
    if _WHOLE_INDEX.match(hit.group()) and '"' not in hit.group():
        return None
    first, last = hit.span("c")
    return clean_criterion(printed(line, start + first, start + last))


def criterion_at(sentence: Sentence, start: int, end: int, names: Sequence[tuple[int, int]]) -> str | None:
    """Return the usual criterion that a value at ``start:end`` of the line has right behind or right before it.

    It stands in no unit's name; ``names`` are their ranges.
    """
    text = sentence.text
    found = _BEHIND.match(text, end, sentence.end)
    if found is None or not _is_usual(found["c"]):
        lead = max([sentence.start, start - _AHEAD_REACH, *(last for _, last in names if last <= start)])
        found = _AHEAD.search(text, lead, start)
    if found is None or not _is_usual(found["c"]):
        return None
    return clean_criterion(printed(sentence.line, *found.span("c")))


def _is_usual(words: str) -> bool:
    """Return True for a usual criterion that is no index as well."""
    return names_dimension(words) and index_in(words) is None
