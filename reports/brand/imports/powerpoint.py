"""An organisation's .pptx → what of it goes into brand.yaml: size, layouts, placeholders, colours, fonts.

`layouts` reads the template, `matches` finds what its layouts are for; `taken` notes those, `added` what it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reports.brand import Box, Brand, Roles, TableLooks
from reports.brand.imports.added import Adding, add_layouts, chart_type, fitted, ground_of, scale_of
from reports.brand.imports.brand_file import Whole
from reports.brand.imports.draft import BrandDraft
from reports.brand.imports.frames import Framed, Learning, framed
from reports.brand.imports.layouts import LayoutSource, SourceLayout, read_source
from reports.brand.imports.matches import Matches, contents, match
from reports.brand.imports.room import meet, union, written
from reports.brand.imports.taken import take
from reports.brand.imports.texts import half
from reports.brand.imports.theme import Learnt, Theme, theme_changes
from reports.brand.powerpoint_reference.imported import fault, read_deck

LEAST_SHARE = 0.1
"""The least share of a slide's width and height in which there can be content."""
CHART_PADDING = 8.0
"""Points around a chart, where the slides' ground is not the chart's."""


def learn(content: bytes, path: str, brand: Brand, old: Mapping[str, Any]) -> Learnt:
    """What the template's first master and its layouts say; `brand` is the design that gives what they lack."""
    source = read_source(read_deck(content, path), path)
    found = match(source)
    base = found.base
    if base is None:
        fault(
            path,
            "none of the template's layouts has a title",
            "choose a template whose layouts have a placeholder for the title",
        )
    theme = theme_changes(_seen(source.theme, found), source.colour_map, brand)
    colours: Mapping[str, str] = {**brand.colours, **theme.changes.get("colours", {})}
    roles: Mapping[str, str] = {**brand.roles.model_dump(), **theme.changes.get("roles", {})}
    ground = ground_of(base, _text_colour(found), {role: colours[roles[role]] for role in Roles.model_fields})
    measure = float(theme.changes.get("fonts", {}).get("measure", brand.fonts.measure))
    learning = Learning(source, BrandDraft(brand.slides), measure)
    frame = framed(learning, base, (_content_area(source, found, base),))
    adding = Adding(base.label, source.size, _inner(frame, found, base), ground, measure)
    if any(room < LEAST_SHARE * side for room, side in zip(adding.area[2:], source.size, strict=True)):
        fault(
            path,
            f'what stands on the layout "{(found.content or found.two or base).label}" would have no room',
            "make its box larger, or the distances around the text in it smaller, in PowerPoint's slide master",
        )
    former = old["slides"] if "powerpoint" in old.get("files", {}) else None
    sizes = chart_type(brand.charts.slides, scale_of(adding, brand.slides), learning.unit)
    fonts = theme.changes.get("fonts")
    of_slides = {"fonts": Whole(fonts)} if fonts else {}
    of_all = {
        name: change for name, change in theme.changes.items() if name != "fonts" or "word" not in old.get("files", {})
    }
    changes = {
        **of_all,
        "colours": {**theme.changes.get("colours", {}), **ground.colours},
        "charts": {"slides": {**sizes, "padding": CHART_PADDING if ground.own else 0}},
        "slides": {**_slides(learning, found, frame, adding, former), **of_slides},
    }
    return Learnt(changes, (*theme.told, *ground.told, *learning.draft.sentences()))


def _slides(
    learning: Learning, found: Matches, frame: Framed, adding: Adding, former: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The `slides:` part: the frame from the base layout, then what the template has, then what it lacks."""
    draft, ground = learning.draft, adding.ground
    draft.frame = tuple(frame.boxes)
    scale = scale_of(adding, draft.design)
    for level in (*draft.design.placeholders["source"].levels, *draft.design.placeholders["table"].levels):
        draft.text[level] = fitted(draft.design.text[level], scale, draft.design.frame, adding, draft.design)
    taken = take(learning, found)
    missing = [key for key in draft.design.layouts if key not in taken]
    add_layouts(adding, draft, missing)
    if missing:
        draft.tell(f'added to the template, on the model of "{adding.base}": {", ".join(missing)}')
    used = {
        f"of the template's {len(learning.source.layouts)} layouts these are used": [*dict.fromkeys(taken.values())]
    }
    draft.told = {**(used if taken else {}), **draft.told}
    boxes = {name: written(box) for name, box in frame.boxes.items()}
    return {
        "size": Whole([round(side, 3) for side in learning.source.size]),
        "body": Whole(written(frame.content[0])),
        "frame": Whole({"name": draft.design.frame.name, "boxes": boxes}),
        "least": {name: half(getattr(draft.design.least, name) * min(learning.unit, 1)) for name in ("body", "source")},
        "table": _table(draft.design.table, learning.unit, ground.roles),
        **draft.changes(former),
    }


def _table(looks: TableLooks, unit: float, roles: Mapping[str, str]) -> dict[str, Any]:
    """Tables: distances fitted to the slide, rules in colours that are seen on its ground."""
    distances = {name: half(getattr(looks, name) * unit) for name in ("across", "down")}
    return {
        **distances,
        **{name: roles.get(getattr(looks, name), getattr(looks, name)) for name in ("rule", "head_rule")},
    }


def _text_colour(found: Matches) -> str:
    """The colour of text on the template's slides."""
    layouts = [layout for layout in (found.content, found.two, found.base) if layout]
    holders = [holder for layout in layouts for holder in (*layout.of_type("obj", "body"), layout.title) if holder]
    return next((holder.levels[0].colour for holder in holders if holder.levels[0].colour), "")


def _seen(theme: Theme, found: Matches) -> Theme:
    """The theme with the fonts of titles and text as they are seen, where the layouts name others."""
    layout = found.content or found.two or found.base
    text = next(iter(layout.of_type("obj", "body")), None) if layout else None
    major = layout.title.levels[0].font if layout and layout.title else ""
    minor = text.levels[0].font if text else ""
    return replace(theme, major=major or theme.major, minor=minor or theme.minor)


def _content_area(source: LayoutSource, found: Matches, base: SourceLayout) -> Box:
    """Where content stands: as in the content layout, or as the master says, or below the title."""
    area = source.size[0] * source.size[1]
    layout = found.content or found.two
    if layout:
        return union([holder.box for holder in contents(layout, area)])
    title = base.title
    assert title is not None  # the base has one: it is chosen so
    if source.body and not meet(source.body, title.box) and source.body[2] * source.body[3] > 0.2 * area:
        return source.body
    left, top, width, height = title.box
    start = top + height + 0.15
    return left, start, width, source.size[1] - start - 0.3


def _inner(frame: Framed, found: Matches, base: SourceLayout) -> Box:
    """The content area without the distance that the template keeps between a box and its text."""
    layout = found.content or found.two or base
    holder = next(iter(layout.of_type("obj", "body")), layout.title)
    left, top, width, height = frame.content[0]
    before, above, behind, below = (inset / 72 for inset in holder.insets) if holder else (0.0, 0.0, 0.0, 0.0)
    return left + before, top + above, width - before - behind, height - above - below
