"""The tags of shapes on slides: the marks that were printed in each, and their texts after a refresh."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct

from reports.document.model import Marked
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.finished.current import CurrentTexts
from reports.finished.marks import Mark
from reports.finished.powerpoint import mark_of_tag
from reports.finished.text import folded

_SHAPES = tuple(map(full, ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp", "p:grpSp")))


class TaggedShape(Struct, frozen=True):
    """A shape of a slide or its notes, the root of its tags, and the part of the chart in it, if it has one."""

    element: etree._Element
    tags: etree._Element
    chart: str

    @property
    def marked(self) -> list[tuple[etree._Element, Mark]]:
        """The tags that are marks."""
        return [(tag, mark) for tag in self.tags if (mark := mark_of_tag(tag.get("val", "")))]

    @property
    def text(self) -> str:
        """The words of the shape and its text alternative."""
        described = [each.get("descr", "") for each in self.element.iter(full("p:cNvPr"))]
        paragraphs = ("".join(t.text or "" for t in p.iter(full("a:t"))) for p in self.element.iter(full("a:p")))
        return folded("\n".join((*paragraphs, *described))).casefold()


def tagged_shapes(package: Package) -> Iterator[TaggedShape]:
    """The shapes with tags on all slides and in their notes."""
    for slide in package.related(package.main, "slide") if package.kind == "powerpoint" else ():
        for source in (slide, *package.related(slide, "notesSlide")):
            root, relations = package.xml(source), package.relations(source)
            for pointer in root.iter(full("p:tags")) if root is not None else ():
                relation = relations.get(pointer.get(full("r:id"), ""))
                tags = package.xml(relation.target) if relation else None
                shape = next(pointer.iterancestors(*_SHAPES), None)
                if tags is not None and shape is not None:
                    ids = (each.get(full("r:id"), "") for each in shape.iter(full("c:chart")))
                    yield TaggedShape(shape, tags, next((relations[id_].target for id_ in ids if id_ in relations), ""))


def renew_tags(package: Package, current: CurrentTexts) -> Iterator[etree._Element]:
    """Write the texts of today that shapes have into their tags. Gives the roots of the tags that changed."""
    for shape in tagged_shapes(package):
        words = shape.text
        for tag, mark in shape.marked:
            if (mark.kind == "alt" or not shape.chart) and not _is_in(mark.printed, words):
                texts = map(current.written, current.texts(mark))
                if text := next((text for text in texts if _is_in(folded(text), words)), None):
                    write_tag(tag, text)
                    yield shape.tags


def renewed_texts(former: Sequence[Mark], written: Sequence[Marked]) -> dict[Mark, Marked]:
    """The texts of today for the marks of a native chart: figures by their facts, words in their order."""
    figures = {(each.trace.ref, each.trace.form): each for each in written if each.trace.kind == "fact"}
    words = [each for each in written if each.trace.kind == "chart"]
    named = [mark for mark in former if mark.kind == "chart"]
    texts = dict(zip(named, words, strict=True)) if len(named) == len(words) else {}
    return texts | {mark: figures[mark.ref, mark.form] for mark in former if (mark.ref, mark.form) in figures}


def renew_chart_tags(shape: TaggedShape, written: Sequence[Marked]) -> etree._Element:
    """Write the texts of the native chart in a shape into its tags; the root of these."""
    texts = renewed_texts([mark for _, mark in shape.marked], written)
    for tag, mark in shape.marked:
        if mark in texts:
            write_tag(tag, texts[mark].text)
    return shape.tags


def write_tag(tag: etree._Element, text: str) -> None:
    entry = json.loads(tag.get("val", ""))
    tag.set("val", json.dumps([*entry[:2], text], ensure_ascii=False))


def _is_in(text: str, words: str) -> bool:
    """Whether words have a text, not as a part of a longer word or figure."""
    return re.search(rf"(?<!\w){re.escape(text.casefold())}(?!\w)", words) is not None
