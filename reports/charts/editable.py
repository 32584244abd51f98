"""A chart that people can edit in Word and PowerPoint, as a value: categories, series of points, a target.

A kind gives this value (`ChartKind.native`), and `native` writes it. What a native chart cannot show truthfully raises
NotNative; the picture then stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.grid import grid
from reports.charts.model import ChartData, ChartEntry
from reports.diagnostics import HintedError
from reports.document.model import Marked, Trace
from reports.facts import AIMS
from reports.languages.numbers import plain_value

NativeForm = Literal["bar", "column", "line", "area", "pie", "dots", "slope"]
Grouping = Literal["clustered", "stacked", "percent"]
LINES = ("line", "dots", "slope")
"""The forms of which all series are lines; `dots` has pairs of dots without lines, `slope` lines of two points."""
FACT = "songngu:fact"
"""The heading of the columns of a workbook that have the ids of facts."""
PICTURE = "write native: false, or show the fact as text"
_APART = Decimal("0.16")
"""Of the axis: the least distance of a figure on a column and a line."""
MOST_BEYOND = Decimal("1.5")
"""A result of more than so many targets would bring a second line of the grid into the chart."""


class NotNative(HintedError):
    """Why a native chart cannot show something truthfully, in words that follow the name of the chart, and a hint."""


class NativePoint(Struct, frozen=True):
    """A value and its figure as it is printed. `fact` is its id, "" for what no fact says.

    An `aim` is outlined; an `open` one is a lower bound, and goes on beyond its value. `shown`: whether the figure
    stands beside the value. `colour` is the name of its colour, where the spec gives it one.
    """

    value: Decimal
    figure: str = ""
    fact: str = ""
    emphasis: bool = False
    aim: bool = False
    open: bool = False
    shown: bool = True
    colour: str = ""


class NativeSeries(Struct, frozen=True):
    """A series with a point for each category, None for a gap; `aim`: it is the line of a target."""

    name: str
    points: tuple[NativePoint | None, ...]
    aim: bool = False


class NativeChart(Struct, frozen=True):
    """A native chart. In a pie the categories, not the series, have colours of their own. `titled` are the names of
    series, or of parts, that the title beside the chart gives."""

    form: NativeForm
    title: str
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    grouping: Grouping = "clustered"
    target: NativePoint | None = None
    target_label: str = ""
    titled: tuple[str, ...] = ()
    lines: int = 0  # so many of the last series are lines on columns

    def is_line(self, number: int) -> bool:
        """Whether series `number` is a line, with or without strokes between its dots."""
        return self.form in LINES or number >= len(self.series) - self.lines

    @property
    def target_words(self) -> str:
        """What the line of a target is called."""
        return f"{self.target_label}: {self.target.figure}" if self.target else ""

    @property
    def with_target(self) -> NativeChart:
        """The chart with its target as a series of its own; across horizontal bars it is a line of the grid."""
        if self.target is None or self.form == "bar":
            return self
        last = len(self.categories) - 1
        points = tuple(replace(self.target, shown=at == last) for at in range(last + 1))
        lines = self.lines + (self.form == "column")
        return replace(self, series=(*self.series, NativeSeries(self.target_label, points, aim=True)), lines=lines)

    @property
    def points(self) -> tuple[NativePoint, ...]:
        """All points, series by series, then the target."""
        found = [point for series in self.series for point in series.points if point]
        return (*found, *((self.target,) if self.target else ()))


def native_point(entry: ChartEntry, *, shown: bool = True) -> NativePoint:
    """The point of an entry. NotNative if its value has no single end."""
    if entry.near is not None:
        raise NotNative(f'"{entry.fact}" is a range, which native charts do not stripe', PICTURE)
    is_open = entry.qualifier in ("over", "at-least")
    if entry.qualifier != "exactly" and not is_open:
        raise NotNative(f'"{entry.fact}" is not exact ({entry.qualifier}), which native charts cannot show', PICTURE)
    aim = entry.status in AIMS
    return NativePoint(entry.value, entry.figure, entry.fact, entry.emphasis, aim, is_open, shown, entry.colour)


def native_columns(data: ChartData, lines: int = 0) -> NativeChart:
    """Columns, with the target and so many of the last series as lines of the chart."""
    if any(entry.status in AIMS and entry.value < 0 for entry in data.entries):
        raise NotNative("it has a target below zero", PICTURE)
    rows, series = native_series(data)
    count = len(series) - lines
    for point in (point for each in series[:count] for point in each.points if point and point.open):
        raise NotNative(f'"{point.fact}" is a lower bound, and columns have no open end', PICTURE)
    for point in (point for each in series[count:] for point in each.points if point and point.aim):
        raise NotNative(f'"{point.fact}" is no result, and not every program draws a line dashed', PICTURE)
    if lines:
        series = _at_ends(series, count, data)
    target = native_point(data.target) if data.target else None
    label = target_label(data)
    return NativeChart("column", data.subtitle, rows, series, target=target, target_label=label, lines=lines)


def _at_ends(series: Sequence[NativeSeries], count: int, data: ChartData) -> tuple[NativeSeries, ...]:
    """The series with figures only in the first and the last row: those that no other figure, line or column there
    would cover."""
    values = [entry.value for entry in data.all_entries]
    last = max((len(each.points) for each in series), default=0) - 1

    def is_shown(number: int, at: int, point: NativePoint) -> bool:
        others = [each.points[at] for other, each in enumerate(series) if (other < count) != (number < count)]
        beside = [other.value for other in others if other]
        is_apart = all(apart((point.value, value), values, _APART) for value in beside)
        return at in (0, last) and is_apart and (number < count or all(value < point.value for value in beside))

    return tuple(
        replace(
            each,
            points=tuple(p and replace(p, shown=is_shown(number, at, p)) for at, p in enumerate(each.points)),
        )
        for number, each in enumerate(series)
    )


def native_stacked(data: ChartData, form: Literal["bar", "column"], *, of_whole: bool) -> NativeChart:
    """Bars or columns that are divided into parts."""
    rows, series = native_series(data)
    return NativeChart(form, data.subtitle, rows, series, "percent" if of_whole else "stacked")


def native_series(data: ChartData) -> tuple[tuple[str, ...], tuple[NativeSeries, ...]]:
    """The rows and the series of a chart; a series without a name has that of the chart."""
    cells = grid(data)
    found = []
    for number, name in enumerate(cells.series):
        points = tuple(native_point(entry) if entry else None for entry in cells.of_series(number))
        found.append(NativeSeries(name or data.subtitle, points))
    return cells.rows, tuple(found)


def native_bars(data: ChartData) -> NativeChart:
    """Horizontal bars, with the target as a line across them."""
    rows, series = native_series(data)
    points = [point for each in series for point in each.points if point]
    for point in points:
        if point.open and point.value < 0:
            raise NotNative(f'"{point.fact}" is a bound below zero, which native charts cannot show', PICTURE)
    target = native_point(data.target) if data.target else None
    if target:
        low, high = (end(point.value for point in points) for end in (min, max))
        if low < 0:
            raise NotNative("it has a target and values below zero", "leave the target out, or write native: false")
        if high > MOST_BEYOND * target.value:
            raise NotNative(f"a result is more than {MOST_BEYOND} times its target", "write native: false")
    return NativeChart("bar", data.subtitle, rows, series, target=target, target_label=target_label(data))


def target_label(data: ChartData) -> str:
    return data.target.label if data.target else ""


def apart(values: Iterable[Decimal], all_values: Sequence[Decimal], least: Decimal, *, from_zero: bool = True) -> bool:
    """Whether values at one place of an axis differ by this share of it, so that their figures have room."""
    ordered, zero = sorted(values), [Decimal(0)] if from_zero else []
    room = (max(*zero, *all_values) - min(*zero, *all_values)) * least
    return all(two - one >= room for one, two in pairwise(ordered))


def chart_marks(name: str, chart: NativeChart) -> tuple[Marked, ...]:
    """The marks of the texts, figures and values in a chart of this name."""
    series = [each.name for each in chart.series]
    on_axis = chart.target if chart.form == "bar" else None
    words = chart.target_words if on_axis else chart.target_label
    texts = dict.fromkeys((chart.title, *chart.categories, *series, words))
    found = [Marked(text, Trace("chart", name)) for text in texts if text]
    for point in chart.points:
        if point.fact:
            value = plain_value(point.value)
            if point is not on_axis:
                found.append(Marked(point.figure, Trace("fact", point.fact, "short", value)))
            found.append(Marked(value, Trace("fact", point.fact, "value", value)))
    return tuple(found)
