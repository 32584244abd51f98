"""A template and the brand → the parts that slides stand on: the organisation's master, its layouts, those added.

A layout that slides use takes boxes, sizes and pitches from brand.yaml, so that what was measured is what is seen;
fonts, colours, bullets and all that is drawn stay as the organisation has them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.brand import Box, Brand, Layout, Placeholder, SlideText
from reports.brand.powerpoint_reference.holders import placeholder_shape
from reports.brand.powerpoint_reference.looks import Paint, hundredths, parsed, place, rooted, spacing
from reports.brand.powerpoint_reference.package import Basis, ReferenceSheet
from reports.brand.powerpoint_reference.sheets import (
    FRAME,
    TITLES,
    Element,
    at,
    box_of,
    inherits_from,
    list_styles,
    never_shrunk,
    placeholders,
    put,
    set_level,
)
from reports.brand.powerpoint_reference.template import Template, colour_map, labelled
from reports.brand.slides import INDEX
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.files.sanitiser.elements import remove
from reports.files.xml_text import Xml, element
from reports.languages import Language

NEAR = 0.004  # inches by which a box in brand.yaml may differ from the template's for being the same


@dataclass(frozen=True, slots=True)
class PlaceholderUse:
    """What the brand says of a placeholder: its box, and the styles that its levels must have."""

    placeholder: Placeholder
    index: int
    box: Box
    styles: tuple[SlideText, ...]


@dataclass(slots=True)
class _Version:
    """A layout of the template as some of the brand's layouts use it, by the indices of placeholders."""

    label: str
    uses: dict[int, PlaceholderUse]
    keys: list[str] = field(default_factory=list)

    def takes(self, uses: Mapping[int, PlaceholderUse]) -> bool:
        """Whether other uses of the layout say nothing else of the placeholders that both use; then they join."""
        for index, use in uses.items():
            own = self.uses.get(index)
            if own and (own.box != use.box or (own.styles and use.styles and own.styles != use.styles)):
                return False
        for index, use in uses.items():
            if index not in self.uses or use.styles:
                self.uses[index] = use
        return True


def adopted(template: Template, brand: Brand, language: Language) -> Basis:
    """The organisation's master, its layouts as the brand uses them, those that the brand adds, and the theme."""
    unknown = list(unknown_layouts(template, brand))
    if unknown:
        raise Problems(unknown)
    named = {"mj": brand.fonts.headings, "mn": brand.fonts.body}
    fonts = {font: f"+{font}-lt" if template.fonts[font] == name else name for font, name in named.items()}
    paint = Paint(brand, language, template.colours, fonts)
    layouts: list[ReferenceSheet] = []
    numbers: dict[str, int] = {}
    versions = _versions(template, brand)
    for label, sheet in template.layouts.items():
        for version in versions.get(label) or [_Version(label, {})]:
            root = copy.deepcopy(sheet.root)
            if version is not versions.get(label, [version])[0]:
                _rename(root, f"{label} – {brand.slides.layouts[version.keys[0]].name}")
            _apply(root, version.uses, template, paint)
            numbers |= dict.fromkeys(version.keys, len(layouts))
            layouts.append(ReferenceSheet(root, sheet.pictures))
    for key, layout in brand.slides.layouts.items():
        if not layout.original:
            sheet = template.layouts[layout.base or next(iter(template.layouts))]
            numbers[key] = len(layouts)
            layouts.append(ReferenceSheet(_added(sheet.root, key, layout, template, paint), sheet.pictures))
    _tell_apart([sheet.root for sheet in layouts])
    return Basis(
        paint=paint,
        size=template.size,
        default_text=copy.deepcopy(template.default_text),
        colour_map=colour_map(template.master.root),
        theme=template.theme,
        master=ReferenceSheet(copy.deepcopy(template.master.root), template.master.pictures),
        layouts=layouts,
        numbers=numbers,
    )


def _versions(template: Template, brand: Brand) -> dict[str, list[_Version]]:
    """The versions in which each layout of the template is needed; mostly one."""
    versions: dict[str, list[_Version]] = {}
    for key, layout in brand.slides.layouts.items():
        if not layout.original:
            continue
        own = versions.setdefault(layout.original, [])
        uses = dict(_uses(key, brand))
        joined = next((version for version in own if version.takes(uses)), None)
        if joined is None:
            joined = _Version(layout.original, uses)
            own.append(joined)
        joined.keys.append(key)
    return versions


def unknown_layouts(template: Template, brand: Brand) -> Iterator[Diagnostic]:
    """Complaints of layouts that brand.yaml names and the template has not."""
    for key, layout in brand.slides.layouts.items():
        for field_, name in (("from", layout.original), ("base", "" if layout.original else layout.base)):
            if name and name not in template.layouts:
                hint = nearest(name, template.layouts)
                place = brand.place("slides", "layouts", key, field_)
                yield Diagnostic(f'the template has no layout "{name}"', place, hint)


def _uses(key: str, brand: Brand) -> Iterator[tuple[int, PlaceholderUse]]:
    looks = brand.slides
    for name, box in looks.boxes(key).items():
        placeholder, index = looks.placeholder(key, name)
        styles = tuple(looks.text[level] for level in placeholder.levels if looks.text[level].level)
        yield index, PlaceholderUse(placeholder, index, box, styles)


def _apply(root: Element, uses: Mapping[int, PlaceholderUse], template: Template, paint: Paint) -> None:
    """Make a layout as the brand says; what it does not have yet is added to it."""
    parents = {inherits_from(ph.get("type", "obj")): shape for shape, ph in placeholders(template.master.root)}
    own = {whole(ph.get("idx"), most=INDEX): (shape, ph) for shape, ph in placeholders(root)}
    for index, use in uses.items():
        if index not in own:
            _add(root, placeholder_shape(_next_id(root), use.placeholder, index, use.box, paint))
            continue
        shape, ph = own[index]
        ph.set("type", ph.get("type", "obj"))  # said outright, so that no reader takes it for the first of its type
        parent = parents.get(inherits_from(ph.get("type", "obj")))
        inherited = box_of(parent) if parent is not None else None
        _settle(shape, use.box, box_of(shape) or inherited)
        body = at(shape, "p:txBody")
        if body is None or not use.styles:
            continue
        never_shrunk(body)
        _say(body, use.placeholder, paint.language)
        for style in use.styles:
            spacings = list(rooted("p:x", {}, spacing(style)))
            set_level(list_styles(body), style.level, spacings, hundredths(style.size))


def _add(root: Element, shape: Xml) -> None:
    """Put a shape on a layout, in front of the others."""
    shapes = at(root, "p:cSld/p:spTree")
    if shapes is not None:
        shapes.append(parsed(shape))


def _say(body: Element, placeholder: Placeholder, language: Language) -> None:
    """Let an empty footer say what it is for: without any text LibreOffice does not know its looks."""
    paragraph = at(body, "a:p")
    prompt = placeholder.prompt.get(language.code, "")
    if placeholder.type != "ftr" or not prompt or paragraph is None or at(body, ".//a:t") is not None:
        return
    run = element("a:r", {}, element("a:rPr", {"lang": language.tag}), element("a:t", {}, prompt))
    put(paragraph, parsed(run), ("pPr", "r", "endParaRPr"))


def _settle(shape: Element, box: Box, now: Box | None) -> None:
    """Put a placeholder where the brand has it, if it is not there."""
    if now and all(abs(side - other) <= NEAR for side, other in zip(box, now, strict=True)):
        return
    looks = at(shape, "p:spPr")
    if looks is not None:
        for old in looks.findall(full("a:xfrm")):
            looks.remove(old)
        looks.insert(0, parsed(place(box)))


def _added(base: Element, key: str, layout: Layout, template: Template, paint: Paint) -> Element:
    """A layout of the brand's own on the model of one of the template's: its title, frame and all that is drawn."""
    root = copy.deepcopy(base)
    for name in ("type", "matchingName"):
        root.attrib.pop(name, "")
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    _rename(root, layout.name)
    uses = dict(_uses(key, paint.brand))
    for shape, ph in list(placeholders(root)):
        use = uses.get(whole(ph.get("idx"), most=INDEX))
        if ph.get("type") not in (*TITLES, *FRAME) or (use and not use.styles):  # the brand's own takes its place
            remove(shape)
    for rule in layout.rules:
        _add(root, paint.rule(rule, _next_id(root)))
    _apply(root, uses, template, paint)
    return root


def _rename(root: Element, name: str) -> None:
    slide = at(root, "p:cSld")
    if slide is not None:
        slide.set("name", name)


def _tell_apart(roots: Sequence[Element]) -> None:
    """Give each layout a name of its own."""
    slides = [slide for root in roots if (slide := at(root, "p:cSld")) is not None]
    for slide, label in zip(slides, labelled(slide.get("name", "") for slide in slides), strict=True):
        slide.set("name", label)


def _next_id(root: Element) -> int:
    return max((whole(shape.get("id")) for shape in root.iter(full("p:cNvPr"))), default=1) + 1
