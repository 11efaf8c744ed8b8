"""What of a sentence says nothing of the list: places within a region or a group, what is denied or compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading.prose.tokens import VALUES, Token
from pipeline.reading.prose.unreal import without_unreal
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

# Before the unit that has the place right before that of another, and of how many tokens its item in a list is.
_RIGHT_BEHIND, _ITEM = pattern("{after} $"), 5
# Behind a unit compared with: its place in brackets, or its place and the gap to it.
_PLACED, _AT_PLACE = re.compile(r"\(R(,?x?S)?\)|\([SQ],x?R\)|([,-])[dg]x?R(\2|\([SQ]\))"), re.compile(r"x?RS")
# "(thứ 8 toàn tỉnh)"
_OF_ALL = pattern(" ?{whole_province|nation}")
_EXCEPT, _ABOVE = pattern("{except|together_with} $"), pattern("{rank_above} $")
# What follows a place that holds for a region, a negation, a unit that is only compared with: the words between,
# and the kinds that end it.
_OF_REGION = pattern(r"(/\d{1,3})? ?(({of|within|at|whole|of_the_whole|plural|unit_noun}|\d{1,3}) ?)*")
# What may stand before a region that opens a clause, and what is none of the list then.
_BEFORE_REGION, _PLACES = "xtvng&(,", "RrFLBW"
# "huyện miền núi A", "the mountainous district of A": what a unit is like, not where its place holds.
_LIKE, _SCOPED = re.compile("x?U"), pattern("{within|at|alone|of|with} [^,;.]*$")
_SCOPES = {
    **dict.fromkeys("RFLBW", (_OF_REGION, "z")),
    "!": (pattern(" ?({auxiliary|reach|rank_verb|keep|defend} ?)*"), VALUES),
    "a": (pattern(r"[\s(]*"), "SQR"),
}


def scoped(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence; what says nothing of the list is one of kind ``Z``."""
    return list(_regional(sentence, list(_scoped(sentence, without_unreal(sentence, tokens)))))


def _regional(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens; a place in a clause that opens with a region (``Trong khu vực, tỉnh A đứng thứ 2``) is none."""
    opening, within = True, False
    for at, token in enumerate(tokens):
        if token.kind in ".;:":
            opening, within = token.kind != ":", False
        elif opening:
            within = token.kind == "z" and not _is_like(sentence, tokens, at)
            opening = token.kind in _BEFORE_REGION
        is_of_all = _OF_ALL.match(sentence.text, token.end) is not None
        yield replace(token, kind="Z") if within and token.kind in _PLACES and not is_of_all else token


def _is_like(sentence: Sentence, tokens: Sequence[Token], at: int) -> bool:
    """Return True where a region says what the unit right behind it is like."""
    behind = "".join(token.kind for token in tokens[at + 1 : at + 3])
    return _LIKE.match(behind) is not None and not _SCOPED.search(
        sentence.text, sentence.start, tokens[at].start
    )


def _scoped(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens; what says nothing of the list is one of kind ``Z``.

    That is a place within a region, what is denied, and a value of a unit that another is compared with.
    """
    text, at = sentence.text, 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "a" and _tells_its_own(sentence, tokens, at):
            yield replace(token, kind="U")
            at += 1
            continue
        led = token.kind == "a" and at + 1 < len(tokens) and tokens[at + 1].kind in "FLBWT"
        if led or _is_right_ahead(sentence, tokens, at):
            yield replace(token, kind="A")
            at += 1
            continue
        near = [tokens[at + 1 + ahead] for ahead in range(min(2, len(tokens) - at - 1))]
        link, wanted = _SCOPES.get(token.kind, (None, ""))
        other = next((other for other in near if other.kind in wanted), None)
        if link and other and link.fullmatch(text, token.end, other.start):
            value = other if token.kind in "!a" else token
            if token.kind == "a":
                yield token
            yield replace(
                value,
                kind="Z",
                start=min(token.end, other.start) if token.kind == "a" else token.start,
                end=other.end,
            )
            at += 2 + near.index(other)
            continue
        yield token
        at += 1


def _tells_its_own(sentence: Sentence, tokens: Sequence[Token], at: int) -> bool:
    """Return True where a value behind a unit is its own, not one compared with.

    "Trừ Sở A xếp loại Khá", "cùng với Sở A (69,5 điểm)", "…, sau Sở A dẫn đầu" with no score that may be of either.
    """
    behind = "".join(token.kind for token in tokens[at + 1 : at + 3])
    goes_on = at > _ITEM and tokens[at - 1].kind in ",&" and behind in ("(S", "(Q")
    if goes_on and tokens[at - _ITEM].kind == "a":
        return _tells_its_own(sentence, tokens, at - _ITEM)
    excepted = _EXCEPT.search(sentence.text, sentence.start, tokens[at].start)
    # points may be taken from a unit with the same word
    is_bounded = at > 1 and tokens[at - 2].kind == "," and any(one.kind in "MTSQ" for one in tokens[:at])
    return bool(
        (excepted and (behind[:1] == "T" or (is_bounded and behind in ("(S", "(Q", "(T"))))
        or (
            behind in ("F", "F.", "F;")
            and _RIGHT_BEHIND.search(sentence.text, sentence.start, tokens[at].start)
        )
    )


def _is_right_ahead(sentence: Sentence, tokens: Sequence[Token], at: int) -> bool:
    """Return True for a unit compared with, with a place in brackets, or a higher score where another is behind it."""
    if tokens[at].kind != "a":
        return False
    kinds = "".join(token.kind for token in tokens[at + 1 : at + 2 + _ITEM])
    if _PLACED.match(kinds) or (tokens[at - 1].kind == "b" and _AT_PLACE.match(kinds)):
        return True
    is_behind = _RIGHT_BEHIND.search(sentence.text, sentence.start, tokens[at].start)
    is_above = _ABOVE.search(sentence.text, sentence.start, tokens[at].start)
    if not is_behind and not is_above and tokens[at - 1].kind != "b":
        goes_on = at > _ITEM and tokens[at - 1].kind in ",&"
        return goes_on and _is_right_ahead(sentence, tokens, at - _ITEM)
    told = tokens[at + 2].value if kinds.startswith("(S)") else None
    before = [token.value for token in tokens[:at] if token.kind == "S" and token.value is not None]
    if told is None:
        return False
    return any(value <= told if is_behind else told <= value < 2 * told for value in before)
