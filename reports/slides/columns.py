"""A table and the room for it → the widths of its columns: no word broken, and as few lines as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from reports.document import Table
from reports.fit import Metrics, Runs, widest, wrap
from reports.slides.room import Room, runs_of

AIR = 3.0  # points that a column is wider than its text, which renderers measure each in their own way
STEPS = (64.0, 32.0, 16.0, 8.0, 4.0)  # points that one column gives to another, for fewer lines


@dataclass(frozen=True)
class _Columns:
    """The cells of a table by column, and the distance behind each but the last."""

    cells: tuple[tuple[Runs, ...], ...]
    gaps: tuple[float, ...]
    size: float
    metrics: Metrics

    @cached_property
    def least(self) -> list[float]:
        """The widths of the widest words."""
        return [
            gap + AIR + max(widest(cell, self.size, self.metrics) for cell in column)
            for gap, column in zip(self.gaps, self.cells, strict=True)
        ]

    @cached_property
    def natural(self) -> list[float]:
        """The widths of the longest texts."""
        return [
            gap
            + AIR
            + max(sum(self.metrics.width(text, self.size, bold=bold) for text, bold in cell) for cell in column)
            for gap, column in zip(self.gaps, self.cells, strict=True)
        ]

    @cached_property
    def _lines(self) -> dict[tuple[int, float], tuple[int, ...]]:
        return {}

    def lines(self, column: int, width: float) -> tuple[int, ...]:
        """How many lines each cell of a column takes."""
        known = self._lines.get((column, width))
        if known is None:
            inner = width - self.gaps[column]
            known = tuple(len(wrap(cell, self.size, inner, self.metrics).lines) for cell in self.cells[column])
            self._lines[column, width] = known
        return known

    def cost(self, widths: Sequence[float]) -> tuple[int, int]:
        """The lines of all rows, which are as high as their longest cell, and those of all cells."""
        lines = [self.lines(column, width) for column, width in enumerate(widths)]
        return sum(max(row) for row in zip(*lines, strict=True)), sum(sum(column) for column in lines)


def widths(table: Table, room: Room, across: float, metrics: Metrics) -> tuple[float, ...]:
    """Columns by the shares that the table gives, else by their text. Wider than the room only if words demand it."""
    style = room.styles[0]
    last = len(table.header) - 1
    cells = tuple(
        (runs_of(head, bold=True), *(runs_of(row[i], bold=style.bold) for row in table.rows))
        for i, head in enumerate(table.header)
    )
    gaps = tuple(0 if i == last else across for i in range(last + 1))
    columns = _Columns(cells, gaps, style.size, metrics)
    if table.widths:
        total = sum(table.widths)
        return _lifted([room.width * share / total for share in table.widths], columns.least)
    natural = columns.natural
    spare = room.width - sum(natural)
    if spare >= 0:  # all stand on one line; what is left goes where the text is longest
        return tuple(width + spare * width / sum(natural) for width in natural)
    return _traded(_shared(room.width, columns.least, natural), columns)


def _lifted(given: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """The widths, none less than the least: what that takes is given by those that have more, each by what it has."""
    lacking = sum(max(low - width, 0) for width, low in zip(given, least, strict=True))
    spare = sum(max(width - low, 0) for width, low in zip(given, least, strict=True))
    share = min(lacking / spare, 1) if spare else 0
    return tuple(low if width < low else width - (width - low) * share for width, low in zip(given, least, strict=True))


def _shared(width: float, least: Sequence[float], natural: Sequence[float]) -> tuple[float, ...]:
    """Short columns get what they ask for; the others share the rest, none narrower than its longest word."""
    widths = [0.0] * len(natural)
    free, open_columns = width, sorted(range(len(natural)), key=lambda i: natural[i])
    while open_columns:
        i = open_columns[0]
        needed = sum(least[j] for j in open_columns[1:])
        widths[i] = max(least[i], min(natural[i], free - needed, max(free / len(open_columns), least[i])))
        free -= widths[i]
        open_columns = open_columns[1:]
    return tuple(widths)


def _traded(shared: tuple[float, ...], columns: _Columns) -> tuple[float, ...]:
    """The widths after columns with room to spare gave of it where that saves rows a line; else as they were."""
    best, cost = shared, columns.cost(shared)
    for step in STEPS:
        while True:
            offers = [
                tuple(width + step * ((i == taker) - (i == giver)) for i, width in enumerate(best))
                for giver, taker in permutations(range(len(best)), 2)
                if best[giver] - step >= columns.least[giver]
            ]
            offer = min(offers, key=columns.cost, default=best)
            if columns.cost(offer) >= cost:
                break
            best, cost = offer, columns.cost(offer)
    return best if cost[0] < columns.cost(shared)[0] else shared
