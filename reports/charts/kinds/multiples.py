"""Small multiples: a small line for each series, all on the same scales of time and value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from reports.charts.colours import ChartFill, fills
from reports.charts.extents import free
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, CannotFit, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Dot, Label, Point, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.facts import AIMS

MOST, MOST_PANELS = 600, 20
LEAST = (8.0, 3.2)  # width and height of a panel's plot, in parts of the label's size
GAP = (1.6, 0.8)  # between two panels, across and down
NATURAL = 0.42  # height of a panel where it is free, in parts of its width
USUAL = 4  # panels beside each other where the height is free
RADIUS = 0.22
MARGIN = 1.5  # above and below the values, for figures


class _Panels(Struct, frozen=True):
    """The panels: how many beside each other, and the size of the plot of each; title above, periods below."""

    columns: int
    width: float
    height: float
    head: float
    foot: float

    def rows(self, count: int) -> int:
        return -(-count // self.columns)


class _Scale(Struct, frozen=True):
    """The scales that all panels share: days and values, in parts of a panel, and the value at its foot."""

    first: float
    days: float
    low: float
    span: float

    def at(self, entry: ChartEntry, panels: _Panels, frame: Frame) -> Point:
        """The place of an entry in its panel; figures and dots have room at all edges."""
        edge = RADIUS * frame.looks.label
        x = edge + (_middle(entry) - self.first) / (self.days or 1.0) * (panels.width - 2 * edge)
        return x, self.y(float(entry.value), panels, frame)

    def y(self, value: float, panels: _Panels, frame: Frame) -> float:
        above, below = (MARGIN * frame.looks.label if room else 0.0 for room in (True, self.low < 0))
        return above + (1 - (value - self.low) / self.span) * (panels.height - above - below)


def _middle(entry: ChartEntry) -> float:
    first = entry.first or date.min
    return (first.toordinal() + (entry.last or first).toordinal()) / 2


def multiples(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The panels in rows, each with its name, its line, and its first and last figures."""
    looks, size = frame.looks, frame.looks.label
    series: dict[str, list[ChartEntry]] = {}
    for entry in data.entries:
        series.setdefault(entry.series, []).append(entry)
    panels, titles = _panels(list(series), top, frame)
    days = [_middle(entry) for entry in data.entries]
    values = [0.0, *(float(entry.value) for entry in data.entries)]
    scale = _Scale(min(days), max(days) - min(days), min(values), (max(values) - min(values)) or 1.0)
    pitch = panels.head + panels.height + GAP[1] * size
    colours = _colours(series, frame)
    marks: list[ChartMark] = []
    for i, (name, entries) in enumerate(series.items()):
        row, column = divmod(i, panels.columns)
        x, y = column * (panels.width + GAP[0] * size), top + row * pitch
        fill = colours[name]
        marks += titles[i].at(x, y, fill.words if entries[0].emphasis else looks.text)
        is_last = i + panels.columns >= len(series)
        marks += _panel(entries, fill, (x, y + panels.head), panels, scale, frame)
        if is_last:
            marks += _periods(entries, (x, y + panels.head + panels.height), panels, scale, frame)
    rows = panels.rows(len(series))
    return marks, top + rows * pitch - GAP[1] * size + panels.foot


def _colours(series: Mapping[str, Sequence[ChartEntry]], frame: Frame) -> dict[str, ChartFill]:
    """One colour for all, unless some are emphasised or have colours of their own."""
    wanted = {name: (all(e.emphasis for e in entries), entries[0].colour) for name, entries in series.items()}
    marked = any(emphasised for emphasised, _ in wanted.values())
    own, pale = (fills([(True, ""), (False, "")], frame.looks)[i] for i in (0, 1))
    plain = fills([(False, "")], frame.looks)[0]
    return {
        name: fills([(True, colour)], frame.looks)[0] if colour else own if emphasised else pale if marked else plain
        for name, (emphasised, colour) in wanted.items()
    }


def _panels(names: Sequence[str], top: float, frame: Frame) -> tuple[_Panels, list[TextBlock]]:
    """The panels whose plots are nearest to the usual shape. CannotFit if none are large enough."""
    size, count = frame.looks.label, len(names)
    foot = (ASCENT + DESCENT + 0.3) * frame.looks.axis
    found: list[tuple[float, _Panels, list[TextBlock]]] = []
    for columns in range(1, count + 1):
        width = (frame.width - (columns - 1) * GAP[0] * size) / columns
        blocks = [frame.block(name, size, width, 2, bold=True) for name in names]
        titles = [block for block in blocks if block]
        if width < LEAST[0] * size or len(titles) < count:
            continue
        head, rows = max(block.height for block in titles) + 0.2 * size, -(-count // columns)
        height = NATURAL * width
        if frame.height is not None:
            height = (frame.height - top - foot + GAP[1] * size) / rows - head - GAP[1] * size
        if height >= LEAST[1] * size:
            empty = (rows * columns - count) / count
            odd = abs(math.log(height / width / NATURAL)) if frame.height is not None else abs(columns - USUAL)
            found.append((odd + empty, _Panels(columns, width, height, head, foot), titles))
    if not found:
        raise CannotFit(f"{count} small charts have no room", "show fewer places, or shorten their names")
    _, panels, blocks_found = min(found, key=lambda each: each[0])
    return panels, blocks_found


def _panel(
    entries: Sequence[ChartEntry],
    fill: ChartFill,
    corner: Point,
    panels: _Panels,
    scale: _Scale,
    frame: Frame,
) -> Iterator[ChartMark]:
    """The zero line, the line of a series with a dot at its last point, and its first and last figures."""
    looks, (left, top) = frame.looks, corner
    places = [(left + x, top + y) for x, y in (scale.at(entry, panels, frame) for entry in entries)]
    zero = top + scale.y(0.0, panels, frame)
    marks: list[ChartMark] = [Stroke(((left, zero), (left + panels.width, zero)), looks.rule, looks.line)]
    for is_aim, run in groupby(range(1, len(entries)), lambda i: entries[i].status in AIMS):
        ends = list(run)  # one stroke for all points in turn, so that its dashes go on
        points = tuple(places[ends[0] - 1 : ends[-1] + 1])
        colour = looks.text if is_aim else fill.colour
        marks.append(Stroke(points, colour, 2.2 * looks.line, dashed=is_aim, fact=entries[ends[-1]].fact))
    for entry, (x, y) in {0: (entries[0], places[0]), -1: (entries[-1], places[-1])}.values():
        is_full = entry.qualifier == "exactly" and entry.status not in AIMS
        colour = looks.text if entry.status in AIMS else fill.colour
        marks.append(
            Dot(x, y, RADIUS * looks.label, colour if is_full else looks.ground, colour, looks.line, entry.fact)
        )
    for at in (-1, 0) if len(entries) > 1 else (0,):
        marks += _figure(entries[at], places[at], (left, left + panels.width), fill, marks, frame)
    yield from marks


def _figure(
    entry: ChartEntry,
    at: Point,
    sides: tuple[float, float],
    fill: ChartFill,
    marks: Sequence[ChartMark],
    frame: Frame,
) -> Iterator[Label]:
    """The figure of a point above or below it, within its panel; nothing if it has no room there."""
    (x, y), size = at, frame.looks.label
    wide = frame.measure(entry.figure, size, bold=True)
    left = min(max(x - wide / 2, sides[0]), sides[1] - wide)
    for base in (y - 0.5 * size, y + (0.5 + CAPITALS) * size):
        label = Label(left, base, entry.figure, size, fill.words, True)
        if free(label, marks, frame.metrics):
            yield label
            return


def _periods(
    entries: Sequence[ChartEntry], corner: Point, panels: _Panels, scale: _Scale, frame: Frame
) -> Iterator[Label]:
    """The first and the last period below a panel."""
    looks, (left, bottom) = frame.looks, corner
    base = bottom + (0.3 + ASCENT) * looks.axis
    ends = [entries[0], *entries[-1:]] if len(entries) > 1 else [entries[0]]
    wide = [frame.measure(entry.when, looks.axis) for entry in ends]
    if len(ends) > 1 and sum(wide) + looks.axis > panels.width:
        ends = ends[-1:]
    for entry in ends:
        x = left + scale.at(entry, panels, frame)[0]
        half = frame.measure(entry.when, looks.axis) / 2
        x = min(max(x - half, left), left + panels.width - 2 * half)
        yield Label(x, base, entry.when, looks.axis, looks.secondary)


MULTIPLES = ChartKind(
    name="small-multiples",
    names={"vi": "Biểu đồ nhỏ cùng thang đo", "en": "Small multiples"},
    draw=multiples,
    fewest=2,
    most=MOST,
    dated=True,
    ended=True,
    negative=True,
    gridded=True,
    series_always=True,
    most_series=MOST_PANELS,
    item_words=lambda entry: (" ".join(filter(None, (entry.series, entry.when))), entry.number),
    distinct_by=lambda entry: (entry.series, entry.when),
    alike="are two values of one small chart for one period, {entry.when}",
)
