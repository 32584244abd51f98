"""Columns that stand on a zero line, one or several for each label; the last series of `columns-line` is a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill, entry_fills, series_fills
from reports.charts.editable import native_columns
from reports.charts.frame import CAPITALS, FEWER, SHORTEN, CannotFit, Frame, TextBlock
from reports.charts.grid import Grid, grid
from reports.charts.keys import key
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import BAR, GROUP, MOST_BARS, THICKEST
from reports.charts.marks import ChartMark, Label, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import bar, tail
from reports.charts.shading import shading, shading_room
from reports.charts.upright import (
    Upright,
    aim,
    axis_width,
    dot_labels,
    height_of,
    line_marks,
    placed_figures,
    plate,
    risen,
    upright,
    value_axis,
)
from reports.facts import AIMS

FOOT_LINES = 3  # of a label below its column
AROUND = 0.18  # a figure that has a ground
GAP = 0.35  # between columns and a figure beside them, in parts of the label's size


class Base(Struct, frozen=True):
    """The places of rows on the zero line: the left end of the first, the width of each, and their labels."""

    left: float
    slot: float
    labels: tuple[TextBlock | None, ...]
    foot: float

    def middle(self, row: int) -> float:
        return self.left + (row + 0.5) * self.slot


def base_of(cells: Grid, left: float, right: float, frame: Frame) -> Base:
    """The places of rows between two sides; labels are below them on up to three lines.

    Of periods, only every second, third … is named where not all have room. CannotFit if other labels have none.
    """
    looks, slot = frame.looks, (right - left) / len(cells.rows)
    wide = slot - 0.5 * looks.axis
    blocks = [frame.block(text, looks.axis, wide, FOOT_LINES) for text in cells.rows]
    if None in blocks:
        named = [next(entry for entry in of_row if entry) for of_row in cells.cells]
        if any(entry.label.casefold() != entry.when.casefold() for entry in named):
            text = next(text for text, block in zip(cells.rows, blocks, strict=True) if block is None)
            hint = f"write kind: bars, or shorten it: {SHORTEN}"
            raise CannotFit(f'"{text}" has no room below its column', hint, text)
        longest = max(frame.measure(text, looks.axis) for text in cells.rows) + 0.8 * looks.axis
        each = next(n for n in range(2, len(cells.rows) + 2) if n * slot >= longest or n > len(cells.rows))
        blocks = [
            frame.must(text, looks.axis, longest, 1) if i % each == 0 else None for i, text in enumerate(cells.rows)
        ]
    foot = max(block.height for block in blocks if block) + 0.45 * looks.axis
    return Base(left, slot, tuple(blocks), foot)


def breadth(slot: float, series: int, frame: Frame) -> float:
    """The width of a column: that of several in a group is their share of the slot."""
    return min(slot * (GROUP if series > 1 else BAR) / series, THICKEST * frame.width)


def foot_labels(base: Base, top: float, frame: Frame) -> Iterator[Label]:
    for row, block in enumerate(base.labels):
        if block:
            yield from block.at(base.middle(row), top + 0.45 * frame.looks.axis, frame.looks.secondary, "middle")


def shaded_rows(
    data: ChartData, cells: Grid, base: Base, ends: tuple[float, float], frame: Frame
) -> Iterator[ChartMark]:
    """The shaded periods of rows that are periods, in the order of time."""
    rows = [next(entry for entry in of_row if entry) for of_row in cells.cells]

    def x(day: date) -> float:
        """The place of the start of a day: within the place of the period that it is in, or before the next one."""
        for row, entry in enumerate(rows):
            first, last = entry.first or date.max, entry.last or date.max
            if day <= last:
                share = max((day - first).days, 0) / ((last - first).days + 1)
                return base.left + (row + share) * base.slot
        return base.left + len(rows) * base.slot

    yield from shading(data, x, (base.left, base.left + len(rows) * base.slot), ends, frame)


def columns(data: ChartData, frame: Frame, top: float) -> Drawn:
    """One group for each label with a column for each series, from zero, on one scale."""
    return _either(data, frame, top, lines=0)


def columns_line(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The same with the last series as a line, on the same axis."""
    return _either(data, frame, top, lines=1)


def _either(data: ChartData, frame: Frame, top: float, lines: int) -> Drawn:
    """With every figure, or else with an axis and the figures that matter."""
    for every in (True, False):
        drawn = _drawn(data, frame, top, lines, every=every)
        if drawn:
            return drawn
    raise CannotFit("there is no room for its figures", FEWER)


def _drawn(data: ChartData, frame: Frame, top: float, lines: int, *, every: bool) -> Drawn | None:
    has_axis = not every and bool(data.axis)  # nothing but zeros has none
    looks, cells, fills = frame.looks, grid(data), entry_fills(data, frame.looks)
    count = len(cells.series) - lines
    names, top = key(cells.series, series_fills(data, looks), frame, top, data.titled)
    ends = [entry for number in range(count, len(cells.series)) if (entry := cells.of_series(number)[-1])]
    beyond = max((_beside(entry, frame) for entry in ends), default=0.0)
    base = base_of(cells, axis_width(data, frame) if has_axis else 0.0, frame.width - beyond, frame)
    top += shading_room(data, frame)
    given = height_of(frame, top, base.foot)
    bottom = top + given - base.foot
    values = [float(entry.value) for entry in data.all_entries]
    plot = upright(values, (base.left, frame.width), (top, bottom), frame)
    marks: list[ChartMark] = []
    figures: list[tuple[ChartEntry, list[Label]]] = []
    thick = breadth(base.slot, count, frame)
    for row, of_row in enumerate(cells.cells):
        for j, entry in enumerate(of_row[:count]):
            if entry:
                x, wide = base.middle(row) + (j - count / 2) * thick, thick * (0.92 if count > 1 else 1)
                marks += risen(list(bar(entry, 0, plot.scale, x, wide, looks, fills[entry])), plot.zero)
                if not has_axis or count == 1 or entry.emphasis:
                    figures.append((entry, _at_end(entry, x, wide, plot, fills[entry], frame)))
    marks.append(Stroke(((base.left, plot.zero), (frame.width, plot.zero)), looks.text, looks.line))
    marks += [*names, *foot_labels(base, bottom, frame)]
    for each in filter(None, (data.target, data.whole)):
        marks += aim(each, plot, frame, marks, is_whole=each is data.whole)
    for number in range(count, len(cells.series)):
        placed = [(e, (base.middle(row), plot.y(float(e.value)))) for row, e in enumerate(cells.of_series(number)) if e]
        marks += line_marks(placed, series_fills(data, looks)[cells.series[number]], fills, frame, on_columns=True)
        edge = thick * count / 2 + GAP * looks.label  # a figure may be beside the columns on which its dot is
        figures = [
            *((e, _around(dot_labels(e, at, fills[e], frame), at[0] + edge)) for e, at in placed),
            *figures,
        ]
    shown = placed_figures(figures, marks, frame, every=every, around=AROUND * looks.label if lines else 0.0)
    if shown is None:
        return None
    axis = value_axis(data, plot, frame) if has_axis else ()
    plates = (plate(label, frame) for entry, label in shown if entry.series in cells.series[count:])
    grounds = shaded_rows(data, cells, base, (top, bottom), frame)
    return [*grounds, *axis, *marks, *plates, *(label for _, label in shown)], top + given


def _beside(entry: ChartEntry, frame: Frame) -> float:
    """The width of a figure beside columns."""
    return GAP * frame.looks.label + frame.measure(entry.figure, frame.looks.label, bold=True)


def _around(places: list[Label], beside: float) -> list[Label]:
    """The places of a dot's figure, and one beside the columns."""
    return [*places, replace(places[2], x=beside)]


def _at_end(entry: ChartEntry, x: float, wide: float, plot: Upright, fill: ChartFill, frame: Frame) -> list[Label]:
    """Where the figure of a column may be: beyond its end, or in it."""
    looks, size, middle = frame.looks, frame.looks.label, x + wide / 2
    end, beyond = plot.y(float(entry.value)), tail(entry, looks) + 0.35 * size
    is_below = entry.value < 0
    outer = end + beyond + CAPITALS * size if is_below else end - beyond
    inner = end - 0.4 * size if is_below else end + (0.4 + CAPITALS) * size
    found = [Label(middle, outer, entry.figure, size, looks.text, True, "middle")]
    has_room = abs(end - plot.zero) > (CAPITALS + 0.8) * size and frame.measure(entry.figure, size, bold=True) < wide
    if has_room and entry.qualifier == "exactly" and not fill.hatch and entry.status not in AIMS:
        found.append(Label(middle, inner, entry.figure, size, fill.inner, True, "middle"))
    return found


COLUMNS = ChartKind(
    name="columns",
    names={"vi": "Biểu đồ cột", "en": "Column chart"},
    draw=columns,
    fills=entry_fills,
    native=native_columns,
    most=MOST_BARS,
    gridded=True,
    negative=True,
    ranged=True,
    target=True,
    whole=True,
    timed_rows=True,
    axis="value",
)
COLUMNS_LINE = ChartKind(
    name="columns-line",
    names={"vi": "Biểu đồ cột và đường", "en": "Column and line chart"},
    draw=columns_line,
    native=partial(native_columns, lines=1),
    fills=entry_fills,
    fewest=2,
    most=2 * MOST_BARS,
    gridded=True,
    series_always=True,
    fewest_series=2,
    negative=True,
    target=True,
    whole=True,
    timed_rows=True,
    axis="value",
)
