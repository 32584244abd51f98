"""The marks of a drawing: boxes, bands, lines, dots and labels, in points from the top left corner."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Anchor = Literal["left", "middle", "right"]
Point = tuple[float, float]


class Rectangle(Struct, frozen=True):
    """A filled rectangle. `hatch` is the number of its pattern, 0 for none; `fact` is the fact that it shows. Words and
    marks may cover one that is a `ground`."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    hatch: int = 0
    fact: str = ""
    ground: bool = False


class Band(Struct, frozen=True):
    """A filled area between two lines, one above the other, whose points are from left to right. `hatch` is the number
    of its pattern, 0 for none."""

    upper: tuple[Point, ...]
    lower: tuple[Point, ...]
    fill: str
    hatch: int = 0

    @property
    def corners(self) -> tuple[Point, ...]:
        return (*self.upper, *reversed(self.lower))


class Stroke(Struct, frozen=True):
    """A line through points; no label may cross one that `bars`. `fact` is the fact that it shows."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashed: bool = False
    bars: bool = False
    fact: str = ""


def dashes(stroke: Stroke) -> tuple[float, float]:
    """The lengths of a dash and of the space after it, in points."""
    return 3 * stroke.width, 2 * stroke.width


_SHAPES: Sequence[Sequence[Point]] = (
    (),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    ((0, -1.2), (1.15, 0.8), (-1.15, 0.8)),
)
"""The corners of a square, a diamond and a triangle as large as a circle of radius 1."""


class Dot(Struct, frozen=True):
    """A filled circle with an edge, or the shape of this number; `fact` is the fact that it shows."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str
    width: float
    fact: str = ""
    shape: int = 0

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners of a shape that is no circle."""
        return tuple((self.x + self.radius * x, self.y + self.radius * y) for x, y in _SHAPES[self.shape])


class Label(Struct, frozen=True):
    """One line of text; `x` is its left end, middle or right end, `y` its base line."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "left"
    borrowed: bool = False  # in the fallback font


ChartMark = Rectangle | Band | Stroke | Dot | Label


class Drawing(Struct, frozen=True):
    """A picture of `width` by `height` points on the colour `ground`, "" for none; later marks cover earlier ones."""

    width: float
    height: float
    ground: str
    marks: tuple[ChartMark, ...]

    @property
    def painted(self) -> tuple[ChartMark, ...]:
        """The ground, then the marks."""
        ground = Rectangle(0, 0, self.width, self.height, self.ground)
        return (ground, *self.marks) if self.ground else self.marks


def padded(drawing: Drawing, around: float) -> Drawing:
    """The drawing with a margin, in points."""
    if not around:
        return drawing
    marks = tuple(_moved(mark, around) for mark in drawing.marks)
    return Drawing(drawing.width + 2 * around, drawing.height + 2 * around, drawing.ground, marks)


def _moved(mark: ChartMark, by: float) -> ChartMark:
    if isinstance(mark, Stroke):
        return replace(mark, points=_points_moved(mark.points, by))
    if isinstance(mark, Band):
        return replace(mark, upper=_points_moved(mark.upper, by), lower=_points_moved(mark.lower, by))
    return replace(mark, x=mark.x + by, y=mark.y + by)


def _points_moved(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    return tuple((x + by, y + by) for x, y in points)


FALLBACK = ("mpl-data/fonts/ttf/DejaVuSans.ttf", "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf")
"""The fallback font, regular and bold: files in the folder of matplotlib."""
PaintWork = tuple[Sequence[str], Sequence[Drawing]]
"""The work of one process: the files of the regular and the bold font, and drawings."""
PaintedImages = tuple[bytes, bytes]
"""A painted drawing: PNG and SVG."""


def outline(
    x: float, y: float, width: float, height: float, colour: str, stroke: float, *, closed: bool, fact: str = ""
) -> Stroke:
    """The dashed outline of a bar, for a target or plan; without `closed` it has no right edge."""
    half = stroke / 2
    left, top, right, bottom = x + half, y + half, x + width - half, y + height - half
    corners: tuple[Point, ...] = ((right, top), (left, top), (left, bottom), (right, bottom))
    return Stroke((*corners, (right, top)) if closed else corners, colour, stroke, dashed=True, fact=fact)


def hollow(box: Rectangle, colour: str, stroke: float) -> Iterator[Rectangle]:
    """An empty box: its fill with an outline, which is seen where the fill is not."""
    yield replace(box, fill=colour)
    yield Rectangle(box.x + stroke, box.y + stroke, box.width - 2 * stroke, box.height - 2 * stroke, box.fill)


def arrow(start: Point, end: Point, colour: str, width: float, head: float) -> Iterator[Stroke]:
    """A thin arrow; `head` is the length of the two strokes at its end."""
    angle = math.atan2(start[1] - end[1], start[0] - end[0])
    sides = [(end[0] + head * math.cos(angle + turn), end[1] + head * math.sin(angle + turn)) for turn in (-0.6, 0.6)]
    yield Stroke((start, end), colour, width)
    yield Stroke((sides[0], end, sides[1]), colour, width)
