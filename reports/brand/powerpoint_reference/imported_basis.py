"""The master, the layouts and the theme of an imported file, as brand.yaml uses them; and the layouts that it adds.

Boxes, sizes and pitches of the layouts in use are those of brand.yaml, so that what was measured is what is seen;
fonts, colours, bullets and drawings stay those of the file.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from pptx.opc.package import XmlPart
from pptx.package import Package

from reports.brand import BoxInches, Brand, Layout, Placeholder, SlideText, contrast
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.brand.powerpoint_reference.imported import ImportedDeck, labelled
from reports.brand.powerpoint_reference.looks import (
    Paint,
    hundredths,
    parsed,
    place,
    placeholder_shape,
    rooted,
    spacing,
)
from reports.brand.powerpoint_reference.package import Basis, new_part, root_of, with_pictures
from reports.brand.powerpoint_reference.sheets import (
    FRAME,
    TITLES,
    Element,
    at,
    box_of,
    common_data,
    inherits_from,
    master_placeholders,
    never_shrunk,
    placeholders,
    put,
    set_level,
)
from reports.brand.powerpoint_reference.titles import give_title
from reports.brand.slides import INDEX
from reports.brand.theme import A, theme_in
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.files.sanitiser.elements import remove
from reports.files.xml_text import Xml, element
from reports.languages import Language

_OWN = "text"
"""A level of the file with a style of this colour keeps its own."""
NEAR = 0.004  # inches by which a box in brand.yaml may differ from the file's and still be the same


class PlaceholderUse(Struct, frozen=True):
    """The box of a placeholder and the styles of its levels in a brand."""

    placeholder: Placeholder
    box: BoxInches
    styles: tuple[SlideText, ...]


class _Version(Struct):
    """A layout of the file as some of the brand's layouts use it, by the indices of placeholders."""

    uses: dict[int, PlaceholderUse] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def takes(self, uses: Mapping[int, PlaceholderUse]) -> bool:
        """Add uses of the layout, unless they differ in a placeholder that both use. True if added."""
        for index, use in uses.items():
            own = self.uses.get(index)
            if own and (own.box != use.box or (own.styles and use.styles and own.styles != use.styles)):
                return False
        for index, use in uses.items():
            if index not in self.uses or use.styles:
                self.uses[index] = use
        return True


def imported_basis(deck: ImportedDeck, brand: Brand, language: Language) -> Basis:
    """The parts on which slides of the brand are based. Raises Problems: the file lacks a layout."""
    unknown = list(unknown_layouts(deck, brand))
    if unknown:
        raise Problems(unknown)
    named = {"mj": brand.fonts.headings, "mn": brand.fonts.body}
    fonts = {font: f"+{font}-lt" if deck.fonts[font] == name else name for font, name in named.items()}
    paint, package = Paint(brand, language, deck.colours, fonts), Package(io.BytesIO())
    layouts: list[XmlPart] = []
    numbers: dict[str, int] = {}
    versions, parents = _versions(deck, brand), master_placeholders(deck.master._element)

    def copied(source: XmlPart) -> Element:
        """The root of a new layout, which is a copy of one of the file."""
        part = new_part(package, "layout", copy.deepcopy(source._element), len(layouts) + 1)
        layouts.append(with_pictures(part, source))
        return part._element

    for label, source in deck.layouts.items():
        for number, version in enumerate(versions[label]):
            numbers |= dict.fromkeys(version.keys, len(layouts))
            root = copied(source)
            if version.keys:
                give_title(root, brand.slides.size)
            if number:
                common_data(root).set("name", f"{label} – {brand.slides.layouts[version.keys[0]].name}")
            _apply(root, version.uses, parents, paint)
    for key, layout in brand.slides.layouts.items():
        if not layout.original:
            numbers[key] = len(layouts)
            root = copied(deck.layouts[layout.base or next(iter(deck.layouts))])
            give_title(root, brand.slides.size)
            _make_added(root, key, layout, parents, paint)
    sheets = [common_data(part._element) for part in layouts]
    for sheet, name in zip(sheets, labelled(sheet.get("name", "") for sheet in sheets), strict=True):
        sheet.set("name", name)
    master = new_part(package, "master", copy.deepcopy(deck.master._element))
    theme = new_part(package, "theme", copy.deepcopy(root_of(deck.theme)))
    _show_links(theme._element, paint)
    return Basis(
        package=package,
        paint=paint,
        size=deck.size,
        default_text=copy.deepcopy(deck.default_text),
        theme=with_pictures(theme, deck.theme),
        master=with_pictures(master, deck.master),
        layouts=layouts,
        numbers=numbers,
    )


def _show_links(theme: Element, paint: Paint) -> None:
    """Give links the colour of headings where they could not be read on the slides' ground."""
    links, ground = theme_in(theme).colours, paint.brand.colour("ground")
    for slot in ("hlink", "folHlink"):
        found = theme.find(f"{A}themeElements/{A}clrScheme/{A}{slot}")
        if found is not None and contrast(links.get(slot, ground), ground) < LEAST_CONTRAST_TEXT:
            found[:] = [parsed(element("a:srgbClr", {"val": paint.brand.hex("heading")}))]


def _versions(deck: ImportedDeck, brand: Brand) -> dict[str, list[_Version]]:
    """The versions in which each layout of the file is needed; mostly one."""
    versions = {label: [_Version()] for label in deck.layouts}
    for key, layout in brand.slides.layouts.items():
        if layout.original:
            own, uses = versions[layout.original], dict(_uses(key, brand))
            joined = next((version for version in own if version.takes(uses)), None)
            if joined is None:
                joined = _Version(uses)
                own.append(joined)
            joined.keys.append(key)
    return versions


def unknown_layouts(deck: ImportedDeck, brand: Brand) -> Iterator[Diagnostic]:
    """Errors for layouts that brand.yaml names and the file lacks."""
    for key, layout in brand.slides.layouts.items():
        for field_, name in (("from", layout.original), ("base", "" if layout.original else layout.base)):
            if name and name not in deck.layouts:
                hint = nearest(name, deck.layouts)
                place = brand.place("slides", "layouts", key, field_)
                yield Diagnostic(f'the imported reference has no layout "{name}"', place, hint)


def _uses(key: str, brand: Brand) -> Iterator[tuple[int, PlaceholderUse]]:
    looks = brand.slides
    for name, box in looks.boxes(key).items():
        placeholder, index = looks.placeholder(key, name)
        styles = tuple(looks.text[level] for level in placeholder.levels if looks.text[level].level)
        yield index, PlaceholderUse(placeholder, box, styles)


def _apply(root: Element, uses: Mapping[int, PlaceholderUse], parents: Mapping[str, Element], paint: Paint) -> None:
    """Give a layout the boxes and sizes of the brand; placeholders that it lacks are added.

    `parents` are the master's placeholders by type.
    """
    own = {whole(ph.get("idx"), most=INDEX): (shape, ph) for shape, ph in placeholders(root)}
    for index, use in uses.items():
        if index not in own:
            _add(root, placeholder_shape(_next_id(root), use.placeholder, index, use.box, paint))
            continue
        shape, ph = own[index]
        ph.set("type", ph.get("type", "obj"))  # explicit, so that no program takes it for the first of its type
        parent = parents.get(inherits_from(ph.get("type", "obj")))
        inherited = box_of(parent) if parent is not None else None
        _move(shape, use.box, box_of(shape) or inherited)
        body = at(shape, "p:txBody")
        if body is None or not use.styles:
            continue
        never_shrunk(body)
        _add_prompt(body, use.placeholder, paint.language)
        for style in use.styles:
            spacings = list(rooted("p:x", {}, spacing(style)))
            fill = None if style.colour == _OWN else parsed(paint.fill(style.colour))
            set_level(body, style.level, spacings, hundredths(style.size), fill)


def _add(root: Element, shape: Xml) -> None:
    """Add a shape in front of the others."""
    next(common_data(root).iterchildren(full("p:spTree"))).append(parsed(shape))


def _add_prompt(body: Element, placeholder: Placeholder, language: Language) -> None:
    """Give an empty footer its prompt: without text LibreOffice ignores its looks."""
    paragraph = at(body, "a:p")
    prompt = placeholder.prompt.get(language.code, "")
    if placeholder.type != "ftr" or not prompt or paragraph is None or at(body, ".//a:t") is not None:
        return
    run = element("a:r", {}, element("a:rPr", {"lang": language.tag}), element("a:t", {}, prompt))
    put(paragraph, parsed(run), ("pPr", "r", "endParaRPr"))


def _move(shape: Element, box: BoxInches, now: BoxInches | None) -> None:
    """Move a placeholder to the brand's box, if it is elsewhere."""
    if now and all(abs(side - other) <= NEAR for side, other in zip(box, now, strict=True)):
        return
    looks = at(shape, "p:spPr")
    if looks is not None:
        for old in looks.findall(full("a:xfrm")):
            looks.remove(old)
        looks.insert(0, parsed(place(box)))


def _make_added(root: Element, key: str, layout: Layout, parents: Mapping[str, Element], paint: Paint) -> None:
    """Turn a copy of one of the file's layouts into a layout of the brand; title, frame and drawings stay."""
    for name in ("type", "matchingName"):
        root.attrib.pop(name, "")
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    common_data(root).set("name", layout.name)
    uses = dict(_uses(key, paint.brand))
    for shape, ph in list(placeholders(root)):
        use = uses.get(whole(ph.get("idx"), most=INDEX))
        if ph.get("type") not in (*TITLES, *FRAME) or (use and not use.styles):  # the brand's own takes its place
            remove(shape)
    for rule in layout.rules:
        _add(root, paint.rule(rule, _next_id(root)))
    _apply(root, uses, parents, paint)


def _next_id(root: Element) -> int:
    return max((whole(shape.get("id")) for shape in root.iter(full("p:cNvPr"))), default=1) + 1
