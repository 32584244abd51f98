"""Checks of a brand: names, contrast, room on pages and slides."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress

from reports.brand.brand import Brand
from reports.brand.model import BoxInches, OwnLooks, Roles, contrast
from reports.brand.slides import Layout, SlideLooks
from reports.brand.word import FormLooks, Page
from reports.diagnostics import Findings, nearest
from reports.files.yaml import Location

LEAST_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11
LAYOUTS = ("title", "section")
"""The layouts that every deck needs."""
LEAST_ROOM = 50
"""The least width and height in millimetres that the margins of a page leave for text."""


def check_brand(brand: Brand, findings: Findings) -> None:
    """Add errors for unknown names, too little contrast, and texts and boxes that have no room."""
    colours_known = True
    for location, kind, name, known in _names(brand):
        if name not in known:
            findings.error(f'no {kind} is called "{name}"', brand.place(*location), hint=nearest(name, known))
            colours_known = colours_known and kind != "colour"
    if colours_known:
        _check_contrast(brand, findings)
    _check_pages(brand, findings)
    _check_slides(brand, findings)


def _names(brand: Brand) -> Iterator[tuple[Location, str, str, Collection[str]]]:
    """The names in a brand that refer to its other parts: place, kind, name, and the names that are known."""
    word, slides = brand.word, brand.slides
    colours = [*brand.colours, *word.colours, *Roles.model_fields]
    on_slides = [*brand.colours, *slides.colours, *Roles.model_fields]
    for role in Roles.model_fields:
        yield ("roles", role), "colour", getattr(brand.roles, role), brand.colours
        yield ("word", "official", "roles", role), "colour", getattr(word.official.roles, role), brand.colours
    for i, name in enumerate(brand.series):
        yield ("series", i), "colour", name, brand.colours
    formats: dict[Location, OwnLooks] = {("word",): word, ("slides",): slides}
    for at, own in formats.items():
        known = {**brand.colours, **own.colours}
        chosen = dict(own.roles or {}).items()
        yield from (((*at, "roles", role), "colour", name, known) for role, name in chosen)
        yield from (((*at, "series", i), "colour", name, known) for i, name in enumerate(own.series))
    forms: dict[Location, FormLooks] = {("word",): word, ("word", "official"): word.official}
    for at, looks in forms.items():
        yield from (
            ((*at, "styles", key, "colour"), "colour", each.colour, colours) for key, each in looks.styles.items()
        )
        yield (*at, "table", "rule_colour"), "colour", looks.table.rule_colour, colours
    for key, box in word.boxes.items():
        for part in ("ground", "rule"):
            if name := getattr(box, part):
                yield ("word", "boxes", key, part), "colour", name, colours
    for key, style in slides.text.items():
        yield ("slides", "text", key, "colour"), "colour", style.colour, on_slides
    yield ("slides", "table", "rule"), "colour", slides.table.rule, on_slides
    yield ("slides", "table", "head_rule"), "colour", slides.table.head_rule, on_slides
    for key, placeholder in slides.placeholders.items():
        if placeholder.ground:
            yield ("slides", "placeholders", key, "ground"), "colour", placeholder.ground, on_slides
        for i, name in enumerate(placeholder.levels):
            yield ("slides", "placeholders", key, "levels", i), "style", name, slides.text
    for at, layout in _layouts(slides).items():
        yield (*at, "ground"), "role", layout.ground, list(Roles.model_fields)
        yield from (
            ((*at, "rules", i, "colour"), "colour", rule.colour, on_slides) for i, rule in enumerate(layout.rules)
        )
        for name in dict.fromkeys((*layout.boxes, *layout.placeholders)):
            field = "placeholders" if name in layout.placeholders else "boxes"
            with suppress(KeyError):
                slides.named(layout.placeholders.get(name, name))
                continue
            yield (*at, field, name), "placeholder", layout.placeholders.get(name, name), slides.placeholders


def _layouts(slides: SlideLooks) -> dict[Location, Layout]:
    """The frame and the layouts, by place."""
    return {("slides", "frame"): slides.frame} | {
        ("slides", "layouts", key): each for key, each in slides.layouts.items()
    }


def _check_contrast(brand: Brand, findings: Findings) -> None:
    """Add errors for too little contrast of texts and series with the ground, for each format with its own colours."""
    formats: dict[Location, Brand] = {(): brand, ("word",): brand.in_form("house"), ("slides",): brand.for_slides()}
    for at, each in formats.items():
        if not at or each.roles != brand.roles or each.series != brand.series or each.colours != brand.colours:
            _check_colours(at, each, findings)


def _check_colours(at: Location, brand: Brand, findings: Findings) -> None:
    ground = brand.colour("ground")
    demands = [
        *(((*at, "roles", role), role, LEAST_CONTRAST_TEXT) for role in ("text", "heading", "accent", "secondary")),
        *(((*at, "series", i), name, LEAST_CONTRAST_GRAPHICS) for i, name in enumerate(brand.series)),
    ]
    for place, name, least in demands:
        ratio = contrast(brand.colour(name), ground)
        if ratio < least:
            message = f'"{name}" has a contrast of {ratio:.1f}:1 with the background; at least {least}:1 is needed'
            findings.error(message, brand.place(*place), hint="choose a darker colour")


def is_off_slide(box: BoxInches, slides: SlideLooks) -> bool:
    """Whether a part of a box is not on the slide."""
    left, top, width, height = box
    return min(box) < 0 or left + width > slides.size[0] or top + height > slides.size[1]


def _check_pages(brand: Brand, findings: Findings) -> None:
    """Add errors for margins that leave no room for text."""
    word = brand.word
    pages: dict[tuple[str, ...], Page] = {
        ("page",): word.page,
        ("landscape",): word.landscape,
        ("sides", "page"): word.sides.page,
        ("official", "page"): word.official.page,
        ("official", "landscape"): word.official.landscape,
    }
    for at, page in pages.items():
        for what, size, sides in (("width", page.width, ("left", "right")), ("height", page.height, ("top", "bottom"))):
            room = size - sum(getattr(page, side) for side in sides)
            if room < LEAST_ROOM:
                larger = max(sides, key=lambda side: getattr(page, side))
                message = f"the margins leave {room:g} mm of the {what} of {size:g} mm; a text needs {LEAST_ROOM} mm"
                hint = "make the margins smaller, or the page larger"
                findings.error(message, brand.place("word", *at, larger), hint=hint)


def _check_slides(brand: Brand, findings: Findings) -> None:
    """Add errors for missing layouts and titles, boxes off the slide or without room, and text that is too small."""
    slides = brand.slides
    for key in LAYOUTS:
        if key not in slides.layouts:
            place = brand.place("slides", "layouts")
            findings.error(f'no layout is given for "{key}"', place, hint="copy it from the built-in brand")
    for at, layout in _layouts(slides).items():
        for name, box in layout.boxes.items():
            if is_off_slide(box, slides):
                findings.error(f'the box "{name}" reaches over the edge of the slide', brand.place(*at, "boxes", name))
    for key, text in slides.text.items():
        least = slides.least.source if text.small else slides.least.body
        if text.size < least:
            message = f"{text.size:g} pt is smaller than the least size of {least:g} pt"
            hint = "make it larger, or mark it `small: true`"
            findings.error(message, brand.place("slides", "text", key), hint=hint)
    for key in slides.layouts:
        boxes = slides.boxes(key)
        if "title" not in boxes:
            place = brand.place("slides", "layouts", key)
            findings.error(f'the layout "{key}" has no box "title"', place, hint="every slide has a title")
        narrow = [name for name, (*_, width, height) in boxes.items() if min(width, height) * 72 <= 2 * slides.inset]
        if narrow:
            message = f'the inset of {slides.inset:g} pt leaves no room in "{narrow[0]}" ({key})'
            findings.error(message, brand.place("slides", "inset"), hint="make it smaller")
            return
