"""Faults: what is printed instead of one figure, and what a copy then reads. Drawn at random from a seed."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from pipeline.audit.evidence import Claim
from pipeline.selftest.constraints import Constraint
from pipeline.selftest.facts import TOTAL, Facts, Key, PrintedToken, key_of
from pipeline.selftest.moved_rows import Moves
from pipeline.selftest.reversals import opposite
from pipeline.selftest.workbench import Texts, TokenSpan, Workbench
from schemas.claim_types import REGISTRY, claim_type

# Each kind of figure, by the measure of a statement or the type of a claim; sites and reports name them so.
FIGURE_KINDS = (
    "score", "total", "rank", "tier", "percent", "share", "average", "gap", "count", "maximum", "cutoff",
    "change", "direction", "date", "year",
)  # fmt: skip
# Other slips of a pen: in any figure, in a row, in two figures that still fit each other.
SLIP_KINDS = ("decimal", "length", "names", "lost", "doubled", "misplaced", "pair")
KINDS = (*FIGURE_KINDS, *SLIP_KINDS)
_MEASURES = {
    "score": "score",
    "rank": "rank",
    "pct_of_max": "percent",
    "max_score": "maximum",
    "tier": "tier",
}
# A count or rank is moved by this much at most.
_STEPS = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:/\d+)?")
_DAY = re.compile(r"(?P<day>\d{1,2})\D+(?P<month>\d{1,2})\D+(?P<year>\d{4})")
# Kinds that are words, not numbers.
_WORDS = ("tier", "direction")
_STEPPED = ("rank", "count", "change")


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A printed figure that results hang on, the units it is said of, and its kind."""

    span: TokenSpan
    kind: str
    token: str
    agencies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a copy reads instead of its source, and what that prints.

    ``texts``: its lines; ``changed``: the figures that print something else; ``moves``: statements that
    are of another unit, under another heading or gone; ``twice``: a row stands there again. ``keys``, ``agencies``: the
    figures and units that it touches.
    """

    kind: str
    span: TokenSpan
    token: str
    planted: str
    texts: Texts
    agencies: frozenset[str]
    keys: frozenset[Key]
    changed: Mapping[Key, PrintedToken] = field(default_factory=dict)
    moves: Moves = field(default_factory=dict)
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """Where faults are planted: the sources of a province, their figures, and what ties these."""

    workbench: Workbench
    facts: Facts
    figures: Sequence[TargetFigure]
    constraints: Sequence[Constraint]


Draw = Callable[[random.Random], Fault | None]


def find_figures(facts: Facts, workbench: Workbench) -> list[TargetFigure]:
    """Return every printed number of the statements and claims of a province and every printed tier, by span."""
    kinds: dict[TokenSpan, str] = {}
    units: defaultdict[TokenSpan, set[str]] = defaultdict(set)
    for about in facts.lists.values():
        for (criterion, measure, unit), rows in about.printings.items():
            kind = "total" if measure == "score" and criterion.endswith(f"/{TOTAL}") else _MEASURES[measure]
            for row in rows:
                span = TokenSpan(*key_of(row), row.location.end)
                kinds[span] = kind
                units[span].add(unit)
        for maxima in about.maxima.values():
            kinds |= {TokenSpan(*key_of(row), row.location.end): "maximum" for row in maxima}
    for claim in facts.claims:
        if claim.claim_id in facts.direction_words:
            kinds[facts.direction_words[claim.claim_id]] = "direction"
            units[facts.direction_words[claim.claim_id]].update(claim.agencies)
        if claim.printed_value is not None:
            kinds.setdefault(TokenSpan(*key_of(claim), claim.location.end), _kind(claim))
    for span in facts.years:
        kinds.setdefault(span, "year")
    found = []
    for span, kind in sorted(
        kinds.items(), key=lambda item: (item[0].source_id, item[0].line, item[0].start)
    ):
        token = workbench.text(span)
        if kind in _WORDS or _NUMBER.fullmatch(token) or (kind == "date" and _DAY.fullmatch(token)):
            found.append(TargetFigure(span, kind, token, frozenset(units[span])))
    return found


def _kind(claim: Claim) -> str:
    """Return the kind of fault of the figure of a claim; points without a type are a score."""
    if claim.unit == "points" and claim.claim_type == "other":
        return "score"
    fault = claim_type(claim.claim_type).fault
    if fault is None:
        raise ValueError(f"claims of type {claim.claim_type} have a figure: name its fault in {REGISTRY}")
    return fault


def figure_draws(ground: Ground) -> Iterator[tuple[str, Draw]]:
    """Yield a draw of another token for each figure, by kind."""
    for figure in ground.figures:
        yield figure.kind, partial(_draw_token, ground, figure)


def _draw_token(ground: Ground, figure: TargetFigure, chance: random.Random) -> Fault | None:
    """Return a figure with another token; None where nothing else could stand there."""
    options = tokens_of(ground.facts, figure)
    return make_fault(ground, figure.kind, {figure: chance.choice(options)}) if options else None


def tokens_of(facts: Facts, figure: TargetFigure) -> list[str]:
    """Return the tokens that a slip of the pen could have left at a figure."""
    make = {"tier": _tiers, "direction": _other_way}.get(figure.kind, _numbers)
    return sorted(set(make(facts, figure)) - {figure.token})


def make_fault(ground: Ground, kind: str, tokens: Mapping[TargetFigure, str]) -> Fault:
    """Return the fault that prints tokens instead of figures."""
    texts: dict[tuple[str, int], str] = {}
    # from the right, so that no token moves those that are still to come
    for figure, token in sorted(tokens.items(), key=lambda item: item[0].span.key, reverse=True):
        span = figure.span
        line = texts.get(span.key[:2]) or ground.workbench.line(span.source_id, span.line)
        texts[span.key[:2]] = line[: span.start] + token + line[span.end :]
    return Fault(
        kind=kind,
        span=next(iter(tokens)).span,
        token=" & ".join(figure.token for figure in tokens),
        planted=" & ".join(tokens.values()),
        texts=texts,
        agencies=frozenset[str]().union(*(figure.agencies for figure in tokens)),
        keys=frozenset(figure.span.key for figure in tokens),
        changed={
            figure.span.key: printed_at(ground.facts, figure, token) for figure, token in tokens.items()
        },
    )


def _other_way(facts: Facts, figure: TargetFigure) -> list[str]:
    """Return the words that tell the opposite of those of a change."""
    return [opposite(figure.token, facts.values[figure.span.key].value > 0)]


def _tiers(facts: Facts, figure: TargetFigure) -> list[str]:
    """Return the words of the tiers next to that of a figure, as this source prints them."""
    own = facts.values[figure.span.source_id, figure.span.line, figure.span.start].tier
    words = _tier_words(facts, own)
    return sorted(_like(word, figure.token) for word in words)


def _tier_words(facts: Facts, own: str | None) -> set[str]:
    level = facts.levels.get(own or "")
    if level is not None:
        return {name for name, other in facts.levels.items() if abs(other - level) == 1}
    # without bands: the other tiers that are printed
    return {printed.tier for printed in facts.values.values() if printed.tier and printed.tier != own}


def _like(word: str, token: str) -> str:
    """``word`` in the case of ``token``."""
    return word if token[:1].isupper() else word.lower()


def _numbers(facts: Facts, figure: TargetFigure) -> Iterator[str]:
    """Yield the tokens that a slip could have left: a digit changed, two swapped, a rank or count moved."""
    token = figure.token
    digits = [index for index, char in enumerate(token) if char.isdigit()]
    if figure.kind in _STEPPED and token.isdigit():
        for step in range(1, _STEPS + 1):
            yield from (
                f"{int(token) + move:0{len(token)}d}" for move in (-step, step) if int(token) + move > 0
            )
        return
    changed = (
        token[:index] + digit + token[index + 1 :]
        for index in digits
        for digit in "0123456789"
        if digit != "0" or index not in (0,)
    )
    swapped = (
        token[:index] + token[index + 1] + token[index] + token[index + 2 :]
        for index in digits
        if index + 1 in digits
    )
    for text in (*changed, *swapped):
        if text != token and readable(text, figure):
            yield text


def readable(text: str, figure: TargetFigure) -> bool:
    """Return whether ``text`` is still a number of its kind: no new leading nought, a day that exists."""
    if figure.kind == "date" and len(text) > len("2017"):
        return _as_day(text) is not None
    if figure.kind in ("date", "year"):
        return text.startswith("20")
    numbers = re.findall(r"\d+", text.replace(",", ".").split(".")[0])
    return all(
        number == "0" or not number.startswith("0") or figure.token.startswith("0") for number in numbers
    )


def _as_day(text: str) -> date | None:
    told = _DAY.fullmatch(text)
    try:
        return date(int(told["year"]), int(told["month"]), int(told["day"])) if told else None
    except ValueError:
        return None


def printed_at(facts: Facts, figure: TargetFigure, token: str) -> PrintedToken:
    """Return what ``token`` prints instead of a figure."""
    key = figure.span.source_id, figure.span.line, figure.span.start
    old = facts.values[key]
    if figure.kind == "tier":
        names = {
            name.lower(): name for name in (*facts.levels, *(p.tier or "" for p in facts.values.values()))
        }
        return PrintedToken(Decimal(0), tier=names[token.lower()])
    if figure.kind == "direction":
        return PrintedToken(-old.value)
    day = _as_day(token) if figure.kind == "date" else None
    if day is not None:
        return PrintedToken(Decimal(day.year * 10000 + day.month * 100 + day.day))
    value, _, whole = token.replace(",", ".").partition("/")
    decimals = len(value.partition(".")[2])
    return PrintedToken(Decimal(value), decimals, Decimal(whole) if whole else old.whole)
