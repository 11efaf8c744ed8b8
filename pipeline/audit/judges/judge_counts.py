"""Numbers of units, of criteria and of tiers."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from pipeline.audit.evidence import (
    CONFIRMED,
    CONTRADICTED,
    Claim,
    Evidence,
    RankedList,
    Verdict,
    unverifiable,
)
from pipeline.audit.explain import Words, joined, number, say
from pipeline.audit.judges.judge_registry import judges

_LISTED = "listed"
# So many other counts must agree with the list before one above it is contradicted.
_MIN_AGREEING = 2
_TIER_COUNTS = "tier_counts"
# A list and what introduces it have so many lines between them at most, blank ones counted.
_LINES_APART = 2


@judges("unit_count")
def judge_unit_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge ``18/18 cơ quan`` against the lists, or the units that the sentence itself names."""
    if claim.printed is None:
        return unverifiable(say("Không nêu số.", "No number is printed."))
    said = Fraction(claim.printed)
    named = Fraction(claim.n_listed) if claim.n_listed is not None else None
    if named is not None and said == named:
        words = say("Câu nêu tên {n} đơn vị.", "The sentence names {n} units.", n=named)
        return Verdict(CONFIRMED, words, "units_named", named)
    if claim.whole is not None and claim.printed > claim.whole:
        words = say(
            "{said} lớn hơn tổng số {whole}.",
            "{said} is more than the whole, {whole}.",
            said=said,
            whole=claim.whole,
        )
        return Verdict(CONTRADICTED, words, None, None, Fraction(0), Fraction(claim.whole))
    lists = evidence.lists_of(claim)
    sizes = _sizes(lists)
    for reading, size in sizes.items():
        if said == size:
            words = say("Các danh sách có {n} đơn vị.", "The lists have {n} units.", n=size)
            return Verdict(CONFIRMED, words, reading, size)
    if named is not None and named > said:
        words = say(
            "Câu nêu tên {n} đơn vị, nêu {said}.",
            "The sentence names {n} units, printed {said}.",
            n=named,
            said=said,
        )
        return Verdict(CONTRADICTED, words, None, named)
    beside = _sum_beside(claim, evidence) if sizes else None
    if beside is not None:
        return beside
    more = _more_than_told(claim, lists)
    if more is not None:
        return more
    if _of_part(claim) or not sizes or claim.block is None:
        # a part of the units, or units of no list
        return unverifiable(
            say("Thiếu danh sách các đơn vị được đếm.", "The units that are counted are not listed.")
        )
    return _against_list(claim, lists[0], sizes, evidence)


def _sum_beside(claim: Claim, evidence: Evidence) -> Verdict | None:
    """``30 cơ quan (18 sở và 12 huyện)``: one of the numbers where all the others are the sizes of the lists.

    None unless a line tells a number of all units and right behind it those of each block.
    """
    told = sorted(
        (
            other
            for other in evidence.claims
            if other.claim_type == "unit_count"
            and (other.source_id, other.place.line) == (claim.source_id, claim.place.line)
        ),
        key=lambda other: other.place.start,
    )
    place = next((n for n in range(told.index(claim), -1, -1) if told[n].block is None), None)
    if place is None:
        return None
    lists = evidence.lists_of(told[place])
    blocks: dict[str | None, int] = {item.block: item.n_units for item in lists if item.n_units is not None}
    group = told[place : place + 1 + len(blocks)]
    expected = {None: sum(blocks.values()), **blocks}
    others = {other.block for other in group if other.printed == expected.get(other.block)}
    if len(blocks) < _MIN_AGREEING or claim not in group or others != {*expected} - {claim.block}:
        return None
    parts = joined([number(size) for size in blocks.values()], " + ")
    words = parts + say(
        " = {total}; công bố {said}.",
        " = {total}; printed {said}.",
        total=expected[None],
        said=claim.printed or 0,
    )
    return Verdict(CONTRADICTED, words, None, Fraction(expected[claim.block]))


def _more_than_told(claim: Claim, lists: Sequence[RankedList]) -> Verdict | None:
    """More units than the numbers at all tiers add up to; None where those do not say how many there are."""
    if len(lists) != 1 or lists[0].n_units_basis != _TIER_COUNTS or claim.block is None:
        return None
    size = lists[0].n_units or 0
    if Fraction(claim.printed or 0) <= size:
        return None
    counts = joined([number(count) for _, count in lists[0].told_tiers], " + ")
    words = counts + say(
        " = {n}, nhưng nêu {said} đơn vị.",
        " = {n}, but {said} units are printed.",
        n=size,
        said=claim.printed or 0,
    )
    return Verdict(CONTRADICTED, words, None, Fraction(size))


def _against_list(claim: Claim, about: RankedList, sizes: dict[str, Fraction], evidence: Evidence) -> Verdict:
    """Return a number of units of one list that is not its size.

    It may count some of them; it cannot count more than all, nor others than those whose average is told.
    """
    size = next(iter(sizes.values()))
    told = [
        other
        for other in evidence.claims
        if (other.source_id, other.block) == (claim.source_id, claim.block) and other is not claim
    ]
    n_agreeing = sum(other.claim_type == "unit_count" and other.printed == size for other in told)
    averaged = any(
        other.claim_type == "average"
        and other.place.line == claim.place.line
        and other.place.start > claim.place.start
        for other in told
    )
    words = say(
        "Nêu {said} đơn vị, danh sách có {n}.",
        "Printed {said} units, the list has {n}.",
        said=claim.printed or 0,
        n=size,
    )
    wrong = averaged or (Fraction(claim.printed or 0) > size and n_agreeing >= _MIN_AGREEING)
    if about.is_complete and about.n_units_basis == _LISTED and wrong:
        return Verdict(CONTRADICTED, words, None, size)
    return unverifiable(words)


def _of_part(claim: Claim) -> bool:
    """Return whether the count is of some units only: those of a criterion, or those named behind it."""
    return (claim.criterion_id is not None and not claim.criterion_id.endswith("/total")) or bool(claim.tier)


def _sizes(lists: Sequence[RankedList]) -> dict[str, Fraction]:
    """Return the numbers of units that a count can mean, each with its reading, the plainest first."""
    known: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for item in lists:
        if item.n_units is not None and item.n_units_basis in (_LISTED, _TIER_COUNTS):
            known[item.index_id].append((item.block, item.n_units))
    totals = {index: sum(size for _, size in blocks) for index, blocks in known.items()}
    n_lists = {index: sum(item.index_id == index for item in lists) for index in known}
    full = sorted({total for index, total in totals.items() if len(known[index]) == n_lists[index]})
    found = {_LISTED: Fraction(full[0])} if len(full) == 1 else {}
    left_out = sum(len(item.not_ranked) for item in lists)
    if found and left_out:
        found["with_not_ranked"] = found[_LISTED] + left_out
    return found


def judge_item_count(claim: Claim, evidence: Evidence) -> Verdict:
    """Judge a number of criteria or of tiers against what the sentence lists, and what the lists hold."""
    if claim.printed is None:
        return unverifiable(say("Không nêu số.", "No number is printed."))
    said = Fraction(claim.printed)
    n_listed = claim.n_listed
    if n_listed is not None and said == n_listed:
        words = say("Câu kể ra {n} mục.", "The sentence lists {n} items.", n=n_listed)
        return Verdict(CONFIRMED, words, "items_listed", said)
    held = _in_lists(claim, evidence)
    if said in held:
        words = say("Các danh sách có {n}.", "The lists have {n}.", n=said)
        if len(held) > 1:
            words = say(
                "Có danh sách {n}, có danh sách {others}: xem từng danh sách.",
                "Some lists have {n}, others {others}: each is judged by itself.",
                n=said,
                others=joined([number(count) for count in sorted(held - {said})], "; "),
            )
        return Verdict(CONFIRMED, words, _LISTED, said)
    if n_listed is None and _listed_elsewhere(claim, evidence):
        words = say(
            "Chỗ khác trong văn bản kể ra {n} mục.", "Another place of the document lists {n} items.", n=said
        )
        return Verdict(CONFIRMED, words, "items_listed", said)
    # the list behind several counts is of one of them
    others = [
        other
        for other in evidence.claims
        if (other.claim_type, other.source_id, other.place.line, other.unit)
        == (claim.claim_type, claim.source_id, claim.place.line, claim.unit)
        and other is not claim
        and other.n_listed == n_listed
    ]
    if n_listed is not None and not others:
        words = say(
            "Câu kể ra {n} mục, nêu {said}.",
            "The sentence lists {n} items, printed {said}.",
            n=n_listed,
            said=said,
        )
        return Verdict(CONTRADICTED, words, None, Fraction(n_listed))
    agreed = _agreeing(claim, held, evidence) >= _MIN_AGREEING
    if held and (agreed or (claim.unit == "tiers" and _introduces(claim, evidence))):
        words = say(
            "Các danh sách có {n}, nêu {said}.",
            "The lists have {n}, printed {said}.",
            n=joined([number(count) for count in sorted(held)], "; "),
            said=said,
        )
        return Verdict(CONTRADICTED, words, None, min(held) if len(held) == 1 else None)
    return unverifiable(_not_listed(held))


def _introduces(claim: Claim, evidence: Evidence) -> bool:
    """Return whether the bands of the list stand in the line of a number of tiers or right behind it."""
    first = min((band.line for item in evidence.lists_of(claim) for band in item.bands), default=0)
    return 0 <= first - claim.place.line <= _LINES_APART


def _agreeing(claim: Claim, held: set[Fraction], evidence: Evidence) -> int:
    """Return how many other places of the document count things of the same name as the lists have them."""
    key = (claim.source_id, claim.index_id, claim.unit, claim.criterion_id, claim.subject.split()[:2])
    return sum(
        (other.source_id, other.index_id, other.unit, other.criterion_id, other.subject.split()[:2]) == key
        and other.printed in held
        for other in evidence.claims
    )


def _listed_elsewhere(claim: Claim, evidence: Evidence) -> bool:
    """Return whether another sentence of the document lists as many things of the same name."""
    key = (claim.source_id, claim.unit, claim.criterion_id, claim.subject.split()[:2])
    return any(
        (other.source_id, other.unit, other.criterion_id, other.subject.split()[:2]) == key
        and other.claim_id != claim.claim_id
        and other.printed == claim.printed == other.n_listed
        for other in evidence.claims
    )


def _not_listed(held: set[Fraction]) -> Words:
    missing = say("Thiếu danh sách các mục được đếm.", "The items that are counted are not listed.")
    if not held:
        return missing
    shown = joined([number(count) for count in sorted(held)], "; ")
    return missing + say(" Các danh sách có {n}.", " The lists have {n}.", n=shown)


def _in_lists(claim: Claim, evidence: Evidence) -> set[Fraction]:
    """Return the numbers of bands, or of criteria, of the lists that the claim can be about."""
    if claim.criterion_id is not None and not claim.criterion_id.endswith("/total"):
        return set()
    lists = evidence.lists_of(claim)
    if claim.unit == "tiers":
        return {Fraction(len(item.bands)) for item in lists if item.bands}
    return {Fraction(len(item.parts)) for item in lists if item.parts and item.is_complete}
