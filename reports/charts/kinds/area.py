"""Parts of a whole over time, one on top of the other, true to time; or a single value as the area below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill, fills_by_series, series_fills
from reports.charts.editable import PICTURE, Grouping, NativeChart, NativeSeries, NotNative, native_point
from reports.charts.extents import extent, free
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, SHORTEN, CannotFit, Frame
from reports.charts.grid import grid
from reports.charts.keys import NAMES
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.line import LEADER, MOST_LINES, MOST_POINTS, end_names, middle, moments
from reports.charts.marks import Band, ChartMark, Dot, Label, Point, Rectangle, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.shading import shading, shading_room
from reports.charts.time_steps import EQUAL_STEPS, steps_of
from reports.charts.upright import RADIUS, Upright, axis_width, height_of, upright, value_axis

PAD = 0.35  # around a figure in its layer, in parts of the label's size


class _Layer(Struct, frozen=True):
    """One series: its entries in the order of time, its fill, and the lines above and below it."""

    entries: tuple[ChartEntry, ...]
    fill: ChartFill
    upper: tuple[Point, ...]
    lower: tuple[Point, ...]

    @property
    def end(self) -> Point:
        """The middle of its right end."""
        (x, top), (_, bottom) = self.upper[-1], self.lower[-1]
        return x, (top + bottom) / 2


def area(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The series from the bottom up, with their names and last figures on the right and an axis on the left."""
    looks, series = frame.looks, grid(data, lambda entry: entry.when).turned
    lasts = {name: cells[-1] for name, cells in zip(series.rows, series.cells, strict=True) if name}
    words = {
        name: ": ".join(filter(None, ("" if name in data.titled else name, last.figure if last and data.sums else "")))
        for name, last in lasts.items()
    }
    words = {name: text for name, text in words.items() if text}
    named = {name: frame.must(text, looks.label, NAMES * frame.width, 3, bold=True) for name, text in words.items()}
    top += shading_room(data, frame)
    foot = (ASCENT + DESCENT + 0.6) * looks.axis
    given = height_of(frame, top, foot)
    sides = _sides(data, max((block.width for block in named.values()), default=0.0), frame)
    sums = [sum(float(cell.value) for cell in cells if cell) for cells in series.turned.cells]
    plot = upright(sums, sides, (top, top + given - foot), frame)
    layers = _layers(data, plot, frame)
    first, unit = _time_scale(data, plot)
    marks = list(
        shading(data, lambda day: plot.left + (day.toordinal() - first) * unit, sides, (top, plot.zero), frame)
    )
    marks += value_axis(data, plot, frame)
    for number, layer in enumerate(layers):
        marks += _bands(layer, frame, is_top=number == len(layers) - 1)
    marks.append(Stroke(((plot.left, plot.zero), (plot.right, plot.zero)), looks.text, looks.line))
    marks += _dots(data, layers, frame)
    marks += _figures(data, layers, marks, frame)
    marks += moments(
        [(each, (x, y)) for each, (x, y) in zip(layers[0].entries, layers[0].upper, strict=True)], plot.bottom, frame
    )
    ends = {name: [(layer.entries[-1], layer.end)] for name, layer in zip(named, layers, strict=False)}
    colours = {name: layer.fill.words for name, layer in zip(named, layers, strict=False)}
    marks += end_names(named, ends, colours, replace(plot, bottom=plot.bottom - looks.label), frame)
    return marks, top + given


def _sides(data: ChartData, names: float, frame: Frame) -> tuple[float, float]:
    """The left and the right end of the plot."""
    left = axis_width(data, frame) if data.axis else 0.0
    left = max(left, frame.measure(data.entries[0].when, frame.looks.axis) / 2)
    last = frame.measure(data.entries[-1].when, frame.looks.axis) / 2
    right = frame.width - max(names + LEADER * frame.looks.label if names else 0.0, last)
    if right - left < frame.width / 3:
        raise CannotFit("the names of its parts leave no room for them", f"shorten them: {SHORTEN}")
    return left, right


def _time_scale(data: ChartData, plot: Upright) -> tuple[float, float]:
    """The day at the left end of the plot, and the points of one day."""
    days = [middle(entry) for entry in data.entries]
    return min(days), (plot.right - plot.left) / ((max(days) - min(days)) or 1.0)


def _layers(data: ChartData, plot: Upright, frame: Frame) -> list[_Layer]:
    """The layers from the bottom up, each on the one before it."""
    series, fills = grid(data, lambda entry: entry.when).turned, series_fills(data, frame.looks)
    first, unit = _time_scale(data, plot)
    layers: list[_Layer] = []
    heights = [0.0] * len(series.series)
    for name, cells in zip(series.rows, series.cells, strict=True):
        entries = tuple(cell for cell in cells if cell)
        xs = [plot.left + (middle(entry) - first) * unit for entry in entries]
        lower = tuple((x, plot.y(height)) for x, height in zip(xs, heights, strict=True))
        heights = [height + float(entry.value) for height, entry in zip(heights, entries, strict=True)]
        upper = tuple((x, plot.y(height)) for x, height in zip(xs, heights, strict=True))
        layers.append(_Layer(entries, fills[name], upper, lower))
    return layers


def _bands(layer: _Layer, frame: Frame, *, is_top: bool) -> Iterator[ChartMark]:
    """The areas of a layer with a light line above; towards what is expected it is pale, below a dashed line."""
    looks, fill = frame.looks, layer.fill
    steps = range(1, len(layer.entries))
    for is_expected, run in groupby(steps, key=lambda at: layer.entries[at].status == "expected"):
        members = list(run)
        part = slice(members[0] - 1, members[-1] + 1)
        colour, hatch = fill.pale(looks) if is_expected else (fill.colour, fill.hatch)
        yield Band(layer.upper[part], layer.lower[part], colour, hatch)
        if is_expected:
            yield Stroke(layer.upper[part], fill.words, 1.5 * looks.line, dashed=True)
        elif not is_top:
            yield Stroke(layer.upper[part], looks.ground, looks.line)


def _dots(data: ChartData, layers: Sequence[_Layer], frame: Frame) -> Iterator[Dot]:
    """What annotations lead to: dots on the upper line of a layer."""
    looks, wanted = frame.looks, {remark.fact for remark in data.remarks}
    for layer in layers:
        for entry, (x, y) in zip(layer.entries, layer.upper, strict=True):
            if entry.fact in wanted:
                yield Dot(x, y, RADIUS * looks.label, looks.ground, looks.text, looks.line, entry.fact)


def _figures(data: ChartData, layers: Sequence[_Layer], marks: Sequence[ChartMark], frame: Frame) -> list[ChartMark]:
    """The first figures in their layers, and the first and the last sum above them, where they have room.

    A single layer has its own figures there.
    """
    looks, size, top = frame.looks, frame.looks.label, layers[-1].upper
    shown: list[ChartMark] = []
    ends = data.sums or (layers[0].entries[0], layers[0].entries[-1])
    for at, entry in reversed(list(zip((0, -1), ends, strict=True))):
        wide = frame.measure(entry.figure, size, bold=True)
        left = top[0][0] if at == 0 else top[-1][0] - wide
        base = min(_heights(top, left, left + wide)) - 0.4 * size
        colour = looks.text if data.sums else layers[0].fill.words
        label = Label(left, base, entry.figure, size, colour, bold=True)
        if free(label, [*marks, *shown], frame.metrics):
            shown.append(label)
    for layer in layers if data.sums else ():
        shown += _inside(layer, marks, frame)
    return shown


def _inside(layer: _Layer, marks: Sequence[ChartMark], frame: Frame) -> list[ChartMark]:
    """The first figure of a layer in it; nothing if it has no room there."""
    looks, size, first = frame.looks, frame.looks.label, layer.entries[0]
    left = layer.upper[0][0] + PAD * size
    right = left + frame.measure(first.figure, size, bold=True)
    high, low = max(_heights(layer.upper, left, right)), min(_heights(layer.lower, left, right))
    if low - high < (CAPITALS + 2 * PAD) * size:
        return []
    is_pale = layer.entries[1].status == "expected"
    base = (high + low + CAPITALS * size) / 2
    label = Label(left, base, first.figure, size, looks.text if is_pale else layer.fill.inner, bold=True)
    if not free(label, [mark for mark in marks if isinstance(mark, Dot)], frame.metrics):
        return []
    colour, hatch = layer.fill.pale(looks) if is_pale else (layer.fill.colour, layer.fill.hatch)
    if not hatch:
        return [label]
    ground, around = extent(label, frame.metrics), PAD * size
    wide, tall = (end - start + 2 * around for start, end in ((left, right), (ground.top, ground.bottom)))
    return [Rectangle(left - around, ground.top - around, wide, tall, colour), label]


def _heights(line: Sequence[Point], left: float, right: float) -> Iterator[float]:
    """The heights of a line between two places, at which it bends or which are its ends there."""
    yield from (y for x, y in line if left <= x <= right)
    for (x, y), (end, other) in pairwise(line):
        yield from (y + (other - y) * (at - x) / (end - x) for at in (left, right) if x <= at <= end and end > x)


def native_area(data: ChartData) -> NativeChart:
    """The areas over equal steps of time, with an axis. NotNative for other periods, and for what is only expected."""
    places = [*steps_of(data).values()]
    if len({two - one for one, two in pairwise(places)}) > 1:
        raise NotNative("its periods are not equally far from each other", EQUAL_STEPS)
    for entry in data.entries:
        if entry.status == "expected":
            raise NotNative(f'"{entry.fact}" is expected, and an area cannot be pale in part', PICTURE)
    cells = grid(data, lambda entry: entry.when).turned
    series = [
        NativeSeries(name or data.subtitle, tuple(native_point(each, shown=False) for each in points if each))
        for name, points in zip(cells.rows, cells.cells, strict=True)
    ]
    grouping: Grouping = "stacked" if len(series) > 1 else "clustered"
    return NativeChart("area", data.subtitle, cells.series, tuple(series), grouping)


AREA = ChartKind(
    name="area",
    names={"vi": "Biểu đồ miền", "en": "Area chart"},
    draw=area,
    native=native_area,
    fills=fills_by_series,
    fewest=2,
    most=MOST_LINES * MOST_POINTS,
    most_points=MOST_POINTS,
    most_series=MOST_LINES,
    axis="sum",
    dated=True,
    timed=True,
    ended=True,
    gridded=True,
    series_always=True,
    gaps=False,
    aims=False,
    expected=True,
    exact=True,
    item_words=lambda entry: (" ".join(filter(None, (entry.series, entry.when))), entry.number),
    distinct_by=lambda entry: (entry.series, entry.when),
    alike="are two values of one part for one period, {entry.when}",
)
