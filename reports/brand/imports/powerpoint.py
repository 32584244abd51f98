"""Propose the slides, colours and fonts of brand.yaml from an organisation's .pptx.

`layouts` reads the file, `matches` finds the purposes of its layouts; `matched` adds those, `added` what it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from reports.brand import BoxInches, Brand
from reports.brand.imports.added import Model, add_layouts, chart_type, fitted
from reports.brand.imports.brand_file import Proposal, Whole
from reports.brand.imports.colours import OFFICE, FoundColours
from reports.brand.imports.colours_used import on_slides
from reports.brand.imports.fitting import half, meet, union, written
from reports.brand.imports.found import FoundSlides
from reports.brand.imports.layouts import LEAST_USES, found_slides
from reports.brand.imports.matched import add_matched, framed
from reports.brand.imports.matches import Matches, contents, matches
from reports.brand.imports.slides_draft import Named, SlidesDraft
from reports.brand.imports.theme import own_looks, theme_changes
from reports.brand.powerpoint_reference.carried import carry
from reports.brand.powerpoint_reference.imported import fault, read_deck
from reports.brand.powerpoint_reference.sample_slides import masters_of, most_used_master, samples_of
from reports.brand.theme import Theme
from reports.files.archive import Package
from reports.files.sanitiser import sanitised

LEAST_SHARE = 0.1
"""The least share of a slide's width and height that content needs."""


def proposal(package: Package, now: Brand, design: Brand, master: int | None = None) -> Proposal:
    """The proposal of a file, from one of its masters and the layouts of that: the one of the number `master`; or the
    one that most sample slides have, with the layouts of others that sample slides have.

    `now` is the workspace's brand, `design` the brand that gives what the file lacks. Raises Problems for a file
    without titles, or without room for content.
    """
    path, masters = package.path, masters_of(package)
    if master is not None and master > len(masters):
        count = f"the file has {len(masters)} slide masters, and no number {master}"
        fault(path, count, "count them in PowerPoint's view of the slide master")
    number = master or most_used_master(package)
    grafted = carry(package, number, () if master else None)
    used, samples = ({}, [])
    if masters:
        used, samples = on_slides(package, masters[number - 1]), samples_of(package, masters[number - 1])
    clean = sanitised(package, number)
    slides = found_slides(read_deck(clean.content, path), path, samples)
    found = matches(slides)
    if found is None:
        hint = "choose a file whose layouts have a placeholder for the title"
        fault(path, "none of the file's layouts has a title", hint)
    found = _as_used(found, slides)
    theme = theme_changes(_shown(slides.theme, found), {}, design, _colours(slides, found, used))
    fonts = theme.changes.get("fonts", {})
    draft = SlidesDraft(slides, design.slides, float(fonts.get("measure", design.fonts.measure)), _inks(theme.changes))
    frame, (content_box,) = framed(draft, found.base, (_content_area(slides, found),))
    draft.frame = tuple(frame)
    model = Model(found.base.label, slides.size, _inner(content_box, found), draft.measure)
    if any(room < LEAST_SHARE * side for room, side in zip(model.area[2:], slides.size, strict=True)):
        fault(
            path,
            f'the content of the layout "{(found.text or found.base).label}" would have no room',
            "make its box larger, or the distances around the text in it smaller, in PowerPoint's slide master",
        )
    _add_all(draft, found, model)
    used_names = {entry.get("from") for entry in draft.layouts.values()}
    if others := [name for name in grafted if name in used_names]:
        draft.note("taken from other slide masters, with what they draw", *others)
    sizes = chart_type(design.charts.slides, model.scale(design.slides), draft.unit)
    changes = {
        "charts": {"slides": Whole(sizes)},
        "slides": {
            **draft.changes(now.slides if now.files.powerpoint else None),
            **_shared(draft, frame, content_box),
            **own_looks(theme.changes),
        },
    }
    return Proposal(changes, (*clean.notes, *theme.notes, *draft.notes()), number)


def _inks(changes: Mapping[str, Any]) -> dict[str, str]:
    """The colours of text on the slides' ground and on what has the colour of text."""
    roles, colours = changes.get("roles", {}), changes.get("colours", {})
    return {role: colours[roles[role]] for role in ("text", "on_dark") if role in roles}


def _as_used(found: Matches, slides: FoundSlides) -> Matches:
    """The layouts, with the one without content that sample slides have in the place of those that none has."""
    bare = [layout for layout in slides.layouts if layout.uses >= LEAST_USES and not contents(layout, slides.area)]
    best = max(bare, key=lambda layout: layout.uses, default=found.base)
    if best.uses <= found.base.uses or best in (found.cover, found.section):
        return found
    kept = {name: layout if (layout := getattr(found, name)) and layout.uses else None for name in ("content", "two")}
    return replace(found, base=best, **kept)


def _colours(slides: FoundSlides, found: Matches, used: Mapping[str, float]) -> FoundColours:
    """The colours of slides: those that are used, the ground behind the content, and the text on it."""
    layouts = [layout for layout in (found.content, found.two, found.base) if layout]
    holders = [holder for layout in layouts for holder in layout.of_type("obj", "body")]
    named = {name: slides.theme.colours.get(slot, "") for name, slot in slides.colour_map.items()}
    text = next((holder.levels[0].colour for holder in holders if holder.levels[0].colour), named.get("tx1", ""))
    ground = found.base.behind(_content_area(slides, found)) or named.get("bg1", "")
    heading = found.base.title.levels[0].colour
    return FoundColours(slides.theme.colours, used, ground, text, heading if heading not in OFFICE else "")


def _shared(draft: SlidesDraft, frame: Named, content: BoxInches) -> dict[str, Any]:
    """The fields for all slides: sizes, the frame, and tables."""
    design, unit = draft.design, draft.unit
    boxes = {name: written(box) for name, (box, _) in frame.items()}
    return {
        "size": Whole([round(side, 3) for side in draft.found.size]),
        "body": Whole(written(content)),
        "frame": Whole({"name": design.frame.name, "boxes": boxes}),
        "least": {name: half(size * min(unit, 1)) for name, size in design.least},
        "table": {name: half(getattr(design.table, name) * unit) for name in ("across", "down")},
    }


def _add_all(draft: SlidesDraft, found: Matches, model: Model) -> None:
    """Add the design's layouts: those that the file has, then those that it lacks."""
    design = draft.design
    for level in (*design.placeholders["source"].levels, *design.placeholders["table"].levels):
        draft.text[level] = fitted(design.text[level], design.frame, model, design)
    names = add_matched(draft, found)
    missing = [key for key in design.layouts if key not in names]
    add_layouts(model, draft, missing)
    if missing:
        draft.note(f'added to the file, on the model of "{model.base}": {", ".join(missing)}')
    if names:
        used = {f"of the file's {draft.found.count} layouts these are used": [*dict.fromkeys(names.values())]}
        draft.noted = {**used, **draft.noted}


def _shown(theme: Theme, found: Matches) -> Theme:
    """The theme with the fonts of titles and text that the layouts show."""
    layout = found.text or found.base
    text = next(iter(layout.of_type("obj", "body")), None)
    minor = text.levels[0].font if text else ""
    return replace(theme, major=layout.title.levels[0].font or theme.major, minor=minor or theme.minor)


def _content_area(slides: FoundSlides, found: Matches) -> BoxInches:
    """The area for content: that of the content layout, or of the master, or below the title."""
    if found.text:
        return union([holder.box for holder in contents(found.text, slides.area)])
    left, top, width, height = title = found.base.title.box
    body = slides.body
    if body and body[0] > left - 1 and not meet(body, title) and body[2] * body[3] > 0.2 * slides.area:
        return body
    start = top + height + 0.15
    return left, start, width, slides.size[1] - start - 0.3


def _inner(box: BoxInches, found: Matches) -> BoxInches:
    """The content area without the distances that the file keeps between a box and its text."""
    layout = found.text or found.base
    holder = next(iter(layout.of_type("obj", "body")), layout.title)
    before, above, after, below = (inset / 72 for inset in holder.insets)
    left, top, width, height = box
    return left + before, top + above, width - before - after, height - above - below
