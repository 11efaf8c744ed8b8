"""Which of two units is ahead, as words tell it without a figure: ``Sở A xếp ngay sau Sở B``, ``Sở A vượt qua Sở B``.

Words that deal out places ("xếp sau lần lượt là …") and gaps ("cao hơn Sở B 2 điểm") are read elsewhere. Where it is
open who is meant, of what, or in which year, nothing is claimed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.document import Line
from pipeline.reading.claims.order_scopes import context_of
from pipeline.reading.prose.name_rules import Named
from pipeline.reading.prose.unit_names import find_units
from pipeline.reading.readings import ClaimReading, Context, printed, span_of
from pipeline.reading.scope import Setting
from pipeline.reading.text.sentences import Sentence, sentences
from pipeline.reading.vocabulary.lexicon import pattern
from pipeline.vietnamese.numbers import parse_number

_TELLS = pattern(
    "{set_right_behind|set_close_below|set_behind|set_below|less|set_close_above|set_above|set_before|overtake|more"
    "|exceed|level_with}"
)
# Right before the unit that another is set against; of that other it says where it stands.
_RELATION = pattern(
    "(?P<words>(?P<close_below>{set_right_behind|set_close_below})|(?P<below>{set_behind|set_below|less})"
    "|(?P<close_above>{set_close_above})|(?P<above>{set_above|set_before|overtake|more|exceed})"
    "|(?P<level>{level_with})(?= {with})) ?({of|against|with|the_english} )*$"
)
_LEVEL = pattern("( {words})*? (?P<words>{level_with})(?= ?(?:[.;,]|$))", words="{adverb|have|together}")
# These also open the list of those behind: "Sở A (90 điểm), xếp sau Sở B (89 điểm)".
_OPENS_LIST = pattern("{set_right_behind|set_behind}")
_ASIDE = r" ?\([^()]*\)"
# Between the first unit and the words: what it has, and how the words are meant.
_SUBJECT = (
    "({aside}| {adverb|already|still|continue|have|reach|only_reach|with|score_noun|rank_noun|rank_verb|auxiliary})*"
    " ?"
)
_BARE = pattern(_SUBJECT, aside=_ASIDE)
_VALUED = pattern(
    "{subject} (?P<points>{n:number} ?{point}|{rank_noun|ordinal} ({ordinal} )?{number})({aside})? ?,{subject}",
    subject=_SUBJECT,
    aside=_ASIDE,
)
_SCORED = pattern(r" ?\([^()\d]*{n:number} ?{point}[^()]*\)")
# Between units that are spoken of together, and from one that is told first to those that follow: "là".
_JOINED = pattern("({aside})? ?(,|&|{and})( {and})? ?({plural|the_english} )?", aside=_ASIDE)
_IS = pattern("({aside})? {is} ({plural|the_english} )?", aside=_ASIDE)
_CLAUSE = re.compile(r"[,;:](?!\d)|\(")
# What may stand in the clause before its subject.
_OPENING = pattern(
    r"[\s\"'+*-]*(({while|meanwhile|but|and|of_which|alone|plural|still|whole|the_english}|{score_noun|rank_noun} {of}"
    "|({within} )?{year_word} {year}) )*"
)
_END = pattern("({aside})? ?([.;,:]|$)", aside=_ASIDE)
_FULL_END = re.compile(r" ?([.;]|$)")
_TAIL = pattern(
    "({aside})? ?([.;,:]|$|{and|with|when|while|meanwhile|but|about|at|within|measured_by_english})",
    aside=_ASIDE,
)
_REGION = pattern("{region}")


@dataclass(frozen=True, slots=True)
class _Order:
    """One unit, the others it is set against, how it stands to them, and where the words stand that say so."""

    first: Named
    others: tuple[Named, ...]
    wording: str
    words: tuple[int, int]


def read_orders(line: Line, context: Context, setting: Setting) -> Iterator[ClaimReading]:
    """Yield the orders of units that the sentences of a line of prose tell."""
    told = sentences(line)
    for index, sentence in enumerate(told):
        if not _TELLS.search(sentence.words):
            continue
        named = find_units(line, sentence.start, sentence.end, setting.gazetteer)
        orders = list(_Finder(sentence, named, setting.mark).orders()) if len(named) > 1 else []
        names = [(unit.start, unit.end) for unit in named]
        at = context_of(sentence, names, told[:index], context) if orders else None
        if at is not None:
            yield from (_claim(line, order, at) for order in orders)


def _claim(line: Line, order: _Order, context: Context) -> ClaimReading:
    units = (order.first, *order.others)
    start = min(order.words[0], *(unit.start for unit in units))
    end = max(order.words[1], *(unit.end for unit in units))
    return ClaimReading(
        claim_type="order",
        subject=printed(line, start, end),
        unit="ranks",
        span=span_of(line, *order.words),
        context=context,
        criterion=context.criterion or "total",
        wording=order.wording,
        named=tuple(unit.mention for unit in units),
    )


class _Finder:
    """The search for orders in one sentence, whose units are ``named``."""

    def __init__(self, sentence: Sentence, named: Sequence[Named], mark: str) -> None:
        self._sentence, self._text, self._named, self._mark = sentence, sentence.text, named, mark

    def orders(self) -> Iterator[_Order]:
        """Yield the orders of the sentence."""
        for index, unit in enumerate(self._named):
            found = _RELATION.search(self._text, self._sentence.start, unit.start)
            if found is not None:
                order = self._behind_subject(index, found) or self._fronted(index, found)
            else:
                order = self._together(index)
            if order is not None:
                yield order

    def _behind_subject(self, index: int, found: re.Match[str]) -> _Order | None:
        """Return ``Sở A xếp sau Sở B``: the words stand behind the unit that they are said of."""
        subject = self._named[index - 1] if index else None
        if subject is None:
            return None
        valued = _VALUED.fullmatch(self._text, subject.end, found.start())
        if valued is None and not _BARE.fullmatch(self._text, subject.end, found.start()):
            return None
        first = self._run_to(index - 1)
        others = self._run_from(index)
        if len(others) > 1 and not _END.match(self._text, others[-1].end, self._sentence.end):
            others = others[:1]
        if not self._opens(first[0].start) or not _TAIL.match(self._text, others[-1].end, self._sentence.end):
            return None
        opens_list = valued is not None and _OPENS_LIST.fullmatch(found["words"])
        if valued is not None and opens_list and not self._is_sentence(valued, others):
            return None
        return self._made(first, others, found)

    def _is_sentence(self, valued: re.Match[str], others: Sequence[Named]) -> bool:
        """Return whether words behind a value and a comma are said of the unit, and do not open a list.

        Where the other has a score it must be more, else nothing may follow.
        """
        scored = _SCORED.match(self._text, others[-1].end)
        if scored is not None and valued["n"]:
            own, other = (parse_number(match["n"], self._mark) for match in (valued, scored))
            return own < other
        return (
            len(others) == 1 and _FULL_END.match(self._text, others[-1].end, self._sentence.end) is not None
        )

    def _fronted(self, index: int, found: re.Match[str]) -> _Order | None:
        """Return ``Xếp sau Sở B là Sở A``: the unit that the words are said of comes last."""
        if index + 1 >= len(self._named) or found["level"] or not self._opens(found.start()):
            return None
        unit, subject = self._named[index], self._named[index + 1]
        if not _IS.fullmatch(self._text, unit.end, subject.start):
            return None
        return self._made(self._run_from(index + 1), [unit], found)

    def _together(self, index: int) -> _Order | None:
        """Return ``Sở A và Sở B bằng điểm nhau``, told behind the last of the units."""
        last = self._named[index]
        found = _LEVEL.match(self._text, last.end, self._sentence.end)
        run = self._run_to(index)
        if found is None or len(run) < 2 or not self._opens(run[0].start):
            return None
        return _Order(run[0], tuple(run[1:]), "level", found.span("words"))

    def _made(self, first: Sequence[Named], others: Sequence[Named], found: re.Match[str]) -> _Order | None:
        """Return the order of two runs of units, with the one that stands alone in front; None where none does."""
        if found["level"]:
            return _Order(first[0], (*first[1:], *others), "level", found.span("words"))
        is_below = bool(found["below"] or found["close_below"])
        is_close = bool(found["close_below"] or found["close_above"])
        ahead, behind = (others, first) if is_below else (first, others)
        # right behind in a region is not right behind in the list
        is_close &= len(ahead) == len(behind) == 1 and not _REGION.search(self._sentence.words)
        if len(ahead) == 1:
            return _Order(
                ahead[0], tuple(behind), "right_ahead" if is_close else "ahead", found.span("words")
            )
        return _Order(behind[0], tuple(ahead), "behind", found.span("words")) if len(behind) == 1 else None

    def _run_to(self, index: int) -> list[Named]:
        """Return the units up to ``index`` that are spoken of together."""
        first = index
        while first and self._are_joined(first - 1):
            first -= 1
        return list(self._named[first : index + 1])

    def _run_from(self, index: int) -> list[Named]:
        """Return the units from ``index`` on that are spoken of together."""
        last = index
        while last + 1 < len(self._named) and self._are_joined(last):
            last += 1
        return list(self._named[index : last + 1])

    def _are_joined(self, index: int) -> bool:
        """Return whether the unit after ``index`` is told in one breath with it."""
        return _JOINED.fullmatch(self._text, self._named[index].end, self._named[index + 1].start) is not None

    def _opens(self, start: int) -> bool:
        """Return whether what begins at ``start`` of the line is the subject of its clause."""
        marks = [mark.end() for mark in _CLAUSE.finditer(self._text, self._sentence.start, start)]
        opening = max(marks, default=self._sentence.start)
        is_in_bracket = self._text.count("(", self._sentence.start, start) > self._text.count(
            ")", self._sentence.start, start
        )
        return not is_in_bracket and _OPENING.fullmatch(self._text, opening, start) is not None
