"""Which of two units is ahead: ``Sở A xếp ngay sau Sở B``, ``Sở A vượt qua Sở B``, ``Sở A và Sở B bằng điểm nhau``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.audit.arithmetic.printed import Figure, Result
from pipeline.audit.evidence import Claim, Criterion, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import NOTHING, Words, joined, say
from schemas.values import BEHIND, LEVEL, RIGHT_AHEAD


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two units and how their printed places and scores stand: 1 the first is ahead, -1 behind, 0 level.

    None where one of the two is not printed; by scores only what rounding cannot turn round.
    """

    first: Result
    second: Result
    by_place: int | None
    by_score: int | None

    @property
    def told(self) -> int | None:
        """What the places say, and without them the scores."""
        return self.by_score if self.by_place is None else self.by_place

    def words(self, of_scores: bool) -> Words:
        """Return the printed values that decide, the places first, or the scores."""
        a, b = self.first, self.second
        if a.score and b.score and (of_scores or self.by_place is None):
            return say("order.scores", a=a.name, score=a.score.value, b=b.name, other=b.score.value)
        if a.rank and b.rank:
            return say("order.places", a=a.name, place=a.rank.value, b=b.name, other=b.rank.value)
        return NOTHING


@judges("order")
def judge_order(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge an order of units by their printed places, and by their scores where one of two has no place.

    Contradicted only where a pair surely stands the other way round by all that is printed of both: units that share
    a place are neither ahead nor behind, and where places and scores disagree nothing is said.
    """
    about, criterion = evidence.list_of(claim), evidence.criterion_of(claim)
    if about is None or criterion is None or len(claim.agencies) < 2:
        return Verdict.unverifiable(say("order.missing"))
    pairs = list(_pairs(claim, about, criterion))
    wrong = [pair for pair in pairs if _is_wrong(pair, claim.wording)]
    if wrong:
        return Verdict.contradicted(_shown(wrong, claim) + say("order.differs"))
    if len(pairs) < _n_pairs(claim) or any(pair.told is None for pair in pairs):
        return Verdict.unverifiable(say("order.missing"))
    shown = _shown(pairs, claim)
    holds = 0 if claim.wording == LEVEL else 1
    if any(pair.told != holds for pair in pairs):
        return Verdict.unverifiable(shown + say("order.open"))
    between = list(_between(pairs[0], criterion)) if claim.wording == RIGHT_AHEAD else []
    if between:
        return Verdict.contradicted(shown + say("order.between", names=joined(between, ", ")))
    if claim.wording == RIGHT_AHEAD and not _is_next(pairs[0], about, criterion):
        return Verdict.unverifiable(shown + say("order.perhaps_between"), "consistent_only")
    by_place = all(pair.by_place is not None for pair in pairs)
    return Verdict.confirmed(shown, "places" if by_place else "scores")


def _shown(pairs: Sequence[_Pair], claim: Claim) -> Words:
    return joined([pair.words(claim.wording == LEVEL) for pair in pairs], " ")


def _n_pairs(claim: Claim) -> int:
    n_units = len(claim.agencies)
    return n_units * (n_units - 1) // 2 if claim.wording == LEVEL else n_units - 1


def _pairs(claim: Claim, about: RankedList, criterion: Criterion) -> Iterator[_Pair]:
    """Yield the pairs that a claim sets against each other, the one that it puts ahead first."""
    first, *others = (criterion.results.get(unit) for unit in claim.agencies)
    if claim.wording == LEVEL:
        told = list(combinations([first, *others], 2))
    else:
        told = [(other, first) if claim.wording == BEHIND else (first, other) for other in others]
    for ahead, behind in told:
        if ahead is not None and behind is not None:
            # under maxima of their own more points are not more
            is_one_scale = about.ranked_by in (None, "points") and not (ahead.maximum or behind.maximum)
            by_score = _by_score(ahead.score, behind.score) if is_one_scale else None
            yield _Pair(ahead, behind, _by_place(ahead, behind), by_score)


def _by_place(ahead: Result, behind: Result) -> int | None:
    if ahead.rank is None or behind.rank is None:
        return None
    return (ahead.rank.value < behind.rank.value) - (ahead.rank.value > behind.rank.value)


def _by_score(ahead: Figure | None, behind: Figure | None) -> int | None:
    """Return how two scores stand: level are those that are printed alike, open those that rounding can exchange."""
    if ahead is None or behind is None:
        return None
    if ahead.value == behind.value:
        return 0
    if abs(ahead.exact - behind.exact) < ahead.slack + behind.slack:
        return None
    return 1 if ahead.exact > behind.exact else -1


def _is_wrong(pair: _Pair, wording: str | None) -> bool:
    """Return whether all that is printed of a pair speaks against its order."""
    told = [way for way in (pair.by_place, pair.by_score) if way is not None]
    return bool(told) and all(way != 0 if wording == LEVEL else way < 0 for way in told)


def _between(pair: _Pair, criterion: Criterion) -> Iterator[str]:
    """Yield the units that surely stand between the two of a pair, by places, or by scores where these have none."""
    for unit, row in criterion.results.items():
        if unit in (pair.first.agency_id, pair.second.agency_id):
            continue
        if pair.by_place is not None:
            ways = _by_place(pair.first, row), _by_place(row, pair.second)
        else:
            ways = _by_score(pair.first.score, row.score), _by_score(row.score, pair.second.score)
        if ways == (1, 1):
            yield row.name


def _is_next(pair: _Pair, about: RankedList, criterion: Criterion) -> bool:
    """Return whether nobody can stand between the two of a pair: their places follow, or everybody's are printed."""
    if pair.first.rank and pair.second.rank:
        follows = pair.second.rank.value - pair.first.rank.value == 1
        ranks = [row for row in criterion.results.values() if row.rank is not None]
        return follows or (about.is_complete and len(ranks) == about.n_units)
    return about.scores_all(criterion)
