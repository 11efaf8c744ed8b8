"""Relations of numbers of units, criteria, tiers and years with what they count."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial

from pipeline.audit.evidence import Claim
from pipeline.selftest.constraints_lists import ConstraintSpec, Values, keys_of
from pipeline.selftest.facts import LISTED, Facts, Key, ListFacts, key_of
from pipeline.selftest.oracle_numbers import exact

_COUNTED = ("units", "criteria", "tiers", "years")


def count_constraints(facts: Facts) -> Iterator[ConstraintSpec]:
    """Yield the constraints of counts."""
    for claim in facts.claims:
        if claim.printed_value is None or claim.unit not in _COUNTED:
            continue
        yield from _between_marks(facts, claim) if claim.claim_type == "score_count" else _count(facts, claim)
    for about in facts.lists.values():
        yield from _stated_counts(facts, about)


def _count(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield a number against what its sentence names or lists, or against the lists where it is of all of them."""
    own = key_of(claim)
    sizes = _sizes(facts, claim)
    if claim.n_listed is not None and claim.printed_value == claim.n_listed:
        sizes = {Fraction(claim.n_listed)}
    if claim.printed_value in sizes:
        yield "count", {own}, 1, partial(_none_of, own, sizes)
    if claim.whole is not None:
        yield "count", {own}, 1, partial(_other_whole, own, claim.whole)
    about = facts.lists.get(claim.assessment_id or "")
    tiers = list(_tier_counts(facts, about).values()) if about else []
    if claim.unit == "units" and not claim.tier and tiers:
        yield "count", {own, *tiers}, 1, partial(_more_than, own, tiers)


def _between_marks(facts: Facts, claim: Claim) -> Iterator[ConstraintSpec]:
    """Yield a number of units against the scores of a full list between its marks, in points."""
    about = facts.lists.get(claim.assessment_id or "")
    if about is None or claim.mark_unit != "points":
        return
    keys = list(keys_of(about, claim.criterion_id or about.total, "score").values())
    if about.is_complete and len(keys) == about.n_units:
        yield "count", {key_of(claim), *keys}, 1, partial(_not_between, claim, keys)


def _not_between(claim: Claim, keys: Sequence[Key], values: Values) -> int:
    scores = [values[key].value for key in keys]
    low = min(scores) - 1 if claim.mark_low is None else claim.mark_low
    high = max(scores) + 1 if claim.mark_high is None else claim.mark_high
    surely, maybe = (sum(low < one < high for one in scores), sum(low <= one <= high for one in scores))
    return int(not surely <= values[key_of(claim)].value <= maybe)


def _none_of(own: Key, sizes: Collection[Fraction], values: Values) -> int:
    return int(exact(values[own]) not in sizes)


def _other_whole(own: Key, whole: Decimal, values: Values) -> int:
    return int(values[own].whole != whole)


def _more_than(own: Key, counts: Sequence[Key], values: Values) -> int:
    return int(values[own].value > sum(values[key].value for key in counts))


def _sizes(facts: Facts, claim: Claim) -> set[Fraction]:
    """Return what a number of all units, criteria or tiers can be by the lists."""
    lists = facts.lists_of(claim)
    about = facts.lists.get(claim.assessment_id or "")
    if claim.criterion_id and about and claim.criterion_id != about.total:
        return set()
    if claim.unit == "tiers":
        return {Fraction(len({bound.level for bound in item.bounds})) for item in lists if item.bounds}
    if claim.unit == "criteria":
        return {
            Fraction(len(item.criteria) - 1) for item in lists if item.is_complete and len(item.criteria) > 1
        }
    if (
        claim.unit != "units"
        or claim.tier
        or not lists
        or any(item.n_units_basis != LISTED for item in lists)
    ):
        return set()
    totals: Counter[str] = Counter()
    for item in lists:
        totals[item.index_id] += item.n_units or 0
    return {Fraction(total) for total in totals.values()}


def _tier_counts(facts: Facts, about: ListFacts) -> dict[str, Key]:
    """Return the keys of the numbers of units at each tier of a list, the first telling of each."""
    found: dict[str, Key] = {}
    for claim in facts.claims:
        if (
            claim.claim_type == "tier_count"
            and claim.assessment_id == about.assessment_id
            and claim.tier
            and claim.printed_value is not None
            and claim.criterion_id in (None, about.total)
        ):
            found.setdefault(claim.tier, key_of(claim))
    return found


@dataclass(frozen=True, slots=True)
class _StatedCounts:
    """A list of which numbers of units at tiers are told, with the units told to be first and last."""

    levels: Mapping[str, int]
    counts: Mapping[str, Key]
    tiers: Mapping[str, Key]
    scores: Mapping[str, Key]
    cuts: Mapping[int, Key]
    first: Sequence[str]
    last: Sequence[str]
    full: bool

    def violations(self, values: Values) -> int:
        """Return how many numbers are below the units known there, or beyond the ends, or not those counted."""
        known = {unit: self._level(values, key) for unit, key in self.scores.items()} if self.cuts else {}
        known |= {unit: self.levels.get(values[key].tier or "", 0) for unit, key in self.tiers.items()}
        n_violations = 0
        for tier, key in self.counts.items():
            level, told = self.levels.get(tier, len(self.cuts) + 1), values[key].value
            n_known = sum(other == level for other in known.values())
            beyond = any(known.get(unit, level) > level for unit in self.first)
            beyond |= any(known.get(unit, level) < level for unit in self.last)
            n_violations += n_known > told or (self.full and n_known != told) or (told > 0 and beyond)
        return n_violations

    def _level(self, values: Values, score: Key) -> int:
        """Return the level that the cut-offs give a score; one after the lowest where it is below all."""
        reached = [level for level, cut in self.cuts.items() if values[score].value >= values[cut].value]
        return min(reached, default=len(self.cuts) + 1)


def _stated_counts(facts: Facts, about: ListFacts) -> Iterator[ConstraintSpec]:
    """Numbers of units at tiers against the units known there, and together against any printed rank."""
    counts = _tier_counts(facts, about)
    if not counts:
        return
    tiers, scores, ranks = (keys_of(about, about.total, measure) for measure in ("tier", "score", "rank"))
    told = _StatedCounts(
        levels=facts.levels,
        counts=counts,
        tiers=tiers,
        scores=scores,
        cuts={bound.level: bound.key for bound in about.bounds if bound.is_low and bound.unit == "points"},
        first=[unit for unit in scores if unit in ranks and facts.values[ranks[unit]].value == 1],
        last=[unit for unit in scores if unit in about.column(about.total, "last")],
        full=about.is_complete and len(tiers) == about.n_units,
    )
    keys = {*counts.values(), *tiers.values(), *scores.values(), *told.cuts.values()}
    yield "count", keys, 5 * len(counts), told.violations
    for rank in set(ranks.values()):
        yield "count", {rank, *counts.values()}, 1, partial(_more_than, rank, list(counts.values()))
