"""The layouts that a template lacks → modelled on one that it has, the brand's boxes fitted into its content area, text
and rules in colours that are seen on its ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.brand import Box, ChartType, Layout, SlideLooks, SlideText, contrast, luminance
from reports.brand.imports.draft import BrandDraft, Entry
from reports.brand.imports.layouts import LARGEST, SourceLayout
from reports.brand.imports.room import mapped, union, unit_of, written
from reports.brand.imports.texts import LINES, NUMBER, half, number_indent
from reports.brand.imports.theme import TEXT

OPENING = ("title", "section")
LEAST_IN_CHARTS = {"label": 12.0, "axis": 10.0, "subtitle": 10.0, "figure": 24.0}
_ON_DARK = {"on_dark": "text", "rule": "secondary"}  # where the design's ground is dark and the template's is not

DARK = 0.35
_INK, _PAPER = "#000000", "#FFFFFF"
_TEXT, _TITLE = "template-text", "template-title"


@dataclass(frozen=True, slots=True)
class Ground:
    """What slides stand on, as far as it is not the brand's own ground: then charts need one, `own`.

    `roles` says which colours take the place of the brand's on slides; `colours` are those that are new.
    """

    own: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adding:
    """Where layouts are added: the model's name, the slide's size, the area for content, the ground, the font's
    width to Arial's."""

    base: str
    size: tuple[float, float]
    area: Box
    ground: Ground
    measure: float


def ground_of(layout: SourceLayout, text: str, brand_colours: Mapping[str, str]) -> Ground:
    """The ground of a layout on which text has the colour `text` ("" if unknown); `brand_colours` go by role."""
    covered = any(box[0] <= 0.1 and box[1] <= 0.1 and box[2] * box[3] > 30 for box in layout.fixed)
    colour = "" if covered else layout.ground
    light = luminance(text) > 0.5 if text else False
    dark = luminance(colour) < DARK if colour else light
    demanded = ("text", "heading", "secondary")
    if colour and not dark and all(contrast(brand_colours[role], colour) >= TEXT for role in demanded):
        return Ground()
    has = "the template's own colours" if text else "white" if dark else "black"
    text = text or (_PAPER if dark else _INK)
    title = layout.title.levels[0].colour if layout.title else ""
    colours = {_TEXT: text, _TITLE: title or text}
    roles = dict.fromkeys(("text", "secondary", "accent", "rule", "on_dark"), _TEXT) | {"heading": _TITLE}
    what = "dark" if dark else "a picture or a gradient" if not colour else "coloured"
    sentence = f"the slides' ground is {what}: text that is added to it is in {has}"
    on = "white" if brand_colours["ground"] == _PAPER else brand_colours["ground"]
    return Ground(True, roles, colours, (f"{sentence}; charts stand on {on}",))


def scale_of(adding: Adding, design: SlideLooks) -> float:
    """How large text may be to the design's, for the slide and its area for content."""
    origin = _origin(design)
    return min(unit_of(adding.size, design), adding.area[2] / origin[2], adding.area[3] / origin[3])


def chart_type(sizes: ChartType, scale: float, unit: float) -> Entry:
    """The sizes of type in charts on slides, made smaller by the scale, but not too small to be read."""
    fitted = {
        name: max(half(getattr(sizes, name) * scale), half(min(least, getattr(sizes, name)) * min(unit, 1)))
        for name, least in LEAST_IN_CHARTS.items()
    }
    return {**sizes.model_dump(), **fitted}


def add_layouts(adding: Adding, draft: BrandDraft, keys: Iterable[str]) -> None:
    """Note the layouts of these names, with their styles of text fitted to the area."""
    design = draft.design
    origin = _origin(design)
    scale = scale_of(adding, design)
    for key in keys:
        layout = design.layouts[key]
        opening = key in OPENING
        here, there = ((0.0, 0.0, *design.size), (0.0, 0.0, *adding.size)) if opening else (origin, adding.area)
        own = {name: mapped(box, here, there) for name, box in layout.boxes.items() if opening or name != "title"}
        rules = [
            {"box": written(mapped(rule.box, here, there)), "colour": _colour(rule.colour, layout, adding, design)}
            for rule in layout.rules
        ]
        named = {box: name for box, name in layout.placeholders.items() if box in own}
        without = [name for name in ("source", "footer", "number") if opening or name in layout.without]
        fields = {"base": adding.base, **({"rules": rules} if rules else {})}
        draft.layout(key, fields, own, named, [name for name in without if name in draft.frame])
        for box in own:
            placeholder, _ = design.placeholder(key, box)
            for level in placeholder.levels:
                draft.text[level] = fitted(design.text[level], scale, layout, adding, design)


def _origin(design: SlideLooks) -> Box:
    """The area that the design's layouts fill."""
    frame = set(design.frame.boxes)
    layouts = [layout for key, layout in design.layouts.items() if key not in OPENING]
    boxes = [
        box for each in layouts if "source" not in each.without for name, box in each.boxes.items() if name not in frame
    ]
    return union(boxes or [design.body])


def fitted(style: SlideText, scale: float, layout: Layout, adding: Adding, design: SlideLooks) -> Entry:
    """A style made smaller by the scale, but not too small to be read."""
    entry: Entry = style.model_dump(exclude_defaults=True, exclude={"colour"})
    unit = unit_of(adding.size, design)
    least = half(min(style.size, design.least.body) * min(unit, 1))
    size = (
        max(half(style.size * unit), design.least.source * min(unit, 1))
        if style.small
        else (max(half(style.size * scale), least))
    )
    size = min(size, LARGEST)
    share = size / style.size
    entry |= {"size": size, "line": max(half(style.line * share), half(size * LINES[0]))}
    entry |= {name: half(entry[name] * share) for name in ("before", "after", "indent", "hang") if name in entry}
    if style.mark == NUMBER:
        least_indent = number_indent(size, adding.measure)
        entry |= {name: max(entry[name], least_indent) for name in ("indent", "hang") if name in entry}
    return {**entry, "colour": _colour(style.colour, layout, adding, design)}


def _colour(colour: str, layout: Layout, adding: Adding, design: SlideLooks) -> str:
    if layout.ground != design.frame.ground:
        colour = _ON_DARK.get(colour, colour)
    return adding.ground.roles.get(colour, colour)
