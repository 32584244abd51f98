"""The area that each mark covers, and the faults of a drawing: marks that overlap or are cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import astuple, replace

from reports.brand.measure import Metrics
from reports.charts.frame import CAPITALS, DESCENT
from reports.charts.marks import Band, ChartMark, Dot, Drawing, Label, Point, Rectangle, Stroke

SLACK = 0.75  # points beyond the picture, for half a stroke or a rounding
_SHIFT = {"left": 0.0, "middle": 0.5, "right": 1.0}


class Extent(Struct, frozen=True):
    """A rectangle in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Extent) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        return (
            self.left >= -SLACK and self.top >= -SLACK and self.right <= width + SLACK and self.bottom <= height + SLACK
        )

    def crossed(self, start: Point, end: Point) -> bool:
        """Whether a straight stroke passes through the rectangle (Liang and Barsky's clipping)."""
        (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
        enter, leave = 0.0, 1.0
        for step, low, high in ((dx, self.left - x, self.right - x), (dy, self.top - y, self.bottom - y)):
            if step == 0:
                if low > 0 or high < 0:
                    return False
                continue
            first, second = sorted((low / step, high / step))
            enter, leave = max(enter, first), min(leave, second)
        return enter < leave


def extent(mark: ChartMark, metrics: Metrics) -> Extent:
    """The area that a mark covers; of a label that of its letters."""
    match mark:
        case Label():
            width = metrics.width(mark.text, mark.size, bold=mark.bold)
            left = mark.x - _SHIFT[mark.anchor] * width
            return Extent(left, mark.y - CAPITALS * mark.size, left + width, mark.y + DESCENT / 2 * mark.size)
        case Stroke() | Band():
            xs, ys = zip(*(mark.points if isinstance(mark, Stroke) else mark.corners), strict=True)
            return Extent(min(xs), min(ys), max(xs), max(ys))
        case Dot():
            return Extent(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
        case Rectangle():
            return Extent(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)


def anchored(drawing: Drawing, metrics: Metrics) -> Drawing:
    """The same drawing with every label placed by its left end, since the painter does not measure text."""

    def left(mark: ChartMark) -> ChartMark:
        if not isinstance(mark, Label) or mark.anchor == "left":
            return mark
        return replace(mark, x=extent(mark, metrics).left, anchor="left")

    return replace(drawing, marks=tuple(left(mark) for mark in drawing.marks))


def faults(drawing: Drawing, metrics: Metrics) -> Iterator[str]:
    """Why the drawing cannot be read: labels that overlap each other or a line, marks outside the picture."""
    shown = [(mark, extent(mark, metrics)) for mark in drawing.marks if not isinstance(mark, Label) or mark.text]
    for mark, ground in shown:
        if not ground.within(drawing.width, drawing.height):
            name = f'"{mark.text}"' if isinstance(mark, Label) else f"a {type(mark).__name__.lower()}"
            yield f"{name} would be cut off"
    labels = [(mark, ground) for mark, ground in shown if isinstance(mark, Label)]
    for (one, ground), (other, second) in combinations(labels, 2):
        if ground.meets(second):
            yield f'"{one.text}" and "{other.text}" would overlap'
    for line in drawing.marks:
        if isinstance(line, Stroke) and line.bars:
            for label, ground in labels:
                if crosses(line, ground):
                    yield f'a line would run through "{label.text}"'


def crosses(line: Stroke, ground: Extent) -> bool:
    return any(ground.crossed(start, end) for start, end in pairwise(line.points))


def free(label: Label, marks: Sequence[ChartMark], metrics: Metrics, around: float = 0.0) -> bool:
    """Whether the label, with so much around it, overlaps no other label, no dot and no line among the marks."""
    ground = extent(label, metrics)
    left, top, right, bottom = astuple(ground)
    ground = Extent(left - around, top - around, right + around, bottom + around)
    return not any(
        (isinstance(mark, Label | Dot) and ground.meets(extent(mark, metrics)))
        or (isinstance(mark, Stroke) and crosses(mark, ground))
        for mark in marks
    )
