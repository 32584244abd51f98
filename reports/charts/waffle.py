"""A hundred cells, each one percent of a whole, filled part by part."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill
from reports.charts.frame import ChartLooks
from reports.charts.marks import ChartMark, Rectangle, hollow
from reports.charts.model import ChartEntry
from reports.charts.scale import BEYOND, ENDS

WHOLE = 100
GUTTER = 0.12  # of a cell
LEAST_PART = 0.5  # percent, so that a part above zero can be seen
KEY = 0.9  # the cell that stands for a part in a list, in parts of the label's size


class WafflePart(Struct, frozen=True):
    """A part of the whole between two percents."""

    start: float
    end: float
    entry: ChartEntry
    fill: ChartFill


class Waffle(Struct, frozen=True):
    """Square cells in columns and rows, from the left edge, filled column by column."""

    columns: int
    rows: int
    cell: float
    top: float

    @property
    def bottom(self) -> float:
        return self.top + self.cell * self.rows

    def x(self, percent: float) -> float:
        """The left edge of the first column that begins at a percent or after it."""
        return min(math.ceil(percent / self.rows), self.columns - 1) * self.cell

    def cells(self, parts: Sequence[WafflePart], looks: ChartLooks) -> Iterator[ChartMark]:
        """All cells, outlined where they are empty; the cell in which a bound ends is filled with slices."""
        for cell in range(WHOLE):
            yield from hollow(self._box(cell, Rectangle(0, 0, 0, 0, looks.wash)), looks.rule, looks.line / 2)
        for i, part in enumerate(parts):
            end, qualifier = part.end, part.entry.qualifier
            filled = Rectangle(0, 0, 0, 0, part.fill.colour, part.fill.hatch, part.entry.fact)
            if 0 < end - part.start < LEAST_PART:
                end = part.start + LEAST_PART
            sliced = None
            if qualifier in ENDS:
                beyond = ENDS[qualifier] == BEYOND and i == len(parts) - 1  # there is nothing else
                sliced = math.ceil(end) if beyond else int(end) - 1
            for cell in range(int(part.start), math.ceil(end)):
                if cell != sliced:
                    yield self._box(cell, filled, max(part.start - cell, 0.0), min(end - cell, 1.0))
            if sliced is not None and 0 <= sliced < WHOLE:
                yield from _slices(self._box(sliced, filled))

    def key(
        self, x: float, middle: float, size: float, fill: ChartFill | None, looks: ChartLooks
    ) -> Iterator[ChartMark]:
        """The cell that stands for a part in a list; without a fill it is empty."""
        side = KEY * size
        box = Rectangle(
            x, middle - side / 2, side, side, fill.colour if fill else looks.wash, fill.hatch if fill else 0
        )
        yield from [box] if fill else hollow(box, looks.rule, looks.line / 2)

    def _box(self, cell: int, filled: Rectangle, start: float = 0.0, end: float = 1.0) -> Rectangle:
        """The part of a cell between two shares of its height, filled as a rectangle is."""
        column, row = divmod(cell, self.rows)
        gutter = GUTTER * self.cell
        side = self.cell - gutter
        x = column * self.cell + gutter * column / (self.columns - 1)
        y = self.top + row * self.cell + start * side
        return replace(filled, x=x, y=y, width=side, height=(end - start) * side)


def _slices(cell: Rectangle) -> Iterator[ChartMark]:
    """Narrowing slices instead of a cell."""
    at = cell.x
    for portion in (0.3, 0.2, 0.1):
        yield replace(cell, x=at, width=portion * cell.width, hatch=0)
        at += (portion + 0.16) * cell.width
