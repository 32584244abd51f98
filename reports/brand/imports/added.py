"""The brand's layouts that an imported file lacks: modelled on one that it has, with the brand's boxes fitted into its
content area."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from reports.brand import BoxInches, ChartType, Layout, SlideLooks, SlideText
from reports.brand.imports.fitting import LINES, NUMBER, half, mapped, number_indent, union, unit_of, written
from reports.brand.imports.found import LARGEST
from reports.brand.imports.matched import COVER, SECTION
from reports.brand.imports.slides_draft import Entry, SlidesDraft
from reports.brand.slides import PHOTO

LEAST_IN_CHARTS = {"label": 12.0, "axis": 10.0, "subtitle": 10.0, "figure": 24.0}
LEAST_LABEL = 10.5
"""The size in points down to which the labels of a chart go that would not fit, on a slide as high as the design's."""
_ON_DARK = {"on_dark": "text", "rule": "secondary"}
"""Roles of colours on a dark background of the design → those on the file's, which is not dark there."""
_FRAME, _BELOW = ("date", "footer", "number"), ("source", "footer", "number")


class Model(Struct, frozen=True):
    """The layout on which others are modelled: its name, the slide's size, the area for content, and the width of the
    font in proportion to Arial's."""

    base: str
    size: tuple[float, float]
    area: BoxInches
    measure: float

    def scale(self, design: SlideLooks) -> float:
        """The factor from the design's sizes of text to those for this slide and its area for content."""
        origin = _origin(design)
        return min(unit_of(self.size, design), self.area[2] / origin[2], self.area[3] / origin[3])


def chart_type(sizes: ChartType, scale: float, unit: float) -> Entry:
    """The sizes of type in charts on slides, reduced by the scale but still readable."""
    fitted = {
        name: max(half(getattr(sizes, name) * scale), half(min(least, getattr(sizes, name)) * min(unit, 1)))
        for name, least in LEAST_IN_CHARTS.items()
    }
    return {**sizes.model_dump(), **fitted, "clear": True, "least": half(LEAST_LABEL * min(unit, 1))}


def add_layouts(model: Model, draft: SlidesDraft, keys: Iterable[str]) -> None:
    """Add the design's layouts of these names, with their styles of text fitted to the area."""
    design = draft.design
    for key in keys:
        layout = design.layouts[key]
        here, there = _origin(design), model.area
        if _is_whole(key, layout):
            here, there = (0.0, 0.0, *design.size), (0.0, 0.0, *model.size)
        shared, without = _shared(key, layout)
        named = {
            box: (mapped(place, here, there), _placeholder(key, box, model, draft))
            for box, place in layout.boxes.items()
            if box not in shared
        }
        rules = [
            {"box": written(mapped(rule.box, here, there)), "colour": _colour(rule.colour, layout, design)}
            for rule in layout.rules
        ]
        fields = {"base": model.base, **({"rules": rules} if rules else {})}
        draft.layout(key, fields, named, [name for name in without if name in draft.frame])


def _shared(key: str, layout: Layout) -> tuple[Collection[str], Collection[str]]:
    """The design's boxes that are left out of an added layout, and its model's boxes that it lacks."""
    if key in (COVER, SECTION):
        return (), _BELOW
    if PHOTO in layout.boxes:  # the photograph would be behind them
        return _FRAME, _FRAME
    return ("title",), [name for name in _BELOW if name in layout.without]


def _placeholder(key: str, box: str, model: Model, draft: SlidesDraft) -> str:
    """Add the styles of a box's text; the name of its placeholder, which is a new one if the file has other styles of
    these names."""
    design, layout = draft.design, draft.design.layouts[key]
    name, (placeholder, index) = layout.placeholders.get(box, box), design.placeholder(key, box)
    levels = []
    for level in placeholder.levels:
        style = fitted(design.text[level], layout, model, design)
        if placeholder.ground:
            style["colour"] = design.text[level].colour
        levels.append(draft.style(level, style))
    if levels == placeholder.levels:
        return name
    entry = {**placeholder.model_dump(exclude_defaults=True), "index": index, "levels": levels}
    return draft.placeholder(name, entry)


def _is_whole(key: str, layout: Layout) -> bool:
    """Whether a layout fills the whole slide, not only the area for content."""
    return key in (COVER, SECTION) or PHOTO in layout.boxes


def _origin(design: SlideLooks) -> BoxInches:
    """The area that the design's layouts fill."""
    layouts = [layout for key, layout in design.layouts.items() if not _is_whole(key, layout)]
    boxes = [
        box
        for layout in layouts
        if "source" not in layout.without
        for name, box in layout.boxes.items()
        if name not in design.frame.boxes
    ]
    return union(boxes or [design.body])


def fitted(style: SlideText, layout: Layout, model: Model, design: SlideLooks) -> Entry:
    """A style for the model's area: smaller, but still readable."""
    entry: Entry = style.model_dump(exclude_defaults=True, exclude={"colour"})
    unit = unit_of(model.size, design)
    if style.small:
        size = max(half(style.size * unit), design.least.source * min(unit, 1))
    else:
        size = max(half(style.size * model.scale(design)), half(min(style.size, design.least.body) * min(unit, 1)))
    size = min(size, LARGEST)
    share = size / style.size
    entry |= {"size": size, "line": max(half(style.line * share), half(size * LINES[0]))}
    entry |= {
        name: half(entry[name] * share) for name in ("most", "before", "after", "indent", "hang") if name in entry
    }
    if style.mark == NUMBER:
        least = number_indent(size, model.measure)
        entry |= {name: max(entry[name], least) for name in ("indent", "hang") if name in entry}
    return {**entry, "colour": _colour(style.colour, layout, design)}


def _colour(colour: str, layout: Layout, design: SlideLooks) -> str:
    return colour if layout.ground == design.frame.ground else _ON_DARK.get(colour, colour)
