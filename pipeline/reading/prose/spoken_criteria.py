"""The criteria that a sentence names, and the clause that a figure stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.criterion_names import (
    clean_criterion,
    dimensions_in,
    names_dimension,
    names_part,
)
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.reading.vocabulary.tier_words import tier_of
from pipeline.reading.vocabulary.topics import block_in, index_in, index_named
from pipeline.vietnamese.numbers import word_value

# A criterion named by its noun: "tiêu chí về <name>:", "hạng mục "<name>" có".
_NOUN = pattern(
    r"{!ministry}{!is}{!plural}{criterion_lead|index_word} ({about} )?[\"']?"
    r"(?!({barely|same_result|while|ordinal}|{=only_reach|adverb|of})\b)"
    r"(?P<c>([^\"':;()\d]|{level_word} \d){3,130}?)[\"']?"
    r"(?= ?([:;(]|({with} )?\d|\"|$|{most|least}\b|, ?($|{plural|but} |{rank_noun|seat} {this})"
    r"|,? (?!{supply|direct})({!people}{copula|have|reach|only_reach|rank_verb|auxiliary|adverb|while|recorded}"
    r"|{of} {plural|each|block_word|unit_noun|province}|{highest|lowest})\s"
    r"|, {highest|lowest|first|last|position|rank_noun}))",
    level_word="{level|tier_level}",
)
# "hạng mục này": the one named before.
_SAME = pattern("{criterion_lead|index_word} {this|named_above}")
# What stands in quotes behind "về" or "ở" or is of a unit, and what is written as a name between "điểm" and "cao nhất".
_QUOTED = pattern(
    r"({about|at|with|within_english}( {group})? |(?P<lead>{criterion_lead}( {about})?) |(?P<of>(?=\"[^\"]+\" {of} $)))"
    r"(?P<c>\"[^\"();:\d]{4,130}\")"
)
_MEASURED = pattern(r"({score_noun}|{group}) (?P<c>[^\"();:,.\d]{4,60}?)(?= ({most|least}|{recorded} ))")
# A criterion named by a preposition only: "Đối với <name>, …", "còn ở <name> có"; written as a name behind some.
_PARALLEL = pattern(
    r"(^|[;,.] ?)({while} )?({with|at}|(?P<only>{if_only}( {level})?)|(?P<name>{about|toward|alone|assess_about}))"
    r" (?P<c>[^:;().\d]{6,130}?)(?=, ?($|{first|last|highest|lowest|rank_verb} )| {have|have_only}\s)"
)
# A usual criterion at the beginning of a clause ("Hạ tầng số (tối đa 10 điểm): …", "…, nhân lực số đạt 18 điểm"),
# before a unit ("Về nhân lực số, Sở A …"), or behind a value ("xếp thứ 2 về nhân lực số").
_FRONT = pattern(
    r"(?P<start>^ ?([-+*•] ?)?|[;.,:(\"] ?)"
    r"({of_which|comprise|and|while|with|about|toward|at|alone|assess_about|by|score_noun|group|part_word|from} )*"
    r"|\b(?P<lead>{of_which|and|while|with|about|toward|at|alone|assess_about|score_noun|first|last|from})( {group})? "
)
_BACK = pattern(
    r" ?({again} (?={is} ))?((?P<figure>\( ?\d+[.,]\d+ ?\)) ?|\([^()]*\) ?)?"
    r"((?P<head>:)|(?P<verb>\d|({of} {unit_noun} )?{auxiliary|only_reach|reach|is|rank_verb|have|have_only}\b"
    r"|{most|least|finest}\b)"
    r"|(?P<unit>, ?$|, {lead|first|placed} )|(?P<of>{of} $)|[,;.()\"]|$|{with|and|but}\s)"
)
_NO_CRITERION = pattern("{no_criterion}")
# Not a name but the sentence going on.
_THIS = pattern("{at|high|belong|goes_on|reach|is|auxiliary|have|this|named_above|above|below|assess}")
# "3 tiêu chí trong nhóm đầu: hạ tầng (thứ 2), nhân lực (thứ 3), …": each with its place or score, all of them.
_COUNTED = pattern(
    r"(?P<n>\d{1,2}|{number_word}) {criterion_noun|index_word}([^:;()\d]{0,80}: |, {comprise} )"
)
_MEMBER = pattern(
    r" ?([,;]|{and})? ?({and} )?(?P<c>[^,;:()\d]{4,80}?) ?"
    r"\( ?(({rank_word|place_verb} )?{ordinal} \d{1,3}( ?/ ?\d{1,3})?|{number}( ?/ ?{number})? ?{point}?) ?\)"
)
# "cả về hạ tầng số (20,5) lẫn nhân lực số (18)": a result at both, and the figure of each.
_BOTH = pattern(
    r"({whole} ({about|at} )?(?P<a>{one})( ?{figure})? ((?P<well>{as_well})|{and}) ({about|at} )?(?P<b>{one})"
    r"(?= ?([(,;.]|$)| {with} )|{about} (?P<c>{one}) ?{figure} {and} ({about} )?(?P<d>{one})(?= ?{figure}))",
    figure=r"\([^()]*\)",
    one=r"({criterion_noun} )?[^,;:()\d]{4,60}?",
)
# Criteria are listed here, so that the name of an index may be one of them.
# "chỉ số X của Sở A": what goes on is of others.
_OF = pattern(" {of} ({province} |$)")
_REGION, _THIS_UNIT = pattern("{region}"), pattern("{this_unit}")
_COMMA = re.compile(",")
_INDEX_WORD = pattern("{index_word} (?!{component})")
_INDEX_NAME = pattern("{index_name}")
_LISTED = pattern("{all_criteria} {criterion_noun}")
# What a line begins with where each is of one criterion.
_HEAD = re.compile(r"\s*(?:[-+*•]\s*)?(?P<c>[^\W\d_][^:;()\d]{3,120}?)\s*:")
_CLAUSE_BREAK = pattern(r"[;.](?!\d)")
# From a criterion back to the whole: "xét tổng thể, Sở A xếp thứ 6".
_OVERALL = pattern("{assessed_together}")
_NAMING = (_OVERALL, _SAME, _QUOTED, _NOUN, _PARALLEL, _MEASURED)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A criterion that a sentence names at ``start:end`` of its line.

    ``name`` is None for an index, of which the whole is meant, and empty for the criterion named last, or for
    one that is ``unknown``, which may be ``each`` of several. One that ``lasts`` also holds for the sentences behind.
    """

    start: int
    end: int
    name: str | None
    index: str | None = None
    lasts: bool = False
    unknown: bool = False
    each: tuple[str, ...] = ()


def clause(line: Line, start: int, end: int) -> str:
    """Return the printed words of ``start:end`` of a normal line after the last clause break there."""
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(line.normal.text[start:end])]
    return printed(line, start + (breaks[-1] if breaks else 0), end)


def find_criteria(
    sentence: Sentence, names: Sequence[tuple[int, int]], parallel: bool, headed: bool = False
) -> list[Spoken]:
    """Return the criteria and indices that a sentence names outside ``names``, the ranges of its units, in order.

    ``parallel``: an earlier sentence named one with its noun, so that ``với X, …`` may name the next; a usual one
    may be named so anywhere. ``headed``: the line is one of those that begin with the name of a criterion each.
    """
    found, indices = [*_counted_out(sentence), *_both(sentence, names)], list[Spoken]()
    if headed:
        found += _headed(sentence, names)
    for first, last in _gaps(sentence, names):
        text = sentence.text[first:last]
        matches = [match for regex in _NAMING for match in regex.finditer(text)]
        named = (_spoken(sentence.line, first, match, parallel or bool(found)) for match in matches)
        for one in (*named, *_usual(sentence.line, first, text)):
            if one is not None and _is_free(one, found):
                (indices if one.name and one.index else found).append(one)
    if parallel or any(one.name for one in found) or _LISTED.search(sentence.words):
        found += (one for one in indices if _is_free(one, found))
    return sorted(found, key=lambda one: one.start)


def _counted_out(sentence: Sentence) -> Iterator[Spoken]:
    """Yield the criteria that are listed behind their number, each with its value in brackets, where all are."""
    for lead in _COUNTED.finditer(sentence.text, sentence.start, sentence.end):
        at, found = lead.end(), list[Spoken]()
        while member := _MEMBER.match(sentence.text, at, sentence.end):
            name = clean_criterion(printed(sentence.line, *member.span("c")))
            found.append(Spoken(*member.span("c"), name))
            at = member.end()
        if len(found) == word_value(lead["n"]) and all(one.name for one in found):
            yield from found


def _both(sentence: Sentence, names: Sequence[tuple[int, int]]) -> Iterator[Spoken]:
    """Yield two criteria that a result is said to be at, behind the word that says so, which stands for both."""
    for match in _BOTH.finditer(sentence.text, sentence.start, sentence.end):
        groups = "ab" if match["a"] else "cd"
        told = [clean_criterion(printed(sentence.line, *match.span(group))) for group in groups]
        usual = [names_dimension(match[group]) for group in groups]
        is_usual = (any if match["well"] or match["c"] else all)(usual) or '"' in match[groups[0]]
        if is_usual and all(told) and not any(match.start() < last <= match.end() for _, last in names):
            each = tuple(name for name in told if name)
            yield Spoken(match.start(), match.start(groups[0]), "", unknown=True, each=each)
            yield from (Spoken(*match.span(group), name) for group, name in zip(groups, each, strict=True))


def leads_to_criteria(line: Line) -> bool:
    """Return True for a line on results by all criteria, behind which lines follow that begin with one each."""
    return _LISTED.search(line.normal.text) is not None and line.text.rstrip().endswith(":")


def _headed(sentence: Sentence, names: Sequence[tuple[int, int]]) -> Iterator[Spoken]:
    """Yield the criterion that a line begins with, before a colon: "Thủ tục hành chính: Sở A đạt 95 điểm"."""
    head = _HEAD.match(sentence.line.normal.text)
    if head is None or head.end() <= sentence.start or any(first < head.end() for first, _ in names):
        return
    if tier_of(head["c"]) is None and block_in(head["c"]) is None:
        yield Spoken(*head.span("c"), clean_criterion(printed(sentence.line, *head.span("c"))), lasts=True)


def _is_free(one: Spoken, found: Sequence[Spoken]) -> bool:
    return not any(one.start < other.end and other.start < one.end for other in found)


def _gaps(sentence: Sentence, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a sentence between the units that it names."""
    at = sentence.start
    for first, last in sorted([*names, *_pronouns(sentence), (sentence.end, sentence.end)]):
        if first > at:
            yield at, first
        at = max(at, last)


def _pronouns(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that stand for a unit: "ở hạ tầng số huyện này đạt 20 điểm"."""
    return (match.span() for match in _THIS_UNIT.finditer(sentence.text, sentence.start, sentence.end))


def _spoken(line: Line, offset: int, match: re.Match[str], parallel: bool) -> Spoken | None:
    """Return what a match names by its noun or its preposition, None where it is no name."""
    if match.re is _OVERALL:
        return Spoken(offset + match.start(), offset + match.end(), None)
    if match.re is _SAME:
        return Spoken(offset + match.start(), offset + match.end(), "", lasts=True)
    words, start, end = match["c"], offset + match.start("c"), offset + match.end("c")
    commas = (start + comma.start() for comma in _COMMA.finditer(words))
    end = next((at for at in commas if printed(line, at, end).lstrip(" ,")[:1].isupper()), end)
    told, index = printed(line, start, end), index_in(words)
    if match.re in (_QUOTED, _MEASURED):
        is_shown = match.re is _QUOTED and match["of"] is None
        if not is_shown and (not told[words[0] == '"'].isupper() or tier_of(words)):
            return None
        # the name of an index too: with another criterion in the sentence it is one
        is_part = match.re is _MEASURED and names_dimension(words)
        if match.re is _QUOTED and match["lead"]:
            return Spoken(offset + match.start(), end, clean_criterion(told.strip('"')), lasts=True)
        is_whole = index and not is_part
        return Spoken(start, end, None if is_whole else clean_criterion(told.strip('"')), index)
    if _THIS.match(words) and not told[0].isupper() and not names_dimension(words):
        return None
    if match.re is _NOUN:
        is_index = '"' not in match.group() and _INDEX_WORD.match(match.group())
        of_name = not names_dimension(words) and (_INDEX_NAME.match(words) or told.split()[0].isupper())
        if is_index and (index or of_name):
            return Spoken(offset + match.start(), end, None, index)
        lasts = _OF.match(match.string, match.end("c")) is None
        return Spoken(offset + match.start(), end, clean_criterion(told), lasts=lasts)
    is_name = match["only"] or names_part(words) or (match["name"] is not None and told[0].isupper())
    is_name = is_name and not _REGION.search(words)
    if _NO_CRITERION.match(words) or not (parallel or is_name):
        return None
    index = index_named(words)
    if match["only"] and index and not names_dimension(words):
        return Spoken(start, end, None, index)
    return Spoken(start, end, clean_criterion(told), None if match["only"] else index, lasts=True)


def _usual(line: Line, offset: int, text: str) -> Iterator[Spoken]:
    """Yield the usual criteria that results are told of; one that is an index too has both."""
    for first, last in dimensions_in(text):
        front = next(
            reversed([match for match in _FRONT.finditer(text, 0, first) if match.end() <= first]), None
        )
        back = _BACK.search(text, last)
        if front is None or back is None:
            continue
        words, start, end = text[front.end() : back.start()], offset + front.end(), offset + back.start()
        leads = front["lead"] or front.group().strip(' ;.,:("-+*•')
        told = back["head"] or back["verb"] or back["figure"] or (leads if back["unit"] else front["lead"])
        if (told or back["of"]) and names_dimension(words) and not _NO_CRITERION.match(words):
            lasts = bool(back["head"] or (back["unit"] and leads))
            yield Spoken(start, end, clean_criterion(printed(line, start, end)), index_named(words), lasts)
