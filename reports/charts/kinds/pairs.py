"""Two values of each row: `dumbbell` has them on one line each, `slope` joins them by lines that rise or fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from reports.charts.colours import ChartFill, entry_fills, fills_by_series, series_fills
from reports.charts.editable import (
    PICTURE,
    NativeChart,
    NativeSeries,
    NotNative,
    apart,
    native_point,
    native_series,
)
from reports.charts.frame import CAPITALS, PITCH, SHORTEN, CannotFit, ChartLooks, Frame
from reports.charts.grid import Grid, grid
from reports.charts.keys import key
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import MOST_BARS, column, slots
from reports.charts.marks import Anchor, ChartMark, Dot, Label, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.upright import IN_INK, NATURAL, spread
from reports.facts import AIMS

Pair = tuple[ChartEntry, ChartEntry]

MOST_SLOPES = 15
RADIUS, POINT = 0.42, 0.26  # of dots on a dumbbell and on a slope, in parts of the label's size
JOIN = 0.3  # width of the line between two dots, in parts of the label's size
GAP = 1.3  # between a dot of a slope and its figure, in parts of the label's size
NAMES = 0.3  # greatest width of the names beside a slope, in parts of the chart
MOST_BELOW, LONGEST_BELOW = 10, 24  # rows of a native dumbbell, and the letters of their labels
APART = Decimal("0.07")  # of the axis: the least distance of two figures at one end of a native slope
LEAST_ROOM = 0.2  # of the chart: between the outermost values


def _pairs(cells: Grid) -> list[Pair]:
    """The two entries of each row."""
    return [(one, two) for one, two in cells.cells if one and two]


def _place(values: Sequence[float], start: float, end: float) -> tuple[float, float]:
    """The place of zero and the length of a unit so that values go from `start` to `end`; equal ones are between."""
    low, high = min(values), max(values)
    if low == high:
        return (start + end) / 2, 0.0
    unit = (end - start) / (high - low)
    return start - low * unit, unit


def dumbbell(data: ChartData, frame: Frame, top: float) -> Drawn:
    """Two dots in each row, joined by a line; the figures are on the outer sides."""
    looks, size, cells = frame.looks, frame.looks.label, grid(data)
    labels, pairs, fills = column(cells, frame), _pairs(cells), series_fills(data, looks)
    names, top = key(cells.series, fills, frame, top, data.titled)
    gap = (RADIUS + 0.4) * size
    wide = max(_wide(entry, frame) for entry in data.entries) + gap
    left, right = max(block.width for block in labels) + 0.8 * size + wide, frame.width - wide
    if right - left < LEAST_ROOM * frame.width:
        raise CannotFit("its labels and figures leave no room for the dots", f"shorten the labels: {SHORTEN}")
    values = [float(entry.value) for entry in data.entries]
    zero, unit = _place(values, left, right)
    slot = slots(labels, 1, top, frame)
    marks: list[ChartMark] = list(names)
    for row, (pair, label) in enumerate(zip(pairs, labels, strict=True)):
        y = top + (row + 0.5) * slot
        at = [zero + float(entry.value) * unit for entry in pair]
        marks += label.centred(0, y, looks.text)
        beside = [min(at) - gap - _wide(pair[at[0] > at[1]], frame), max(at) + gap + _wide(pair[at[0] <= at[1]], frame)]
        for start, end in ((left - wide, beside[0] - 0.3 * size), (beside[1] + 0.3 * size, frame.width)):
            if start < end:  # not behind the figures
                marks.append(Stroke(((start, y), (end, y)), looks.rule, looks.line / 2))
        is_marked = all(entry.emphasis for entry in pair)
        marks.append(Stroke(((at[0], y), (at[1], y)), looks.accent if is_marked else looks.secondary, JOIN * size))
        marks += (_dot(entry, x, y, fills[entry.series], frame) for entry, x in zip(pair, at, strict=True))
        first_is_left = at[0] <= at[1]
        for entry, x, is_left in zip(pair, at, (first_is_left, not first_is_left), strict=True):
            anchor: Anchor = "right" if is_left else "left"
            side = -gap if is_left else gap
            colour = looks.text if entry.status in IN_INK else fills[entry.series].words
            marks.append(Label(x + side, y + CAPITALS / 2 * size, entry.figure, size, colour, True, anchor))
    return marks, top + slot * len(labels)


def _wide(entry: ChartEntry, frame: Frame) -> float:
    return frame.measure(entry.figure, frame.looks.label, bold=True)


def _dot(entry: ChartEntry, x: float, y: float, fill: ChartFill, frame: Frame, radius: float = RADIUS) -> Dot:
    """Hollow in ink for an aim, hollow for what is expected or not exact."""
    looks = frame.looks
    colour = looks.text if entry.status in IN_INK else fill.colour
    is_full = entry.qualifier == "exactly" and entry.status not in AIMS
    inner, line = colour if is_full else looks.ground, 1.5 * looks.line
    return Dot(x, y, radius * looks.label, inner, colour, line, entry.fact, fill.shape)


def slope(data: ChartData, frame: Frame, top: float) -> Drawn:
    """A line for each row from its first value on the left to its second on the right, where its name is."""
    looks, size, cells = frame.looks, frame.looks.label, grid(data)
    pairs, fills = _pairs(cells), _fills_by_row(data, looks)
    blocks = [
        frame.must(name, size, NAMES * frame.width, 2, bold=two.emphasis)
        for name, (_, two) in zip(cells.rows, pairs, strict=True)
    ]
    figures = [max(frame.measure(pair[i].figure, size, bold=True) for pair in pairs) for i in (0, 1)]
    gap = GAP * size
    names = max(block.width for block in blocks)
    left, right = figures[0] + gap, frame.width - figures[1] - names - 1.5 * gap
    heads = [frame.must(name, size, 0.4 * frame.width, 1, bold=True) for name in cells.series]
    left = max(left, heads[0].width / 2)
    if right - left < LEAST_ROOM * frame.width:
        raise CannotFit("its labels and figures leave no room for the lines", f"shorten the labels: {SHORTEN}")
    tall = [max(PITCH * size, block.height) for block in blocks]
    head = heads[0].height + 0.5 * size
    needed = max(NATURAL * frame.width, sum(tall) + head) if frame.height is None else sum(tall) + head
    bottom = top + frame.room(top, needed)
    marks: list[ChartMark] = []
    for x, block in zip((left, right), heads, strict=True):
        marks += block.at(min(x, frame.width - block.width / 2), top, looks.secondary, "middle")
        marks.append(Stroke(((x, top + head), (x, bottom)), looks.rule, looks.line))
    top += head
    zero, unit = _place([-float(entry.value) for pair in pairs for entry in pair], top + size, bottom - size)
    at = [[zero - float(entry.value) * unit for entry in pair] for pair in pairs]
    middles = [
        spread([ys[i] for ys in at], heights, top, bottom) for i, heights in enumerate(([PITCH * size] * len(at), tall))
    ]
    for row in sorted(range(len(pairs)), key=lambda row: pairs[row][1].emphasis):  # what is emphasised covers the rest
        (one, two), fill, ys = pairs[row], fills[pairs[row][1]], at[row]
        width = looks.line * (3 if two.emphasis else 2)
        dashed = two.status in AIMS
        marks.append(Stroke(((left, ys[0]), (right, ys[1])), fill.colour, width, dashed, fact=two.fact))
        for entry, x, y in ((one, left, ys[0]), (two, right, ys[1])):
            marks.append(_dot(entry, x, y, fill, frame, POINT))
        marks += _sides(pairs[row], (middles[0][row], middles[1][row]), ys, (left - gap, right + gap), fill, frame)
        marks += blocks[row].centred(right + 1.5 * gap + figures[1], middles[1][row], fill.words)
    return marks, bottom


def _fills_by_row(data: ChartData, looks: ChartLooks) -> dict[ChartEntry, ChartFill]:
    """The fill of each entry of a slope: that of its row, which is emphasised if its second value is."""
    pairs = _pairs(grid(data))
    rows = [replace(two, series="") for _, two in pairs]
    fills = entry_fills(replace(data, entries=tuple(rows)), looks)
    return {entry: fills[row] for pair, row in zip(pairs, rows, strict=True) for entry in pair}


def _sides(
    pair: Pair,
    middles: tuple[float, float],
    ys: Sequence[float],
    xs: tuple[float, float],
    fill: ChartFill,
    frame: Frame,
) -> Iterator[ChartMark]:
    """The figures on both sides; a thin line leads to those that are moved away from others."""
    looks, size = frame.looks, frame.looks.label
    anchors: tuple[Anchor, Anchor] = "right", "left"
    for entry, middle, y, x, anchor, sign in zip(pair, middles, ys, xs, anchors, (1, -1), strict=True):
        yield Label(x, middle + CAPITALS / 2 * size, entry.figure, size, fill.words, True, anchor)
        if abs(middle - y) > 0.3 * size:
            ends = (x + sign * 0.2 * size, middle), (x + sign * (GAP - 0.4) * size, y)
            yield Stroke(ends, fill.colour, looks.line / 2)


def native_dumbbell(data: ChartData) -> NativeChart:
    """Two dots above each other for each row, joined by a line. NotNative if the labels of rows have no room below."""
    rows, series = native_series(data)
    if len(rows) > MOST_BELOW or max(map(len, rows)) > LONGEST_BELOW:
        raise NotNative("its rows are too many, or their labels too long, to be below dots", "write native: false")
    for entry in data.entries:
        if entry.status in AIMS:
            raise NotNative(f'"{entry.fact}" is no result, and not every program draws a hollow dot', PICTURE)
    marked = {entry.emphasis for entry in data.entries}
    if len(marked) > 1:
        raise NotNative("it emphasises some of its rows, and a native chart of dots cannot", "write native: false")
    return NativeChart("dots", data.subtitle, rows, series)


def native_slope(data: ChartData) -> NativeChart:
    """A line of two points for each row. NotNative if figures at one end would overlap."""
    cells = grid(data).turned
    lines = []
    for name, (one, two) in zip(cells.series, _pairs(cells.turned), strict=True):
        if two.status in AIMS:
            raise NotNative(f'"{two.fact}" is no result, and not every program draws a line dashed', PICTURE)
        points = (native_point(replace(each, emphasis=two.emphasis, colour=two.colour)) for each in (one, two))
        lines.append(NativeSeries(name, tuple(points)))
    values = [entry.value for entry in data.entries]
    for end in cells.cells:
        if not apart([entry.value for entry in end if entry], values, APART, from_zero=False):
            raise NotNative("the figures at an end of its lines would overlap", "write native: false")
    return NativeChart("slope", data.subtitle, cells.rows, tuple(lines))


DUMBBELL = ChartKind(
    name="dumbbell",
    names={"vi": "Biểu đồ hai chấm", "en": "Dumbbell chart"},
    draw=dumbbell,
    fills=fills_by_series,
    native=native_dumbbell,
    fewest=2,
    most=2 * MOST_BARS,
    most_rows=MOST_BARS,
    fewest_series=2,
    most_series=2,
    gridded=True,
    series_always=True,
    gaps=False,
    negative=True,
)
SLOPE = replace(
    DUMBBELL,
    name="slope",
    names={"vi": "Biểu đồ đường dốc", "en": "Slope chart"},
    draw=slope,
    fills=_fills_by_row,
    native=native_slope,
    most=2 * MOST_SLOPES,
    most_rows=MOST_SLOPES,
)
