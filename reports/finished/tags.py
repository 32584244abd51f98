"""The tags of shapes on slides: the marks that were printed in each, and their texts after a refresh."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree
from msgspec import Struct

from reports.document.model import Marked
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.finished.marks import Mark
from reports.finished.plan import Renewal
from reports.finished.powerpoint import mark_of_tag

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


def renew_tags(package: Package, renewed: Iterable[Renewal]) -> Iterator[etree._Element]:
    """Write the new texts of marks into the tags of the shapes that have them. Gives the roots that changed."""
    waiting: dict[tuple[etree._Element | None, Mark], deque[str | None]] = {}
    for each in renewed:
        letters = each.passage.letters[:1] if each.passage else ()
        shape = next((found for text in letters for found in text.element.iterancestors(*_SHAPES)), None)
        waiting.setdefault((shape, each.mark.as_fact), deque()).append(each.text)
    for tagged in tagged_shapes(package):
        for tag, mark in tagged.marked:
            texts = waiting.get((tagged.element, mark.as_fact))
            text = texts.popleft() if texts else None
            if text is not None:
                write_tag(tag, text)
                yield tagged.tags


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
