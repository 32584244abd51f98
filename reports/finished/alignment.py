"""Two sequences → the pairs that belong together, in order: Myers' greedy comparison with a bound on its work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")

MOST_STEPS = 2_000_000
FAR, NEAR = 1000, 32
"""How many differences are searched at once, while there are steps left and after that."""
_NONE = -1


def aligned(ones: Sequence[One], others: Sequence[Other], fits: Callable[[One, Other], bool]) -> list[tuple[int, int]]:
    """The positions (in `ones`, in `others`) that belong together, both rising.

    The longest such list, unless the sequences differ so much that finding it would not stay in line with their size.
    """
    pairs: list[tuple[int, int]] = []
    tail: list[tuple[int, int]] = []
    end, other_end = len(ones), len(others)
    while end and other_end and fits(ones[end - 1], others[other_end - 1]):
        end, other_end = end - 1, other_end - 1
        tail.append((end, other_end))
    at = other_at = steps = 0
    while at < end and other_at < other_end:
        rest = _Rest(end - at, other_end - other_at, _from(ones, others, fits, at, other_at))
        found, x, y = rest.path(FAR if steps < MOST_STEPS else NEAR)
        pairs += [(at + i, other_at + j) for i, j in found]
        at, other_at, steps = at + x, other_at + y, steps + rest.steps
    return [*pairs, *reversed(tail)]


def _from(
    ones: Sequence[One], others: Sequence[Other], fits: Callable[[One, Other], bool], at: int, other_at: int
) -> Callable[[int, int], bool]:
    """Whether two fit, by their distances from these positions."""
    return lambda i, j: fits(ones[at + i], others[other_at + j])


@dataclass(slots=True)
class _Rest:
    """The rest of two sequences: how many of each, and whether two of them fit.

    A diagonal is the difference of the two positions; `rows[d][i]` is the farthest position that can be reached with d
    differences on the diagonal 2i - d.
    """

    ones: int
    others: int
    fits: Callable[[int, int], bool]
    steps: int = 0

    def path(self, most: int) -> tuple[list[tuple[int, int]], int, int]:
        """The pairs on the best path with at most `most` differences, and the positions where it ends."""
        rows: list[list[int]] = []
        for count in range(most + 1):
            row: list[int] = []
            rows.append(row)
            for i in range(count + 1):
                x = self._begin(rows, count, i)[0]
                y = x - (2 * i - count)
                if x != _NONE:
                    while x < self.ones and y < self.others and self.fits(x, y):
                        x, y = x + 1, y + 1
                row.append(x)
                if x == self.ones and y == self.others:
                    return self._pairs(rows, count, i), x, y
            self.steps += count + 1
        best = max((i for i, x in enumerate(row) if x != _NONE), key=lambda i: 2 * row[i] - (2 * i - most))
        return self._pairs(rows, most, best), row[best], row[best] - (2 * best - most)

    def _begin(self, rows: Sequence[Sequence[int]], count: int, i: int) -> tuple[int, int]:
        """Where the path with `count` differences enters the diagonal, and the index of the row before it came from."""
        if not count:
            return 0, 0
        before, diagonal = rows[count - 1], 2 * i - count
        down = before[i] if i < count else _NONE
        if down - diagonal > self.others:
            down = _NONE
        across = before[i - 1] + 1 if i and before[i - 1] != _NONE else _NONE
        if across > self.ones:
            across = _NONE
        return (across, i - 1) if across > down else (down, i)

    def _pairs(self, rows: Sequence[Sequence[int]], count: int, i: int) -> list[tuple[int, int]]:
        pairs: list[tuple[int, int]] = []
        for number in range(count, -1, -1):
            begin, came = self._begin(rows, number, i)
            diagonal = 2 * i - number
            pairs += [(x, x - diagonal) for x in range(rows[number][i] - 1, begin - 1, -1)]
            i = came
        return pairs[::-1]
