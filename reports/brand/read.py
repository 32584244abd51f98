"""brand.yaml → the checked brand: no name unknown, no box off the slide, enough contrast."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import Field, PrivateAttr

from reports.brand.logo import Image, Logo, check_room, check_width, digest_of, read_images
from reports.brand.model import BrandFiles, Charts, Colour, Fonts, Model, Roles
from reports.brand.slides import Layout, SlideLooks
from reports.brand.word import Form, FormLooks, Page, WordLooks
from reports.diagnostics import Findings, Place, Problems, nearest
from reports.reading import Unreadable, bytes_of
from reports.yaml_reader import YamlFile, check_model, parse_yaml, read_yaml

LEAST_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11
LEAST_BETWEEN_SERIES = 1.5  # neighbours in a chart must differ when it is printed in grey

MOST_BYTES = 200_000_000
"""Of an organisation's own template."""
LAYOUTS = ("title", "section")
"""The layouts that every deck asks for."""
LEAST_ROOM = 50
"""Millimetres that the margins of a page leave for its text."""


class Brand(Model):
    """All that gives documents their looks."""

    name: str
    files: BrandFiles = BrandFiles()
    fonts: Fonts
    colours: dict[str, Colour]
    roles: Roles
    series: list[str] = Field(min_length=1)
    charts: Charts
    word: WordLooks
    slides: SlideLooks
    logo: Logo | None = None
    _folder: Path = PrivateAttr(default=Path())
    _file: YamlFile | None = PrivateAttr(default=None)
    _images: Mapping[str, Image] = PrivateAttr(default_factory=dict)

    def place(self, *location: str) -> Place:
        """Where the file says something."""
        return self._file.place(location) if self._file else Place("brand.yaml")

    @property
    def images(self) -> Mapping[str, Image]:
        """The pictures of the logo by field ("file", "dark")."""
        return self._images

    def template(self, kind: Literal["powerpoint", "word"]) -> Path | None:
        """Where the organisation's own template for a kind of document is, if there is one."""
        named = getattr(self.files, kind)
        return self._folder / named.file if named else None

    def colour(self, name: str) -> str:
        """The colour "#RRGGBB" of a role or of a named colour."""
        return self.colours[getattr(self.roles, name, name)]

    def hex(self, name: str) -> str:
        """The same as "RRGGBB", as OOXML writes it."""
        return self.colour(name)[1:]

    def in_form(self, form: Form) -> Brand:
        """The brand as a form of Word documents wears it: with the form's own font, colours, pages and styles."""
        if form == "house":
            return self
        looks = self.word.official
        fonts = self.fonts.model_copy(update={"body": self.fonts.official, "heading": "", "measure": 1.0})
        word = self.word.model_copy(update={name: getattr(looks, name) for name in FormLooks.model_fields})
        return self.model_copy(update={"fonts": fonts, "roles": looks.roles, "word": word})

    def without_heading_numbers(self) -> Brand:
        """The brand without numbers before headings: a letterhead has its own, or none."""
        return self.model_copy(update={"word": self.word.model_copy(update={"headings": []})})

    def for_slides(self) -> Brand:
        """The brand with the fonts of slides."""
        return self.model_copy(update={"fonts": self.slides.fonts}) if self.slides.fonts else self

    def for_sides(self) -> Brand:
        """The brand with the page that has room for several languages side by side."""
        word = self.word.model_copy(update={"page": self.word.sides.page})
        return self.model_copy(update={"word": word})


def read_brand(path: Path, shown: str) -> Brand:
    """The brand at `path`. Raises Problems: unknown colours, too little contrast, fields that do not fit, a template
    that is not the one that was imported."""
    findings = Findings()
    file = read_yaml(path, shown, findings)
    brand = _checked(file, path.parent, findings)
    if brand and file:
        _check_files(brand, file, findings)
        brand = _with_logo(brand, file, findings)
    findings.check()
    if brand is None:
        raise Problems(findings)
    return brand


def _with_logo(brand: Brand, file: YamlFile, findings: Findings) -> Brand:
    """The brand with the pictures of its logo; a template for slides has its own."""
    if brand.logo is None:
        return brand
    if brand.files.powerpoint is None:
        check_room(brand.logo, brand.slides, file, findings)
    images = read_images(brand.logo, brand._folder, file, findings)
    check_width(brand.logo, images, brand.word, file, findings)
    read = brand.model_copy(update={"logo": brand.logo.model_copy(update={"digest": digest_of(images)})})
    read._images = images
    return read


def parse_brand(raw: bytes, shown: str, folder: Path) -> Brand:
    """The brand in the bytes of a brand.yaml that stands in `folder`, its templates not looked at."""
    findings = Findings()
    brand = _checked(parse_yaml(raw, shown, findings), folder, findings)
    findings.check()
    if brand is None:
        raise Problems(findings)
    return brand


def _checked(file: YamlFile | None, folder: Path, findings: Findings) -> Brand | None:
    """The brand in a file, if nothing in it is wrong; else there are findings."""
    brand = check_model(Brand, file, findings) if file else None
    if brand and file:
        brand._folder, brand._file = folder, file
        _check_colours(brand, file, findings)
        _check_pages(brand.word, file, findings)
        _check_slides(brand.slides, file, findings)
    return brand


def _check_files(brand: Brand, file: YamlFile, findings: Findings) -> None:
    """Complain of templates that are missing, or changed since they were imported."""
    for kind in ("powerpoint", "word"):
        path, named = brand.template(kind), getattr(brand.files, kind)
        if path is None:
            continue
        place = file.place(("files", kind, "file"))
        try:
            found = hashlib.sha256(bytes_of(path, MOST_BYTES)).hexdigest()
        except Unreadable as error:
            findings.error(
                f'the template "{named.file}" {error}', place,
                hint="put it back beside brand.yaml, or run songngu brand import again",
            )  # fmt: skip
            continue
        if found != named.sha256:
            findings.error(
                f'the template "{named.file}" has changed since it was imported', place,
                hint="run songngu brand import again",
            )  # fmt: skip


def _check_colours(brand: Brand, file: YamlFile, findings: Findings) -> None:
    roles = Roles.model_fields
    used: list[tuple[tuple[str | int, ...], str, Literal["role", "either"]]] = [
        *((("roles", role), getattr(brand.roles, role), "role") for role in roles),
        *((("series", i), name, "role") for i, name in enumerate(brand.series)),
        *((("word", "styles", key, "colour"), style.colour, "either") for key, style in brand.word.styles.items()),
        (("word", "table", "rule_colour"), brand.word.table.rule_colour, "either"),
        *((("word", "official", "roles", role), getattr(brand.word.official.roles, role), "role") for role in roles),
        *((("word", "official", "styles", key, "colour"), style.colour, "either")
          for key, style in brand.word.official.styles.items()),
        (("word", "official", "table", "rule_colour"), brand.word.official.table.rule_colour, "either"),
        *((("word", "boxes", key, part), getattr(box, part), "either")
          for key, box in brand.word.boxes.items() for part in ("ground", "rule") if getattr(box, part)),
        *((("slides", "text", key, "colour"), style.colour, "either") for key, style in brand.slides.text.items()),
    ]  # fmt: skip
    before = len(findings.found)
    for location, name, kind in used:
        known = [*brand.colours, *(roles if kind == "either" else ())]
        if name not in known:
            hint = nearest(name, known, otherwise=f"known: {', '.join(known)}")
            findings.error(f'no colour is called "{name}"', file.place(location), hint=hint)
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
            findings.error(
                f'"{name}" has a contrast of {ratio:.1f}:1 with the ground; at least {least}:1 is needed',
                file.place(place), hint="choose a darker colour",
            )  # fmt: skip
    for i, (one, other) in enumerate(pairwise(brand.series), 1):
        ratio = contrast(brand.colour(one), brand.colour(other))
        if ratio < LEAST_BETWEEN_SERIES:
            pair = f'"{other}" beside "{one}" has a contrast of {ratio:.1f}:1'
            findings.error(
                f"{pair}; at least {LEAST_BETWEEN_SERIES}:1 is needed", file.place(("series", i)),
                hint="let dark and light colours take turns",
            )  # fmt: skip


def _check_pages(word: WordLooks, file: YamlFile, findings: Findings) -> None:
    """Margins must leave room for a text."""
    pages: dict[tuple[str, ...], Page] = {
        ("page",): word.page, ("landscape",): word.landscape, ("sides", "page"): word.sides.page,
        ("official", "page"): word.official.page, ("official", "landscape"): word.official.landscape,
    }  # fmt: skip
    for at, page in pages.items():
        for what, size, sides in (("width", page.width, ("left", "right")), ("height", page.height, ("top", "bottom"))):
            room = size - sum(getattr(page, side) for side in sides)
            if room < LEAST_ROOM:
                larger = max(sides, key=lambda side: getattr(page, side))
                findings.error(
                    f"the margins leave {room:g} mm of the {what} of {size:g} mm; a text needs {LEAST_ROOM} mm",
                    file.place(("word", *at, larger)), hint="make the margins smaller, or the page larger",
                )  # fmt: skip


def _check_slides(slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of names that are not known, boxes off the slide, text smaller than the least size."""
    roles, colours = Roles.model_fields, file.value["colours"]
    names: list[tuple[tuple[str | int, ...], str, Iterable[str], str]] = []
    for key, placeholder in slides.placeholders.items():
        for i, style in enumerate(placeholder.levels):
            names.append((("placeholders", key, "levels", i), style, slides.text, "style"))
    layouts: list[tuple[tuple[str, ...], Layout]] = [(("frame",), slides.frame)]
    layouts += [(("layouts", key), layout) for key, layout in slides.layouts.items()]
    for where, layout in layouts:
        names.append(((*where, "ground"), layout.ground, roles, "role"))
        for i, rule in enumerate(layout.rules):
            names.append(((*where, "rules", i, "colour"), rule.colour, [*roles, *colours], "colour"))
        for box, (left, top, width, height) in layout.boxes.items():
            place = file.place(("slides", *where, "boxes", box))
            right, bottom = left + width, top + height
            if min(left, top, width, height) < 0 or right > slides.size[0] or bottom > slides.size[1]:
                findings.error(f'the box "{box}" reaches over the edge of the slide', place)
    _check_layouts(slides, file, findings)
    for field in ("rule", "head_rule"):
        names.append((("table", field), getattr(slides.table, field), [*roles, *colours], "colour"))
    for location, name, known, what in names:
        if name not in known:
            hint = nearest(name, known, otherwise=f"known: {', '.join(known)}")
            findings.error(f'no {what} is called "{name}"', file.place(("slides", *location)), hint=hint)
    for key, text in slides.text.items():
        least = slides.least.source if text.small else slides.least.body
        if text.size < least:
            findings.error(
                f"{text.size:g} pt is smaller than the least size of {least:g} pt",
                file.place(("slides", "text", key)), hint="make it larger, or mark it `small: true`",
            )  # fmt: skip


def _check_layouts(slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of layouts that every deck needs and that are not there, and of distances that leave a box no room."""
    for layout in LAYOUTS:
        if layout not in slides.layouts:
            findings.error(
                f'no layout is given for "{layout}"', file.place(("slides", "layouts")),
                hint="copy it from the built-in brand",
            )  # fmt: skip
    for layout in slides.layouts:
        boxes = slides.boxes(layout)
        if "title" not in boxes:
            place = file.place(("slides", "layouts", layout))
            findings.error(f'the layout "{layout}" has no box "title"', place, hint="every slide has a title")
        narrow = [box for box, (_, _, width, height) in boxes.items() if min(width, height) * 72 <= 2 * slides.inset]
        if narrow:
            findings.error(
                f'the inset of {slides.inset:g} pt leaves no room in "{narrow[0]}" ({layout})',
                file.place(("slides", "inset")), hint="make it smaller",
            )  # fmt: skip
            return


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How light a colour "#RRGGBB" is, 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> tuple[float, float, float]:
    """The light of a colour "#RRGGBB" that is red, green and blue, 0 to 1 each (WCAG 2.2, relative luminance)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue
