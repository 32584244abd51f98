"""What a drawing is made of: boxes, lines, dots and labels in points, counted from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["left", "middle", "right"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; dashes are lengths of stroke and gap. A label may not lie on a barring line."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    edge: str
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `x` is its left end, middle or right end, `y` its base line."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "left"


Mark = Box | Line | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of `width` by `height` points on `ground`; later marks lie on earlier ones."""

    width: float
    height: float
    ground: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What one process paints: drawings, and the files of the regular and the bold font."""

    fonts: tuple[str, str]
    drawings: tuple[Drawing, ...]


Picture = tuple[bytes, bytes]
"""A painted drawing: PNG and SVG."""


def outline(x: float, y: float, width: float, height: float, colour: str, stroke: float, *, closed: bool) -> Line:
    """The dashed outline of a bar, for what is aimed at; one that is not closed lacks its right edge."""
    half = stroke / 2
    left, top, right, bottom = x + half, y + half, x + width - half, y + height - half
    corners: tuple[Point, ...] = ((right, top), (left, top), (left, bottom), (right, bottom))
    return Line((*corners, (right, top)) if closed else corners, colour, stroke, (3 * stroke, 2 * stroke))
