"""An opened .pptx → its slides: their shapes with passages and the marks in their tags, and their notes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.files.archive import Package
from reports.files.namespaces import SPACES
from reports.finished.drawn import drawn_texts
from reports.finished.marks import Mark
from reports.finished.model import Passage
from reports.finished.text import folded

_A = f"{{{SPACES['a']}}}"
_P = f"{{{SPACES['p']}}}"
_R = f"{{{SPACES['r']}}}"
_MC = f"{{{SPACES['mc']}}}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SHAPES = (f"{_P}sp", f"{_P}pic", f"{_P}graphicFrame", f"{_P}cxnSp")
_GROUPS = (f"{_P}grpSp", f"{_P}spTree", f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback")
_TITLES = ("title", "ctrTitle")
_MOST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: the type of its placeholder if it is one, its name, its paragraphs, the words in drawings, its marks."""

    type: str | None
    name: str
    passages: list[Passage]
    drawn: list[Passage]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A slide with its notes, or a layout or master with what stands on it beside placeholders."""

    shapes: tuple[Shape, ...]
    title: str = ""
    notes: tuple[Shape, ...] = ()

    @property
    def tagged(self) -> bool:
        return any(shape.marks for shape in (*self.shapes, *self.notes))


@dataclass(slots=True)
class _SlideReader:
    """The part that is read, and what its passages are called."""

    package: Package
    source: str
    called: str
    languages: Counter[str] = field(default_factory=Counter)

    def shapes(self) -> Iterator[Shape]:
        root = self.package.xml(self.source)
        tree = root.find(f"{_P}cSld/{_P}spTree") if root is not None else None
        for element in _elements(tree) if tree is not None else ():
            yield self.shape(element)

    def shape(self, element: etree._Element) -> Shape:
        placeholder = next(element.iter(f"{_P}ph"), None)
        about = next(element.iter(f"{_P}cNvPr"), None)
        # A number typed into the placeholder of slide numbers is still one of those.
        type_ = placeholder.get("type", "") if placeholder is not None else None
        paragraphs = [] if type_ == "sldNum" else [self.paragraph(p) for p in element.iter(f"{_A}p")]
        drawn = [
            Passage(f"{part}, {self.called}", text, part)
            for part, text in drawn_texts(element, self.package, self.source)
        ]
        name = about.get("name", "") if about is not None else ""
        return Shape(type_, name, paragraphs, drawn, tuple(self.marks(element)))

    def paragraph(self, element: etree._Element) -> Passage:
        self.package.spend()
        passage = Passage(self.called)
        for inner in element.iter(f"{_A}t", f"{_M}t", f"{_A}br"):
            text = "\n" if inner.tag == f"{_A}br" else folded(inner.text or "")
            parent = inner.getparent()
            properties = parent.find(f"{_A}rPr") if parent is not None and parent.tag == f"{_A}r" else None
            if properties is not None:
                self.languages[properties.get("lang", "")] += len(text)
            numbered = parent is not None and parent.tag == f"{_A}fld" and parent.get("type") == "slidenum"
            passage.add(text, hidden=numbered)
        passage.close()
        return passage

    def marks(self, element: etree._Element) -> Iterator[Mark]:
        for tags in element.iter(f"{_P}tags"):
            relation = self.package.relations(self.source).get(tags.get(f"{_R}id", ""))
            root = self.package.xml(relation.target) if relation else None
            for tag in root.iter(f"{_P}tag") if root is not None else ():
                self.package.spend()
                mark = _mark(tag.get("val", ""))
                if mark:
                    yield mark


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The shapes in a tree, those of groups included; of alternatives the first."""
    for child in parent:
        if child.tag in _SHAPES:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _elements(child[0] if len(child) else child)
        elif child.tag in _GROUPS:
            yield from _elements(child)


def _mark(value: str) -> Mark | None:
    """The mark that a tag holds: [paragraph, "kind:ref#form", printed]; None for tags of others."""
    try:
        held = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(held, list) and len(held) == 3 and isinstance(held[1], str) and isinstance(held[2], str)):
        return None
    kind, _, named = held[1].partition(":")
    ref, _, form = named.rpartition("#")
    return Mark(kind, ref, form, folded(held[2]))


def slides_of(package: Package) -> tuple[list[FoundSheet], str]:
    """The slides in their order, and the language tag that most of their text has."""
    root = package.xml(package.main)
    relations = package.relations(package.main)
    languages: Counter[str] = Counter()
    sheets: list[FoundSheet] = []
    layouts: dict[str, None] = {}
    for number, listed in enumerate(root.iter(f"{_P}sldId") if root is not None else (), 1):
        relation = relations.get(listed.get(f"{_R}id", ""))
        if relation is None or relation.kind != "slide":
            continue
        reader = _SlideReader(package, relation.target, f"slide {number}", languages)
        shapes = tuple(reader.shapes())
        title = next((p.text for s in shapes if s.type in _TITLES for p in s.passages), "").strip()
        _call(shapes, f"slide {number} “{title[:_MOST_TITLE]}”" if title else f"slide {number}")
        notes = next(package.related(relation.target, "notesSlide"), "")
        sheets.append(
            FoundSheet(
                shapes, title, tuple(_SlideReader(package, notes, f"notes of slide {number}").shapes()) if notes else ()
            )
        )
        layouts |= dict.fromkeys(package.related(relation.target, "slideLayout"))
    sheets += _behind(package, layouts)
    return sheets, max(languages, key=lambda tag: languages[tag], default="")


def _call(shapes: tuple[Shape, ...], called: str) -> None:
    """Name the slide in the places of its passages, now that its title is known."""
    for shape in shapes:
        for passage in (*shape.passages, *shape.drawn):
            passage.place = f"{passage.part}, {called}" if passage.part else called


def _behind(package: Package, layouts: dict[str, None]) -> Iterator[FoundSheet]:
    """What layouts and masters print on every slide: their shapes that are no placeholders."""
    masters = dict.fromkeys(master for layout in layouts for master in package.related(layout, "slideMaster"))
    for called, names in (("layout", layouts), ("master", masters)):
        for name in names:
            shapes = _SlideReader(package, name, f"{called} of slides").shapes()
            yield FoundSheet(tuple(shape for shape in shapes if shape.type is None))
