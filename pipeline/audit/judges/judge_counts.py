"""Numbers of units, of criteria and of tiers."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from pipeline.audit.evidence import Claim, Evidence, RankedList, Verdict
from pipeline.audit.judges.judge_registry import judges
from schemas.messages.words import joined, say

_LISTED = "listed"
# So many other counts must agree with the list before one above it is contradicted.
_MIN_AGREEING = 2
_TIER_COUNTS = "tier_counts"
# A list and what introduces it have so many lines between them at most, blank ones counted.
_LINES_APART = 2


@judges("unit_count")
def judge_unit_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``18/18 cơ quan`` against the lists, or the units that the sentence itself names."""
    if claim.printed_value is None:
        return Verdict.unverifiable(say("unit_count.no_number"))
    printed, named = claim.exact, claim.n_listed
    if printed == named:
        return Verdict.confirmed(say("unit_count.named", n=printed), "units_named", printed)
    if claim.whole is not None and claim.printed_value > claim.whole:
        words = say("unit_count.above_whole", printed=printed, whole=claim.whole)
        return Verdict.contradicted(words, None, Fraction(0), Fraction(claim.whole))
    lists = evidence.lists_of(claim)
    sizes = _sizes(lists)
    for reading, size in sizes.items():
        if printed == size:
            other_base = _other_base(claim, size, evidence)
            if other_base is not None:
                return other_base
            return Verdict.confirmed(say("unit_count.listed", n=size), reading, size)
    if named is not None and named > printed:
        words = say("unit_count.named_more", n=named, printed=printed)
        return Verdict.contradicted(words, Fraction(named))
    found = (_differs_in_sum(claim, evidence) if sizes else None) or _above_tier_counts(claim, lists)
    if found is not None:
        return found
    if _is_of_part(claim) or not sizes or claim.block is None:
        # a part of the units, or units of no list
        return Verdict.unverifiable(say("unit_count.not_listed"))
    return _judge_by_list(claim, lists[0], sizes, evidence)


def _other_base(claim: Claim, size: Fraction, evidence: Evidence) -> Verdict | None:
    """``18/19 cơ quan``: another base than several other counts of the same units have; None where it is theirs."""
    about = (claim.claim_type, claim.source_id, claim.index_id, claim.block)
    others = [
        other
        for other in evidence.claims
        if (other.claim_type, other.source_id, other.index_id, other.block) == about
        and other.whole == other.printed_value == size
    ]
    if claim.whole is None or claim.whole == size or len(others) < _MIN_AGREEING:
        return None
    told = joined(sorted({other.line for other in others}), ", ")
    words = say("unit_count.other_base", printed=claim.exact, whole=claim.whole, n=size, lines=told)
    return Verdict.contradicted(words)


def _differs_in_sum(claim: Claim, evidence: Evidence) -> Verdict | None:
    """``30 cơ quan (18 sở và 12 huyện)``: one of the numbers where all the others are the sizes of the lists.

    None unless a line tells a number of all units and right after it those of each block.
    """
    stated = sorted(
        (
            other
            for other in evidence.claims
            if other.claim_type == "unit_count"
            and (other.source_id, other.line) == (claim.source_id, claim.line)
        ),
        key=lambda other: other.col_start,
    )
    first = next((n for n in range(stated.index(claim), -1, -1) if stated[n].block is None), None)
    if first is None:
        return None
    lists = evidence.lists_of(stated[first])
    blocks: dict[str | None, int] = {item.block: item.n_units for item in lists if item.n_units is not None}
    group = stated[first : first + 1 + len(blocks)]
    expected = {None: sum(blocks.values()), **blocks}
    others = {other.block for other in group if other.printed_value == expected.get(other.block)}
    if len(blocks) < _MIN_AGREEING or claim not in group or others != {*expected} - {claim.block}:
        return None
    parts = joined(blocks.values(), " + ")
    words = say("arithmetic.sum_differs", parts=parts, total=expected[None], printed=claim.exact)
    return Verdict.contradicted(words, Fraction(expected[claim.block]))


def _above_tier_counts(claim: Claim, lists: Sequence[RankedList]) -> Verdict | None:
    """More units than the numbers at all tiers add up to; None where those do not say how many there are."""
    if len(lists) != 1 or lists[0].n_units_basis != _TIER_COUNTS or claim.block is None:
        return None
    size = Fraction(lists[0].n_units or 0)
    if claim.exact <= size:
        return None
    parts = joined([count for _, count in lists[0].stated_tiers], " + ")
    words = say("unit_count.above_tier_counts", parts=parts, total=size, printed=claim.exact)
    return Verdict.contradicted(words, size)


def _judge_by_list(
    claim: Claim, about: RankedList, sizes: dict[str, Fraction], evidence: Evidence
) -> Verdict:
    """Judge a number of units of one list that is not its size.

    It may count some of them; it cannot count more than all, nor others than those whose average is stated.
    """
    size = next(iter(sizes.values()))
    others = [
        other
        for other in evidence.claims
        if (other.source_id, other.block) == (claim.source_id, claim.block) and other is not claim
    ]
    n_agreeing = sum(other.claim_type == "unit_count" and other.printed_value == size for other in others)
    is_averaged = any(
        other.claim_type == "average" and other.line == claim.line and other.col_start > claim.col_start
        for other in others
    )
    words = say("unit_count.list_differs", printed=claim.exact, n=size)
    if claim.whole is not None and claim.whole != size:
        # "08/08 địa phương": of other units
        return Verdict.unverifiable(words)
    is_wrong = is_averaged or (claim.exact > size and n_agreeing >= _MIN_AGREEING)
    if about.is_complete and about.n_units_basis == _LISTED and is_wrong:
        return Verdict.contradicted(words, size)
    return Verdict.unverifiable(words)


def _is_of_part(claim: Claim) -> bool:
    """Return whether the count is of some units only: those of a criterion, or those named after it."""
    return not claim.is_of_total or bool(claim.tier)


def _sizes(lists: Sequence[RankedList]) -> dict[str, Fraction]:
    """Return the numbers of units that a count can mean, each with its reading, the plainest first."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    n_lists: defaultdict[str, int] = defaultdict(int)
    for item in lists:
        n_lists[item.index_id] += 1
        if item.n_units is not None and item.n_units_basis in (_LISTED, _TIER_COUNTS):
            known[item.index_id].append(item.n_units)
    full = {sum(sizes) for index, sizes in known.items() if len(sizes) == n_lists[index]}
    if len(full) != 1:
        return {}
    found = {_LISTED: Fraction(full.pop())}
    left_out = sum(len(item.not_ranked) for item in lists)
    if left_out:
        found["with_not_ranked"] = found[_LISTED] + left_out
    return found


def judge_item_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a number of criteria or of tiers against what the sentence lists, and what the lists hold."""
    if claim.printed_value is None:
        return Verdict.unverifiable(say("unit_count.no_number"))
    printed, n_listed = claim.exact, claim.n_listed
    if printed == n_listed:
        return Verdict.confirmed(say("item_count.listed", n=printed), "items_listed", printed)
    in_lists = _in_lists(claim, evidence)
    if printed in in_lists:
        words = say("item_count.in_lists", n=printed)
        if len(in_lists) > 1:
            others = joined(sorted(in_lists - {printed}), "; ")
            words = say("item_count.in_some_lists", n=printed, others=others)
        return Verdict.confirmed(words, _LISTED, printed)
    if n_listed is None and _is_listed_elsewhere(claim, evidence):
        return Verdict.confirmed(say("item_count.listed_elsewhere", n=printed), "items_listed", printed)
    if n_listed is not None and not _shares_its_list(claim, evidence):
        words = say("item_count.sentence_differs", n=n_listed, printed=printed)
        return Verdict.contradicted(words, Fraction(n_listed))
    if not in_lists:
        return Verdict.unverifiable(say("item_count.not_listed"))
    n = joined(sorted(in_lists), "; ")
    introduces = claim.unit == "tiers" and _introduces(claim, evidence)
    if introduces or _n_agreeing(claim, in_lists, evidence) >= _MIN_AGREEING:
        value = min(in_lists) if len(in_lists) == 1 else None
        return Verdict.contradicted(say("item_count.lists_differ", n=n, printed=printed), value)
    return Verdict.unverifiable(say("item_count.not_listed_but", n=n))


def _shares_its_list(claim: Claim, evidence: Evidence) -> bool:
    """Return whether another count of the line has the same list after it, which is of one of them."""
    return any(
        (other.claim_type, other.source_id, other.line, other.unit, other.n_listed)
        == (claim.claim_type, claim.source_id, claim.line, claim.unit, claim.n_listed)
        and other is not claim
        for other in evidence.claims
    )


def _introduces(claim: Claim, evidence: Evidence) -> bool:
    """Return whether the bands of the list stand in the line of a number of tiers or right after it."""
    first = min((band.line for item in evidence.lists_of(claim) for band in item.bands), default=0)
    return 0 <= first - claim.line <= _LINES_APART


def _n_agreeing(claim: Claim, in_lists: set[Fraction], evidence: Evidence) -> int:
    """Return how many other places of the document count things of the same name as the lists have them."""
    return sum(
        _of_same_name(other, claim) and other.index_id == claim.index_id and other.printed_value in in_lists
        for other in evidence.claims
    )


def _is_listed_elsewhere(claim: Claim, evidence: Evidence) -> bool:
    """Return whether another sentence of the document lists as many things of the same name."""
    return any(
        _of_same_name(other, claim)
        and other.claim_id != claim.claim_id
        and other.printed_value == claim.printed_value == other.n_listed
        for other in evidence.claims
    )


def _of_same_name(other: Claim, claim: Claim) -> bool:
    """Return whether two counts of a document count things of the same name."""
    return (other.source_id, other.unit, other.criterion_id, other.subject.split()[:2]) == (
        claim.source_id,
        claim.unit,
        claim.criterion_id,
        claim.subject.split()[:2],
    )


def _in_lists(claim: Claim, evidence: Evidence) -> set[Fraction]:
    """Return the numbers of bands, or of criteria, of the lists that the claim can be about."""
    if not claim.is_of_total:
        return set()
    lists = evidence.lists_of(claim)
    if claim.unit == "tiers":
        return {Fraction(len(item.bands)) for item in lists if item.bands}
    return {Fraction(len(item.parts)) for item in lists if item.parts and item.is_complete}
