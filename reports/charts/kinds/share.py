"""Parts of a whole: a hundred cells, each one percent, filled in turn. Up to three parts are labelled where they begin,
more of them in a list beside the cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

from msgspec import Struct

from reports.charts.colours import part_fills
from reports.charts.editable import PICTURE, NativeChart, NativePoint, NativeSeries, NotNative, native_point
from reports.charts.frame import ASCENT, CAPITALS, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label
from reports.charts.model import ChartData
from reports.charts.waffle import WHOLE, Waffle, WafflePart

MOST_PARTS = 8
FEW = 3  # up to this many parts have their labels above and below the cells
GRIDS = ((20, 5), (25, 4), (50, 2))  # columns and rows of square cells, the largest cells first
CALM = 1  # the grid that a chart takes where its height is free
SIDE = 10  # columns and rows of cells that have a list beside them
LEAD = 0.55  # between cells and labels, in parts of the label's size
LEAST_SLOT = 0.3  # of the chart: a label's width
LIST = 0.5  # of the chart, at least: the width of a list
APART = (0.25, 1.6)  # least and greatest distance of two labels of a list, in parts of the label's size


class _Part(Struct, frozen=True):
    """A label of a part, the percent at which the part begins, and the colour of its figure: its own if its name is in
    the title."""

    start: float
    figure: str
    block: TextBlock
    colour: str


def share(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The parts in turn, then the rest."""
    return (_labelled if len(data.entries) <= FEW else _listed)(data, frame, top)


def _labelled(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The labels above and below the cells in alternation."""
    sides = _sides(data, frame)
    over, under = (max((_height(part, frame) for part in side), default=0.0) for side in sides)
    grid = _grid(top, over, under, frame)
    lead = LEAD * frame.looks.label
    marks = list(grid.cells(_parts(data, frame), frame.looks))
    for part in sides[0]:
        marks += _set(part, grid.top - lead - _height(part, frame), grid, frame)
    for part in sides[1]:
        marks += _set(part, grid.bottom + lead, grid, frame)
    return marks, grid.bottom + (under + lead if under else 0)


def _listed(data: ChartData, frame: Frame, top: float) -> Drawn:
    """A square of cells, and to its right a list: the colour, the figure and the label of each part."""
    looks, size = frame.looks, frame.looks.label
    named = [(entry.figure, entry.label) for entry in data.entries]
    if data.rest and _starts(data)[-1] < WHOLE:
        named.append(("", data.rest))
    figures = max(frame.measure(figure, size, bold=True) for figure, _ in named)
    side = (1 - LIST) * frame.width
    if frame.height is not None:
        side = min(side, frame.room(top, 0))
    left = side + 2 * size
    text = left + 1.6 * size + figures + 0.6 * size
    blocks = [frame.must(label, size, frame.width - text, 2) for _, label in named]
    heights = sum(block.height for block in blocks)
    given = frame.room(top, max(side, heights + APART[0] * size * len(named)))
    apart = min((given - heights) / len(named), APART[1] * size)
    used = heights + apart * len(named)
    top += frame.drop(given, max(side, used))
    grid = Waffle(SIDE, SIDE, side / SIDE, top)
    parts = _parts(data, frame)
    marks = list(grid.cells(parts, looks))
    edge = top + max(side - used, 0) / 2
    for i, ((figure, _), block) in enumerate(zip(named, blocks, strict=True)):
        middle = edge + (block.height + apart) / 2
        edge += block.height + apart
        marks += grid.key(left, middle, size, parts[i].fill if i < len(parts) else None, looks)
        marks.append(Label(text - 0.6 * size, middle + CAPITALS / 2 * size, figure, size, looks.text, True, "right"))
        marks += block.centred(text, middle, looks.text if figure else looks.secondary)
    return marks, max(grid.bottom, edge)


def _parts(data: ChartData, frame: Frame) -> list[WafflePart]:
    found = part_fills(data.entries, frame.looks)
    spans = zip(data.entries, pairwise(_starts(data)), strict=True)
    return [WafflePart(start, end, entry, found[entry]) for entry, (start, end) in spans]


def _starts(data: ChartData) -> list[float]:
    return [0.0, *accumulate(float(entry.value) for entry in data.entries)]


def _sides(data: ChartData, frame: Frame) -> tuple[list[_Part], list[_Part]]:
    """The labels above and below, in alternation; the rest is last."""
    text, found = frame.looks.text, part_fills(data.entries, frame.looks)
    named = [
        ("", entry.figure, found[entry].words) if entry.label in data.titled else (entry.label, entry.figure, text)
        for entry in data.entries
    ]
    starts = _starts(data)
    if data.rest and starts[-1] < WHOLE:
        named.append((data.rest, "", text))
    sides: tuple[list[_Part], list[_Part]] = ([], [])
    for i, (label, figure, colour) in enumerate(named):
        following = starts[i + 2] if i + 2 < len(named) else WHOLE
        slot = max((following - starts[i]) / WHOLE - 0.02, LEAST_SLOT) * frame.width
        block = frame.must(label, frame.looks.label, slot, 3)
        sides[i % 2].append(_Part(starts[i], figure, block, colour))
    return sides


def _grid(top: float, over: float, under: float, frame: Frame) -> Waffle:
    """The grid with the largest cells that leave room for the labels."""
    lead = LEAD * frame.looks.label
    fixed = (over + lead if over else 0) + (under + lead if under else 0)
    heights = [frame.width / columns * rows for columns, rows in GRIDS]
    least = heights[CALM if frame.height is None else -1]
    given = frame.room(top, fixed + least)
    (columns, rows), _ = next(pair for pair in zip(GRIDS, heights, strict=True) if fixed + pair[1] <= given + 0.01)
    top += frame.drop(given, fixed + frame.width / columns * rows)
    return Waffle(columns, rows, frame.width / columns, top + (over + lead if over else 0))


def _height(part: _Part, frame: Frame) -> float:
    large = ASCENT * frame.looks.figure if part.figure else 0.0
    return large + part.block.height


def _set(part: _Part, top: float, grid: Waffle, frame: Frame) -> Iterator[ChartMark]:
    """A part's figure and label, within the picture."""
    looks = frame.looks
    wide = max(frame.measure(part.figure, looks.figure, bold=True), part.block.width)
    x = min(grid.x(part.start), frame.width - wide)
    if part.figure:
        base = top + (ASCENT + CAPITALS) / 2 * looks.figure - 0.15 * looks.label
        yield Label(x, base, part.figure, looks.figure, part.colour, bold=True)
        top += ASCENT * looks.figure
    yield from part.block.at(x, top, looks.text if part.figure else looks.secondary)


def pie(data: ChartData) -> NativeChart:
    """The parts as a pie, then what they leave of the whole. NotNative for bounds, and for many parts."""
    if len(data.entries) > FEW:
        raise NotNative(f"a pie of more than {FEW} parts cannot be read", "write native: false")
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
    fills=lambda data, looks: part_fills(data.entries, looks),
    native=pie,
    most=MOST_PARTS,
    aims=False,
    percent="a share shows parts of one whole",
    rest=True,
)
