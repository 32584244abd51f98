"""Headings → their places in the list of headings; where a style numbers by itself a heading has none of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.brand.word_reference.roles import HEADING_NUMBERS, HEADINGS
from reports.writers.word.numbering import Definition, Numbering


@dataclass(slots=True)
class HeadingNumbers:
    """The headings so far: how many of each level stand under the last one above, and the list that they belong to."""

    numbering: Numbering
    counts: list[int] = field(default_factory=lambda: [0] * len(HEADINGS))
    base: str = HEADING_NUMBERS
    current: str = HEADING_NUMBERS

    def restart(self, level: int) -> None:
        """Count from one again, from `level` on, as in an annex."""
        self.base = self.current = self.numbering.instance(Definition("headings", run_in=True), level)
        self.counts = [0] * len(HEADINGS)

    def next(self, level: int) -> tuple[str, int] | None:
        """The numId and level that the next heading of `level` must name itself."""
        position = self.counts[level]
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * len(self.counts[level + 1 :])
        self.current = self.numbering.at(self.base if position == 0 else self.current, level, position)
        return None if self.current == HEADING_NUMBERS else (self.current, level)
