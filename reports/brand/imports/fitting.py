"""Fit the boxes and the text of an imported layout: room for a line of sources, sizes at which whole sentences fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reports.brand import BoxInches, SlideLooks
from reports.brand.imports.found import FoundHolder, FoundLayout, FoundLevel
from reports.brand.powerpoint_reference.sheets import FRAME

SOURCE_HEIGHT = 0.43  # inches of a slide as high as the design's: two lines
GAP = 0.08
LOGO = 0.04  # a drawing on less of the slide than this is kept clear; a larger one is under the content
SMALL = 0.35  # a drawing across less of a box than this is beside its text
KEPT = 0.7  # the share of its height that content keeps; footers that leave it less are left out
StyleFields = dict[str, Any]
LINES = (1.17, 1.6)  # the least pitch for Vietnamese capitals with two marks, and the most, in ems
LETTER = {False: 0.5, True: 0.55}  # the mean width of a letter of Arial in ems: regular, bold
FOOTER_LENGTH = 45  # letters of a short title
TITLE_LINES, COVER_LINES = 2, 5  # lines for which the box of a title and of a cover's other text has room
LEAST_TITLE, LEAST_COVER = 16.0, 12.0  # points on a slide as high as the design's
ON = 0.85  # a box with this share of its height on a drawing stands on it
EDGE = 0.15  # inches between a box that grows and the slide's edge
BULLET, NUMBER, INDENT = "•", "1.", 18.0
NUMBER_WIDTH = 1.6  # the width of "10." of Arial and a gap, in ems; Arial's figures are as wide in bold


class Areas(Struct, frozen=True):
    """A layout's content boxes, the box for the source line below them, the footers, and those left out."""

    content: tuple[BoxInches, ...]
    source: BoxInches
    frame: tuple[FoundHolder, ...]
    left_out: tuple[FoundHolder, ...]


def areas(layout: FoundLayout, content: Sequence[BoxInches], size: tuple[float, float], height: float) -> Areas:
    """The areas of a layout with room of a height (in inches) for sources, above footers and small drawings, or beside
    these, whichever is larger."""
    area = union(content)
    beside = [box for box in layout.fixed if meet(box, area) and box[2] < SMALL * area[2] and box[3] < SMALL * size[1]]
    clear = tuple(clear_of(box, beside) for box in content)
    rest = replace(layout, fixed=tuple(box for box in layout.fixed if box not in beside))
    tried = [_areas(layout, content, size, height), *([_areas(rest, clear, size, height)] if clear != content else [])]
    return max(tried, key=lambda made: sum(box[2] * box[3] for box in made.content))


def _areas(layout: FoundLayout, content: Sequence[BoxInches], size: tuple[float, float], height: float) -> Areas:
    """The same above all small drawings."""
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


def _floor(boxes: Iterable[BoxInches], area: BoxInches, size: tuple[float, float]) -> float:
    """The upper edge of the first box below the middle of the content; at least a little above the slide's edge."""
    middle = area[1] + area[3] / 2
    tops = [box[1] for box in boxes if box[1] > middle and box[0] < area[0] + area[2] and box[0] + box[2] > area[0]]
    return min([*tops, size[1] - 0.15])


def unit_of(size: tuple[float, float], design: SlideLooks) -> float:
    """The height of a slide in proportion to the design's."""
    return size[1] / design.size[1]


def union(boxes: Sequence[BoxInches]) -> BoxInches:
    """The smallest box around boxes."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def clear_of(box: BoxInches, drawn: Iterable[BoxInches]) -> BoxInches:
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


def roomier(
    holder: FoundHolder, pitch: float, lines: int, others: Iterable[BoxInches], size: tuple[float, float]
) -> BoxInches:
    """The box of a placeholder, grown so that it holds these lines of a pitch in points, as far as what is above and
    below it allows, and no further than the drawing on which it is. Text at the top of a box stays there: the box grows
    down first."""
    left, top, width, height = holder.box
    bottom = top + height
    lacking = (lines * pitch + holder.insets[1] + holder.insets[3]) / 72 - height
    if lacking <= 0:
        return holder.box
    over = [box for box in others if box[0] < left + width and box[0] + box[2] > left]
    under = [box for box in over if _shared(box, holder.box) >= ON * height]
    lows = [box[1] - GAP for box in over if box[1] > bottom - GAP] + [box[1] + box[3] for box in under]
    highs = [box[1] + box[3] + GAP for box in over if box[1] + box[3] < top + GAP] + [box[1] for box in under]
    below, above = min([*lows, size[1] - EDGE]) - bottom, top - max([*highs, EDGE])
    room = max(above, 0.0), max(below, 0.0)
    down = min({"top": 1.0, "middle": 0.5, "bottom": 0.0}[holder.anchor] * lacking, room[1])
    up = min(lacking - down, room[0])
    down = min(lacking - up, room[1])
    return left, top - up, width, height + up + down


def meet(one: BoxInches, other: BoxInches) -> bool:
    """Whether two boxes overlap."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    return across > 0.02 and _shared(one, other) > 0.02


def _shared(one: BoxInches, other: BoxInches) -> float:
    """The height that two boxes share; less than 0 if they share none."""
    return min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])


def mapped(box: BoxInches, origin: BoxInches, target: BoxInches) -> BoxInches:
    """A box in `origin`, moved and scaled to `target`."""
    across, down = target[2] / origin[2], target[3] / origin[3]
    return (
        target[0] + (box[0] - origin[0]) * across,
        target[1] + (box[1] - origin[1]) * down,
        box[2] * across,
        box[3] * down,
    )


def written(box: BoxInches) -> list[float]:
    """A box for brand.yaml, rounded down, so that it never exceeds the slide."""
    return [math.floor(side * 1000 + 1e-6) / 1000 for side in box]


def style_of(level: FoundLevel, number: int, most: float, least: float) -> StyleFields:
    """The style of text for a level, in the level's size but from `least` to `most` points."""
    size = max(min(level.size, most), least)
    style: StyleFields = {"size": half(size), "line": pitch(level, size)}
    after = half(level.space * size / level.size) if level.size else 0.0
    style |= {"after": after} if after else {}
    style |= {"bold": True} if level.bold else {}
    style |= {"caps": True} if level.caps else {}
    return {**style, "level": number}


def pitch(level: FoundLevel, size: float) -> float:
    """The exact pitch of lines at a size, in the level's own proportion."""
    least, most = LINES
    return half(min(max(level.line / level.size if level.size else 1.2, least), most) * size)


def half(points: float) -> float:
    """Points, rounded to halves."""
    return round(points * 2) / 2


def number_indent(size: float, measure: float) -> float:
    """The least indent for a number before text; `measure` is the font's width in proportion to Arial's."""
    return half(NUMBER_WIDTH * size * measure)


def flowing(holder: FoundHolder, most: Sequence[float], least: float, measure: float) -> list[StyleFields]:
    """The styles of a placeholder for text: paragraph, item, subitem, step, subheading.

    Items have the bullets of the placeholder's levels; where those have none, paragraphs state them ("direct").
    """
    levels = holder.levels
    first = style_of(levels[0], 1, most[0], least)
    plain = {**first, "direct": True} if levels[0].bullet or levels[0].indent else first
    marked = next((i for i in (0, 1) if levels[i].bullet), None)
    if marked is None:
        item = {**first, "mark": BULLET, "indent": INDENT, "direct": True}
        subitem = {**first, "mark": "–", "indent": 2 * INDENT, "hang": INDENT, "direct": True}
    else:
        item = first if marked == 0 else style_of(levels[1], 2, first["size"], least)
        item = {**item, **_mark(levels[marked])}
        below = levels[marked + 1]
        subitem = style_of(below, marked + 2, min(most[1], item["size"]), least)
        subitem = {**subitem, **_mark(below)} if below.bullet else subitem
    indent = max(levels[0].indent, number_indent(first["size"], measure))
    step = {**first, "mark": NUMBER, "indent": indent, "direct": True}
    return [plain, item, subitem, step, {**plain, "bold": True, "direct": True}]


def _mark(level: FoundLevel) -> StyleFields:
    hang = level.hang if level.hang and level.hang != level.indent else None
    return {"mark": BULLET, "indent": level.indent, **({"hang": hang} if hang is not None else {})}
