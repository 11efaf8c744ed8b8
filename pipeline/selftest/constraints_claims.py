"""Relations of sentences: averages, shares, gaps, extremes, moves and dates against what they speak of."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import combinations

from pipeline.audit.evidence import Claim
from pipeline.selftest.constraints_lists import ConstraintSpec, Values, keys_of
from pipeline.selftest.facts import Facts, Key, ListFacts, key_of
from pipeline.selftest.oracle_numbers import exact, missing_shares, near, step
from pipeline.selftest.workbench import TokenSpan
from schemas.values import BEHIND, LEVEL

_YEAR_DIGITS = 4


def claim_constraints(facts: Facts) -> Iterator[ConstraintSpec]:
    """Yield the constraints of the claims, but for counts."""
    for claim in facts.claims:
        if claim.claim_type in _TIES:
            yield from _TIES[claim.claim_type](facts, claim)
    yield from _shares(facts)
    yield from _dates(facts)


def _average(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield the mean of all units, or of the means of the blocks, rounded or not."""
    lists = (
        [facts.lists[claim.assessment_id]] if claim.assessment_id in facts.lists else facts.lists_of(claim)
    )
    measures = ("pct_of_max", "score") if claim.unit == "percent" else ("score",)
    found = [[keys_of(item, item.total, measure) for measure in measures] for item in lists]
    blocks = [list(next(filter(None, tried), {}).values()) for tried in found]
    if blocks and all(
        item.is_complete and len(keys) == item.n_units for item, keys in zip(lists, blocks, strict=True)
    ):
        keys = {key_of(claim), *(key for keys in blocks for key in keys)}
        yield "average", keys, 1, partial(_no_mean, key_of(claim), blocks)


def _no_mean(own: Key, blocks: Sequence[Sequence[Key]], values: Values) -> int:
    printed = values[own]
    everyone = [values[key] for keys in blocks for key in keys]
    means = [_mean([exact(values[key]) for key in keys]) for keys in blocks]
    slack = sum((step(item) for item in everyone), Fraction(0)) / 2 / len(everyone)
    unit = step(printed)
    rounded = [(mean / unit + Fraction(1, 2)).__floor__() * unit for mean in means]
    tried = [_mean([exact(item) for item in everyone]), _mean(means), _mean(rounded)]
    return int(not any(near(printed, mean, slack) for mean in tried))


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _gap(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield the highest printed score less the lowest."""
    about = facts.lists.get(claim.assessment_id or "")
    keys = list(keys_of(about, claim.criterion_id or about.total, "score").values()) if about else []
    if len(keys) > 1 and claim.printed_value is not None:
        yield "gap", {key_of(claim), *keys}, 1, partial(_no_gap, key_of(claim), keys)


def _no_gap(own: Key, keys: Sequence[Key], values: Values) -> int:
    high = max((values[key] for key in keys), key=exact)
    low = min((values[key] for key in keys), key=exact)
    return int(not near(values[own], exact(high) - exact(low), (step(high) + step(low)) / 2))


def _extreme(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield a unit called the highest or lowest against every printed score and rank."""
    about = facts.lists.get(claim.assessment_id or "")
    if about is None or claim.unit == "years":
        return
    sign = 1 if claim.claim_type == "top" else -1
    for measure, better in (("score", sign), ("rank", -sign)):
        keys = keys_of(about, claim.criterion_id or about.total, measure)
        others = [key for unit, key in keys.items() if unit not in claim.agencies]
        for own in {keys[unit] for unit in claim.agencies if unit in keys}:
            if others:
                yield "extreme", {own, *others}, 1, partial(_n_beyond, own, others, better)
            if measure == "rank" and sign > 0:
                yield "extreme", {own}, 1, partial(_not_first, own)


def _n_beyond(own: Key, others: Sequence[Key], better: int, values: Values) -> int:
    return sum(better * (values[other].value - values[own].value) > 0 for other in others)


def _not_first(own: Key, values: Values) -> int:
    return int(values[own].value != 1)


def _move(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Up or down between the printed ranks of a unit in two years that follow each other."""
    about = facts.lists.get(claim.assessment_id or "")
    if about is None or claim.claim_id not in facts.direction_words or len(claim.agencies) != 1:
        return
    unit, way = claim.agencies[0], facts.direction_words.get(claim.claim_id)
    now = about.column(about.total, "rank").get(unit)
    for item in facts.lists.values():
        if (item.index_id, item.block, item.year) == (about.index_id, about.block, about.year - 1):
            before = item.column(item.total, "rank").get(unit)
            if now is not None and before is not None and way is not None:
                told = key_of(claim) if claim.printed_value is not None else None
                keys = {key_of(now), key_of(before), way.key, *([told] if told else [])}
                violations = partial(_not_moved, key_of(before), key_of(now), way.key, told)
                yield "move", keys, 1, violations


def _not_moved(before: Key, now: Key, way: Key, told: Key | None, values: Values) -> int:
    moved = values[way].value * (values[before].value - values[now].value)
    return int(moved != values[told].value if told else moved <= 0)


def _order(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield the places, and the scores, of each two units that words put in order; the words print 1 as they stand."""
    about = facts.lists.get(claim.assessment_id or "")
    if about is None or len(claim.agencies) < 2:
        return
    words = facts.direction_words.get(claim.claim_id)
    for measure, better in (("rank", -1), ("score", 1)):
        keys = keys_of(about, claim.criterion_id or about.total, measure)
        first, *others = (keys.get(unit) for unit in claim.agencies)
        for other in others:
            if first is not None and other is not None:
                tied = {first, other, *([words.key] if words else [])}
                way = {LEVEL: 0, BEHIND: -better}.get(claim.wording or "", better)
                yield "told_order", tied, 1, partial(_not_in_order, first, other, words, way)


def _not_in_order(first: Key, other: Key, words: TokenSpan | None, way: int, values: Values) -> int:
    ahead = values[first].value - values[other].value
    if way == 0:
        return int(ahead != 0)
    return int(ahead * way * (values[words.key].value if words else 1) <= 0)


def _threshold(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield the printed results of the units that are named as those beyond one mark, each against the mark."""
    about = facts.lists.get(claim.assessment_id or "")
    if about is None or (claim.mark_low is None) == (claim.mark_high is None):
        return
    measure = "score" if claim.mark_unit == "points" else "pct_of_max"
    keys = keys_of(about, claim.criterion_id or about.total, measure)
    way = 1 if claim.mark_high is None else -1
    for key in {keys[unit] for unit in claim.agencies if unit in keys}:
        yield "mark", {key_of(claim), key}, 1, partial(_beyond_mark, key_of(claim), key, way)


def _beyond_mark(mark: Key, result: Key, way: int, values: Values) -> int:
    return int(way * (values[result].value - values[mark].value) < 0)


def _shares(facts: Facts) -> Iterator[ConstraintSpec]:
    """Shares of the tiers of a full list, each table of them by one way of rounding."""
    for about in facts.lists.values():
        tiers = list(keys_of(about, about.total, "tier").values())
        if about.is_complete and len(tiers) == about.n_units:
            for table in _tables(facts, about):
                cells = [(key_of(claim), _tier_key(facts, claim), claim.tier or "") for claim in table]
                heads = {head for _, head, _ in cells if head}
                keys = {*heads, *tiers, *(key for key, _, _ in cells)}
                yield "share", keys, 10 * len(cells), partial(_n_wrong_shares, cells, tiers)


def _tier_key(facts: Facts, claim: Claim) -> Key | None:
    """Return the key of the tier right before a share, where a heading prints both: ``A. Mức khá (67%)``."""
    before = [
        key
        for key, printed in facts.values.items()
        if printed.tier and key[:2] == key_of(claim)[:2] and key < key_of(claim)
    ]
    return max(before, default=None)


def _n_wrong_shares(
    cells: Sequence[tuple[Key, Key | None, str]], tiers: Sequence[Key], values: Values
) -> int:
    counts = [
        sum(values[key].tier == (values[head].tier if head else tier) for key in tiers)
        for _, head, tier in cells
    ]
    return missing_shares(
        [
            (values[key], Fraction(100 * count, len(tiers)))
            for (key, _, _), count in zip(cells, counts, strict=True)
        ]
    )


def _tables(facts: Facts, about: ListFacts) -> list[list[Claim]]:
    """Return the shares of a list that stand one after the other, no tier twice."""
    tables: list[list[Claim]] = []
    for claim in sorted(facts.claims, key=key_of):
        if claim.claim_type != "tier_share" or claim.assessment_id != about.assessment_id:
            continue
        table = tables[-1] if tables else []
        if (
            not table
            or claim.tier in [other.tier for other in table]
            or table[0].source_id != claim.source_id
        ):
            tables.append([])
        tables[-1].append(claim)
    return tables


def _dates(facts: Facts) -> Iterator[ConstraintSpec]:
    """Days of one document against each other and its number; no year assessed after that of the others.

    An earlier year can be one that is told of for comparison.
    """
    groups: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        if claim.claim_type == "date" and claim.printed_value is not None:
            groups[claim.source_id, claim.unit, "" if claim.unit == "year" else claim.subject].append(claim)
    for (_, unit, subject), claims in groups.items():
        for first, second in combinations(claims, 2):
            keys = (key_of(first), key_of(second))
            latest = max(first.printed_value or 0, second.printed_value or 0)
            violations = partial(_later, keys, latest) if unit == "year" else partial(_other_day, *keys)
            yield "date", {*keys}, 1, violations
        numbers = [part for part in subject.split("/")[1:] if part.isdigit() and len(part) == _YEAR_DIGITS]
        for claim in claims:
            for number in numbers if unit != "year" else []:
                yield "date", {key_of(claim)}, 1, partial(_other_year, key_of(claim), number)
    yield from _before_the_day(facts)


def _before_the_day(facts: Facts) -> Iterator[ConstraintSpec]:
    """Years assessed against the days that a source prints of itself."""
    own = [claim for claim in facts.claims if claim.claim_type == "date" and claim.unit != "year"]
    for claim in facts.claims:
        if claim.claim_type == "date" and claim.unit == "year":
            days = [key_of(day) for day in own if day.source_id == claim.source_id and not day.subject]
            for day in days:
                yield "date", {key_of(claim), day}, 1, partial(_year_after, key_of(claim), day)


def _other_day(first: Key, second: Key, values: Values) -> int:
    return int(values[first].value != values[second].value)


def _later(keys: Sequence[Key], latest: Decimal | int, values: Values) -> int:
    """Return whether one of two years is later than either is as printed."""
    return int(any(values[key].value > latest for key in keys))


def _other_year(own: Key, number: str, values: Values) -> int:
    return int(str(values[own].value)[:_YEAR_DIGITS] != number)


def _year_after(year: Key, day: Key, values: Values) -> int:
    return int(values[year].value > values[day].value // 10000)


# What ties a single claim, by its type; shares and dates are tied as groups, counts by their unit.
_TIES: Mapping[str, Callable[[Facts, Claim], Iterator[ConstraintSpec]]] = {
    "average": _average,
    "gap": _gap,
    "top": _extreme,
    "bottom": _extreme,
    "rank_change": _move,
    "order": _order,
    "score_threshold": _threshold,
}
