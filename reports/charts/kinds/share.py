"""Parts of a whole: a hundred cells, each one percent, filled column by column and labelled where a part begins."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct

from reports.charts.editable import PICTURE, NativeChart, NativePoint, NativeSeries, NotNative, native_point
from reports.charts.frame import ASCENT, CAPITALS, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label, Rectangle
from reports.charts.model import ChartData
from reports.charts.scale import BEYOND, ENDS

WHOLE = 100
MOST_PARTS = 3  # a whole cut into more parts can no longer be read (conventions, section D)
GRIDS = ((20, 5), (25, 4), (50, 2))  # columns and rows of square cells, the largest cells first
CALM = 1  # the grid that a chart takes where its height is free
GUTTER = 0.12  # of a cell
LEAD = 0.55  # between cells and labels, in parts of the label's size
LEAST_SLOT = 0.3  # of the chart: a label's width
LEAST_PART = 0.5  # percent, so that a part above zero can be seen


class _Part(Struct, frozen=True):
    """A label of a part and the percent at which the part begins."""

    start: float
    figure: str
    block: TextBlock


class _Grid(Struct, frozen=True):
    columns: int
    rows: int
    cell: float
    top: float

    def x(self, percent: float) -> float:
        """The left edge of the first column that begins at a percent or after it."""
        return min(math.ceil(percent / self.rows), self.columns - 1) * self.cell


def share(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The parts in turn, their labels above and below in alternation, then the rest."""
    sides = _sides(data, frame)
    over, under = (max((_height(part, frame) for part in side), default=0.0) for side in sides)
    grid = _grid(top, over, under, frame)
    bottom = grid.top + grid.cell * grid.rows
    lead = LEAD * frame.looks.label
    marks = list(_cells(data, grid, frame))
    for part in sides[0]:
        marks += _set(part, grid.top - lead - _height(part, frame), grid, frame)
    for part in sides[1]:
        marks += _set(part, bottom + lead, grid, frame)
    return marks, bottom + (under + lead if under else 0)


def _starts(data: ChartData) -> list[float]:
    return [0.0, *accumulate(float(entry.value) for entry in data.entries)]


def _sides(data: ChartData, frame: Frame) -> tuple[list[_Part], list[_Part]]:
    """The labels above and below, in alternation; the rest is last."""
    named = [(entry.label, entry.figure) for entry in data.entries]
    starts = _starts(data)
    if data.rest and starts[-1] < WHOLE:
        named.append((data.rest, ""))
    sides: tuple[list[_Part], list[_Part]] = ([], [])
    for i, (label, figure) in enumerate(named):
        following = starts[i + 2] if i + 2 < len(named) else WHOLE
        slot = max((following - starts[i]) / WHOLE - 0.02, LEAST_SLOT) * frame.width
        block = frame.must(label, frame.looks.label, slot, 3)
        sides[i % 2].append(_Part(starts[i], figure, block))
    return sides


def _grid(top: float, over: float, under: float, frame: Frame) -> _Grid:
    """The grid with the largest cells that leave room for the labels."""
    lead = LEAD * frame.looks.label
    fixed = (over + lead if over else 0) + (under + lead if under else 0)
    heights = [frame.width / columns * rows for columns, rows in GRIDS]
    least = heights[CALM if frame.height is None else -1]
    given = frame.room(top, fixed + least)
    (columns, rows), _ = next(pair for pair in zip(GRIDS, heights, strict=True) if fixed + pair[1] <= given + 0.01)
    top += frame.drop(given, fixed + frame.width / columns * rows)
    return _Grid(columns, rows, frame.width / columns, top + (over + lead if over else 0))


def _height(part: _Part, frame: Frame) -> float:
    large = ASCENT * frame.looks.figure if part.figure else 0.0
    return large + part.block.height


def _set(part: _Part, top: float, grid: _Grid, frame: Frame) -> Iterator[ChartMark]:
    """A part's figure and label, within the picture."""
    looks = frame.looks
    wide = max(frame.measure(part.figure, looks.figure, bold=True), part.block.width)
    x = min(grid.x(part.start), frame.width - wide)
    if part.figure:
        base = top + (ASCENT + CAPITALS) / 2 * looks.figure - 0.15 * looks.label
        yield Label(x, base, part.figure, looks.figure, looks.text, bold=True)
        top += ASCENT * looks.figure
    yield from part.block.at(x, top, looks.text if part.figure else looks.secondary)


def _cells(data: ChartData, grid: _Grid, frame: Frame) -> Iterator[ChartMark]:
    """A hundred cells, filled in turn; the cell in which a bound ends is filled with slices."""
    looks, starts = frame.looks, _starts(data)
    for cell in range(WHOLE):
        yield _box(cell, 0.0, 1.0, grid, looks.wash)
    for i, entry in enumerate(data.entries):
        colour = looks.accent if entry.emphasis else looks.series[i % len(looks.series)]
        start, end = starts[i], starts[i + 1]
        if 0 < end - start < LEAST_PART:
            end = start + LEAST_PART
        sliced = None
        if entry.qualifier in ENDS:
            beyond = ENDS[entry.qualifier] == BEYOND and i == len(data.entries) - 1  # there is nothing else
            sliced = math.ceil(end) if beyond else int(end) - 1
        for cell in range(int(start), math.ceil(end)):
            if cell != sliced:
                yield _box(cell, max(start - cell, 0.0), min(end - cell, 1.0), grid, colour)
        if sliced is not None and 0 <= sliced < WHOLE:
            yield from _slices(_box(sliced, 0.0, 1.0, grid, colour))


def _box(cell: int, start: float, end: float, grid: _Grid, fill: str) -> Rectangle:
    """The part of a cell between two shares of its height."""
    column, row = divmod(cell, grid.rows)
    gutter = GUTTER * grid.cell
    side = grid.cell - gutter
    x = column * grid.cell + gutter * column / (grid.columns - 1)
    return Rectangle(x, grid.top + row * grid.cell + start * side, side, (end - start) * side, fill)


def _slices(cell: Rectangle) -> Iterator[ChartMark]:
    """Narrowing slices instead of a cell."""
    at = cell.x
    for portion in (0.3, 0.2, 0.1):
        yield Rectangle(at, cell.y, portion * cell.width, cell.height, cell.fill)
        at += (portion + 0.16) * cell.width


def pie(data: ChartData) -> NativeChart:
    """The parts as a pie, then what they leave of the whole. NotNative if a part is only a bound."""
    points = [native_point(entry) for entry in data.entries]
    for point in points:
        if point.open:
            raise NotNative(f'"{point.fact}" is a lower bound, and the parts of a pie have no open end', PICTURE)
    labels = [entry.label for entry in data.entries]
    left = WHOLE - sum((point.value for point in points), Decimal(0))
    if left > 0:
        points.append(NativePoint(left))
        labels.append(data.rest)
    series = NativeSeries(data.subtitle, tuple(points))
    return NativeChart("pie", data.subtitle, tuple(labels), (series,))


SHARE = ChartKind(
    name="share",
    names={"vi": "Biểu đồ cơ cấu", "en": "Chart of shares"},
    draw=share,
    native=pie,
    most=MOST_PARTS,
    aims=False,
    percent="a share shows parts of one whole",
    rest=True,
)
