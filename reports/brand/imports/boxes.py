"""Boxes on a slide: overlaps, unions, and how a layout's boxes make room for a line of sources below the content."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.brand import Box, SlideLooks
from reports.brand.imports.layouts import FoundHolder, FoundLayout
from reports.brand.powerpoint_reference.sheets import FRAME

SOURCE_HEIGHT = 0.4  # inches of a slide as high as the design's: two lines
GAP = 0.08
LOGO = 0.04  # a drawing on less of the slide than this is kept clear; a larger one is under the content
SMALL = 0.35  # a drawing across less of a box than this is beside its text
KEPT = 0.7  # the share of its height that content keeps; footers that leave it less are left out


@dataclass(frozen=True, slots=True)
class Areas:
    """A layout's content boxes, the box for the source line below them, the footers, and those left out."""

    content: tuple[Box, ...]
    source: Box
    frame: tuple[FoundHolder, ...]
    left_out: tuple[FoundHolder, ...]


def areas(layout: FoundLayout, content: Sequence[Box], size: tuple[float, float], height: float) -> Areas:
    """The areas of a layout with room of a height (in inches) for sources, above footers and small drawings."""
    area = union(content)
    frame = layout.of_type(*FRAME)
    drawn = [box for box in layout.fixed if box[2] * box[3] < LOGO * size[0] * size[1] or not meet(box, area)]
    floor = _floor([*(holder.box for holder in frame), *drawn], area, size)
    kept = floor - area[1]
    colliding: tuple[FoundHolder, ...] = ()
    if kept < KEPT * area[3]:
        colliding = tuple(holder for holder in frame if meet(holder.box, area))
        frame = [holder for holder in frame if holder not in colliding]
        floor = max(_floor([*(holder.box for holder in frame), *drawn], area, size), area[1] + KEPT * area[3])
    bottom = min(area[1] + area[3], floor - height - GAP)
    source = (area[0], max(bottom + GAP, floor - height - 0.35), area[2], height)
    source = (source[0], min(source[1], floor - height), source[2], source[3])
    cut = tuple((left, top, width, min(high, bottom - top)) for left, top, width, high in content)
    return Areas(cut, source, tuple(frame), colliding)


def _floor(boxes: Iterable[Box], area: Box, size: tuple[float, float]) -> float:
    """The upper edge of the first box below the middle of the content; at least a little above the slide's edge."""
    middle = area[1] + area[3] / 2
    tops = [box[1] for box in boxes if box[1] > middle and box[0] < area[0] + area[2] and box[0] + box[2] > area[0]]
    return min([*tops, size[1] - 0.15])


def unit_of(size: tuple[float, float], design: SlideLooks) -> float:
    """The height of a slide in proportion to the design's."""
    return size[1] / design.size[1]


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def clear_of(box: Box, drawn: Iterable[Box]) -> Box:
    """A box without the ends on which something small is drawn, such as a logo."""
    left, top, width, height = box
    right = left + width
    for other in drawn:
        if meet(other, box) and other[2] < SMALL * width and other[3] < 2 * height:
            if other[0] + other[2] / 2 > left + width / 2:
                right = min(right, other[0] - GAP)
            else:
                left = max(left, other[0] + other[2] + GAP)
    return (left, top, right - left, height) if right - left >= KEPT * width else box


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0.02 and down > 0.02


def mapped(box: Box, origin: Box, target: Box) -> Box:
    """A box in `origin`, moved and scaled to `target`."""
    across, down = target[2] / origin[2], target[3] / origin[3]
    return (
        target[0] + (box[0] - origin[0]) * across,
        target[1] + (box[1] - origin[1]) * down,
        box[2] * across,
        box[3] * down,
    )


def written(box: Box) -> list[float]:
    """A box for brand.yaml, rounded down, so that it never exceeds the slide."""
    return [math.floor(side * 1000 + 1e-6) / 1000 for side in box]
