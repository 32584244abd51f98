"""Shaded periods of a time axis: a pale ground with a fine edge, each with its name above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from reports.charts.frame import ASCENT, DESCENT, Frame
from reports.charts.marks import ChartMark, Rectangle, Stroke
from reports.charts.model import ChartData

SPACE = 0.3  # between a name and its ground, in parts of the name's size
LEAST = 2.0  # points: the width of a day


def shading_room(data: ChartData, frame: Frame) -> float:
    """The height that the names of shaded periods need above the plot."""
    return (ASCENT + DESCENT + SPACE) * frame.looks.axis if data.shades else 0.0


def shading(
    data: ChartData, x: Callable[[date], float], edges: tuple[float, float], ends: tuple[float, float], frame: Frame
) -> Iterator[ChartMark]:
    """The shaded periods of a plot with these left and right edges, between its top and its bottom.

    `x` is the place of the start of a day. Their names are above the top, in the room of `shading_room`. These marks
    come first: all others cover them.
    """
    looks, (top, bottom) = frame.looks, ends
    for shade in data.shades:
        left, right = (min(max(each, edges[0]), edges[1]) for each in (x(shade.first), x(_after(shade.last))))
        width = max(right - left, LEAST)
        yield Rectangle(left, top, width, bottom - top, looks.wash, ground=True)
        for at in (left, left + width):
            yield Stroke(((at, top), (at, bottom)), looks.rule, looks.line / 2)
        block = frame.must(shade.text, looks.axis, frame.width, 1)
        middle = min(max(left + width / 2, block.width / 2), frame.width - block.width / 2)
        yield from block.at(middle, top - shading_room(data, frame), looks.secondary, "middle")


def _after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
