"""Parts that add up to a total: each bar begins where the one before it ends, and the last is the whole length."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

from msgspec import Struct

from reports.charts.colours import fills
from reports.charts.frame import PITCH, Frame
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import BAR, CLEAR, LEAST_ROOM, SLOT, label_column
from reports.charts.marks import ChartMark, Label, Rectangle, Stroke, outline
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import LEAST, scale_of
from reports.facts import AIMS


class _WaterfallStep(Struct, frozen=True):
    """A bar between two values. `entry` is None for what the parts leave of the total."""

    label: str
    start: float
    end: float
    entry: ChartEntry | None
    is_total: bool = False
    sign: str = ""

    @property
    def figure(self) -> str:
        return f"{self.sign}{self.entry.figure}" if self.entry else ""


def waterfall(data: ChartData, frame: Frame, top: float) -> Drawn:
    """A row for each part, from where the sum of those before it ends; then the total, from zero."""
    looks, size = frame.looks, frame.looks.label
    steps = _steps(data)
    labels = label_column([(step.label, step.is_total) for step in steps], frame)
    left = max(block.width for block in labels) + 0.8 * size
    gap = 0.45 * size
    ends = [(max(step.start, step.end), gap + _wide(step, frame)) for step in steps]
    ends += [(min(step.start, step.end), 0.0) for step in steps]
    zero, scale = scale_of(ends, None, left, frame, LEAST_ROOM)
    tallest = max(len(block.lines) for block in labels) * PITCH * size
    least, usual = (max(SLOT[i] * size, tallest + CLEAR[i] * size) for i in (0, 1))
    given = frame.room(top, (usual if frame.height is None else least) * len(steps))
    slot = given / len(steps)
    marks: list[ChartMark] = []
    for i, (step, label) in enumerate(zip(steps, labels, strict=True)):
        y, height = top + (i + (1 - BAR) / 2) * slot, BAR * slot
        start, end = (zero + value * scale for value in sorted((step.start, step.end)))
        marks += label.centred(0, y + height / 2, looks.text)
        marks += _bar(step, (start, end), y, height, frame)
        if step.entry:
            base = y + height / 2 + 0.36 * size
            marks.append(Label(end + gap, base, step.figure, size, looks.text, True))
        if i + 1 < len(steps):  # from the end of one bar to the start of the next
            x = zero + step.end * scale
            marks.append(Stroke(((x, y + height), (x, y + slot)), looks.secondary, looks.line))
    bottom = top + slot * len(steps)
    return [*marks, Stroke(((zero, top), (zero, bottom)), looks.text, looks.line)], bottom


def _steps(data: ChartData) -> list[_WaterfallStep]:
    total = data.total
    if total is None:
        raise LookupError("the data of a waterfall has a total")
    sums = [Decimal(0), *accumulate(entry.value for entry in data.entries)]
    takes = any(entry.value < 0 for entry in data.entries)
    steps = [
        _WaterfallStep(entry.label, float(one), float(two), entry, sign="+" if takes and one and one < two else "")
        for entry, (one, two) in zip(data.entries, pairwise(sums), strict=True)
    ]
    if data.rest and sums[-1] != total.value:
        steps.append(_WaterfallStep(data.rest, float(sums[-1]), float(total.value), None))
    return [*steps, _WaterfallStep(total.label, 0.0, float(total.value), total, is_total=True)]


def _wide(step: _WaterfallStep, frame: Frame) -> float:
    return frame.measure(step.figure, frame.looks.label, bold=True)


def _bar(
    step: _WaterfallStep, ends: tuple[float, float], top: float, height: float, frame: Frame
) -> Iterator[ChartMark]:
    """What adds and what takes away have different colours; the total is grey, and what is left is an outline."""
    looks, (start, end), entry = frame.looks, ends, step.entry
    width = max(end - start, LEAST)
    if entry is None or entry.status in AIMS:
        colour, fact = (looks.text, entry.fact) if entry else (looks.secondary, "")
        yield outline(start, top, width, height, colour, looks.line, closed=True, fact=fact)
        return
    adding, taking = fills([(False, ""), (False, "")], looks)
    fill = adding if step.end >= step.start else taking
    if entry.emphasis or entry.colour:
        (fill,) = fills([(entry.emphasis, entry.colour)], looks)
    colour = looks.secondary if step.is_total else fill.colour
    yield Rectangle(start, top, width, height, colour, 0 if step.is_total else fill.hatch, entry.fact)


WATERFALL = ChartKind(
    name="waterfall",
    names={"vi": "Biểu đồ thác nước", "en": "Waterfall chart"},
    draw=waterfall,
    fewest=2,
    most=20,
    negative=True,
    rest=True,
    total=True,
)
