"""A time axis: its divisions, the place of a day, and the mark of an event or a period on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill
from reports.charts.frame import CannotFit, Frame
from reports.charts.marks import ChartMark, Dot, Rectangle, Stroke, outline
from reports.charts.model import ChartData, ChartEntry, Tick
from reports.charts.scale import open_end, slice_widths
from reports.facts import AIMS
from reports.facts.wording import Wording
from reports.languages.periods import parse_period

BAND = 2.0  # height of the axis, in parts of its type size
RADIUS = 0.26  # of a dot, in parts of the label's size
LEAST_TICK = 5.5  # of the size of its names: wide enough for the name of a month in most languages
YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
DIVISIONS = ((1, 18, "{0:04}-{1:02}"), (3, 36, "{0:04}-Q{2}"))
"""The divisions into months and quarters: their months, the longest axis that has them, how a period is written."""
WHOLE_TIMES = ("range", "since")  # periods whose beginning is a date; in others an event was on some day


class TimeAxis(Struct, frozen=True):
    """The divisions of an axis from `left` on, and the width of a day."""

    ticks: Sequence[Tick]
    left: float
    per_day: float

    @property
    def first(self) -> date:
        return self.ticks[0].first

    def x(self, day: date) -> float:
        return self.left + (day - self.first).days * self.per_day

    def end(self, day: date) -> float:
        return self.x(day) + self.per_day

    def span(self, entry: ChartEntry) -> tuple[float, float]:
        """From the start of an entry's first day to the end of its last."""
        return self.x(entry.first or self.first), self.end(entry.last or self.ticks[-1].last)

    def length(self, entry: ChartEntry) -> float:
        last, first = entry.last or self.ticks[-1].last, entry.first or self.first
        return ((last - first).days + 1) * self.per_day

    def staff(self, entry: ChartEntry) -> float:
        start, end = self.span(entry)
        return start if entry.precision in WHOLE_TIMES else (start + end) / 2

    def reach(self, entry: ChartEntry, frame: Frame) -> tuple[float, float]:
        """The left and right edges of an entry's mark; a dot is whole, also at the ends of the axis."""
        start, end = self.span(entry)
        if entry.precision != "day":
            return start, end
        radius = RADIUS * frame.looks.label
        x = min(max((start + end) / 2, self.left + radius), frame.width - radius)
        return x - radius, x + radius

    def band(self, top: float, frame: Frame) -> Iterator[ChartMark]:
        """The names of the divisions on a band."""
        looks, height = frame.looks, BAND * frame.looks.axis
        yield Rectangle(self.left, top, self.end(self.ticks[-1].last) - self.left, height, looks.wash)
        for tick in self.ticks:
            left, right = self.x(tick.first), self.end(tick.last)
            if tick is not self.ticks[0]:
                yield Stroke(((left, top), (left, top + height)), looks.rule, looks.line)
            name = frame.must(tick.text, looks.axis, right - left, 1)
            if tick.last.year > tick.first.year:  # named by its first year, at its beginning
                yield from name.centred(left + 0.4 * looks.axis, top + height / 2, looks.secondary)
            else:
                yield from name.centred((left + right) / 2, top + height / 2, looks.secondary, "middle")

    def mark(
        self, entry: ChartEntry, fill: ChartFill, middle: float, top: float, height: float, frame: Frame
    ) -> Iterator[ChartMark]:
        """A dot for a day, at `middle`; for a longer time a bar of its true length, open if it has no end."""
        looks = frame.looks
        aim = entry.status in AIMS
        start, end = self.reach(entry, frame)
        if entry.precision == "day":
            inside, edging = (looks.ground, looks.text) if aim else (fill.colour, looks.ground)
            yield Dot((start + end) / 2, middle, (end - start) / 2, inside, edging, looks.line, entry.fact)
            return
        if aim:
            is_closed = entry.last is not None
            yield outline(start, top, end - start, height, looks.text, looks.line, closed=is_closed, fact=entry.fact)
            return
        if entry.last is None:
            slices = sum(slice_widths(looks))
            narrow = replace(looks, label=looks.label * min((end - start) / 2 / slices, 1))  # near the end of the axis
            end -= sum(slice_widths(narrow))
            yield from open_end(end, 1, top, height, narrow, fill.colour)
        yield Rectangle(start, top, max(end - start, looks.line), height, fill.colour, fill.hatch, entry.fact)


def time_axis(scales: Sequence[Sequence[Tick]], left: float, frame: Frame) -> TimeAxis:
    """The axis right of `left` with the finest division whose names fit; several years in one if necessary.

    Each part has space for a name in any language, so that the division is the same in all languages.
    """
    size, wide = frame.looks.axis, frame.width - left
    for scale in (*scales, *(_grouped(scales[-1], step) for step in YEARS)):
        width = wide / len(scale)
        if width < LEAST_TICK * size and scale in scales[:-1]:
            continue
        if all(frame.measure(tick.text, size) + size <= width for tick in scale):
            return TimeAxis(scale, left, wide / ((scale[-1].last - scale[0].first).days + 1))
    raise CannotFit("the names on its time axis do not fit", "show events of a shorter time")


def _grouped(years: Sequence[Tick], step: int) -> list[Tick]:
    """Years in stretches of `step`, each named by its first."""
    begin = years[0].first.year // step * step
    return [
        Tick(date(max(year, 1), 1, 1), date(year + step - 1, 12, 31), f"{max(year, 1):04}")
        for year in range(begin, years[-1].first.year + 1, step)
    ]


def with_scales(data: ChartData, wording: Wording) -> ChartData:
    """The data with the ways to divide its time: months and quarters if these are few, and years."""
    days = [day for entry in data.entries for day in (entry.first, entry.last) if day]
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    scales = [tuple(_periods(first, last, step, form, wording)) for step, most, form in DIVISIONS if months <= most]
    years = [Tick(date(year, 1, 1), date(year, 12, 31), f"{year:04}") for year in range(first.year, last.year + 1)]
    return replace(data, scales=(*scales, tuple(years)))


def _periods(first: date, last: date, step: int, form: str, wording: Wording) -> Iterator[Tick]:
    """The periods of `step` months from the one that includes `first` to the one that includes `last`."""
    begin = first.year * 12 + (first.month - 1) // step * step
    for months in range(begin, last.year * 12 + last.month, step):
        year, month = divmod(months, 12)
        period = parse_period(form.format(year, month + 1, month // 3 + 1))
        yield Tick(period.first, period.last, wording.language.period(period, "short"))
