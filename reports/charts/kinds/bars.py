"""Horizontal bars, one or several in a row, labelled directly, with a target as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.colours import ChartFill, entry_fills, series_fills
from reports.charts.editable import native_bars
from reports.charts.frame import PITCH, Frame, TextBlock
from reports.charts.grid import Grid, grid
from reports.charts.keys import key
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import bar, goal, goal_height, line_labels, scale_of, tail, undecided, whole_line
from reports.facts import AIMS

MOST_BARS = 40
BAR, GROUP = 0.66, 0.78  # of its slot: a bar, and several bars in one row
THICKEST = 0.14  # of the height that is given: a bar
_COLUMNS = (0.18, 0.22, 0.26, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5)  # of the chart: the labels on the left
_NARROW = 0.26  # labels that need no more than this stay on one line
LEAST_ROOM = 0.25  # of the chart: the longest bar
SLOT = (1.15, 2.1)  # least and usual height of a slot for one bar, in parts of the label's size
CLEAR = (0.25, 0.5)  # between labels on two lines, at least and usually
_NEXT = (1.0, 1.3)  # height that each further bar of a row adds, at least and usually


def bars(data: ChartData, frame: Frame, top: float) -> Drawn:
    """One row for each label with a bar for each series, from zero, on one scale."""
    looks, cells = frame.looks, grid(data)
    labels = column(cells, frame)
    left = max(block.width for block in labels) + 0.8 * looks.label
    ends = [(float(entry.value), _beside(entry, frame)) for entry in data.entries]
    across = [float(each.value) for each in (data.target, data.whole) if each]
    zero, scale = scale_of(ends, max(across, default=None), left, frame, LEAST_ROOM)
    names, top = key(cells.series, series_fills(data, looks), frame, top, data.titled)
    crown = top
    lines = [zero + value * scale for value in across]
    above = line_labels(data.target, data.whole, lines, frame)
    if across:
        top += above.rows * goal_height(frame) + 0.25 * looks.axis
    slot = slots(labels, len(cells.series), top, frame)
    bottom = top + slot * len(labels)
    thick = thickness(slot, len(cells.series), frame)
    fills = entry_fills(data, looks)
    marks: list[ChartMark] = list(names)
    for i, (of_row, label) in enumerate(zip(cells.cells, labels, strict=True)):
        middle = top + (i + 0.5) * slot
        marks += label.centred(0, middle, looks.text)
        for j, entry in enumerate(of_row):
            if entry:
                y = middle + (j - len(of_row) / 2) * thick
                gap = thick * 0.08 if len(of_row) > 1 else 0
                marks += bar(entry, zero, scale, y, thick - gap, looks, fills[entry])
                marks.append(_figure(entry, zero, scale, y + (thick - gap) / 2, lines, fills[entry], frame))
    axis = Stroke(((zero, top), (zero, bottom)), looks.text, looks.line)
    if data.whole:
        row = crown + (above.rows - 1) * goal_height(frame)
        marks += whole_line(data.whole, lines[-1], above.whole, row, bottom, frame)
    aim = goal(data.target, lines[0], crown, bottom, frame, left=above.target) if data.target else ()
    return [*marks, axis, *aim], bottom


def slots(labels: Sequence[TextBlock], series: int, top: float, frame: Frame, foot: float = 0.0) -> float:
    """The height of a row of so many bars, with `foot` below the last one."""
    looks = frame.looks
    tallest = max(len(block.lines) for block in labels) * PITCH * looks.label
    least, usual = (
        max((SLOT[i] + (series - 1) * _NEXT[i]) * looks.label, tallest + CLEAR[i] * looks.label) for i in (0, 1)
    )
    needed = (usual if frame.height is None else least) * len(labels)
    return (frame.room(top, needed + foot) - foot) / len(labels)


def thickness(slot: float, series: int, frame: Frame) -> float:
    """The height of a bar: that of several in a row is their share of it."""
    most = THICKEST * (frame.height or frame.width)
    return min(slot * (GROUP if series > 1 else BAR) / series, most)


def column(cells: Grid, frame: Frame) -> list[TextBlock]:
    """The labels of rows on the left, bold for a row that is emphasised."""
    emphasised = [all(entry.emphasis for entry in of_row if entry) for of_row in cells.cells]
    return label_column(list(zip(cells.rows, emphasised, strict=True)), frame)


def label_column(labels: Sequence[tuple[str, bool]], frame: Frame) -> list[TextBlock]:
    """Labels on the left, each with whether it is bold: on one line if short, else on two in the narrowest column.

    Labels in several languages, each on lines of its own, may have two for each.
    """
    size = frame.looks.label
    most = 2 * (1 + max(text.count("\n") for text, _ in labels))
    for share, lines in ((_NARROW, 1), *((share, some) for some in sorted({2, most}) for share in _COLUMNS)):
        width = share * frame.width
        blocks = [frame.block(text, size, width, lines, bold=bold) for text, bold in labels]
        fitting = [block for block in blocks if block]
        if len(fitting) == len(blocks):
            return fitting
    return [frame.must(text, size, _COLUMNS[-1] * frame.width, most, bold=bold) for text, bold in labels]


def _beside(entry: ChartEntry, frame: Frame) -> float:
    """The space that a figure needs beyond the end of its bar."""
    looks = frame.looks
    return tail(entry, looks) + 0.45 * looks.label + frame.measure(entry.figure, looks.label, bold=True)


def _figure(
    entry: ChartEntry, zero: float, scale: float, middle: float, lines: Sequence[float], fill: ChartFill, frame: Frame
) -> Label:
    """The figure at the bar's end; inside the bar where the line of a target or whole would run through it."""
    looks, size = frame.looks, frame.looks.label
    base, gap = middle + 0.36 * size, 0.45 * size
    end = zero + float(entry.value) * scale
    wide = frame.measure(entry.figure, size, bold=True)
    if entry.value < 0:
        return Label(end - tail(entry, looks) - gap, base, entry.figure, size, looks.text, True, "right")
    start = end + tail(entry, looks) + gap
    line = next((line for line in lines if start - gap / 2 <= line <= start + wide + gap / 2), None)
    if line is None:
        return Label(start, base, entry.figure, size, looks.text, True)
    inside = end - undecided(entry, scale, looks) - gap
    if inside - gap - wide > zero and not fill.hatch:
        colour = looks.text if entry.status in AIMS else fill.inner
        return Label(inside, base, entry.figure, size, colour, True, "right")
    if line + gap + wide <= frame.width:
        return Label(line + gap, base, entry.figure, size, looks.text, True)
    return Label(line - gap, base, entry.figure, size, looks.text, True, "right")


BARS = ChartKind(
    name="bars",
    names={"vi": "Biểu đồ thanh ngang", "en": "Bar chart"},
    draw=bars,
    fills=entry_fills,
    native=native_bars,
    most=MOST_BARS,
    gridded=True,
    negative=True,
    ranged=True,
    target=True,
    whole=True,
    sorted=True,
)
