"""Two sequences → the longest list of pairs whose positions rise in both (the algorithm of Hunt and Szymanski)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class _Chain(NamedTuple):
    """A pair of positions after the chain of those before it."""

    one: int
    other: int
    before: _Chain | None


def aligned(candidates: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs (position in one sequence, in the other), both rising; as many as there can be.

    `candidates` are, for each element of the other sequence, the rising positions of those that it may be paired with.
    The work grows with their number, apart from a logarithm.
    """
    ends: list[int] = []
    chains: list[_Chain] = []
    """For each length the chain that ends first in the one sequence, and where it ends."""
    for other, ones in enumerate(candidates):
        for one in reversed(ones):
            at = bisect_left(ends, one)
            ends[at : at + 1] = [one]
            chains[at : at + 1] = [_Chain(one, other, chains[at - 1] if at else None)]
    pairs: list[tuple[int, int]] = []
    chain = chains[-1] if chains else None
    while chain:
        pairs.append((chain.one, chain.other))
        chain = chain.before
    return pairs[::-1]
