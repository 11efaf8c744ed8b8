"""The grammar of sentences: the best parse by the weighted productions over the kinds of tokens (`productions`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from pipeline.reading.prose.productions import PRODUCTIONS, REST, Production
from pipeline.reading.prose.tokens import LISTED, VALUES, Token

_WEIGHTS = {**dict.fromkeys("UuA" + VALUES + LISTED, 3.0), **dict.fromkeys("ngpkK?ZMzja=b", 1.0)}
_LIGHT = 0.1
# A production costs so much: the fewer, the better.
_COST = 0.5
# So much does a second score of one unit.
_TWICE = 4.0
# So many parses of the tokens up to a place are kept, and so near must a second one be to put the first in doubt.
_KEPT = 4
# Roles whose number is that of the units.
_COUNTED = ("count", "next", "one", "lists", "top")
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
            # a list that is counted is not cut to its number
            is_cut = "count" in match.groupdict() and REST.match(kinds, match.end())
            part = None if is_cut else _built(production, match, tokens)
            if part is not None:
                yield match.end(), part
            match = production.pattern.match(kinds, at, match.end() - 1)


def _built(production: Production, match: re.Match[str], tokens: Sequence[Token]) -> Parse | None:
    """Return what a match says, None where it breaks a constraint: a count, as many values as units."""
    roles = {at: name for name in match.groupdict() for at in range(*match.span(name))}
    inside = [(tokens[at - 1], roles.get(at)) for at in range(match.start(), match.end())]
    if _leaves_bracket(match):
        return None
    listed = [token for token, _ in inside if token.kind in "Uu"]
    listed = listed or [token for token, _ in inside if token.kind == "A"]
    units = [replace(group, units=(unit,)) for group in listed for unit in group.units]
    # of those counted at a tier some may be named: each of them is at it
    some = "deal" not in roles.values() and any(token.kind == "T" and role == "all" for token, role in inside)
    told = {
        token.number
        for token, role in inside
        if role in _COUNTED and not (role == "count" and some and (token.number or 0) > len(units))
    } - {None}
    dealt = [
        [token for token, role in inside if role == name and token.kind in VALUES + LISTED]
        for name in ("deal", "also", "range")
    ]
    if dealt[-1]:
        dealt[-1] = _counted_out(*dealt[-1])
        if not dealt[-1]:  # it falls: a move
            return None
    for top in (token for token, role in inside if role == "top"):
        if top.kind == "g" and top.number is None:
            return None
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
    said += (one for one in _own(inside, listed) if not _leads_together(one, inside))
    void = [token for token, role in inside if role == "void" and token.value is not None]
    weight = production.weight - _COST + sum(_WEIGHTS.get(token.kind, _LIGHT) for token, _ in inside)
    if not any(token.kind == "Y" for token, _ in inside):
        weight -= _TWICE * _repeated(said)
    return Parse(weight, tuple(said), tuple(void))


def _leaves_bracket(match: re.Match[str]) -> bool:
    """Return True where a value is behind the bracket that the first unit stands in: "92 (Sở A), thấp nhất …".

    What is said behind "2 đơn vị (Sở A, Sở B)" is of those in the bracket.
    """
    kinds, (start, end) = match.string, match.span()
    unit = next((at for at in range(start, end) if kinds[at] in "Uu"), start)
    opened, closed = kinds.rfind("(", 0, unit), kinds.find(")", unit, end)
    inside = kinds.rfind(")", 0, unit) < opened < start <= closed
    is_counted = kinds[: max(opened, 0)].rstrip("x").endswith("n")
    return inside and not is_counted and any(kind in VALUES for kind in kinds[closed:end])


def _falls(tokens: Sequence[Token], n_units: int) -> bool:
    """Return True where as many scores as units are told, each below the one before, and no place."""
    kind = "S" if any(token.kind == "S" for token in tokens) else "Q"
    scores = [token.value or Decimal(0) for token in tokens if token.kind == kind]
    falling = all(first > second for first, second in pairwise(scores))
    is_alone = n_units == 1 and not scores  # "tiếp theo là Sở A"
    return (
        (len(scores) == n_units or is_alone) and falling and not any(token.kind in "RrFL" for token in tokens)
    )


def _leads_together(one: Said, inside: Sequence[tuple[Token, str | None]]) -> bool:
    """Return True where several units that may be of one list are first or last, and nothing says that they tie."""
    units = [replace(one.group, units=(unit,)) for unit in one.group.units]
    tied = any(token.kind in "yel" for token, _ in inside)
    return one.value.kind in "FL" and len(units) > 1 and not tied and not _is_apart(units)


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
    """Return True for a place behind a number of units or a group, which hold it or the next ones together.

    Not behind those that a unit is ahead of: "vượt qua 7 đơn vị để dẫn đầu".
    """
    kinds = "".join(token.kind for token in before if token.kind != "x")
    return kinds.endswith(("n", "g")) and not kinds.endswith("bn")


def _repeated(said: Sequence[Said]) -> int:
    """Return how many scores and percentages are said of units that have one already."""
    told = [
        (one.group.units[0].start, one.value.kind, one.value.spoken, one.value.year)
        for one in said
        if one.value.kind in "SQ"
    ]
    return len(told) - len(set(told))


def _counted_out(first: Token, last: Token) -> list[Token]:
    """Return the places of a range, each printed by all of it."""
    figure = (first.figure[0], last.figure[1])
    places = range(int(first.value or 0), int(last.value or 0) + 1)
    return [replace(first, value=Decimal(place), figure=figure, end=last.end) for place in places]
