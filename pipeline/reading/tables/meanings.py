"""What a column may mean, and how much its header and its cells speak for each meaning."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.tables.column_cells import Content, order_fit, ratio_fit, sum_fit
from pipeline.reading.tables.column_heads import (
    CHANGE,
    CONVERTED,
    COUNTER,
    CRITERION,
    MAXIMUM,
    NOTE,
    OTHER,
    PERCENT,
    RANK,
    SCORE,
    TIER,
)
from pipeline.reading.tables.columns import LABEL, NAME, PAIR, YEAR, Columns, Meaning
from pipeline.reading.vocabulary.criterion_names import criterion_key
from pipeline.reading.vocabulary.topics import block_in
from schemas.values import YEARS

# How much a header speaks for each kind of column.
_HEADED = {
    COUNTER: {COUNTER: 4.0, RANK: -1.5},
    RANK: {RANK: 4.0, TIER: 2.0, SCORE: 1.0, PAIR: 3.0},
    TIER: {TIER: 4.0, RANK: 0.5},
    SCORE: {SCORE: 4.0, PAIR: 3.0},
    CONVERTED: {CONVERTED: 4.0, PAIR: 2.0},
    PERCENT: {SCORE: 4.0, PAIR: 2.0},
    MAXIMUM: {MAXIMUM: 4.0, SCORE: 0.5},
    CHANGE: {CHANGE: 4.0},
    NOTE: {NOTE: 4.0},
    CRITERION: {LABEL: 4.0, SCORE: 1.0},
    OTHER: {SCORE: 2.0, PAIR: 2.0, LABEL: 0.5, RANK: -2.0, MAXIMUM: -3.0},
}
_UNHEADED = {COUNTER: 1.5, SCORE: 1.0, NOTE: 1.0, TIER: 1.0, PAIR: 2.0, LABEL: 1.0, RANK: -2.0}
# A kind that a header does not speak of.
_AGAINST = {RANK: -3.0, COUNTER: -3.0}
_OTHERWISE = -1.0
_NEVER = -99.0
# What figures out of one number say of being places where they stand before the units.
_PLACED = 4.0
# A column is offered as the whole where it falls behind the likeliest by no more than this.
_WITHIN = 5.0
# So far from a percentage is one that was worked out from rounded points, and in so many rows must it be right.
_ROUNDED, _MOST = Decimal("0.06"), Decimal("0.8")


Options = dict[Meaning, float]


def options_of(columns: Columns) -> list[Options]:
    """Return for each column what it may mean, with a weight."""
    kinds = [dict(_kinds(columns, at)) for at in range(columns.width)]
    scored = [at for at, found in enumerate(kinds) if _likeliest(found) in (SCORE, CONVERTED, PAIR)]
    wholes = _wholes(columns, kinds, scored)
    alike = Counter(
        (columns.owners[at], columns.year_of(at), _likeliest(found)) for at, found in enumerate(kinds)
    )
    return [
        {
            meaning: weight
            for kind, said in kinds[at].items()
            for meaning, weight in _of_kind(columns, at, kind, said, wholes, scored, alike)
        }
        for at in range(columns.width)
    ]


def _likeliest(kinds: dict[str, float]) -> str:
    return max(kinds, key=lambda kind: kinds[kind])


def _kinds(columns: Columns, at: int) -> Iterator[tuple[str, float]]:
    """Yield the kinds that a column may be of, with what header and cells say for each."""
    if at in columns.names:
        yield NAME, 0.0
        return
    heading, content = columns.headings[at], columns.contents[at]
    headed = _HEADED.get(heading.role, _HEADED[OTHER]) if heading.own or heading.topic else _UNHEADED

    def said(kind: str) -> float:
        return headed.get(kind, _AGAINST.get(kind, _OTHERWISE))

    yield NOTE, said(NOTE) + (1.0 if not content.is_numeric else 0.0)
    if not content.filled:
        return
    if heading.role == CHANGE and not content.is_numeric:
        yield CHANGE, said(CHANGE)
    if content.mostly(len(content.pairs)):
        yield PAIR, said(PAIR) + 3.0
    elif content.is_numeric:
        yield from _numeric_kinds(columns, at, headed)
    elif content.mostly(content.tiers) or (
        heading.role == TIER and content.is_graded and not _name_blocks(content)
    ):
        yield TIER, said(TIER) + 3.0
    else:
        if content.is_graded and not content.is_uniform and not _name_blocks(content):
            yield TIER, said(TIER)
        if columns.is_long:
            yield LABEL, said(LABEL) + 2.0
    if content.roman or (content.is_numeric and heading.role == TIER and content.mostly(content.tiers)):
        yield TIER, said(TIER) + (2.0 if content.repeats else 0.0)
    if content.roman and not content.is_numeric and content.could_rank:
        yield RANK, said(RANK)


def _name_blocks(content: Content) -> bool:
    """Return True for words that say of which block each unit is: "Cấp sở", "Cấp huyện"."""
    return all(block_in(cell.words) is not None for cell in content.filled)


def _numeric_kinds(columns: Columns, at: int, headed: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the kinds that a column of figures may be of."""
    content = columns.contents[at]

    def said(kind: str) -> float:
        return headed.get(kind, _AGAINST.get(kind, _OTHERWISE))

    if content.is_whole and all(int(number) in YEARS for number in content.told):
        yield YEAR, 3.0
    in_front = at < min(columns.names, default=at + 1)
    places = in_front and content.are_places
    counts = not places and content.counts(columns.segments, columns.units)
    yield COUNTER, said(COUNTER) + (2.0 if counts else -3.0) + (0.5 if in_front else 0.0)
    if content.could_rank:
        yield RANK, said(RANK) + (_PLACED if places else 0.5)
    grain = 0.0 if content.is_whole and not content.in_points else 1.5
    kind = CONVERTED if CONVERTED in headed else SCORE
    yield kind, said(kind) + grain
    if headed.get(MAXIMUM, 0) > 0 or (content.is_constant and content.told[0]):
        yield MAXIMUM, said(MAXIMUM) + (1.0 if content.is_constant else 0.0)
    if headed.get(CHANGE) or content.is_signed:
        yield CHANGE, said(CHANGE) + (3.0 if content.is_signed else 0.0)


def _wholes(columns: Columns, kinds: Sequence[dict[str, float]], scored: Sequence[int]) -> dict[int, float]:
    """Return how much speaks for each score column to be of the whole; those without a chance are left out."""
    weights: dict[int, float] = {}
    ranks = [at for at, found in enumerate(kinds) if _likeliest(found) == RANK]
    converted = {columns.owners[at] for at in scored if CONVERTED in kinds[at]}
    alone = Counter((columns.owners[at], columns.year_of(at)) for at in scored)
    reach: dict[int, float] = {}
    for at in scored:
        group = columns.owners[at], columns.year_of(at)
        if group[0] in converted and columns.headings[at].wholeness <= 0:
            continue  # the converted points are the whole, and others only by their own words
        parts = [
            one for one in scored if columns.owners[one] == group[0] and columns.year_of(one) == group[1]
        ]
        weights[at] = (
            columns.headings[at].wholeness
            + (3.0 * sum_fit(columns.contents, at, parts) if len(parts) > 2 else 0.0)
            + (2.5 if alone[group] == 1 and len(set(columns.owners)) == 1 else 0.0)
            + (0.3 if at in (parts[0], parts[-1]) else 0.0)
        )
        fits = [] if group[0] in converted else [columns_fit(columns, rank, at) for rank in ranks]
        reach[at] = weights[at] + 4.0 * max(fits, default=0.0)
    best: dict[tuple[int, int | None], float] = {}
    for at in weights:
        group = columns.owners[at], columns.year_of(at)
        best[group] = max(best.get(group, _NEVER), reach[at])
    likely = [at for at in weights if reach[at] >= best[columns.owners[at], columns.year_of(at)] - _WITHIN]
    maxima = [at for at, found in enumerate(kinds) if _likeliest(found) == MAXIMUM]
    return {
        at: weight
        for at, weight in weights.items()
        if at in likely
        or any(_is_in_proportion(columns, at, whole) for whole in likely)
        or any(_is_share(columns, share, at, top) for share in likely for top in maxima if top != at)
    }


def _is_in_proportion(columns: Columns, at: int, whole: int) -> bool:
    """Return True for a column that is, in percent of one maximum, the points of another; its header names nothing."""
    if not columns.in_percent(at) or columns.in_percent(whole) or columns.headings[at].criterion is not None:
        return False
    if columns.owners[at] != columns.owners[whole]:
        return False
    return ratio_fit(columns.contents[at].numbers, columns.contents[whole].numbers) >= _MOST


def _is_share(columns: Columns, share: int, score: int, top: int) -> bool:
    """Return True where one column is, in most rows, what another is in percent of the maxima in a third."""
    if not columns.in_percent(share) or columns.owners[share] != columns.owners[score]:
        return False
    rows = zip(*(columns.contents[at].numbers for at in (share, score, top)), strict=True)
    told = [(a, b, c) for a, b, c in rows if a is not None and b is not None and c]
    fitting = sum(abs(100 * b / c - a) < _ROUNDED for a, b, c in told)
    return len(told) > 1 and fitting >= _MOST * len(told)


def columns_fit(columns: Columns, rank: int, score: int) -> float:
    """Return how well the places of one column follow the figures of another."""
    return order_fit(columns.contents[rank].ranks, columns.contents[score].numbers, columns.segments)


def _of_kind(
    columns: Columns,
    at: int,
    kind: str,
    weight: float,
    wholes: dict[int, float],
    scored: Sequence[int],
    alike: Counter[tuple[int, int | None, str]],
) -> Iterator[tuple[Meaning, float]]:
    """Yield the meanings of a kind: what a result may be of."""
    heading = columns.headings[at]
    meaning = Meaning(kind, None, columns.year_of(at))
    if kind == PAIR:
        content = columns.contents[at]
        first, second = content.rank_leads(True), content.rank_leads(False)
        meaning, weight = replace(meaning, rank_first=first >= second), weight + max(first, second)
    if kind in (SCORE, CONVERTED, PAIR):
        meaning = replace(meaning, percent=columns.in_percent(at))
        if at in wholes:
            yield meaning, weight + wholes[at]
        if heading.criterion is not None and kind != CONVERTED:
            named = replace(meaning, criterion=heading.criterion)
            yield named, weight + 1.0 - max(heading.wholeness, 0.0)
    elif kind in (RANK, TIER, MAXIMUM):
        several = alike[columns.owners[at], columns.year_of(at), kind] > 1 or len(set(columns.owners)) > 1
        yield meaning, weight + (0.0 if heading.topic and heading.criterion else 1.0)
        beside = [at + 1] if kind == MAXIMUM else [at - 1, at + 1] if several else []
        for criterion, nearness in _near(columns, at, scored, beside):
            yield replace(meaning, criterion=criterion), weight + nearness
    else:
        yield Meaning(kind), weight


def _near(
    columns: Columns, at: int, scored: Sequence[int], beside: Sequence[int]
) -> Iterator[tuple[str, float]]:
    """Yield the criteria that a rank, a tier or a maximum may be of, with how near they stand."""
    heading = columns.headings[at]
    near: dict[str, float] = {}
    if heading.criterion is not None and heading.role in (RANK, TIER, MAXIMUM):
        near[heading.criterion] = 2.0
    words = criterion_key(heading.own)
    for one in scored:
        criterion = columns.headings[one].criterion
        if criterion is None or one == at or columns.owners[one] != columns.owners[at]:
            continue
        if criterion_key(criterion) in words:
            near[criterion] = 3.0
        elif one in beside and columns.year_of(one) == columns.year_of(at):
            near.setdefault(criterion, 1.0)
    yield from near.items()
