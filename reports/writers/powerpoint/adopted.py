"""A template and the brand → the parts that slides stand on: the organisation's master, its layouts, those added.

A layout that slides use takes boxes, sizes and pitches from brand.yaml, so that what was measured is what is seen;
fonts, colours, bullets and all that is drawn stay as the organisation has them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from reports.brand import Box, Brand, Layout, Placeholder, SlideText
from reports.brand.slides import INDEX
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.languages import Language
from reports.numerals import whole
from reports.writers.powerpoint.holders import (  # fmt: skip
    MASTER,
    MASTER_ID,
    NOTES_THEME,
    THEME,
    TYPE,
    placeholder_shape,
)
from reports.writers.powerpoint.looks import place, rule_shape
from reports.writers.powerpoint.parts import Part, Relation, add, link, qualified, serialised
from reports.writers.powerpoint.sheets import (  # fmt: skip
    FRAME,
    TITLES,
    box_of,
    inherits_from,
    list_styles,
    never_shrunk,
    placeholders,
    put,
    set_level,
)
from reports.writers.powerpoint.template import Sheet, Template, labelled

NEAR = 0.004  # inches by which a box in brand.yaml may differ from the template's for being the same
_MASTER_ORDER = ("cSld", "clrMap", "sldLayoutIdLst", "transition", "timing", "hf", "txStyles", "extLst")


@dataclass(frozen=True, slots=True)
class Use:
    """What the brand says of a placeholder: its box, and the styles that its levels must have."""

    placeholder: Placeholder
    index: int
    box: Box
    styles: tuple[SlideText, ...]


@dataclass(slots=True)
class _Version:
    """A layout of the template as some of the brand's layouts use it, by the indices of placeholders."""

    label: str
    uses: dict[int, Use]
    keys: list[str] = field(default_factory=list)

    def takes(self, uses: Mapping[int, Use]) -> bool:
        """Whether other uses of the layout say nothing else of the placeholders that both use; then they join."""
        for index, use in uses.items():
            own = self.uses.get(index)
            if own and (own.box != use.box or (own.styles and use.styles and own.styles != use.styles)):
                return False
        for index, use in uses.items():
            if index not in self.uses or use.styles:
                self.uses[index] = use
        return True


def adopted(template: Template, brand: Brand, language: Language) -> tuple[list[Part], dict[str, str]]:
    """The master, the layouts, their theme and pictures; and the layout's part for each of the brand's layouts."""
    unknown = list(unknown_layouts(template, brand))
    if unknown:
        raise Problems(unknown)
    sheets: list[tuple[etree._Element, Sequence[Relation], Sequence[str]]] = []
    versions = _versions(template, brand)
    for label, sheet in template.layouts.items():
        own = versions.get(label, [])
        for number, version in enumerate(own or [_Version(label, {})]):
            root = copy.deepcopy(sheet.root)
            if number:
                _rename(root, f"{label} – {brand.slides.layouts[version.keys[0]].name}")
            _apply(root, version.uses, template, brand, language)
            sheets.append((root, sheet.relations, version.keys))
    for key, layout in brand.slides.layouts.items():
        if not layout.original:
            sheet = template.layouts[layout.base or next(iter(template.layouts))]
            sheets.append((_added(sheet, key, layout, template, brand, language), sheet.relations, [key]))
    _tell_apart([root for root, _, _ in sheets])
    parts = [*template.pictures]
    names: dict[str, str] = {}
    for number, (root, relations, keys) in enumerate(sheets, 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        on_layout = (*relations, Relation("slideMaster", MASTER))
        parts.append(Part(name, f"{TYPE}.slideLayout+xml", serialised(root), on_layout))
        names |= dict.fromkeys(keys, name)
    parts.append(_master(template, [part.name for part in parts[len(template.pictures) :]]))
    for name in (THEME, NOTES_THEME):
        type_ = "application/vnd.openxmlformats-officedocument.theme+xml"
        parts.append(Part(name, type_, serialised(template.theme.root), template.theme.relations))
    return parts, names


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
                hint = nearest(name, template.layouts, otherwise=f"it has: {', '.join(template.layouts)}")
                place = brand.place("slides", "layouts", key, field_)
                yield Diagnostic(f'the template has no layout "{name}"', place, hint)


def _uses(key: str, brand: Brand) -> Iterator[tuple[int, Use]]:
    looks = brand.slides
    for name, box in looks.boxes(key).items():
        placeholder, index = looks.placeholder(key, name)
        styles = tuple(looks.text[level] for level in placeholder.levels if looks.text[level].level)
        yield index, Use(placeholder, index, box, styles)


def _apply(
    root: etree._Element, uses: Mapping[int, Use], template: Template, brand: Brand, language: Language
) -> None:  # fmt: skip
    """Make a layout as the brand says; what it does not have yet is added to it."""
    parents = {inherits_from(ph.get("type", "obj")): shape for shape, ph in placeholders(template.master.root)}
    own = {whole(ph.get("idx"), most=INDEX): (shape, ph) for shape, ph in placeholders(root)}
    for index, use in uses.items():
        if index not in own:
            shapes = root.find(f"{qualified('p:cSld')}/{qualified('p:spTree')}")
            assert shapes is not None  # a layout without shapes has no placeholders either
            placeholder_shape(shapes, _next_id(root), use.placeholder, index, use.box, brand, language)
            continue
        shape, ph = own[index]
        ph.set("type", ph.get("type", "obj"))  # said outright, so that no reader takes it for the first of its type
        parent = parents.get(inherits_from(ph.get("type", "obj")))
        inherited = box_of(parent) if parent is not None else None
        _settle(shape, use.box, box_of(shape) or inherited)
        body = shape.find(qualified("p:txBody"))
        if body is None or not use.styles:
            continue
        never_shrunk(body)
        _say(body, use.placeholder, language)
        for style in use.styles:
            set_level(
                list_styles(body), style.level, size=style.size, line=style.line, before=style.before,
                after=style.after,
            )  # fmt: skip


def _say(body: etree._Element, placeholder: Placeholder, language: Language) -> None:
    """Let an empty footer say what it is for: without any text LibreOffice does not know its looks."""
    paragraph = body.find(qualified("a:p"))
    prompt = placeholder.prompt.get(language.code, "")
    if placeholder.type != "ftr" or not prompt or paragraph is None or body.find(f".//{qualified('a:t')}") is not None:
        return
    run = etree.Element(qualified("a:r"))
    add(run, "a:rPr", lang=language.tag)
    add(run, "a:t").text = prompt
    put(paragraph, run, ("pPr", "r", "endParaRPr"))


def _settle(shape: etree._Element, box: Box, now: Box | None) -> None:
    """Put a placeholder where the brand has it, if it is not there."""
    if now and all(abs(side - other) <= NEAR for side, other in zip(box, now, strict=True)):
        return
    looks = shape.find(qualified("p:spPr"))
    if looks is None:
        return
    for old in looks.findall(qualified("a:xfrm")):
        looks.remove(old)
    place(looks, box)
    looks.insert(0, looks[-1])


def _added(
    sheet: Sheet, key: str, layout: Layout, template: Template, brand: Brand, language: Language
) -> etree._Element:
    """A layout of the brand's own on the model of one of the template's: its title, frame and all that is drawn."""
    root = copy.deepcopy(sheet.root)
    for name in ("type", "matchingName"):
        root.attrib.pop(name, "")
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    _rename(root, layout.name)
    uses = dict(_uses(key, brand))
    for shape, ph in list(placeholders(root)):
        use = uses.get(whole(ph.get("idx"), most=INDEX))
        if ph.get("type") not in (*TITLES, *FRAME) or (use and not use.styles):  # the brand's own takes its place
            parent = shape.getparent()
            assert parent is not None
            parent.remove(shape)
    shapes = root.find(f"{qualified('p:cSld')}/{qualified('p:spTree')}")
    assert shapes is not None  # it has a title
    for rule in layout.rules:
        rule_shape(shapes, brand, rule, _next_id(root))
    _apply(root, uses, template, brand, language)
    return root


def _master(template: Template, layouts: Sequence[str]) -> Part:
    """The master with the list of its layouts."""
    root = copy.deepcopy(template.master.root)
    pictures = template.master.relations
    listed = etree.Element(qualified("p:sldLayoutIdLst"))
    for number in range(1, len(layouts) + 1):
        link(add(listed, "p:sldLayoutId", id=str(MASTER_ID + number)), "id", len(pictures) + number)
    put(root, listed, _MASTER_ORDER)
    relations = (*pictures, *(Relation("slideLayout", name) for name in layouts), Relation("theme", THEME))
    return Part(MASTER, f"{TYPE}.slideMaster+xml", serialised(root), relations)


def _rename(root: etree._Element, name: str) -> None:
    slide = root.find(qualified("p:cSld"))
    if slide is not None:
        slide.set("name", name)


def _tell_apart(roots: Sequence[etree._Element]) -> None:
    """Give each layout a name of its own."""
    slides = [slide for root in roots if (slide := root.find(qualified("p:cSld"))) is not None]
    for slide, label in zip(slides, labelled(slide.get("name", "") for slide in slides), strict=True):
        slide.set("name", label)


def _next_id(root: etree._Element) -> int:
    return max((whole(shape.get("id")) for shape in root.iter(qualified("p:cNvPr"))), default=1) + 1
