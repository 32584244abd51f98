"""The place of the plot in a native chart: as in a drawn one, with room for labels and figures around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.editable import NativeChart, NativePoint
from reports.charts.frame import Frame, TextBlock
from reports.charts.kinds.bars import BAR, LEAST_ROOM, label_column
from reports.charts.scale import scale_of, slice_widths
from reports.charts.upright import NATURAL

KEY = 1.7  # height of the names of series, in parts of the label's size
NAMES, PIE, TITLE = 0.24, 0.42, 0.75
"""Shares of the width: the most for the names of lines, for a pie, and for a title, which programs wrap."""


class NativePlot(Struct, frozen=True):
    """The box of the plot in points; the ends of its axis of values, which are free where they are None; how many
    points one unit has; the title."""

    left: float
    top: float
    width: float
    height: float
    least: float | None = None
    most: float | None = None
    unit: float = 1.0
    title: TextBlock | None = None
    key: float = 0.0  # where the names of series begin


def plot_of(chart: NativeChart, frame: Frame) -> NativePlot:
    """The place of the plot in a frame with a height."""
    height = frame.height or 0.0
    title = _title(chart.title, frame)
    key = title.height + 0.4 * title.size
    top = title.height + 0.9 * title.size + (KEY * frame.looks.label if has_key(chart) else 0.0)
    if chart.form == "bar":
        plot = _bars(chart, frame, top, height)
    elif chart.form == "pie":
        side = min(PIE * frame.width, height - top - 4 * frame.looks.label)
        plot = NativePlot((frame.width - side) / 2, top + 2 * frame.looks.label, side, side)
    else:
        plot = _upright(chart, frame, top, height)
    return NativePlot(plot.left, plot.top, plot.width, plot.height, plot.least, plot.most, plot.unit, title, key)


def _title(text: str, frame: Frame) -> TextBlock:
    size = frame.looks.subtitle
    return frame.block(text, size, TITLE * frame.width, 3) or frame.must(text, size, frame.width, 3)


def height_of(chart: NativeChart, drawn: float, frame: Frame) -> float:
    """The height of a native chart, where it is free: that of the drawn one, and more for a title of more lines. Dots
    that are drawn in rows stand above each other here, and need the height of an upright chart."""
    title = _title(chart.title, frame)
    height = drawn + title.height - frame.must(chart.title, frame.looks.subtitle, frame.width, 2).height
    return max(height, title.height + NATURAL * frame.width) if chart.form == "dots" else height


def _bars(chart: NativeChart, frame: Frame, top: float, height: float) -> NativePlot:
    looks = frame.looks
    left = (
        max(block.width for block in label_column([(each, False) for each in chart.categories], frame))
        + 0.8 * looks.label
    )
    crown = 1.6 * looks.axis if chart.target else 0.0
    foot = 2.2 * looks.axis if has_axis(chart) else 0.0
    top, height = top + crown, height - top - crown - foot
    right = frame.width - left
    if chart.grouping == "percent":
        return NativePlot(left, top, right, height, 0, 1, right)
    ends = [(float(value), _beyond(point, frame)) for value, point in _reaches(chart)]
    if chart.target:  # its words are in the middle of its line
        words = frame.measure(chart.target_words, looks.axis, bold=True)
        ends.append((float(chart.target.value), words / 2 + looks.axis))
    zero, unit = scale_of(ends, None, left, frame, LEAST_ROOM)
    most = (frame.width - zero) / unit
    if chart.target:
        most = min(most, 1.95 * float(chart.target.value))  # beyond twice the target there would be a second line
    least = (left - zero) / unit
    return NativePlot(left, top, right, height, least, most, right / (most - least))


def has_key(chart: NativeChart) -> bool:
    """Whether the names of series stand above the plot."""
    named = [series for series in chart.series if not series.aim]
    forms = ("bar", "column", "area", "dots")
    return chart.form in forms and len(named) > 1 and any(each.name not in chart.titled for each in named)


def has_axis(chart: NativeChart) -> bool:
    """Whether the axis of values has names: if not every value has its figure."""
    return not all(point.shown for point in chart.points)


def with_room(chart: NativeChart, plot: NativePlot, frame: Frame) -> NativeChart:
    """The chart without the figures that have no room in their parts of a pile, or above their columns."""
    if chart.form not in ("bar", "column") or (chart.form, chart.grouping) == ("bar", "clustered"):
        return chart
    if chart.grouping == "clustered":
        return _with_narrow(chart, plot, frame)
    size, is_bar = frame.looks.label, chart.form == "bar"
    slot = (plot.height if is_bar else plot.width) / len(chart.categories) * BAR
    rows = zip(*(each.points for each in chart.series), strict=True)
    wholes = [sum(abs(float(point.value)) for point in row if point) for row in rows]

    def fits(point: NativePoint, whole: float) -> bool:
        long = abs(float(point.value)) * plot.unit / (whole or 1.0 if chart.grouping == "percent" else 1.0)
        across, along = (long, slot) if is_bar else (slot, long)
        wide = frame.measure(point.figure, size, bold=True) + 0.6 * size
        return wide <= across and 1.3 * size <= along

    series = (
        replace(
            each,
            points=tuple(
                replace(point, shown=fits(point, whole)) if point else None
                for point, whole in zip(each.points, wholes, strict=True)
            ),
        )
        for each in chart.series
    )
    return replace(chart, series=tuple(series))


def _with_narrow(chart: NativeChart, plot: NativePlot, frame: Frame) -> NativeChart:
    """Columns without figures where one is wider than the place of its column."""
    count = len(chart.series) - chart.lines
    wide = plot.width / len(chart.categories) / count
    columns = [point for each in chart.series[:count] for point in each.points if point and point.shown]
    if all(frame.measure(point.figure, frame.looks.label, bold=True) <= wide for point in columns):
        return chart
    bare = (replace(each, points=tuple(p and replace(p, shown=False) for p in each.points)) for each in chart.series)
    return replace(chart, series=(*list(bare)[:count], *chart.series[count:]))


def _reaches(chart: NativeChart) -> Iterator[tuple[float, NativePoint]]:
    """How far each bar or pile reaches, with its last point."""
    for points in zip(*(series.points for series in chart.series), strict=True):
        found = [point for point in points if point]
        if chart.grouping == "clustered":
            yield from ((float(point.value), point) for point in found)
        elif found:
            yield sum(float(point.value) for point in found), found[-1]


def _beyond(point: NativePoint, frame: Frame) -> float:
    """The space that a figure needs beyond the end of its bar."""
    size = frame.looks.label
    return (beyond_end(frame) if point.open else 0) + 0.6 * size + frame.measure(point.figure, size, bold=True)


def open_length(frame: Frame) -> float:
    """How far an open end goes on beyond its value, in points."""
    return sum(slice_widths(frame.looks))


def beyond_end(frame: Frame) -> float:
    """How far a figure is moved to be beyond an open end, in points."""
    return open_length(frame) + 0.35 * frame.looks.label


def _upright(chart: NativeChart, frame: Frame, top: float, height: float) -> NativePlot:
    """Room above for figures, below for categories, and on the right for the names of lines."""
    looks = frame.looks
    margin, foot = 1.8 * looks.label, 2.2 * looks.axis
    left, right = axis_width(chart, frame), 0.5 * looks.label
    if is_named(chart):
        names = [frame.must(text, looks.label, NAMES * frame.width, 2, bold=True) for text in _names(chart)]
        right = max(block.width for block in names) + 1.2 * looks.label
    if chart.form == "slope":
        ends = [frame.measure(each.points[0].figure, looks.label, bold=True) for each in chart.series if each.points[0]]
        left = max(*ends, frame.measure(chart.categories[0], looks.axis) / 2) + 1.2 * looks.label
    box = left, top, frame.width - left - right, height - top - foot
    if chart.grouping == "percent":
        return NativePlot(*box, 0, 1, box[3])
    values = [value for value, _ in _reaches(chart)]
    zero = [0.0] if chart.form not in ("dots", "slope") else []
    high, low = max(*zero, *values), min(*zero, *values)
    below = (1 if zero else 1.25) * margin if low < 0 or not zero else 0.0
    unit = (box[3] - margin - below) / ((high - low) or 1.0)
    return NativePlot(*box, low - below / unit, high + margin / unit, unit)


def axis_width(chart: NativeChart, frame: Frame) -> float:
    """The width that the axis of values needs: none where each value has its figure."""
    if not has_axis(chart):
        return 0.5 * frame.looks.label
    return max(frame.measure(f"{point.value:,.1f}", frame.looks.axis) for point in chart.points) + frame.looks.axis


def is_named(chart: NativeChart) -> bool:
    """Whether the last figure of each line has its name before it."""
    return chart.form in ("line", "slope") and len(chart.series) > 1


def _names(chart: NativeChart) -> Sequence[str]:
    ends = (next(point for point in reversed(series.points) if point) for series in chart.series)
    names = ["" if series.name in chart.titled else f"{series.name} " for series in chart.series]
    return [f"{name}{end.figure}" for name, end in zip(names, ends, strict=True)]
