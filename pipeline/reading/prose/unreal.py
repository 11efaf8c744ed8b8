"""Values that look like results of units and are none: what nearly was, gaps, places of a part of the list or year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading.prose.tokens import LISTED, VALUES, Token
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

# "suýt chạm tay vào vị trí thứ nhất", "chỉ thiếu 0,1 điểm để được xếp loại Khá"
# "lẽ ra Sở A đã dẫn đầu với 93 điểm"
_NEARLY = re.compile(f"m[xhwyt=]*(?:[SQ][xh=]*[TFLR]|[{VALUES}])|mx?U[^,;.]*")
# Behind a gap to one unit that to the next: "hơn Sở A 2 điểm, Sở B 3,5 điểm".
_GAPS = re.compile(r"b[aAU]S(?:[,&]US)+")
_RANKS, _ENDS, _SHARES = "RrFLBW", "FLBW", "QqBW"
# A place behind a share of something is one in it, and so is one behind a number of anything: "120 dịch vụ".
_IN_SHARE = re.compile(r"[Qq][^;.S]*$")
_AMOUNT = pattern(r"{amount} [^,;.:()\d]{2,80}\d+([.,]\d+)* {counted}[^;.]*$")
# "Xếp thứ nhất trong số các đơn vị tăng hạng"
_OF_MOVED = pattern(
    " ?({within|of_whole} )({plural|those} )?{unit_noun} ({increase|decrease|rise|fall|climb|sink}) "
)
_FROM_BELOW, _CLAUSE = pattern("{from_below}"), re.compile(r"[.;](?!\d)")
# "Nếu không bị trừ 2 điểm, Sở A đã …", but "Nếu như năm trước …", "Nếu xét riêng khối huyện …"
_IF = pattern("(^ ?|[,;.] ?|{but} )(?!{if_only}){if} (?!{like|year_word|against} )")
# "Dẫn đầu nhóm Khá là Sở A": first of these
_OF_TIER = pattern(
    " ?({of|within} )?({plural} ({unit_noun} )?|{unit_noun} )?{group|tier_kind|tier_level} ?[\"']?"
)
_PART_OF_YEAR, _WHOLE_YEAR = pattern(r"^[ \"(]*({within} )?{part_of_year}"), pattern("{whole_year}")
# "quý II đạt 85 điểm, cả năm …"
_IN_PART = pattern("{part_of_year}[^,;.]*$")
# The last of those just told of: "thấp nhất trong nhóm này"; the first that is told behind is one of them too.
_OF_THESE = pattern(" ?({within|of|of_whole} |(?={group} ))({group}|{number_of} )? ?{this}")
# "Khá: 12 đơn vị, trong đó Sở A dẫn đầu nhóm với 84 điểm"
_OF_GROUP = pattern(r" {group}(?= ?({with} |[,;.(]|$))")
_OF_WHICH = pattern("{of_which} $")
# "sau nhiều năm dẫn đầu, nay …", "sau hai năm xếp thứ ba"
_AFTER_YEARS = pattern(
    r"{after} ({much}|{number_word}|\d{1,2}) {year_word|years_running} ({rank_verb|rank_noun|ordinal|at|keep} )*$"
)
# "một trong ba đơn vị dẫn đầu"
_ONE_OF = pattern(r"{one_of} ({plural}|\d{1,2}|{number_word})( [^\s,;.:()]+){1,6} $")
_SHARE = pattern(
    r"{!criterion_noun}(?<!\"){share_word}( (?!{of|index_name|reach}\b)[^\s,;.:()\d]+){0,3}"
    r" ({service|document|staff|people|share_of|ballot|in_time})"
)


def without_unreal(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence; those of values that are no results are of kind ``Z``."""
    unreal = {*_by_form(tokens), *_by_words(sentence, tokens)}
    return [replace(token, kind="Z") if at in unreal else token for at, token in enumerate(tokens)]


def _by_form(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the values that a unit nearly had, with what it lacked, and the gaps of a list of gaps."""
    kinds = "".join(token.kind for token in tokens)
    for regex in (_NEARLY, _GAPS):
        for match in regex.finditer(kinds):
            yield from (at for at in range(*match.span()) if kinds[at] in VALUES)


def _by_words(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield what would be, places in no list of the year, those of units just told of, and shares of anything."""
    text, share = sentence.text, _SHARE.search(sentence.text, sentence.start, sentence.end)
    these = next((at for at in range(len(tokens)) if _is_of_these(sentence, tokens, at)), len(tokens))
    for at, token in enumerate(tokens):
        if token.kind in VALUES + LISTED:
            first, last = _clause(sentence, token)
            of_these = token.kind in _ENDS and (at >= these or _ONE_OF.search(text, first, token.start))
            behind = "".join(one.kind for one in tokens[:at] if share and share.end() <= one.start)
            of_share = (
                share and share.end() <= token.start and (token.kind in _SHARES or _IN_SHARE.search(behind))
            )
            of_part = _PART_OF_YEAR.search(text[first:last]) and _WHOLE_YEAR.search(text, last, sentence.end)
            of_part = of_part or (
                _IN_PART.search(text, first, token.start)
                and _WHOLE_YEAR.search(text, token.end, sentence.end)
            )
            of_other = _FROM_BELOW.search(text, first, last) or _OF_MOVED.match(text, token.end)
            of_other = of_other or _AMOUNT.search(text, first, token.start)
            of_other = of_other or _AFTER_YEARS.search(text, first, token.figure[0])
            is_other = of_part or (token.kind in _RANKS and of_other)
            if of_these or of_share or is_other or _IF.search(text, first, token.start):
                yield at


def _is_of_these(sentence: Sentence, tokens: Sequence[Token], at: int) -> bool:
    """Return True for the first or last of those just told of, or of a group by tier, bound or names.

    "Nhóm B, từ 80 điểm, có 13 đơn vị, trong đó cao nhất là Sở A"; "Sở A, Sở B đều …, trong đó cao nhất là Sở B".
    """
    token, before = tokens[at], "".join(other.kind for other in tokens[:at]).rpartition("p")[2]
    grouped = token.kind in _ENDS and ("T" in before or "U" in before or ("M" in before and "n" in before))
    if grouped and _OF_WHICH.search(sentence.text, sentence.start, token.start):
        return True
    behind = next((other for other in tokens[at + 1 :] if other.kind not in "xg"), token)
    of_tier = behind.kind == "T" and _OF_TIER.match(sentence.text, token.end) is not None
    of_tier |= "T" in before and _OF_GROUP.match(sentence.text, token.end) is not None
    return token.kind in _ENDS and (of_tier or _OF_THESE.match(sentence.text, token.end) is not None)


def _clause(sentence: Sentence, token: Token) -> tuple[int, int]:
    """Return the range of the clause around a token."""
    breaks = [match.end() for match in _CLAUSE.finditer(sentence.text, sentence.start, token.start)]
    behind = _CLAUSE.search(sentence.text, token.end, sentence.end)
    return (breaks[-1] if breaks else sentence.start), (behind.start() if behind else sentence.end)
