"""Two sequences → the list of pairs that belong together, their positions rising in both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class _Chain(NamedTuple):
    """A pair of positions, the total weight of this pair and all before it, and the chain of the pairs before it."""

    one: int
    other: int
    weight: int
    before: _Chain | None


def aligned(candidates: Iterable[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The pairs (position in one sequence, in the other) with the greatest total weight; both positions rise.

    `candidates` are, for each element of the other sequence, the positions of those that it may be paired with, each
    with the weight of this pair.
    """
    ends: list[int] = []
    chains: list[_Chain] = []  # for each end the heaviest chain; a chain that is no heavier than one before is dropped
    for other, ones in enumerate(candidates):
        longer = [(one, weight, chains[at - 1] if (at := bisect_left(ends, one)) else None) for one, weight in ones]
        for one, weight, before in longer:
            chain = _Chain(one, other, weight + (before.weight if before else 0), before)
            start, stop = bisect_left(ends, one), bisect_right(ends, one)
            if not stop or chains[stop - 1].weight < chain.weight:
                while stop < len(ends) and chains[stop].weight <= chain.weight:
                    stop += 1
                ends[start:stop], chains[start:stop] = [one], [chain]
    pairs: list[tuple[int, int]] = []
    last = chains[-1] if chains else None
    while last:
        pairs.append((last.one, last.other))
        last = last.before
    return pairs[::-1]
