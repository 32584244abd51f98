"""Checks of a brand: names, contrast, room on pages and slides, and the files beside brand.yaml."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from reports.brand.brand import Brand
from reports.brand.contrast import contrast
from reports.brand.model import Roles
from reports.brand.slides import Layout, SlideLooks
from reports.brand.word import FormLooks, Page, WordLooks
from reports.diagnostics import Findings, nearest
from reports.files.bounded import Unreadable, bytes_of
from reports.files.yaml import Location, YamlFile

LEAST_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11
LEAST_BETWEEN_SERIES = 1.5  # neighbours in a chart must differ when it is printed in grey
MOST_BYTES = 200_000_000
"""Of an imported file."""
LAYOUTS = ("title", "section")
"""The layouts that every deck asks for."""
LEAST_ROOM = 50
"""Millimetres that the margins of a page leave for its text."""


def check_files(brand: Brand, file: YamlFile, findings: Findings) -> None:
    """Add errors for imported files that are missing or have changed since."""
    for kind in ("powerpoint", "word"):
        path, named = brand.imported(kind), getattr(brand.files, kind)
        if path is None:
            continue
        place = file.place(("files", kind, "file"))
        try:
            found = _sha256(path)
        except Unreadable as error:
            hint = "put it back beside brand.yaml, or run songngu brand import again"
            findings.error(f'the reference "{named.file}" {error}', place, hint=hint)
            continue
        if found != named.sha256:
            hint = "put the imported file back (imports keep it as .before), or run songngu brand import again"
            findings.error(f'the reference "{named.file}" has changed since it was imported', place, hint=hint)


def _sha256(path: Path) -> str:
    return hashlib.sha256(bytes_of(path, MOST_BYTES)).hexdigest()


def check_colours(brand: Brand, file: YamlFile, findings: Findings) -> None:
    """Colours must be known, and texts, series and neighbours must stand out."""
    before = len(findings.found)
    for location, name in _colours_of_roles(brand):
        _check_name(location, name, brand.colours, "colour", file, findings)
    for location, name in _colours_of_looks(brand):
        _check_name(location, name, [*brand.colours, *Roles.model_fields], "colour", file, findings)
    if len(findings.found) > before:
        return
    ground = brand.colour("ground")
    demands = [
        *((("roles", role), role, LEAST_CONTRAST_TEXT) for role in ("text", "heading", "accent", "secondary")),
        *((("series", i), name, LEAST_CONTRAST_GRAPHICS) for i, name in enumerate(brand.series)),
    ]
    for place, name, least in demands:
        ratio = contrast(brand.colour(name), ground)
        if ratio < least:
            message = f'"{name}" has a contrast of {ratio:.1f}:1 with the ground; at least {least}:1 is needed'
            findings.error(message, file.place(place), hint="choose a darker colour")
    for i, (one, other) in enumerate(pairwise(brand.series), 1):
        ratio = contrast(brand.colour(one), brand.colour(other))
        if ratio < LEAST_BETWEEN_SERIES:
            said = f'"{other}" beside "{one}" has a contrast of {ratio:.1f}:1'
            message = f"{said}; at least {LEAST_BETWEEN_SERIES}:1 is needed"
            findings.error(message, file.place(("series", i)), hint="let dark and light colours take turns")


def _check_name(
    location: Location, name: str, known: Iterable[str], what: str, file: YamlFile, findings: Findings
) -> None:
    if name not in known:
        hint = nearest(name, known)
        findings.error(f'no {what} is called "{name}"', file.place(location), hint=hint)


def _colours_of_roles(brand: Brand) -> Iterator[tuple[Location, str]]:
    """The colours that roles and series name, with the place of each."""
    for role in Roles.model_fields:
        yield ("roles", role), getattr(brand.roles, role)
        yield ("word", "official", "roles", role), getattr(brand.word.official.roles, role)
    yield from ((("series", i), name) for i, name in enumerate(brand.series))


def _colours_of_looks(brand: Brand) -> Iterator[tuple[Location, str]]:
    """The colours, or roles, that texts, tables and boxes name, with the place of each."""
    for key, style in brand.slides.text.items():
        yield ("slides", "text", key, "colour"), style.colour
    forms: dict[Location, FormLooks] = {("word",): brand.word, ("word", "official"): brand.word.official}
    for at, looks in forms.items():
        yield from (((*at, "styles", key, "colour"), style.colour) for key, style in looks.styles.items())
        yield (*at, "table", "rule_colour"), looks.table.rule_colour
    for key, box in brand.word.boxes.items():
        yield from ((("word", "boxes", key, part), name) for part in ("ground", "rule") if (name := getattr(box, part)))


def check_pages(word: WordLooks, file: YamlFile, findings: Findings) -> None:
    """Margins must leave room for a text."""
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
                findings.error(message, file.place(("word", *at, larger)), hint=hint)


def check_slides(slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of names that are not known, boxes off the slide, text smaller than the least size."""
    for key, placeholder in slides.placeholders.items():
        for i, style in enumerate(placeholder.levels):
            at: Location = ("slides", "placeholders", key, "levels", i)
            _check_name(at, style, slides.text, "style", file, findings)
    _check_layout(slides.frame, ("slides", "frame"), slides, file, findings)
    for key, layout in slides.layouts.items():
        _check_layout(layout, ("slides", "layouts", key), slides, file, findings)
    _check_layouts(slides, file, findings)
    for field in ("rule", "head_rule"):
        colours = [*Roles.model_fields, *file.value["colours"]]
        _check_name(("slides", "table", field), getattr(slides.table, field), colours, "colour", file, findings)
    for key, text in slides.text.items():
        least = slides.least.source if text.small else slides.least.body
        if text.size < least:
            message = f"{text.size:g} pt is smaller than the least size of {least:g} pt"
            hint = "make it larger, or mark it `small: true`"
            findings.error(message, file.place(("slides", "text", key)), hint=hint)


def _check_layout(layout: Layout, at: Location, slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of names in a layout that are not known, and of boxes off the slide."""
    _check_name((*at, "ground"), layout.ground, Roles.model_fields, "role", file, findings)
    for i, rule in enumerate(layout.rules):
        colours = [*Roles.model_fields, *file.value["colours"]]
        _check_name((*at, "rules", i, "colour"), rule.colour, colours, "colour", file, findings)
    for box in dict.fromkeys((*layout.boxes, *layout.placeholders)):
        name, field = layout.placeholders.get(box, box), "placeholders" if box in layout.placeholders else "boxes"
        with suppress(KeyError):
            slides.named(name)
            continue
        _check_name((*at, field, box), name, slides.placeholders, "placeholder", file, findings)
    for box, (left, top, width, height) in layout.boxes.items():
        right, bottom = left + width, top + height
        if min(left, top, width, height) < 0 or right > slides.size[0] or bottom > slides.size[1]:
            findings.error(f'the box "{box}" reaches over the edge of the slide', file.place((*at, "boxes", box)))


def _check_layouts(slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of layouts that every deck needs and that are not there, and of distances that leave a box no room."""
    for layout in LAYOUTS:
        if layout not in slides.layouts:
            place = file.place(("slides", "layouts"))
            findings.error(f'no layout is given for "{layout}"', place, hint="copy it from the built-in brand")
    for layout in slides.layouts:
        boxes = slides.boxes(layout)
        if "title" not in boxes:
            place = file.place(("slides", "layouts", layout))
            findings.error(f'the layout "{layout}" has no box "title"', place, hint="every slide has a title")
        narrow = [box for box, (_, _, width, height) in boxes.items() if min(width, height) * 72 <= 2 * slides.inset]
        if narrow:
            message = f'the inset of {slides.inset:g} pt leaves no room in "{narrow[0]}" ({layout})'
            findings.error(message, file.place(("slides", "inset")), hint="make it smaller")
            return
