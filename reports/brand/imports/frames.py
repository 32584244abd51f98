"""A layout of the template → its title, footers and source line as entries of brand.yaml."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from reports.brand import Box
from reports.brand.imports.draft import BrandDraft
from reports.brand.imports.layouts import FoundHolder, LayoutSource, SourceLayout
from reports.brand.imports.room import GAP, SOURCE_HEIGHT, clear_of, parted, unit_of
from reports.brand.imports.texts import FOOTER_LENGTH, LETTER, TITLE_LENGTH, half, style_of, title_style
from reports.brand.powerpoint_reference.sheets import FRAME

_BOXES: Mapping[str, tuple[str, str]] = {
    "ftr": ("footer", "Footer"), "dt": ("date", "Date"), "sldNum": ("number", "Slide number"),
}  # fmt: skip
_SOURCE_INDEX = 20


@dataclass(frozen=True, slots=True)
class Learning:
    """What layouts are learnt with: the template, the entries so far, how wide its fonts are to Arial."""

    source: LayoutSource
    draft: BrandDraft
    measure: float

    @property
    def area(self) -> float:
        return self.source.size[0] * self.source.size[1]

    @property
    def unit(self) -> float:
        """How large the slide is to the design's: sizes of type are meant for a wall, whatever a slide's inches."""
        return unit_of(self.source.size, self.draft.design)

    @property
    def least(self) -> float:
        return half(self.draft.design.least.body * min(self.unit, 1))


@dataclass(frozen=True, slots=True)
class Framed:
    """A layout's boxes by name, the placeholders of those that share a name with others, and its content boxes."""

    boxes: Mapping[str, Box]
    placeholders: Mapping[str, str]
    content: tuple[Box, ...]


def framed(learning: Learning, layout: SourceLayout, content: tuple[Box, ...], *, length: int = TITLE_LENGTH) -> Framed:
    """The frame of a layout with content: title, source line, and the footers that it has."""
    room = parted(layout, content, learning.source.size, SOURCE_HEIGHT * learning.unit)
    boxes, placeholders = titled(learning, layout, "title", length, floor=min(box[1] for box in room.content))
    boxes["source"], placeholders["source"] = room.source, _source(learning, layout)
    for holder in room.left_out:
        learning.draft.tell(f"{_BOXES[holder.type][0]} is left away where its box lies in the content's", layout.label)
    frame_boxes, frame_placeholders = footers(learning, room.frame)
    return Framed({**boxes, **frame_boxes}, {**placeholders, **frame_placeholders}, room.content)


def titled(
    learning: Learning,
    layout: SourceLayout,
    name: str,
    length: int,
    *,
    floor: float | None = None,
    most: float | None = None,
) -> tuple[dict[str, Box], dict[str, str]]:
    """The title's box and placeholder, in a size that has room for so many letters; down to `floor` if it must."""
    holder = layout.title
    assert holder is not None  # only layouts with a title are taken
    left, top, width, height = clear_of(holder.box, layout.fixed)
    if width < holder.box[2]:
        learning.draft.tell("the title is made narrower, clear of what is drawn beside it", layout.label)
        holder = replace(holder, box=(left, top, width, height))
    largest = most or holder.levels[0].size
    style, fits = title_style(holder, length, largest, learning.measure, height, learning.unit)
    if not fits and floor is not None and floor - GAP > top + height and not _drawn_below(layout, holder.box, floor):
        height = floor - GAP - top
        style, fits = title_style(holder, length, largest, learning.measure, height, learning.unit)
    if height > holder.box[3]:
        learning.draft.tell("the title's box is made higher, down to the content", layout.label)
    if not fits:
        learning.draft.tell(f"titles of {length} letters may have too little room", layout.label)
    if style["size"] < holder.levels[0].size:
        sizes = f"{style['size']:g} pt instead of {holder.levels[0].size:g}"
        learning.draft.tell(f"titles are set in {sizes}, so that whole sentences fit", layout.label)
    key = learning.draft.holder(name, holder, [learning.draft.style(name, style)], shown="Title")
    return {"title": (left, top, width, height)}, {"title": key}


def _drawn_below(layout: SourceLayout, box: Box, floor: float) -> bool:
    """Whether something is drawn between the title's box and where it could reach."""
    bottom = box[1] + box[3]
    return any(bottom - 0.05 < drawn[1] < floor and drawn[0] < box[0] + box[2] for drawn in layout.fixed)


def footers(learning: Learning, holders: tuple[FoundHolder, ...]) -> tuple[dict[str, Box], dict[str, str]]:
    """The boxes and placeholders of footer, date and number, each once."""
    boxes: dict[str, Box] = {}
    placeholders: dict[str, str] = {}
    least = learning.draft.design.least.source * min(learning.unit, 1)
    most = math.inf
    for kind in ("ftr", "dt", "sldNum"):  # the footer's size is that of its neighbours too
        holder = next((each for each in holders if each.type == kind), None)
        if holder is None:
            continue
        name, shown = _BOXES[kind]
        box = _widened(holder, holders, learning) if kind == "ftr" else holder.box
        if kind == "ftr":
            most = _fitting(holder, box, learning)
        style = style_of(holder.levels[0], 1, min(holder.levels[0].size, most), least)
        style_name = learning.draft.style("footer", {**style, "colour": "secondary", "small": True})
        boxes[name] = box
        placeholders[name] = learning.draft.holder(name, holder, [style_name], shown=shown)
    order = [name for kind in FRAME if (name := _BOXES[kind][0]) in boxes]
    return {name: boxes[name] for name in order}, placeholders


def _fitting(holder: FoundHolder, box: Box, learning: Learning) -> float:
    """The size at which a short title stands on one line."""
    width = box[2] * 72 - holder.insets[0] - holder.insets[2]
    return math.floor(2 * width / (FOOTER_LENGTH * LETTER[holder.levels[0].bold] * learning.measure)) / 2


def _widened(holder: FoundHolder, holders: tuple[FoundHolder, ...], learning: Learning) -> Box:
    """The footer's box; if a short title has no room in it, as wide as its neighbours and the margins leave it."""
    left, top, width, height = holder.box
    if _fitting(holder, holder.box, learning) >= holder.levels[0].size:
        return holder.box
    level = [each.box for each in holders if each is not holder and abs(each.box[1] - top) < height]
    before = max((box[0] + box[2] + GAP for box in level if box[0] < left), default=left)
    behind = min((box[0] - GAP for box in level if box[0] > left), default=left + width)
    start, end = min(before, left), max(behind, left + width)
    return (start, top, end - start, height)


def _source(learning: Learning, layout: SourceLayout) -> str:
    """The source line: a placeholder of our own, its text under the content's."""
    draft = learning.draft
    used = {holder.index for each in learning.source.layouts for holder in each.holders}
    content = next((each for each in layout.holders if each.type in ("obj", "body")), layout.title)
    left, _, right, _ = content.insets if content else (0.0, 0.0, 0.0, 0.0)
    design = draft.design.placeholders["source"]
    entry = {
        "type": "body",
        "index": next(n for n in count(_SOURCE_INDEX) if n not in used),
        "name": design.name,
        "levels": list(design.levels),
        "insets": [left, 0, right, 0],
        "prompt": dict(design.prompt),
    }
    return draft.placeholder("source", entry)
