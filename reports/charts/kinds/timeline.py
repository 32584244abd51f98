"""Events along a time axis, each true to the precision of its date: a dot for a day, a bar for a longer time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import Fill, entry_fills
from reports.charts.frame import PITCH, CannotFit, Frame
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import Anchor, ChartMark, Dot, Rectangle, Stroke, outline
from reports.charts.model import ChartData, ChartEntry, Tick
from reports.charts.scale import open_end, slice_widths
from reports.charts.timeline_labels import Flag, TimelineSide, two_sides
from reports.facts import AIMS
from reports.facts.wording import Wording
from reports.languages.periods import parse_period

BAND = 2.0  # height of the time axis, in parts of its type size
STEM = 1.6  # from the axis to the nearest label, in parts of the label's size
RADIUS, EXTENT, LANE = 0.26, 0.36, 0.5  # of a dot; height of the bar of a longer time; from one to the next
STRETCH = 1.8  # at most: how much farther apart labels are if there is space
LEAST_TICK = 5.5  # of the size of its names: wide enough for the name of a month in most languages
YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
DIVISIONS = ((1, 18, "{0:04}-{1:02}"), (3, 36, "{0:04}-Q{2}"))
"""The divisions into months and quarters: their months, the longest axis that has them, how a period is written."""
WHOLE_TIMES = ("range", "since")  # periods whose beginning is a date; in others an event was on some day


class _Time(Struct, frozen=True):
    """The time axis: its first and last day, and the width of a day."""

    first: date
    last: date
    per_day: float

    def x(self, day: date) -> float:
        return (day - self.first).days * self.per_day

    def end(self, day: date) -> float:
        return ((day - self.first).days + 1) * self.per_day

    def span(self, entry: ChartEntry) -> tuple[float, float]:
        """From the start of an entry's first day to the end of its last."""
        return self.x(entry.first or self.first), self.end(entry.last or self.last)

    def length(self, entry: ChartEntry) -> float:
        start, end = self.span(entry)
        return end - start

    def staff(self, entry: ChartEntry) -> float:
        start, end = self.span(entry)
        return start if entry.precision in WHOLE_TIMES else (start + end) / 2


def timeline(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The events above and below the axis in alternation, at distances at which no label meets another."""
    looks = frame.looks
    ticks = _ticks(data.scales, frame)
    first, last = ticks[0].first, ticks[-1].last
    time = _Time(first, last, frame.width / ((last - first).days + 1))
    above, below = two_sides(data.entries, [time.staff(entry) for entry in data.entries], frame)
    band, stem = BAND * looks.axis, STEM * looks.label
    stems = [stem if side.flags else 0.0 for side in (above, below)]
    reach = above.reach + below.reach + sum(stems)
    given = frame.room(top, reach + band)
    stretch = min((given - band) / reach, STRETCH)
    line = top + frame.drop(given, band + reach * stretch) + (above.reach + stems[0]) * stretch
    fills = entry_fills(data, looks)
    marks = list(_band(ticks, time, line, frame))
    marks += _drawn(above, time, (line, -1.0), (stem, stretch), fills, frame)
    marks += _drawn(below, time, (line + band, 1.0), (stem, stretch), fills, frame)
    return marks, top + reach + band


def _ticks(scales: Sequence[Sequence[Tick]], frame: Frame) -> list[Tick]:
    """The finest division whose names fit; several years in one if necessary.

    Each part has space for a name in any language, so that the division is the same in all languages.
    """
    size = frame.looks.axis
    for scale in (*scales, *(_grouped(scales[-1], step) for step in YEARS)):
        width = frame.width / len(scale)
        if width < LEAST_TICK * size and scale in scales[:-1]:
            continue
        if all(frame.measure(tick.text, size) + size <= width for tick in scale):
            return list(scale)
    raise CannotFit("the names on its time axis do not fit", "show events of a shorter time")


def _grouped(years: Sequence[Tick], step: int) -> list[Tick]:
    """Years in stretches of `step`, each named by its first."""
    begin = years[0].first.year // step * step
    return [
        Tick(date(max(year, 1), 1, 1), date(year + step - 1, 12, 31), f"{max(year, 1):04}")
        for year in range(begin, years[-1].first.year + 1, step)
    ]


def _band(ticks: Sequence[Tick], time: _Time, top: float, frame: Frame) -> Iterator[ChartMark]:
    looks, height = frame.looks, BAND * frame.looks.axis
    yield Rectangle(0, top, frame.width, height, looks.wash)
    for tick in ticks:
        left, right = time.x(tick.first), time.end(tick.last)
        if tick is not ticks[0]:
            yield Stroke(((left, top), (left, top + height)), looks.rule, looks.line)
        name = frame.must(tick.text, looks.axis, right - left, 1)
        if tick.last.year > tick.first.year:  # named by its first year, at its beginning
            yield from name.centred(left + 0.4 * looks.axis, top + height / 2, looks.secondary)
        else:
            yield from name.centred((left + right) / 2, top + height / 2, looks.secondary, "middle")


def _drawn(
    side: TimelineSide,
    time: _Time,
    edge: tuple[float, float],
    distances: tuple[float, float],
    fills: Mapping[ChartEntry, Fill],
    frame: Frame,
) -> Iterator[ChartMark]:
    """Staffs, labels and marks of one side; `edge` is the place of its line and the direction outward."""
    line, outward = edge
    stem, stretch = distances
    looks = frame.looks
    offsets = dict(zip(side.flags, side.offsets, strict=True))
    taken: list[tuple[float, float, int]] = []
    for flag in sorted(side.flags, key=lambda flag: -time.length(flag.entry)):  # the longest next to the line
        start, end = time.span(flag.entry)
        reach = RADIUS * looks.label if flag.entry.precision == "day" else 1.0
        lane = 0
        while any(lane == other and start - reach < right and left < end + reach for left, right, other in taken):
            lane += 1
        taken.append((start - reach, end + reach, lane))
        at = line + outward * LANE * lane * looks.label
        near = (stem + offsets[flag]) * stretch
        yield Stroke(((flag.x, at), (flag.x, line + outward * (near + flag.height))), looks.rule, looks.line, bars=True)
        fill = fills[flag.entry]
        yield from _label(flag, line + near if outward > 0 else line - near - flag.height, fill, frame)
        yield from _mark(flag.entry, (start, end), at, outward, fill, frame)


def _label(flag: Flag, top: float, fill: Fill, frame: Frame) -> Iterator[ChartMark]:
    looks = frame.looks
    anchor: Anchor = "right" if flag.leftward else "left"
    x = flag.x - flag.inset if flag.leftward else flag.x + flag.inset
    yield from flag.when.at(x, top, fill.words, anchor)
    yield from flag.text.at(x, top + PITCH * flag.when.size, looks.text, anchor)


def _mark(
    entry: ChartEntry, span: tuple[float, float], edge: float, outward: float, fill: Fill, frame: Frame
) -> Iterator[ChartMark]:
    """A dot for a day; for a longer time a bar of its true length, open if it has no end."""
    looks = frame.looks
    aim = entry.status in AIMS
    if entry.precision == "day":
        inside, edging = (looks.ground, looks.text) if aim else (fill.colour, looks.ground)
        radius = RADIUS * looks.label
        x = min(max(sum(span) / 2, radius), frame.width - radius)  # whole, also at the ends of the axis
        yield Dot(x, edge, radius, inside, edging, looks.line, entry.fact)
        return
    height = EXTENT * looks.label
    start, end = span
    top = edge if outward > 0 else edge - height
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


def _with_scales(data: ChartData, wording: Wording) -> ChartData:
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


TIMELINE = ChartKind(
    name="timeline",
    names={"vi": "Dòng thời gian", "en": "Timeline"},
    draw=timeline,
    valued=False,
    dated=True,
    completed=_with_scales,
    item_words=lambda entry: (entry.when, entry.label),
    distinct_by=lambda entry: (entry.when, entry.label),
    alike='have the same label and time, "{entry.label}", {entry.when} ({language})',
)
