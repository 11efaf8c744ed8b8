"""What a sentence leaves out because it was said before: the criterion of a value, and the unit of one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.documents.document import Line
from pipeline.reading.prose.grammar import Said
from pipeline.reading.prose.name_rules import NATIONWIDE, Named
from pipeline.reading.prose.scanning import Scan
from pipeline.reading.prose.spoken_criteria import Spoken
from pipeline.reading.prose.tokens import VALUES, Token
from pipeline.reading.readings import Mention, printed, span_of, text_of
from pipeline.reading.text.sentences import Sentence
from pipeline.reading.vocabulary.lexicon import pattern

_UNITS = "Uuadngk"
_THESE, _ABOVE, _LEAST_OF_THEM = (
    pattern("{this|said_above|named_above}"),
    pattern("{said_above|named_above}"),
    2,
)
# "Cả ba đều xếp loại Tốt, cùng với Sở A", "ba huyện này cùng với các huyện A, B xếp loại Khá"
_JOINED = pattern(" ?{together_with} ({plural} ({unit_noun} )?)?")
_THESE_ARE = pattern("(^|[;,.:] ?){these_are} $")
_WHOLE = pattern("^{whole} |{whole} $")
_PROVINCE, _PRONOUN = pattern("{province}"), pattern("{pronoun_english}")
# A word that no bracket opens before: "(SIPAS)".
_WORD = re.compile(r"(?<!\()\b[^\W\d_]\w+")
_VERB_FIRST = pattern(" ?({reach|rank_verb}) ")


def spoken_of(said: Sequence[Said], criteria: Sequence[Spoken]) -> dict[tuple[int, tuple[int, int]], Spoken]:
    """Return the criterion that each value is at, by group and figure: the one right at it, or the last before it.

    Where a unit has a value of the whole first, what is named behind that (``Sở A đạt 90 điểm, trong đó hạ tầng
    số đạt 20 điểm``) holds for this unit alone.
    """
    own = {one for one in criteria if _is_aside(one, said)}
    found: dict[tuple[int, tuple[int, int]], Spoken] = {}
    for one in said:
        before = (other for other in reversed(criteria) if other.end <= one.value.start and other not in own)
        spoken = one.value.spoken or next(before, None)
        if spoken is not None:
            found[one.group.start, one.value.figure] = spoken
    return found


def _is_aside(spoken: Spoken, said: Sequence[Said]) -> bool:
    """Return True for a criterion that a unit is said to be at behind a value of something else."""
    groups = {
        one.group.start for one in said if one.value.spoken is spoken and one.group.start < spoken.start
    }
    return any(
        one.group.start in groups and one.value.spoken is not spoken and one.value.start < spoken.start
        for one in said
    )


def is_province(sentence: Sentence, token: Token) -> bool:
    """Return True for the word ``tỉnh`` by itself."""
    return _PROVINCE.fullmatch(sentence.text, token.start, token.end) is not None


def is_pronoun(sentence: Sentence, token: Token) -> bool:
    """Return True for the word ``it``, which tells no kind of unit: it is meant where the line names one alone."""
    return _PRONOUN.fullmatch(sentence.text, token.start, token.end) is not None


def is_nationwide(sentence: Sentence) -> bool:
    """Return True for a sentence that speaks of the provinces of the country."""
    return NATIONWIDE.search(sentence.text, sentence.start, sentence.end) is not None


def stand_in(token: Token, line: Line, mention: Mention | None) -> Token:
    """Return a noun as the unit that it stands for, as one without a name where that is not known."""
    if mention is None:
        return replace(token, kind="d")
    span = span_of(line, token.start, token.end)
    meant = replace(mention, text=text_of(line, span), span=span) if mention.entries else mention
    return replace(token, units=(Named(meant, token.start, token.end),))


def all_of_them(
    tokens: Sequence[Token],
    above: Mapping[str, Named],
    told: Mapping[str, Named],
    just: Sequence[Token],
    sentence: Sentence,
) -> list[Token]:
    """Return the tokens with a number of units as those that it means: "cả ba đơn vị đều …", "…, hai sở này xếp …".

    "…; hai sở lần lượt …" deals out to them; "các sở này" are all those of the sentence before. At the front of a
    sentence that names none, as those that the line has ``told``, or the groups of the sentence before (``just``), "ba
    đơn vị vừa kể" also as all of the section (``above`` the line as well); at that of a later clause, as those that the
    sentence named. They must be as many.
    """
    found = list(tokens)
    of_sentence = [unit for one in just for unit in one.units]
    for at, token in enumerate(tokens):
        if not _stands_for_units(tokens, at, sentence):
            continue
        words = sentence.text[token.start : token.end]
        named = [unit for one in tokens[:at] if one.kind in "Uua" for unit in one.units]
        earlier = (
            list(told.values()),
            of_sentence,
            list(just[-1].units) if just else [],
            _apart([*above.values(), *told.values()]) if _ABOVE.search(words) else [],
        )
        if token.kind == "g":
            meant = [] if named else of_sentence
        else:
            options = (named,) if named else earlier
            meant = next((units for units in options if len(units) == token.number), [])
        if len(meant) >= _LEAST_OF_THEM and not _names_others(tokens, at, sentence):
            # each begins at a place of its own: they are told apart by it
            units = (Named(one.mention, token.start + nth, token.end) for nth, one in enumerate(meant))
            found[at] = replace(token, kind="U", units=tuple(units))
            _join(found, at, sentence)
    return found


def _stands_for_units(tokens: Sequence[Token], at: int, sentence: Sentence) -> bool:
    """Return True for a number of units, or "these", that stand for units named before as the subject of a clause."""
    token = tokens[at]
    if token.kind == "n" and _THESE_ARE.search(sentence.before(token.start)):
        # "đây là 2 đơn vị xếp loại Tốt"; who leads or is last of two lists is told otherwise
        return next((one.kind for one in tokens[at + 1 :] if one.kind in VALUES), "") == "T"
    if token.kind not in "ng" or not _is_subject(tokens, at):
        return False
    words = sentence.text[token.start : token.end]
    if token.kind == "g" or _THESE.search(words):
        return _THESE.search(words) is not None
    alike = "".join(one.kind for one in tokens[at + 1 : at + 3]).lstrip("xh")[:1] in ("y", "j")
    is_whole = _WHOLE.match(f"{words} ") or _WHOLE.search(sentence.before(token.start))
    return alike or is_whole is not None


def _apart(units: Sequence[Named]) -> list[Named]:
    """Return units, each once however it is called."""
    found = {
        unit.mention.entries[0].canonical if unit.mention.entries else unit.mention.text: unit
        for unit in units
    }
    return list(found.values())


def _is_subject(tokens: Sequence[Token], at: int) -> bool:
    """Return True for a token that a clause begins with."""
    before = "".join(one.kind for one in tokens[:at]).rstrip("xhY")
    return not before or before[-1] in ".,;:"


def _join(tokens: list[Token], at: int, sentence: Sentence) -> None:
    """Take the group that stands "cùng với" right behind units for one with them."""
    behind = next((nth for nth in range(at + 1, len(tokens)) if tokens[nth].kind == "U"), None)
    if behind is not None and _JOINED.fullmatch(sentence.text, tokens[at].end, tokens[behind].start):
        whole = (*tokens[at].units, *tokens[behind].units)
        tokens[at] = replace(tokens[at], end=tokens[behind].end, units=whole)
        del tokens[at + 1 : behind + 1]


def _names_others(tokens: Sequence[Token], at: int, sentence: Sentence) -> bool:
    """Return True where the sentence names units behind the number of those meant, but those "cùng với" them."""
    joined = _JOINED.search(sentence.text, tokens[at].end, sentence.end)
    end = joined.start() if joined else sentence.end
    return any(one.kind in "UuaA" and one.start < end for one in tokens[at:])


def _names_somebody(found: Scan, end: int) -> bool:
    """Return True where a sentence has a word in capitals before ``end``, not its first, that is no criterion.

    It may be a unit that is not known.
    """
    sentence, text = found.sentence, found.sentence.text
    for word in _WORD.finditer(text, sentence.start, end):
        is_criterion = any(one.start <= word.start() < one.end for one in found.criteria)
        is_capital = printed(sentence.line, *word.span())[:1].isupper()
        if is_capital and not is_criterion and text[sentence.start : word.start()].strip(' -+*•"('):
            return True
    return False


def elided(tokens: Sequence[Token], found: Scan, mention: Mention) -> Iterator[Token]:
    """Yield the tokens with ``mention`` as the subject of a sentence that has none.

    It says of criteria alone what they reach, or begins with its verb.
    """
    sentence = found.sentence
    value = next((token for token in tokens if token.kind in VALUES), None)
    verb = _VERB_FIRST.match(sentence.words)
    at = value.spoken.start if value and value.spoken else sentence.start if value and verb else None
    if any(token.kind in "Uu" for token in tokens) or (value and _names_somebody(found, value.start)):
        at = None
    if value and any(token.kind in _UNITS and token.start < value.start for token in tokens):
        at = None
    for token in tokens:
        if at is not None and token.end > at:
            end = value.spoken.end if value and value.spoken else token.end
            unit = replace(mention, span=span_of(sentence.line, at, end))
            yield Token("u", at, at, units=(Named(unit, at, at),))
            at = None
        yield token
