"""The names of series in their colours: on lines above a chart, beside the ends of lines and piles."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from reports.charts.colours import ChartFill
from reports.charts.frame import CAPITALS, PITCH, Frame, TextBlock
from reports.charts.marks import ChartMark, Label, Rectangle
from reports.charts.upright import spread

SWATCH, LEAD, BETWEEN = 0.72, 0.35, 1.4
"""A square of colour, the space between it and its name, and between two names, in parts of the label's size."""
NAMES = 0.24
"""The greatest width of names beside a chart, in parts of it."""


def key(
    names: Sequence[str], fills: Mapping[str, ChartFill], frame: Frame, top: float, titled: Container[str]
) -> tuple[list[ChartMark], float]:
    """The names of several series, each after a square of its colour, and how far down the chart begins below them.

    Those that are `titled` are in the title.
    """
    size = frame.looks.label
    names = [name for name in names if name not in titled] if len(names) > 1 else []
    if not names:
        return [], top
    marks: list[ChartMark] = []
    x, base, side = 0.0, top + CAPITALS * size, SWATCH * size
    for name in names:
        frame.must(name, size, frame.width - side - LEAD * size, 1, bold=True)
        wide = side + LEAD * size + frame.measure(name, size, bold=True)
        if x and x + wide > frame.width:
            x, base = 0.0, base + PITCH * size
        fill = fills[name]
        marks.append(Rectangle(x, base - side, side, side, fill.colour, fill.hatch))
        marks.append(Label(x + side + LEAD * size, base, name, size, fill.words, bold=True))
        x += wide + BETWEEN * size
    return marks, base + 0.9 * size


def beside(
    blocks: Sequence[TextBlock], colours: Sequence[str], x: float, heights: Sequence[float], ends: tuple[float, float]
) -> list[Label]:
    """Names beside a chart at `x`, near the heights that they belong to and clear of each other."""
    middles = spread(heights, [block.height for block in blocks], *ends)
    return [
        label
        for block, colour, middle in zip(blocks, colours, middles, strict=True)
        for label in block.centred(x, middle, colour)
    ]
