"""Events along a time axis, each true to the precision of its date: a dot for a day, a bar for a longer time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from reports.charts.colours import ChartFill, entry_fills
from reports.charts.frame import PITCH, Frame
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import Anchor, ChartMark, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.shading import shading, shading_room
from reports.charts.time_axis import BAND, RADIUS, TimeAxis, time_axis, with_scales
from reports.charts.timeline_labels import Flag, TimelineSide, two_sides

STEM = 1.6  # from the axis to the nearest label, in parts of the label's size
EXTENT, LANE = 0.36, 0.5  # height of the bar of a longer time; from one to the next
STRETCH = 1.8  # at most: how much farther apart labels are if there is space


def timeline(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The events above and below the axis in alternation, at distances at which no label meets another."""
    looks = frame.looks
    time = time_axis(data.scales, 0.0, frame)
    band, stem = BAND * looks.axis, STEM * looks.label
    room = math.inf if frame.height is None else frame.height - top - shading_room(data, frame) - band - 2 * stem
    above, below = two_sides(data.entries, [time.staff(entry) for entry in data.entries], frame, room)
    stems = [stem if side.flags else 0.0 for side in (above, below)]
    reach = above.reach + below.reach + sum(stems)
    top += shading_room(data, frame)
    given = frame.room(top, reach + band)
    stretch = min((given - band) / reach, STRETCH)
    line = top + frame.drop(given, band + reach * stretch) + (above.reach + stems[0]) * stretch
    fills = entry_fills(data, looks)
    ends = time.x(time.first), time.end(time.ticks[-1].last)
    marks = list(shading(data, time.x, ends, (top, top + given if frame.height else top + reach + band), frame))
    marks += time.band(line, frame)
    marks += _drawn(above, time, (line, -1.0), (stem, stretch), fills, frame)
    marks += _drawn(below, time, (line + band, 1.0), (stem, stretch), fills, frame)
    return marks, top + reach + band


def _drawn(
    side: TimelineSide,
    time: TimeAxis,
    edge: tuple[float, float],
    distances: tuple[float, float],
    fills: Mapping[ChartEntry, ChartFill],
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
        height = EXTENT * looks.label
        yield from time.mark(flag.entry, fill, at, at if outward > 0 else at - height, height, frame)


def _label(flag: Flag, top: float, fill: ChartFill, frame: Frame) -> Iterator[ChartMark]:
    looks = frame.looks
    anchor: Anchor = "right" if flag.leftward else "left"
    x = flag.x - flag.inset if flag.leftward else flag.x + flag.inset
    yield from flag.when.at(x, top, fill.words, anchor)
    yield from flag.text.at(x, top + PITCH * flag.when.size, looks.text, anchor)


TIMELINE = ChartKind(
    name="timeline",
    names={"vi": "Dòng thời gian", "en": "Timeline"},
    draw=timeline,
    valued=False,
    dated=True,
    timed=True,
    completed=with_scales,
    item_words=lambda entry: (entry.when, entry.label),
    distinct_by=lambda entry: (entry.when, entry.label),
    alike='have the same label and time, "{entry.label}", {entry.when} ({language})',
)
