"""The columns of a table on a slide, in which no word is broken, with as few lines as possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import permutations

from msgspec import Struct, field
from pptx.util import Emu, Length, Pt

from reports.brand import SlideText
from reports.brand.measure import Metrics, Runs, raised, widest, wrap
from reports.brand.powerpoint_reference.looks import points
from reports.document.model import Merge, Table
from reports.document.tables import widen
from reports.powerpoint.slides.text_frame import runs_of

_SPARE = Pt(3)
"""What a column is wider than its text, since renderers measure text differently."""
_STEPS = tuple(map(Pt, (64, 32, 16, 8, 4)))
"""What one column gives to another for fewer lines."""


class TableColumns(Struct, frozen=True, dict=True):
    """The cells of a table by column, the distance after each column but the last, and the size of type. `merged` are
    the cells that cover others; they are empty in `cells`."""

    cells: tuple[tuple[Runs, ...], ...]
    merged: tuple[tuple[Merge, Runs], ...]
    gaps: tuple[Length, ...]
    size: Length
    metrics: Metrics
    _known: dict[tuple[int, float], tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def least(self) -> list[float]:
        """The widths of the widest words."""
        return self._needed_by(lambda cell: widest(cell, self.size, self.metrics))

    @cached_property
    def natural(self) -> list[float]:
        """The widths of the longest texts."""
        return self._needed_by(lambda cell: sum(self.metrics.width(text, self.size, bold=bold) for text, bold in cell))

    def _needed_by(self, needed: Callable[[Runs], float]) -> list[float]:
        """The width of each column by what its cells need; those under one cell together have what it needs."""
        widths = [gap + _SPARE + max(map(needed, column)) for gap, column in zip(self.gaps, self.cells, strict=True)]
        for merge, cell in self.merged:
            widen(widths, merge, needed(cell) + self.gaps[merge.column + merge.across - 1] + _SPARE)
        return widths

    def lines(self, column: int, width: float) -> tuple[int, ...]:
        """How many lines each cell of a column takes."""
        if (column, width) not in self._known:
            inner = width - self.gaps[column]
            self._known[column, width] = tuple(self._lines(cell, inner) for cell in self.cells[column])
        return self._known[column, width]

    def _lines(self, cell: Runs, width: float) -> int:
        return len(wrap(cell, self.size, width, self.metrics).lines)

    def rows(self, widths: Sequence[float]) -> list[int]:
        """The lines of each row, which is as high as its longest cell; the last row of a merged cell has what the rows
        before it leave over."""
        lines = (self.lines(column, width) for column, width in enumerate(widths))
        rows = [max(row) for row in zip(*lines, strict=True)]
        for merge, cell in self.merged:
            end = merge.column + merge.across
            last = merge.row + merge.down - 1
            needed = self._lines(cell, sum(widths[merge.column : end]) - self.gaps[end - 1])
            rows[last] = max(rows[last], needed - sum(rows[merge.row : last]))
        return rows

    def cost(self, widths: Sequence[float]) -> tuple[int, int]:
        """The lines of all rows, and those of all cells."""
        return sum(self.rows(widths)), sum(sum(self.lines(column, width)) for column, width in enumerate(widths))


def columns_of(table: Table, style: SlideText, gap: Length, metrics: Metrics) -> TableColumns:
    """The columns of a table, with a distance of `gap` between them."""
    heads = len(table.heads)
    runs = [
        [runs_of(cell, bold=row < heads or style.bold) for cell in cells] for row, cells in enumerate(table.all_rows)
    ]
    merged = tuple((merge, runs[merge.row][merge.column]) for merge in table.merges)
    for merge in table.merges:
        runs[merge.row][merge.column] = []
    cells = tuple(tuple(column) for column in zip(*runs, strict=True))
    return TableColumns(cells, merged, (*[gap] * (len(cells) - 1), Emu(0)), points(style.size), metrics)


def widths_of(table: Table, width: Length, columns: TableColumns) -> tuple[float, ...]:
    """The widths of columns by the shares that the table gives, else by their text; together more than `width` only if
    words demand it. Lengths are fractions of EMU until they are written."""
    if table.widths:
        total = sum(table.widths)
        return tuple(raised([width * share / total for share in table.widths], columns.least) or columns.least)
    natural = columns.natural
    spare = width - sum(natural)
    if spare >= 0:  # each text takes one line; the rest goes to the columns with the longest texts
        return tuple(column + spare * column / sum(natural) for column in natural)
    return _traded(_shared(width, columns.least, natural), columns)


def _shared(width: float, least: Sequence[float], natural: Sequence[float]) -> tuple[float, ...]:
    """Short columns get their natural width; the others share the rest, none narrower than its longest word."""
    widths, free = [0.0] * len(natural), width
    columns = sorted(range(len(natural)), key=lambda i: natural[i])
    for done, i in enumerate(columns):
        needed = sum(least[j] for j in columns[done + 1 :])
        share = free / (len(columns) - done)
        widths[i] = max(least[i], min(natural[i], free - needed, max(share, least[i])))
        free -= widths[i]
    return tuple(widths)


def _traded(shared: tuple[float, ...], columns: TableColumns) -> tuple[float, ...]:
    """The widths after columns exchanged width, if that saves lines; else unchanged."""
    best, cost = shared, columns.cost(shared)
    for step in _STEPS:
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
