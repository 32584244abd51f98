"""Values over time as lines with points, labelled directly, from zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from reports.charts.colours import line_fills, series_fills
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
from reports.charts.extents import free
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, FEWER, SHORTEN, CannotFit, Frame, TextBlock
from reports.charts.grid import by_series
from reports.charts.keys import NAMES
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label, Point, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.shading import shading, shading_room
from reports.charts.time_steps import EQUAL_STEPS, steps_of
from reports.charts.upright import (
    BESIDE,
    Upright,
    aim,
    axis_width,
    dot_labels,
    height_of,
    line_marks,
    placed_figures,
    spread,
    upright,
    value_axis,
)
from reports.facts import AIMS

LEADER = 1.5  # between the plot and the names of lines, in parts of the label's size
MOST_LINES, MOST_POINTS = 6, 60
MOST_FIGURES = 12  # of one line; more points have an axis, and figures only where they matter
APART = Decimal("0.08")  # of the axis: the least distance of two figures at one end of native lines
LinePoints = list[tuple[ChartEntry, Point]]


def middle(entry: ChartEntry) -> float:
    """The middle of an entry's period, in days."""
    first = entry.first or date.min
    return (first.toordinal() + (entry.last or first).toordinal()) / 2


def line(data: ChartData, frame: Frame, top: float) -> Drawn:
    """One line for each series, with every figure or, if they have no room, with an axis and those that matter."""
    few = max(len(entries) for entries in by_series(data).values()) <= MOST_FIGURES
    for every in (True, False) if few else (False,):
        drawn = _drawn(data, frame, top, every=every)
        if drawn:
            return drawn
    last = data.entries[-1].figure
    raise CannotFit(f'there is no room for its figure "{last}"', FEWER)


def _drawn(data: ChartData, frame: Frame, top: float, *, every: bool) -> Drawn | None:
    looks, series, fills = frame.looks, by_series(data), line_fills(data, frame.looks)
    of_names = looks.label, NAMES * frame.width, 2
    named = {
        name: frame.must(f"{'' if name in data.titled else name} {entries[-1].figure}".strip(), *of_names, bold=True)
        for name, entries in series.items()
        if name
    }
    top += shading_room(data, frame)
    foot = (ASCENT + DESCENT + 0.6) * looks.axis
    given = height_of(frame, top, foot)
    bottom, has_axis = top + given - foot, not every and bool(data.axis)
    sides = _sides(data, max((block.width for block in named.values()), default=0.0), frame, has_axis=has_axis)
    plot = upright([float(entry.value) for entry in data.all_entries], sides, (top, bottom), frame)
    x = _time_scale(data, plot, frame)
    placed = {
        name: [(entry, (x(middle(entry)), plot.y(float(entry.value)))) for entry in entries]
        for name, entries in series.items()
    }
    marks: list[ChartMark] = [
        Stroke(((plot.left, plot.zero), (plot.right if named else frame.width, plot.zero)), looks.rule, looks.line)
    ]
    marks += shading(data, lambda day: x(day.toordinal()), (0, plot.right), (top, plot.zero), frame)
    colours = series_fills(data, looks)
    for name, points in placed.items():
        marks += line_marks(points, colours[name], fills, frame)
    marks += moments([at for points in placed.values() for at in points], bottom, frame)
    marks += end_names(named, placed, {name: colours[name].words for name in named}, plot, frame)
    if data.target:
        marks += aim(data.target, plot, frame, marks)
    inked = fills if len(series) > 1 else {entry: replace(fill, words=looks.text) for entry, fill in fills.items()}
    figures = [
        (entry, [] if name and entry is points[-1][0] else dot_labels(entry, at, inked[entry], frame))
        for name, points in placed.items()
        for entry, at in points
    ]
    axis = list(value_axis(data, plot, frame)) if has_axis else []
    names = [replace(mark, size=1.5 * mark.size) for mark in axis if isinstance(mark, Label)]  # with space around
    shown = placed_figures(figures, [*names, *marks], frame, every=every)
    if shown is None or (figures and not named and not any(entry is data.entries[-1] for entry, _ in shown)):
        return None
    marks += [label for _, label in shown]
    if not has_axis and any(entry.value < 0 for entry in data.entries):
        marks += _zero(plot, marks, frame)
    return [*axis, *marks], top + given


def _sides(data: ChartData, names: float, frame: Frame, *, has_axis: bool) -> tuple[float, float]:
    """The left and the right end of the plot, so that the outermost labels stay within the picture."""
    looks = frame.looks
    times = [frame.measure(entry.when, looks.axis) for entry in data.entries]
    figures = [frame.measure(entry.figure, looks.label, bold=True) for entry in data.entries]
    half = max(*times, *figures) / 2
    left = max(half, axis_width(data, frame)) if has_axis else half
    right = frame.width - max(half, names + LEADER * looks.label if names else 0.0)
    if right - left < frame.width / 3:
        raise CannotFit("the names of its lines leave no room for them", f"shorten them: {SHORTEN}")
    return (axis_width(data, frame) if has_axis else 0.0), right


def _time_scale(data: ChartData, plot: Upright, frame: Frame) -> Callable[[float], float]:
    """The place of a day, by its number; half a label is left free at both ends of the axis of time, and between the
    names of an axis and several lines a whole one."""
    days = [middle(entry) for entry in data.entries]
    first, last = min(days), max(days)
    figures = [frame.measure(entry.figure, frame.looks.label, bold=True) for entry in data.entries]
    left = plot.left + max(*figures, *(frame.measure(entry.when, frame.looks.axis) for entry in data.entries)) / 2
    if plot.left and len(by_series(data)) > 1:
        left = max(left, plot.left + max(figures) + 2 * BESIDE * frame.looks.label)
    unit = (plot.right - left) / ((last - first) or 1.0)
    return lambda day: left + (day - first) * unit


def moments(points: LinePoints, bottom: float, frame: Frame) -> Iterator[Label]:
    """The periods below the plot: the first, the last and those between that have room."""
    looks = frame.looks
    moments = sorted({(x, entry.when) for entry, (x, _) in points})
    shown: list[tuple[float, float]] = []
    for x, when in (moments[-1], *moments[:-1]):
        half = frame.measure(when, looks.axis) / 2 + 0.25 * looks.axis
        if all(x + half <= start or x - half >= end for start, end in shown):
            shown.append((x - half, x + half))
            yield Label(x, bottom + (0.6 + CAPITALS) * looks.axis, when, looks.axis, looks.secondary, anchor="middle")


def end_names(
    named: Mapping[str, TextBlock],
    placed: Mapping[str, LinePoints],
    colours: Mapping[str, str],
    plot: Upright,
    frame: Frame,
) -> Iterator[ChartMark]:
    """The lines' names on the right, each in its line's colour; a thin line leads to those that are moved."""
    looks, size = frame.looks, frame.looks.label
    if not named:
        return
    ends = [placed[name][-1][1] for name in named]
    blocks = list(named.values())
    middles = spread([y for _, y in ends], [block.height for block in blocks], plot.top, plot.bottom + size)
    for name, block, middle, (x, y) in zip(named, blocks, middles, ends, strict=True):
        yield from block.centred(plot.right + LEADER * size, middle, colours[name])
        start, end = x + 0.5 * size, plot.right + (LEADER - 0.3) * size
        if abs(middle - y) > 0.6 * size or plot.right - x > size:
            turn = max(start, plot.right + 0.5 * size)
            yield Stroke(((start, y), (turn, y), (end, middle)), colours[name], looks.line / 2)


def _zero(plot: Upright, marks: Sequence[ChartMark], frame: Frame) -> Iterator[Label]:
    """A "0" at one end of the zero line, above or below it, if it meets nothing there."""
    size, colour = frame.looks.axis, frame.looks.secondary
    for base in (plot.zero - 0.3 * size, plot.zero + (0.3 + CAPITALS) * size):
        for label in (Label(frame.width, base, "0", size, colour, anchor="right"), Label(0, base, "0", size, colour)):
            if free(label, marks, frame.metrics):
                yield label
                return


def native_line(data: ChartData) -> NativeChart:
    """The lines over equal steps of time; a step that no fact has is a gap, which the line crosses.

    NotNative if the periods are no such steps, or figures at one end of the lines would overlap.
    """
    places = steps_of(data)
    first, last = min(places.values()), max(places.values())
    if last - first >= MOST_POINTS:
        raise NotNative(f"it has more than {MOST_POINTS} steps of time", EQUAL_STEPS)
    named = {place: when for when, place in places.items()}
    series = by_series(data)
    few = len(series) == 1 and len(data.entries) <= MOST_FIGURES
    lines = []
    for name, entries in series.items():
        points: list[NativePoint | None] = [None] * (last - first + 1)
        for entry in entries:
            if entry.status in AIMS:
                raise NotNative(f'"{entry.fact}" is no result, and not every program draws a line dashed', PICTURE)
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


LINE = ChartKind(
    name="line",
    names={"vi": "Biểu đồ đường", "en": "Line chart"},
    draw=line,
    fills=line_fills,
    native=native_line,
    fewest=2,
    most=MOST_LINES * MOST_POINTS,
    most_points=MOST_POINTS,
    axis="value",
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
