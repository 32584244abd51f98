"""An opened .pptx → its slides: their shapes with passages and the marks in their tags, and their notes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from reports.files.archive import Package
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.finished.drawings import drawing_passages
from reports.finished.marks import Mark
from reports.finished.model import Passage, Token, tokens
from reports.finished.text import folded
from reports.pipeline.annotation import NOTE_LINE

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SHAPES = (full("p:sp"), full("p:pic"), full("p:graphicFrame"), full("p:cxnSp"))
_GROUPS = (full("p:grpSp"), full("p:spTree"), full("mc:AlternateContent"), full("mc:Choice"), full("mc:Fallback"))
_TITLES = ("title", "ctrTitle")
_MOST_TITLE = 80
_SCRIPTS = {1: "superscript", 0: "", -1: "subscript"}
"""By the sign of a run's baseline."""
_COST_OF_TAG = 5
"""To read a tag takes as long as so many elements; many shapes may have the same tags."""


class Shape(Struct, frozen=True):
    """A shape: the type of its placeholder if it is one, its name, its paragraphs and the words of drawings in it, the
    figures `written` in the ones or `drawn` in the others, its marks; the number of its slide, 0 for what is on all."""

    type: str | None
    name: str
    passages: list[Passage]
    drawings: list[Passage]
    written: list[Token]
    drawn: list[Token]
    marks: tuple[Mark, ...]
    slide: int = 0
    in_notes: bool = False


class _SlideReader(Struct):
    """The part that is read, and what its passages are called."""

    package: Package
    source: str
    called: str
    slide: int = 0
    in_notes: bool = False

    def elements(self) -> Iterator[etree._Element]:
        root = self.package.xml(self.source)
        tree = root.find(f"{full('p:cSld')}/{full('p:spTree')}") if root is not None else None
        return _elements(tree) if tree is not None else iter(())

    def shapes(self) -> Iterator[Shape]:
        return map(self.shape, self.elements())

    def title(self) -> str:
        """The first line of the slide's title."""
        titles = (element for element in self.elements() if _placeholder(element) in _TITLES)
        lines = (self.paragraph(p).text for element in titles for p in element.iter(full("a:p")))
        return next(lines, "").strip()

    def shape(self, element: etree._Element) -> Shape:
        about = next(element.iter(full("p:cNvPr")), None)
        type_ = _placeholder(element)
        # A number typed into the placeholder of slide numbers is still one of those.
        paragraphs = [] if type_ == "sldNum" else [self.paragraph(p) for p in element.iter(full("a:p"))]
        if self.in_notes:  # as with comments in Word, what a reviewer's copy adds is no text of the deck
            paragraphs = [each for each in paragraphs if not NOTE_LINE.match(each.text)]
        drawings = list(drawing_passages(element, self.package, self.source, self.called))
        name = about.get("name", "") if about is not None else ""
        figures = list(tokens(paragraphs)), list(tokens(drawings))
        return Shape(type_, name, paragraphs, drawings, *figures, tuple(self.marks(element)), self.slide, self.in_notes)

    def paragraph(self, element: etree._Element) -> Passage:
        self.package.spend()
        passage = Passage(self.called)
        for inner in element.iter(full("a:t"), f"{_M}t", full("a:br")):
            text = "\n" if inner.tag == full("a:br") else folded(inner.text or "")
            parent = inner.getparent()
            numbered = parent is not None and parent.tag == full("a:fld") and parent.get("type") == "slidenum"
            looks = parent.find(full("a:rPr")) if parent is not None else None
            raised = whole(looks.get("baseline") if looks is not None else None)
            passage.add(text, inner, hidden=numbered, script=_SCRIPTS[(raised > 0) - (raised < 0)])
        passage.close()
        return passage

    def marks(self, element: etree._Element) -> Iterator[Mark]:
        for tags in element.iter(full("p:tags")):
            relation = self.package.relations(self.source).get(tags.get(full("r:id"), ""))
            root = self.package.xml(relation.target) if relation else None
            for tag in root.iter(full("p:tag")) if root is not None else ():
                self.package.spend(_COST_OF_TAG)
                mark = mark_of_tag(tag.get("val", ""))
                if mark:
                    yield mark


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The shapes in a tree, including those in groups; of several alternatives only the first one."""
    for child in parent:
        if child.tag in _SHAPES:
            yield child
        elif child.tag == full("mc:AlternateContent"):
            yield from _elements(child[0] if len(child) else child)
        elif child.tag in _GROUPS:
            yield from child.iterchildren(full("p:nvGrpSpPr"))  # the group's own text alternative and marks
            yield from _elements(child)


def _placeholder(element: etree._Element) -> str | None:
    """The type of the placeholder that a shape is; None if it is none."""
    found = next(element.iter(full("p:ph")), None)
    return found.get("type", "") if found is not None else None


def mark_of_tag(value: str) -> Mark | None:
    """The mark in a tag: [paragraph, "kind:ref#form", printed]; None for a tag of another program."""
    try:
        entry = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(entry, list) and len(entry) == 3 and isinstance(entry[1], str) and isinstance(entry[2], str)):
        return None
    kind, _, named = entry[1].partition(":")
    ref, _, form = named.rpartition("#")
    return Mark(kind, ref, form, folded(entry[2]))


def slides_of(package: Package) -> Iterator[tuple[int, str]]:
    """The number and the part of each slide, in the order in which they are shown."""
    root, relations = package.xml(package.main), package.relations(package.main)
    for number, listed in enumerate(root.iter(full("p:sldId")) if root is not None else (), 1):
        relation = relations.get(listed.get(full("r:id"), ""))
        if relation is not None and relation.kind == "slide":
            yield number, relation.target


def shapes_of(package: Package) -> list[Shape]:
    """The shapes of the slides in their order, each slide followed by its notes; then what layouts and masters print on
    every slide beside placeholders."""
    shapes: list[Shape] = []
    layouts: dict[str, None] = {}
    for number, source in slides_of(package):
        reader = _SlideReader(package, source, f"slide {number}", number)
        title = reader.title()
        if title:
            reader.called = f"slide {number} “{title[:_MOST_TITLE]}”"
        shapes += reader.shapes()
        for notes in package.related(source, "notesSlide"):
            shapes += _SlideReader(package, notes, f"notes of slide {number}", number, in_notes=True).shapes()
        layouts |= dict.fromkeys(package.related(source, "slideLayout"))
    masters = dict.fromkeys(master for layout in layouts for master in package.related(layout, "slideMaster"))
    for called, names in (("layout", layouts), ("master", masters)):
        for name in names:
            found = _SlideReader(package, name, f"{called} of slides").shapes()
            shapes += (shape for shape in found if shape.type is None)
    return shapes
