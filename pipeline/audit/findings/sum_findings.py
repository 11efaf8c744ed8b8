"""Printed totals against the sums of their parts, of each unit and of the maxima (METHOD 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import comb, factorial

from pipeline.audit.arithmetic.parts import Sum
from pipeline.audit.arithmetic.printed import Figure
from pipeline.audit.arithmetic.rounding import EXACT, ROUNDED_INPUTS, around
from pipeline.audit.evidence import CONFIRMED, ROUNDED, Finding, RankedList, Verdict
from pipeline.audit.findings.rank_findings import is_few, summarize
from schemas.messages.words import joined, reading_words, say

# The decimals of a number that is not rounded: more than are ever printed.
_EXACT = 9
# Rounded parts would let so few rows miss in less than one table of so many.
_ONE_TABLE_IN = 100


def sum_findings(about: RankedList, found: Sum) -> Iterator[Finding]:
    """Judge printed totals against the sums of their parts, of each unit and of the maxima.

    Where many rows miss upwards, the totals hold something that is not printed (bonus points), and no row is
    accused; where they miss either way, the doubt gate sets the table aside.
    """
    rows = _rows(found)
    wrong = [row for row in rows if row[2].is_contradicted]
    bonus = not is_few(len(wrong), len(rows)) and all(
        whole.exact > (verdict.value or 0) for _, whole, verdict in wrong
    )
    for unit, whole, verdict in rows:
        if verdict.verdict == ROUNDED or (verdict.is_contradicted and not bonus):
            name = found.whole.results[unit].name
            yield Finding(
                "sum", about, found.whole, name, whole.location, "points", verdict, unit, whole.value
            )
    locations = [whole.location for _, whole, _ in rows]
    yield from summarize(about, found.whole, "sum", locations, len(rows) - len(wrong), None)
    yield from _sum_of_maxima(about, found)


def _rows(found: Sum) -> list[tuple[str, Figure, Verdict]]:
    """Return the units with a total and all its parts, and what these make.

    Where nearly all add up to the last digit that is the model, and a row that misses by a rounding is odd.
    """
    rows: list[tuple[str, Figure, Verdict]] = []
    decimals: set[int] = set()
    for unit, whole in found.whole.scores.items():
        parts = [part.scores.get(unit) for part in found.parts]
        figures = [figure for figure in parts if figure is not None]
        if len(figures) == len(parts):
            rows.append((unit, whole, _sum_verdict(whole, figures)))
            decimals |= {figure.decimals for figure in (whole, *figures)}
    n_exact = sum(verdict.verdict == CONFIRMED for _, _, verdict in rows)
    if len(decimals) > 1 or not adds_up(len(found.parts), len(rows), len(rows) - n_exact):
        return rows
    return [(unit, whole, _odd(verdict, n_exact)) for unit, whole, verdict in rows]


def _odd(verdict: Verdict, n_exact: int) -> Verdict:
    """Return the finding of a row that misses by a rounding where ``n_exact`` others add up to the last digit."""
    if verdict.verdict != ROUNDED or verdict.value is None:
        return verdict
    words = say("sum.odd", sum=verdict.words, n=n_exact)
    return Verdict.contradicted(words, *around(verdict.value), kind="sum_odd")


def adds_up(n_parts: int, n_rows: int, n_missing: int) -> bool:
    """Return whether so few rows miss the sum of their parts that these cannot have been rounded.

    Of parts rounded one by one the errors add up: the total is met where their sum stays below half a unit.
    """
    middle = Fraction(n_parts, 2)
    half = Fraction(1, 2)
    meets = _below(n_parts, middle + half) - _below(n_parts, middle - half)
    chance = sum(
        comb(n_rows, missing) * (1 - meets) ** missing * meets ** (n_rows - missing)
        for missing in range(n_missing + 1)
    )
    return chance * _ONE_TABLE_IN < 1


def _below(n_parts: int, limit: Fraction) -> Fraction:
    """Return the chance that so many numbers drawn evenly from 0 to 1 make less than ``limit`` (Irwin and Hall)."""
    terms = ((-1) ** k * comb(n_parts, k) * (limit - k) ** n_parts for k in range(int(limit) + 1))
    return sum(terms, Fraction(0)) / factorial(n_parts)


def _sum_verdict(whole: Figure, parts: Sequence[Figure]) -> Verdict:
    total = sum((figure.exact for figure in parts), Fraction(0))
    slack = sum((figure.slack for figure in parts), whole.slack)
    worked_out = say("sum.worked_out", parts=joined([figure.value for figure in parts], " + "), total=total)
    difference = abs(total - whole.exact)
    if difference <= slack:
        reading = EXACT if difference == 0 else ROUNDED_INPUTS
        words = say(
            "arithmetic.holds", worked_out=worked_out, printed=whole.value, reading=reading_words(reading)
        )
        return Verdict.held(words, reading, *around(total, slack))
    words = say(
        "sum.differs",
        worked_out=worked_out,
        printed=whole.value,
        difference=difference,
        lines=", ".join(str(figure.location.line) for figure in parts),
    )
    return Verdict.contradicted(words, *around(total, slack), kind="sum_differs")


def _sum_of_maxima(about: RankedList, found: Sum) -> Iterator[Finding]:
    """Yield a printed maximum of the total that is not the sum of the printed maxima of the parts."""
    whole = found.whole.maximum_figure
    parts = [part.maximum_figure for part in found.parts]
    figures = [figure for figure in parts if figure is not None]
    if whole is None or len(figures) < len(parts) or sum(figure.exact for figure in figures) == whole.exact:
        return
    verdict = _sum_verdict(_unrounded(whole), [_unrounded(figure) for figure in figures])
    if verdict.is_contradicted:
        name = found.whole.name
        yield Finding("sum", about, found.whole, name, whole.location, "points", verdict, None, whole.value)


def _unrounded(figure: Figure) -> Figure:
    """Return a maximum as a figure with more decimals than any printed one: it is set and never rounded."""
    return replace(figure, decimals=_EXACT)
