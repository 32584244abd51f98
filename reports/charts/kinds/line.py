"""Values over time as lines with points, labelled directly, from zero."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill, line_fills, series_fills
from reports.charts.editable import (
    PICTURE,
    NativeChart,
    NativePoint,
    NativeSeries,
    NotNative,
    apart,
    native_point,
    target_label,
)
from reports.charts.extents import extent, free
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, FEWER, SHORTEN, CannotFit, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Dot, Label, Point, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import goal_label, goal_line
from reports.charts.shading import shading, shading_room
from reports.facts import AIMS

MOST_LINES = 4
MOST_POINTS = 60
NATURAL = 0.4  # height, in parts of the width, where it is free
LEAST = 7.0  # least height, in parts of the label's size
RADIUS = 0.28
ALONE = 1.5  # how much larger a dot is that alone is emphasised on its line
MOST_FIGURES = 12  # of one native line
APART = Decimal("0.08")  # of the axis: the least distance of two figures at one end of native lines
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_EQUAL_STEPS = "write native: false, or show only years, only quarters or only months"
NAMES = 0.24  # greatest width of the lines' names, in parts of the chart


class _Plot(Struct, frozen=True):
    """The places of time and values, in points."""

    left: float
    right: float
    zero: float
    scale: float
    first: float
    last: float

    def at(self, entry: ChartEntry) -> Point:
        return self.x(_middle(entry)), self.zero - float(entry.value) * self.scale

    def x(self, day: float) -> float:
        """The place of a day, counted from the first of all."""
        share = (day - self.first) / ((self.last - self.first) or 1.0)
        return self.left + share * (self.right - self.left)


def _middle(entry: ChartEntry) -> float:
    """The middle of an entry's period, in days."""
    first = entry.first or date.min
    return (first.toordinal() + (entry.last or first).toordinal()) / 2


def line(data: ChartData, frame: Frame, top: float) -> Drawn:
    """One line for each series, with every figure that has space, and always the last."""
    looks = frame.looks
    series, top = _series(data), top + shading_room(data, frame)
    names = {name: _name(name, entries[-1], frame) for name, entries in series.items()}
    foot = (ASCENT + DESCENT + 0.6) * looks.axis
    given = frame.room(top, (NATURAL * frame.width if frame.height is None else LEAST * looks.label) + foot)
    bottom = top + given - foot
    plot = _plot(data, max(block.width for block in names.values()), (top, bottom), frame)
    marks = list(shading(data, lambda day: plot.x(day.toordinal()), (0, plot.right), (top, plot.zero), frame))
    marks += _axis(data.entries, plot, bottom, frame)
    fills, dots = series_fills(data, looks), line_fills(data, looks)
    placed = {name: [(entry, plot.at(entry)) for entry in entries] for name, entries in series.items()}
    for name, points in placed.items():
        marks += _line(points, fills[name], dots, frame)
    ends = {name: points[-1][1] for name, points in placed.items() if name}
    marks += _names(names, ends, fills, marks, frame)
    marks += _aim(data, plot, marks, frame)
    for name, points in placed.items():
        for figure in _figures(points, marks, frame, ended=bool(name)):  # each keeps clear of those before
            marks.append(figure)
    if any(entry.value < 0 for entry in data.entries):
        marks += _zero(plot, marks, frame)
    return marks, top + given


def _series(data: ChartData) -> dict[str, list[ChartEntry]]:
    series: dict[str, list[ChartEntry]] = {}
    for entry in data.entries:
        series.setdefault(entry.series, []).append(entry)
    return series


def _name(name: str, last: ChartEntry, frame: Frame) -> TextBlock:
    """A line's name with its last figure; empty for a line without a name."""
    text = f"{name} {last.figure}" if name else ""
    return frame.must(text, frame.looks.label, NAMES * frame.width, 2, bold=True)


def _plot(data: ChartData, names: float, ends: tuple[float, float], frame: Frame) -> _Plot:
    """The scales of time and values, chosen so that the outermost labels stay within the picture."""
    looks = frame.looks
    times = [frame.measure(entry.when, looks.axis) for entry in data.entries]
    figures = [frame.measure(entry.figure, looks.label, bold=True) for entry in data.entries]
    half = max(*times, *figures) / 2
    beyond = names + 0.8 * looks.label if names else 0.0
    left, right = half, frame.width - max(half, beyond)
    if right - left < frame.width / 3:
        raise CannotFit(
            "the names of its lines leave no room for them",
            f"shorten them: {SHORTEN}",
        )
    values = [float(entry.value) for entry in data.all_entries]
    margin = 1.6 * looks.label
    high, low = max(0.0, *values), min(0.0, *values)
    high = high or (0.0 if low else 1.0)  # nothing but zeros is a line at the foot
    top, bottom = ends[0] + margin, ends[1] - (margin if low < 0 else 0)
    scale = (bottom - top) / (high - low)
    days = [_middle(entry) for entry in data.entries]
    return _Plot(left, right, top + high * scale, scale, min(days), max(days))


def _axis(entries: Sequence[ChartEntry], plot: _Plot, bottom: float, frame: Frame) -> Iterator[ChartMark]:
    """The zero line, and below it the periods that have space."""
    looks = frame.looks
    yield Stroke(((0, plot.zero), (frame.width, plot.zero)), looks.rule, looks.line)
    until = -1.0
    moments = {(plot.at(entry)[0], entry.when) for entry in entries}
    for x, when in sorted(moments):
        half = frame.measure(when, looks.axis) / 2
        if x - half > until:
            until = x + half + 0.5 * looks.axis
            base = bottom + (0.6 + CAPITALS) * looks.axis
            yield Label(x, base, when, looks.axis, looks.secondary, anchor="middle")


def _zero(plot: _Plot, marks: Sequence[ChartMark], frame: Frame) -> Iterator[Label]:
    """A "0" at one end of the zero line, above or below it, if it meets nothing there."""
    size, colour = frame.looks.axis, frame.looks.secondary
    for base in (plot.zero - 0.3 * size, plot.zero + (0.3 + CAPITALS) * size):
        for label in (Label(frame.width, base, "0", size, colour, anchor="right"), Label(0, base, "0", size, colour)):
            if free(label, marks, frame.metrics):
                yield label
                return


def _aim(data: ChartData, plot: _Plot, marks: list[ChartMark], frame: Frame) -> Iterator[ChartMark]:
    """A target's dashed line with its label at one end, above or below, where it crosses no other line."""
    looks, target = frame.looks, data.target
    if target is None:
        return
    y = plot.zero - float(target.value) * plot.scale
    block = goal_label(target, frame)
    yield goal_line(((0, y), (plot.right, y)), looks)
    above, below = y - block.height - 0.1 * looks.axis, y + 0.2 * looks.axis
    places = [block.at(x, top, looks.text) for x in (0, plot.right - block.width) for top in (above, below)]
    yield from next((found for found in places if free(found[0], marks, frame.metrics)), places[0])


def _line(
    points: Sequence[tuple[ChartEntry, Point]], fill: ChartFill, dots: Mapping[ChartEntry, ChartFill], frame: Frame
) -> Iterator[ChartMark]:
    """Strokes between the points, dashed towards an aim; points that are not exact are hollow."""
    looks, colour = frame.looks, fill.colour
    for (_, start), (entry, end) in pairwise(points):
        yield Stroke((start, end), colour, 2.2 * looks.line, dashed=entry.status in AIMS)
    for entry, (x, y) in points:
        mark = dots[entry].colour
        wide = RADIUS * looks.label * (ALONE if dots[entry] != fill else 1)
        exact = entry.qualifier == "exactly" and entry.status not in AIMS
        yield Dot(x, y, wide, mark if exact else looks.ground, mark, 1.5 * looks.line, entry.fact)


def _names(
    names: dict[str, TextBlock],
    ends: dict[str, Point],
    fills: Mapping[str, ChartFill],
    marks: Sequence[ChartMark],
    frame: Frame,
) -> Iterator[Label]:
    """The lines' names beside their last points, moved apart where lines end close to each other."""
    looks, lowest = frame.looks, 0.0
    for name, (x, y) in sorted(ends.items(), key=lambda end: end[1][1]):
        block = names[name]
        middle = max(y, lowest + block.height / 2)
        lowest = middle + block.height / 2
        for label in block.centred(x + 0.8 * looks.label, middle, fills[name].words if len(names) > 1 else looks.text):
            if not free(label, marks, frame.metrics):
                raise CannotFit(f'"{label.text}" would lie on another line', "let all lines end at the same time")
            yield label


def _figures(
    points: Sequence[tuple[ChartEntry, Point]], marks: list[ChartMark], frame: Frame, *, ended: bool
) -> Iterator[Label]:
    """The figures, above, below or beside their points, where they meet nothing; a named line has its last already."""
    looks, size = frame.looks, frame.looks.label
    last = len(points) - 1
    for i in dict.fromkeys((*(() if ended else (last,)), *range(last))):
        entry, (x, y) = points[i]
        above, below = y - (RADIUS + 0.35) * size, y + (RADIUS + 0.35 + CAPITALS) * size
        beside, level = (RADIUS + 0.35) * size, y + CAPITALS / 2 * size
        label = Label(x, above, entry.figure, size, looks.text, True, "middle")
        right = replace(label, x=x + beside, y=level, anchor="left")
        labels = (label, replace(label, y=below), right, replace(right, x=x - beside, anchor="right"))
        places = [label for label in labels if extent(label, frame.metrics).within(frame.width, math.inf)]
        found = next((label for label in places if free(label, marks, frame.metrics)), None)
        if found is None and i == last:
            raise CannotFit(f'there is no room for its figure "{entry.figure}"', FEWER)
        if found:
            yield found


def native_line(data: ChartData) -> NativeChart:
    """The lines over equal steps of time; a step that no fact has is a gap, which the line crosses.

    NotNative if the periods are no such steps, or figures at one end of the lines would overlap.
    """
    steps = {entry.when: _step(entry) for entry in data.entries}
    if len({precision for precision, _ in steps.values()}) > 1 or (len(steps) > 2 and ("", 0) in steps.values()):
        raise NotNative("its periods are no equal steps of time", _EQUAL_STEPS)
    places = {when: number for when, (precision, number) in steps.items() if precision}
    places = places if len(steps) > 2 else dict(zip(steps, range(2), strict=True))
    first, last = min(places.values()), max(places.values())
    if last - first >= MOST_POINTS:
        raise NotNative(f"it has more than {MOST_POINTS} steps of time", _EQUAL_STEPS)
    named = {place: when for when, place in places.items()}
    series = _series(data)
    few = len(series) == 1 and len(data.entries) <= MOST_FIGURES
    lines = []
    for name, entries in series.items():
        points: list[NativePoint | None] = [None] * (last - first + 1)
        for entry in entries:
            if entry.status in AIMS:
                raise NotNative(f'"{entry.fact}" is a {entry.status}, which not every program draws dashed', PICTURE)
            shown = few or entry.emphasis or entry in (entries[0], entries[-1])
            points[places[entry.when] - first] = native_point(entry, shown=shown)
        lines.append(NativeSeries(name or data.subtitle, tuple(points)))
    target = native_point(data.target) if data.target else None
    values = [entry.value for entry in data.all_entries]
    last_values, first_values = ([entries[at].value for entries in series.values()] for at in (-1, 0))
    ends = [[*last_values, *([target.value] if target else [])], first_values if len(series) > 2 else []]
    if not all(apart(end, values, APART) for end in ends):
        raise NotNative("the figures at an end of its lines would overlap", "write native: false")
    categories = tuple(named.get(place, "") for place in range(first, last + 1))
    return NativeChart("line", data.subtitle, categories, tuple(lines), target=target, target_label=target_label(data))


def _step(entry: ChartEntry) -> tuple[str, int]:
    """The precision and the number of an entry's period; "" and 0 if such periods do not follow each other."""
    first, months = entry.first or date.min, _MONTHS.get(entry.precision, 0)
    return (entry.precision, (first.year * 12 + first.month - 1) // months) if months else ("", 0)


LINE = ChartKind(
    name="line",
    names={"vi": "Biểu đồ đường", "en": "Line chart"},
    draw=line,
    native=native_line,
    fewest=2,
    most=MOST_POINTS,
    dated=True,
    timed=True,
    ended=True,
    negative=True,
    target=True,
    gridded=True,
    series_always=True,
    most_series=MOST_LINES,
    item_words=lambda entry: (" ".join(filter(None, (entry.series, entry.when))), entry.number),
    distinct_by=lambda entry: (entry.series, entry.when),
    alike="are two values of one line for one period, {entry.when}",
)
