"""The grammar of sentences: weighted productions over the kinds of tokens, and the best parse of a sentence.

A production is a pattern over letters (`tokens`). Its groups say whose values are: those in ``all`` and ``too`` are
said of every unit that it names, those in ``first`` of the first group, those in ``each`` of the group behind them,
those in ``deal``, ``also`` and ``range`` of one unit each, in order, those in ``void`` of nobody; any other value is
said of the group before it. ``next`` stands for the places behind the last one told, ``fall`` for the same where the
units have scores that fall and no places, ``count`` for a number that the list of units must have, ``lists`` for the
lists that each of the units heads one of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from pipeline.reading.prose.tokens import LISTED, VALUES, Token

_PARTS = {
    # a value by itself
    "V": r"[RSQTFLBW]",
    # values dealt out: "các vị trí thứ 3, thứ 4"
    "D": r"g?(?:[Rr](?:[,;&x]+[Rr])+|[Ss](?:[,;&x]+[Ss])+|[Qq](?:[,;&x]+[Qq])+)",
    # a range of places: "từ hạng 2 đến hạng 5", "các vị trí thứ 2 đến thứ 5"
    "G": r"(?:fx?RY?x?t|(?<=g)x?Rt)x?R",
    "U": r"(?:[gd]?:?U|u)",
    # what may stand between a unit and its values, in one clause
    "o": r"(?:-[xhdngM&Yvwaz,]*-|=x?d|=x?[gn](?![xh]*[FLBW])|,d[xhn&g]*,|[ngd]x?[FLBW]|v[xd]*[FLBW]"
    r"|\([gnd][^()UuARSQTFLBW.;]*\)|A\(S\)|[xwhjkftYMavyZzel=:,&()\"-])*",
    # the same between a value and a copula
    "c": r"[xwhjyYMaZzel()\"g]*",
    # a bracket
    "b": r"(?:\([^()U.]*\))",
    # a copula and what opens a list of units
    "is": r",?[=h:][=hgdnj:\"x]*",
    # said of all units of a list behind it
    "too": r"(?:,?x?y{o}(?P<too>T))?",
}
_PARTS["i"] = '{U}(?:"?{b}|[:,]?x?S{b}?)?'
_PARTS["item"] = r"{U}(?:[:,-]?[xw]*[SQR]|\([^()U.]*\))*"
_PARTS["I"] = "{i}(?:[,;&]+[g:x]*{i})*"


@dataclass(frozen=True, slots=True)
class Production:
    """A rule of the grammar: a pattern over letters and how likely it is by itself."""

    name: str
    pattern: re.Pattern[str]
    weight: float


def _production(name: str, weight: float, text: str) -> Production:
    for _ in range(3):  # parts hold parts
        for part, spelt in _PARTS.items():
            text = text.replace(f"{{{part}}}", spelt)
    return Production(name, re.compile(text), weight)


_START = r"(?<=[.;,])"
PRODUCTIONS = tuple(
    _production(*row)
    for row in (
        # Sở A đạt 90 điểm, xếp thứ hai (loại Tốt)
        ("subject", 0, r"{U}(?:[,&y]+n)?(?:{o}{V})+"),
        # …; thứ hạng tăng 9 bậc, từ vị trí thứ 40 lên vị trí thứ 31
        ("subject goes on", -0.6, r"{U}(?:{o}{V})+(?:[x,)]*;[^.;ngdUupkaBAN?]*?{V}(?:{o}{V})*)+"),
        # với 96,1 điểm, Sở A đứng đầu
        ("value ahead", 0, _START + r"w(?P<first>{V})x?(?:,M)?,?{U}(?:{o}{V})*"),
        # đạt 96,1 điểm, Sở A vươn lên dẫn đầu
        ("value ahead of another", 0, r"(?<=[.;])[xy]+(?P<first>S),{U}(?:{o}{V})+"),
        # xếp thứ hai toàn tỉnh, Sở A đạt 96,1 điểm
        ("place ahead", 0, r"(?<=[.])(?P<first>[RFL])x?,{U}(?:{o}{V})*"),
        # bỏ xa huyện xếp thứ hai là B 3,5 điểm
        ("compared by", 0.9, r"b[xd]*(?:(?P<first>{V})[x=]*)?[Ua](?:-[^.;()-]*-|{b})?x?(?P<void>S)"),
        # xếp thứ nhất (90 điểm) là Sở A với loại Tốt
        ("carried", 0.3, r"d?[xh]*(?P<first>{V}(?:{c}{V})*){c}{is}{U}(?:{o}{V})*"),
        # cao nhất là 97,4 điểm, thuộc về Sở A
        ("carried over a value", 0.3, r"d?[xh]*(?P<first>[BWFLR]{c}[=x:]+{V}){c}{is}{U}(?:{o}{V})*"),
        # đứng thứ 4 Sở A đạt 88 điểm; …: thứ nhất, Sở A (90 điểm); thứ hai, Sở B
        ("apposed", 0, r"(?<=[.;,:])(?P<first>R){U}(?:{o}{V})*"),
        # điểm cao nhất là 97,4 điểm (Sở A); nơi thấp nhất đạt 80 điểm (Sở B)
        ("unit in brackets", 0.6, r"d?[xh]*(?P<first>{V}(?:{c}[=x:]*{V})*)\({U}(?:{o}{V})*\)"),
        # Nhóm Khá gồm Sở A (80 điểm), Sở B (79 điểm); xếp loại Tốt: các xã A, B
        ("tier of a list", 0.6, r"(?P<all>T){c}{is}{I}"),
        # Có 3 đơn vị đạt loại Tốt gồm: Sở A, Sở B và Sở C
        ("counted list", 0.6, r"(?P<count>n){o}(?P<all>T){c}{is}{I}"),
        ("counted tier", 0.6, r"(?P<all>T)(?:\(M\))?[=:,hx(]*(?P<count>n)[=:,x)]*\(?{I}\)?"),
        # Nhóm Khá (từ 70 điểm), 02 đơn vị: Sở A (80%); Sở B (79%)
        ("led by a tier", 0.9, _START + r"[xg]?[)-]?g?(?P<all>T)(?:\([^()Uu.]*\)|[,=:hxn])*"
                               r"(?<=:)x?{item}(?:[,;&]+x?{item})*"),
        ("listed in brackets", 0.6, r"(?P<count>n)x?\({U}\){o}(?P<all>T)"),
        # Có 1 đơn vị đạt điểm thấp nhất là Sở A
        ("one at an end", 1.3, r"(?P<one>n){o}(?P<all>[BWFL]){c}{is}{U}(?:{o}{V})*"),
        # các đơn vị có điểm cao nhất gồm …: no place of one of them
        ("led group", 0.9, r"(?:[ng][xhwM]*(?P<void>[FLBW])|n[xhwM]*M){c}[=h:]+(?=[gd:]*R?U)"),
        ("led list", 0.9, r"[ng][xhwM]*(?P<void>[FLBW]){c}[=h:]+{I}"),
        # Sở A (96 điểm) và Sở B (95 điểm) cùng xếp loại Tốt
        # Sở A xếp thứ hai với 96 điểm, Sở B xếp thứ ba với 95 điểm, cùng xếp loại Tốt
        ("shared clauses", 0, r"{U}(?:{o}{V})+(?:[,&]+{U}(?:{o}{V})+)+,x?y{o}(?P<all>T)"),
        ("shared", 0.6, r"{i}(?:[,;&]+{i})+,?x?y{o}(?P<all>{V})(?:{o}{V})*"),
        # Hai đơn vị dẫn đầu hai khối là Sở A và huyện B, số điểm lần lượt là 95 và 88
        ("heads of each list", 1.5, r"(?:(?P<count>n)x?)?(?P<all>F)x?(?P<lists>e)x?[=h:j]+{I}"
                                    r"(?:{o}j{o}(?P<deal>{D}))?"),
        # Khối C do Sở A dẫn đầu với 95 điểm; khối D do huyện A và huyện B dẫn đầu, cùng xếp loại Tốt
        ("led by one", 1.2, r"(?P<one>l){U}{o}F(?:{o}{V})*"),
        ("led by several", 0.9, r"l{U}{o}(?P<void>[FL])(?:{o}(?P<all>T))?"),
        # xếp sau Sở A (95 điểm): this score alone is that of A
        ("compared, with its score", 0, r"A\((?P<first>S)\)"),
        # 3 đơn vị dẫn đầu lần lượt là Sở A, Sở B và Sở C
        ("first in order", 1.2, r"(?:(?P<count>n)|g)[xh]*(?P<top>[FB])[xY]*j[=h:]+{I}{too}"),
        # Xếp hạng của các sở từ trên xuống: Sở A, Sở B và Sở C
        ("listed from the top", 1.2, r"(?<=[.;])(?P<top>H){is}{I}"),
        # cùng xếp thứ nhất với 100 điểm, có 2 đơn vị là Sở A, Sở B
        ("shared ahead", 0.9, r"(?<=[.;])x?y[xh]*(?P<all>{V}(?:{o}{V})*)[,x]*h?(?P<count>n)x?{is}{I}"),
        ("counted, shared ahead", 0.9, r"(?<=[.;,:])(?P<count>n)x?y[xh]*(?P<all>{V}(?:{o}{V})*){c}{is}{I}"),
        # Sở A (đạt 90 điểm) xếp thứ nhất, thứ hai là Sở B
        ("place and the next", 0.3, r"{U}(?:{o}{V})*{o}r[,;&x]+(?P<each>r)x?=+{U}(?:{o}{V})*"),
        # Sở A và Sở B lần lượt xếp thứ 2 và thứ 3
        ("dealt behind", 0.6, r"{I}{o}n?{o}(?P<deal>{D})(?:{o}(?P<also>{D}))?"),
        ("range behind", 0.6, r"{U}{o}j{o}(?P<range>{G})(?:{o}j{o}(?P<also>{D}))?"),
        # xếp thứ hai và thứ ba lần lượt là Sở A (90 điểm) và Sở B (89 điểm)
        ("dealt ahead", 0.6, r"g?[xh]*(?P<deal>{D}){c}{is}{I}{too}"),
        # từ vị trí thứ 2 đến vị trí thứ 3 là Sở A, Sở B với số điểm lần lượt là 90 điểm và 89 điểm
        ("range ahead", 0.6, r"g?x?(?P<range>{G}){c}{is}{I}(?:{o}j{o}(?P<also>{D}))?"),
        # xếp thứ hai là Sở A, thứ ba là Sở B với số điểm lần lượt là 90 điểm và 89 điểm
        ("places, then scores", 0.9, r"(?P<each>R[=x]+{U}(?:[,;&x]+R[=x]+{U})+){o}j{o}(?P<deal>{D})"),
        # 3 vị trí tiếp theo lần lượt thuộc về Sở A, Sở B và Sở C
        # 7 đơn vị loại Tốt xếp sau lần lượt gồm Sở A, …
        ("next places", 0.6, r"(?:g|(?:(?P<count>n)|g)x?(?P<all>T)x?)?(?P<next>[kK])[xhg]*j[=hgx:]*{I}{too}"),
        # Sở A và Sở B đứng ở các vị trí tiếp theo với số điểm lần lượt là 90 điểm và 89 điểm
        ("next places behind", 0.6, r"{I}x?g?x?(?P<next>[kK]){o}j{o}(?P<also>{D})"),
        ("counted next places", 0.3, r"(?P<next>K)[xhg]*{is}{I}{too}"),
        # tiếp theo là Sở A (90 điểm) và Sở B (89 điểm)
        ("falling next places", 0.6, _START + r"g?(?P<fall>k)[xhg]*(?:{is})?{I}{too}"),
        # 9 đơn vị khác đạt loại Tốt
        ("nobody named", 0, r"[ngd][^.;,UuAN]*?(?P<void>{V})(?:{o}{V}(?!{c}{is}{U}))*"),
        # Bộ A công bố …
        ("announcer", 0, r"U[xhw]*p|px?U(?=[.,;)])"),
        # Sở A phấn đấu đạt 90 điểm
        ("intent", 1.5, r"(?:[Uud]{o})?\?(?P<void>[^.;]*)"),
    )
)  # fmt: skip
_WEIGHTS = {**dict.fromkeys("UuA" + VALUES + LISTED, 3.0), **dict.fromkeys("ngpkK?ZMzja=b", 1.0)}
_LIGHT = 0.1
# A production costs so much: the fewer, the better.
_COST = 0.5
# So much does a second score of one unit.
_TWICE = 4.0
# So many parses of the tokens up to a place are kept, and so near must a second one be to put the first in doubt.
_KEPT = 4
NEAR = 0.25


@dataclass(frozen=True, slots=True)
class Said:
    """What a production says: a value of a group of units; ``place`` counts on behind the last place told."""

    group: Token
    value: Token
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """What the tokens of a sentence say together, and the values that are explained but said of nobody."""

    weight: float
    said: tuple[Said, ...] = ()
    void: tuple[Token, ...] = ()

    @property
    def says(self) -> tuple[tuple[int, tuple[int, int], int | None], ...]:
        """What is said of whom: parses that say the same are one."""
        return tuple((one.group.start, one.value.figure, one.place) for one in self.said)


def parse(kinds: str, tokens: Sequence[Token]) -> list[Parse]:
    """Return the best parses of a sentence, the best first; ``kinds`` has a full stop before its first token."""
    best: list[list[Parse]] = [[] for _ in range(len(kinds) + 1)]
    best[1] = [Parse(0.0)]
    for at in range(1, len(kinds)):
        best[at] = _foremost(best[at])
        _step(best, at + 1, Parse(0.0), best[at])
        for end, part in _parts(kinds, tokens, at):
            _step(best, end, part, best[at])
    return _foremost(best[len(kinds)])


def _foremost(parses: Sequence[Parse]) -> list[Parse]:
    """Return the best parses that say different things, the best first."""
    distinct: dict[object, Parse] = {}
    for one in sorted(parses, key=lambda one: -one.weight):
        distinct.setdefault(one.says, one)
    return list(distinct.values())[:_KEPT]


def _step(best: list[list[Parse]], end: int, part: Parse, befores: Sequence[Parse]) -> None:
    for before in befores:
        best[end].append(Parse(before.weight + part.weight, before.said + part.said, before.void + part.void))


def _parts(kinds: str, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Parse]]:
    """Yield what each production that fits from ``at`` on says there, with each end that it can have."""
    for production in PRODUCTIONS:
        match = production.pattern.match(kinds, at)
        while match is not None and match.end() > at:
            part = _built(production, match, tokens)
            if part is not None:
                yield match.end(), part
            match = production.pattern.match(kinds, at, match.end() - 1)


def _built(production: Production, match: re.Match[str], tokens: Sequence[Token]) -> Parse | None:
    """Return what a match says, None where it breaks a constraint: a count, as many values as units."""
    roles = {at: name for name in match.groupdict() for at in range(*match.span(name))}
    inside = [(tokens[at - 1], roles.get(at)) for at in range(match.start(), match.end())]
    listed = [token for token, _ in inside if token.kind in "UuA"]
    units = [replace(group, units=(unit,)) for group in listed for unit in group.units]
    told = {token.number for token, role in inside if role in ("count", "next", "one", "lists")} - {None}
    dealt = [
        [token for token, role in inside if role == name and token.kind in VALUES + LISTED]
        for name in ("deal", "also", "range")
    ]
    if dealt[-1]:
        dealt[-1] = _counted_out(*dealt[-1])
    for top in (token for token, role in inside if role == "top"):
        dealt.append([replace(top, kind="R", value=Decimal(at)) for at in range(1, len(units) + 1)])
    places = [token for token, role in inside if role in ("next", "fall")] * len(units)
    if any(len(values) not in (0, len(units)) for values in dealt) or told - {len(units)}:
        return None
    if "lists" in roles.values() and not _is_apart(units):
        return None
    # what is dealt out is not said of the first ones together
    is_dealt = "first" in roles.values() and any(token.kind == "j" for token, _ in inside)
    if ("one" in roles.values() and len(units) != 1) or (is_dealt and len(listed[0].units) > 1):
        return None
    if "fall" in roles.values() and not _falls([token for token, _ in inside], len(units)):
        return None
    said = [Said(unit, value) for values in dealt for unit, value in zip(units, values, strict=False)]
    said += [
        Said(unit, token, at) for at, (unit, token) in enumerate(zip(units, places, strict=False), start=1)
    ]
    said += _own(inside, listed)
    void = [token for token, role in inside if role == "void" and token.value is not None]
    weight = production.weight - _COST + sum(_WEIGHTS.get(token.kind, _LIGHT) for token, _ in inside)
    if not any(token.kind == "Y" for token, _ in inside):
        weight -= _TWICE * _repeated(said)
    return Parse(weight, tuple(said), tuple(void))


def _falls(tokens: Sequence[Token], n_units: int) -> bool:
    """Return True where as many scores as units are told, each below the one before, and no place."""
    scores = [token.value or Decimal(0) for token in tokens if token.kind in "SQ"]
    falling = all(first > second for first, second in pairwise(scores))
    return len(scores) == n_units and falling and not any(token.kind in "RrFL" for token in tokens)


def _is_apart(units: Sequence[Token]) -> bool:
    """Return True where no two of several units may be of one block: each heads a list of its own."""
    blocks = [{entry.block for entry in unit.units[0].mention.entries} for unit in units]
    return len(units) > 1 and all(blocks) and not any(one & other for one, other in combinations(blocks, 2))


def _own(inside: Sequence[tuple[Token, str | None]], listed: Sequence[Token]) -> Iterator[Said]:
    """Yield what is said of all units, of the first, and of those right before."""
    for at, (token, role) in enumerate(inside):
        if token.kind not in VALUES + LISTED or role in ("deal", "also", "range", "top", "void"):
            continue
        if role in ("all", "too"):
            yield from (Said(group, token) for group in listed)
        elif role == "first":
            yield Said(listed[0], token)
        elif token.kind not in "FLBW" or not _is_of_group([other for other, _ in inside[:at]]):
            behind = (other for other, _ in inside[at:] if other.kind in "Uu")
            before = (other for other, _ in reversed(inside[:at]) if other.kind in "Uu")
            ahead = inside[at - 2][0] if at > 1 and inside[at - 2][0].kind == "A" else None
            group = ahead or next(behind if role == "each" else before, None)
            if group is not None:
                yield Said(group, token)


def _is_of_group(before: Sequence[Token]) -> bool:
    """Return True for a place behind a number of units or a group, which hold it or the next ones together."""
    return next((token.kind for token in reversed(before) if token.kind != "x"), "") in ("n", "g")


def _repeated(said: Sequence[Said]) -> int:
    """Return how many scores and percentages are said of units that have one already."""
    told = [
        (one.group.units[0].start, one.value.kind, one.value.spoken) for one in said if one.value.kind in "SQ"
    ]
    return len(told) - len(set(told))


def _counted_out(first: Token, last: Token) -> list[Token]:
    """Return the places of a range, each printed by all of it."""
    figure = (first.figure[0], last.figure[1])
    places = range(int(first.value or 0), int(last.value or 0) + 1)
    return [replace(first, value=Decimal(place), figure=figure, end=last.end) for place in places]
