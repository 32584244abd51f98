"""Horizontal bars, sorted and labelled directly, with a target as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.colours import ChartFill, entry_fills
from reports.charts.editable import native_bars
from reports.charts.frame import PITCH, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import bar, goal, goal_height, line_labels, scale_of, tail, undecided, whole_line
from reports.facts import AIMS

BAR = 0.6  # of its slot
_COLUMNS = (0.18, 0.22, 0.26, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5)  # of the chart: the labels on the left
_NARROW = 0.26  # labels that need no more than this stay on one line
LEAST_ROOM = 0.25  # of the chart: the longest bar
SLOT = (1.5, 2.1, 7.0)  # least, usual and greatest height of a slot, in parts of the label's size
CLEAR = (0.25, 0.5)  # between labels on two lines, at least and usually


def bars(data: ChartData, frame: Frame, top: float) -> Drawn:
    """One bar for each entry, from zero, on one scale."""
    looks = frame.looks
    labels = column(data.entries, frame)
    left = max(block.width for block in labels) + 0.8 * looks.label
    ends = [(float(entry.value), _beside(entry, frame)) for entry in data.entries]
    across = [float(each.value) for each in (data.target, data.whole) if each]
    zero, scale = scale_of(ends, max(across, default=None), left, frame, LEAST_ROOM)
    crown = top
    lines = [zero + value * scale for value in across]
    above = line_labels(data.target, data.whole, lines, frame)
    if across:
        top += above.rows * goal_height(frame) + 0.25 * looks.axis
    tallest = max(len(block.lines) for block in labels) * PITCH * looks.label
    least, usual = (max(SLOT[i] * looks.label, tallest + CLEAR[i] * looks.label) for i in (0, 1))
    given = frame.room(top, (usual if frame.height is None else least) * len(labels))
    slot = min(given / len(labels), max(usual, SLOT[2] * looks.label))
    drop = frame.drop(given, slot * len(labels))
    crown, top = crown + drop, top + drop
    bottom = top + slot * len(labels)
    marks: list[ChartMark] = []
    fills = entry_fills(data, looks)
    for i, (entry, label) in enumerate(zip(data.entries, labels, strict=True)):
        y = top + i * slot
        fill = fills[entry]
        marks += label.centred(0, y + slot / 2, looks.text)
        marks += bar(entry, zero, scale, y + slot * (1 - BAR) / 2, slot * BAR, looks, fill)
        marks.append(_figure(entry, zero, scale, y + slot / 2, lines, fill, frame))
    axis = Stroke(((zero, top), (zero, bottom)), looks.text, looks.line)
    if data.whole:
        row = crown + (above.rows - 1) * goal_height(frame)
        marks += whole_line(data.whole, lines[-1], above.whole, row, bottom, frame)
    aim = goal(data.target, lines[0], crown, bottom, frame, left=above.target) if data.target else ()
    return [*marks, axis, *aim], bottom


def column(entries: Sequence[ChartEntry], frame: Frame) -> list[TextBlock]:
    """The labels on the left, on one line if short, else on two in the narrowest column into which they fit."""
    return label_column([(entry.label, entry.emphasis) for entry in entries], frame)


def label_column(labels: Sequence[tuple[str, bool]], frame: Frame) -> list[TextBlock]:
    """The same for texts, each with whether it is bold."""
    size = frame.looks.label
    for share, most in ((_NARROW, 1), *((share, 2) for share in _COLUMNS)):
        width = share * frame.width
        blocks = [frame.block(text, size, width, most, bold=bold) for text, bold in labels]
        fitting = [block for block in blocks if block]
        if len(fitting) == len(blocks):
            return fitting
    return [frame.must(text, size, _COLUMNS[-1] * frame.width, 2, bold=bold) for text, bold in labels]


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
    native=native_bars,
    negative=True,
    ranged=True,
    target=True,
    whole=True,
    sorted=True,
)
