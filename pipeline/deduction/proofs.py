"""The printed facts that a proof rests on, found once for all rows that share steps of it."""

from collections.abc import Iterable, Sequence
from itertools import chain, compress
from typing import TypeVar

from pipeline.deduction.bounds import Step
from pipeline.deduction.problem import Fact

_Item = TypeVar("_Item")
# What turns the digits of a binary number into what picks.
_PICKS = bytes.maketrans(b"01", b"\x00\x01")


class Proofs:
    """The facts behind steps, as whole numbers with a bit a fact; kept until they are forgotten."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._masks: dict[Step, int] = {}
        self._ids: dict[int, tuple[str, ...]] = {}
        self._of_facts = [fact.ids for fact in facts]
        names = [name for ids in self._of_facts for name in ids]
        self._is_told_once = len(set(names)) == len(names)

    def forget(self) -> None:
        """Free what is kept, between groups of rows that share few steps."""
        self._masks.clear()
        self._ids.clear()

    def ids(self, steps: Iterable[Step | None]) -> tuple[str, ...]:
        """Return the ids of all facts behind the steps, each once, in the order of the facts."""
        mask = self.facts(steps)
        found = self._ids.get(mask)
        if found is None:
            names = chain.from_iterable(_chosen(self._of_facts, mask))
            found = self._ids[mask] = tuple(names if self._is_told_once else dict.fromkeys(names))
        return found

    def facts(self, steps: Iterable[Step | None]) -> int:
        """Return the facts behind the steps."""
        mask = 0
        for step in steps:
            if step is not None:
                mask |= self._mask(step)
        return mask

    def _mask(self, last: Step) -> int:
        """Return the facts behind a step: its own and those of its parents, which are asked first."""
        masks = self._masks
        stack = [last]
        while stack:
            step = stack[-1]
            if step in masks:
                stack.pop()
                continue
            open_ = [parent for parent in step.parents if parent is not None and parent not in masks]
            if open_:
                stack.extend(open_)
                continue
            mask = mask_of(step.facts)
            for parent in step.parents:
                if parent is not None:
                    mask |= masks[parent]
            masks[step] = mask
            stack.pop()
        return masks[last]


def mask_of(facts: Iterable[int]) -> int:
    """Return the mask of facts given by number."""
    mask = 0
    for fact in facts:
        mask |= 1 << fact
    return mask


def numbers(mask: int) -> list[int]:
    """Return the facts of a mask by number."""
    return _chosen(range(mask.bit_length()), mask)


def _chosen(items: Sequence[_Item], mask: int) -> list[_Item]:
    """Return the items whose bits are set."""
    first = (mask & -mask).bit_length() - 1
    digits = format(mask >> max(0, first), "b")[::-1].encode().translate(_PICKS)
    return list(compress(items[first:], digits)) if mask else []
