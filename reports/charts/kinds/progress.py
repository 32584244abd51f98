"""Progress: for each entry a large figure, and a bar on the empty track of its target or plan."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from reports.charts.colours import entry_fills
from reports.charts.editable import native_bars
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label, Rectangle, hollow
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import bar, goal, goal_height, scale_of, tail
from reports.facts.wording import Wording

TRACK, SPACE, UNDER = 1.2, 1.1, 0.35
"""Height of a track, distance between entries and between a label and its track, in parts of the label's size."""
WHOLE = Decimal(100)  # percent
GROWTH = 4.0  # at most: how much tracks and distances grow if there is space
FEW = 3  # up to this many entries have large figures
WIDEST_FIGURES = 0.4  # of the chart


def progress(data: ChartData, frame: Frame, crown: float) -> Drawn:
    """One row for each entry; all tracks have one scale and end at the target."""
    looks, target = frame.looks, data.target
    if target is None:
        raise LookupError("the data of a progress chart has a target")
    top = crown + goal_height(frame) + 0.2 * looks.axis
    size = looks.figure if len(data.entries) <= FEW else 1.4 * looks.label
    figures = [frame.must(entry.figure, size, WIDEST_FIGURES * frame.width, 1, bold=True) for entry in data.entries]
    left = max(figure.width for figure in figures) + 0.9 * looks.label
    labels = [frame.must(e.label, looks.label, frame.width - left, 2, bold=e.emphasis) for e in data.entries]
    grown, pitch, drop = _pitch(labels, size, top, frame)
    crown, top = crown + drop, top + drop
    _, scale = scale_of([(float(e.value), tail(e, looks)) for e in data.entries], float(target.value), left, frame)
    bottom = top + pitch * len(labels) - SPACE * grown * looks.label
    marks: list[ChartMark] = []
    line = left + float(target.value) * scale
    gaps: list[tuple[float, float]] = []
    fills = entry_fills(data, looks)
    for i, (entry, figure, label) in enumerate(zip(data.entries, figures, labels, strict=True)):
        fill = fills[entry]
        height = TRACK * grown * looks.label
        track = top + (i + 1) * pitch - SPACE * grown * looks.label - height
        base = track + min(height, (height + CAPITALS * size) / 2)
        marks.append(Label(0, base, figure.lines[0], size, fill.words, bold=True))
        above = track - UNDER * looks.label
        marks += label.at(left, above - label.height, looks.text)
        if left + label.width > line:  # a result beyond the target: its label goes on beyond the line
            gaps.append((above - label.height, above))
        marks += hollow(Rectangle(left, track, line - left, height, looks.wash), looks.rule, looks.line / 2)
        marks += bar(entry, left, scale, track, height, looks, fill)
    aim = goal(target, line, crown, bottom, frame, gaps)
    return [*marks, *aim], bottom + DESCENT * size


def _pitch(labels: list[TextBlock], size: float, top: float, frame: Frame) -> tuple[float, float, float]:
    """How much tracks and distances grow to use the space, the height of one entry, and how far down all is moved."""
    unit = frame.looks.label
    fixed = max(max(label.height for label in labels) + UNDER * unit, ASCENT * size - TRACK * unit)
    growing = (TRACK + SPACE) * unit
    needed = (fixed + growing) * len(labels) - SPACE * unit + DESCENT * size
    given = frame.room(top, needed)
    grown = (given - DESCENT * size - fixed * len(labels)) / (growing * len(labels) - SPACE * unit)
    grown = min(max(grown, 1.0), GROWTH)
    used = (fixed + growing * grown) * len(labels) - SPACE * grown * unit + DESCENT * size
    return grown, fixed + growing * grown, frame.drop(given, used)


def _with_target(data: ChartData, wording: Wording) -> ChartData:
    """The data with a target: if there is none, the whole of which the facts are shares."""
    if data.target:
        return data
    figure = wording.language.quantity(WHOLE, "percent", form="short")
    return replace(data, target=ChartEntry("", wording.status("plan"), figure, WHOLE, status="plan"))


PROGRESS = ChartKind(
    name="progress",
    names={"vi": "Biểu đồ tiến độ", "en": "Progress chart"},
    draw=progress,
    native=native_bars,
    aims=False,
    ranged=True,
    target=True,
    percent="a progress without a target is a share of a plan",
    completed=_with_target,
)
