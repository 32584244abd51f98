"""Work over time: a row for each task, with the periods that were planned and those in which it was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill, entry_fills
from reports.charts.extents import Extent, extent, free
from reports.charts.frame import Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import label_column
from reports.charts.marks import ChartMark, Label, Rectangle, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.shading import shading, shading_room
from reports.charts.time_axis import BAND, TimeAxis, time_axis, with_scales
from reports.facts import AIMS
from reports.facts.wording import Wording

MOST = 24
LANE = (1.15, 1.7, 2.4)  # least, usual and greatest distance of two lanes, in parts of the label's size
BAR = 0.76  # of its lane
INSIDE = 1.3  # least height of a bar that holds its period, in parts of the axis's size
CLEAR = 0.4  # between two rows, in parts of a lane
OUTSIDE = 2  # of the places of a period beside and in its bar: so many are beside it
GAP = 0.4  # between a bar and its period, in parts of the axis's size


class _Row(Struct, frozen=True):
    """The entries of a task in lanes: first what was planned, then what was done; no two of a lane overlap."""

    lanes: tuple[tuple[ChartEntry, ...], ...]
    label: TextBlock


def gantt(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The tasks below a time axis, in the order of their beginnings."""
    looks, size = frame.looks, frame.looks.label
    tasks: dict[str, list[ChartEntry]] = {}
    for entry in data.entries:
        tasks.setdefault(entry.label, []).append(entry)
    emphasised = {entry.label for entry in data.entries if entry.emphasis}
    labels = label_column([(label, label in emphasised) for label in tasks], frame)
    time = time_axis(data.scales, max(label.width for label in labels) + size, frame)
    rows = [_Row(_lanes(entries), label) for entries, label in zip(tasks.values(), labels, strict=True)]
    lane = LANE[frame.height is None] * size
    least = [max((len(row.lanes) + CLEAR) * lane, row.label.height + CLEAR * size) for row in rows]
    band = BAND * looks.axis
    top += shading_room(data, frame)
    given = frame.room(top, band + sum(least))
    grown = min((given - band) / sum(least), LANE[-1] * size / lane)
    top += frame.drop(given, band + sum(least) * grown)
    bottom = top + band + sum(least) * grown
    starts = [time.x(tick.first) for tick in time.ticks[1:]]
    grid = [Stroke(((x, top + band), (x, bottom)), looks.rule, looks.line / 2) for x in starts]
    edges = time.left, time.end(time.ticks[-1].last)
    marks: list[ChartMark] = [*shading(data, time.x, edges, (top, bottom), frame), *time.band(top, frame), *grid]
    fills = entry_fills(data, looks)
    y = top + band
    for row, height in zip(rows, least, strict=True):
        marks += _row(row, y, height * grown, time, fills, frame)
        y += height * grown
        marks.append(Stroke(((0, y), (frame.width, y)), looks.rule, looks.line / 2))
    return marks, bottom


def _lanes(entries: Sequence[ChartEntry]) -> tuple[tuple[ChartEntry, ...], ...]:
    """The entries of a task, in as few lanes as keep plans above results and overlapping periods apart."""
    lanes: list[list[ChartEntry]] = []
    for entry in sorted(entries, key=lambda entry: entry.status not in AIMS):
        fitting = (lane for lane in lanes if not any(_meet(entry, other) for other in lane))
        lane = next(fitting, None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(entry)
    return tuple(map(tuple, lanes))


def _meet(one: ChartEntry, other: ChartEntry) -> bool:
    if (one.status in AIMS) != (other.status in AIMS):
        return True
    ends = [(entry.first or date.min, entry.last or date.max) for entry in (one, other)]
    (first, last), (start, end) = ends
    return first <= end and start <= last


def _row(
    row: _Row, top: float, height: float, time: TimeAxis, fills: Mapping[ChartEntry, ChartFill], frame: Frame
) -> Iterator[ChartMark]:
    """The label of a task, and its bars, each with its period where that has room."""
    looks = frame.looks
    yield from row.label.centred(0, top + height / 2, looks.text)
    lane_height = min(height / (len(row.lanes) + CLEAR), LANE[-1] * looks.label)
    edge = top + (height - lane_height * len(row.lanes)) / 2
    for i, lane in enumerate(row.lanes):
        middle = edge + (i + 0.5) * lane_height
        bar = BAR * lane_height
        for entry in lane:
            yield from time.mark(entry, fills[entry], middle, middle - bar / 2, bar, frame)
        yield from _periods(lane, middle, bar, time, fills, frame)


def _periods(
    lane: Sequence[ChartEntry],
    middle: float,
    bar: float,
    time: TimeAxis,
    fills: Mapping[ChartEntry, ChartFill],
    frame: Frame,
) -> Iterator[ChartMark]:
    """The period of each bar to its right, to its left or in it; left to the axis if it has room nowhere."""
    looks, size = frame.looks, frame.looks.axis
    gap, base = GAP * size, middle + 0.36 * size
    placed: list[Label] = []
    reaches = [time.reach(entry, frame) for entry in lane]
    for entry, (start, end) in zip(lane, reaches, strict=True):
        wide = frame.measure(entry.when, size)
        right = min((first - gap for first, _ in reaches if first > start), default=frame.width)
        left = max((last + gap for _, last in reaches if last < end), default=time.left)
        inside = looks.text if entry.status in AIMS else fills[entry].inner
        is_within = wide + 2 * gap <= end - start and bar >= INSIDE * size and not fills[entry].hatch
        places = [
            (Label(end + gap, base, entry.when, size, looks.secondary), end + gap + wide <= right),
            (Label(start - gap, base, entry.when, size, looks.secondary, anchor="right"), start - gap - wide >= left),
            (Label(start + gap, base, entry.when, size, inside), is_within),
        ]
        for i, (label, has_room) in enumerate(places):
            if has_room and free(label, placed, frame.metrics):
                placed.append(label)
                if i < OUTSIDE or entry.status in AIMS:
                    yield _cleared(extent(label, frame.metrics), looks.ground)
                yield label
                break


def _cleared(ground: Extent, colour: str) -> Rectangle:
    """What covers the lines of the grid behind a label."""
    return Rectangle(ground.left, ground.top, ground.right - ground.left, ground.bottom - ground.top, colour)


def _completed(data: ChartData, wording: Wording) -> ChartData:
    """The data with its time axis; the period of a plan says that it is one."""
    entries = (
        replace(entry, when=f"{entry.when} ({wording.language.words.statuses[entry.status]})")
        if entry.status in AIMS
        else entry
        for entry in data.entries
    )
    return with_scales(replace(data, entries=tuple(entries)), wording)


GANTT = ChartKind(
    name="gantt",
    names={"vi": "Biểu đồ tiến độ công việc", "en": "Gantt chart"},
    draw=gantt,
    most=MOST,
    valued=False,
    dated=True,
    timed=True,
    completed=_completed,
    item_words=lambda entry: (entry.label, entry.when),
    distinct_by=lambda entry: (entry.label, entry.when),
    alike='have the same label and time, "{entry.label}", {entry.when} ({language})',
)
