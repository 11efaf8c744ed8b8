"""Units that a sentence does not rank: compared with, quoted, addressed, or only where an agency is or belongs."""

from pipeline.reading.prose.name_rules import Named
from pipeline.reading.readings import printed
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

# A unit after these words is compared with, led, quoted or addressed, not ranked.
_ASIDE = pattern(
    "({after|before|against|than|worse|ahead_of|except|from|for|together_with|between|no_subject|rank_above|below"
    "|representative|in_place_of}|{earlier_period} {belong_to}"
    "|{!next_lead_english|reach_english}{by}( [^,;.]{0,80}{of})?)( {the_english})? ?$"
)
_WHICH = pattern(r" ?, {which_english}\b")
_CEDED = pattern("({cede} [^,;.]*{for}|{!earlier_period}{belong_to}) $")
# "Phòng A thuộc Sở B", "trang thông tin của Sở B": what is said is not of the agency itself.
_PART_OF = pattern("(^|[;,.] ?){agency_part} [^,;.:()\\d]{2,80} {belong} $")
# "Phòng Nội vụ huyện A": a name in capitals that runs into that of where it lies.
_OFFICE, _DISTRICT = (
    pattern(r"\b{agency_part}( [^\s,;.:()\d]+){1,6} $"),
    pattern("({committee_name} )?{district_kind|commune_kind} "),
)
# "Sở A được Sở B chấm 90 điểm"
_BY_WHOM, _JUDGES = pattern("{auxiliary} $"), pattern(" ({assess|verified|classed|marking}) ")
# "Khối A do Sở B và Sở C dẫn đầu" tells of these, who else is "do" something has no result by that.
_LED_BY = pattern(
    r"({block_word|table_word|group} [^.;:()]{2,60}|{ranking_table} |({rank_noun|seat} |{first|last} )[^.;:()]{0,40}"
    r"){done_by} $"
)
_LEADS = pattern("[^.;:()]{0,80}?({first|last|placed}|{hold})")


def is_aside(sentence: Sentence, unit: Named) -> bool:
    """Return True for a unit that is named beside those that a sentence ranks."""
    text, start = sentence.text, sentence.start
    aside = _ASIDE.search(text, start, unit.start) is not None and not _WHICH.match(text, unit.end)
    if aside and _LED_BY.search(text, start, unit.start):
        aside = _LEADS.match(text, unit.end, sentence.end) is None
    aside = aside or _PART_OF.search(text, start, unit.start) is not None or _is_of_office(sentence, unit)
    aside = aside or bool(_BY_WHOM.search(text, start, unit.start) and _JUDGES.match(text, unit.end))
    return aside and _CEDED.search(text, start, unit.start) is None


def _is_of_office(sentence: Sentence, unit: Named) -> bool:
    """Return True for a district that the name of an office right before it ends with."""
    office = _OFFICE.search(sentence.text, sentence.start, unit.start)
    if office is None or _DISTRICT.match(sentence.text, unit.start) is None:
        return False
    return printed(sentence.line, *office.span())[:1].isupper()
