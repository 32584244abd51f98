"""Drawings in either format → the words in them: alternative texts, lettering, native charts, diagrams."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.files.archive import Package, Relation
from reports.files.namespaces import full
from reports.finished.text import folded

ALT = "alt text"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_POINTERS = {"chart": (full("r:id"), "chart"), "relIds": (full("r:dm"), "diagram")}
_DESCRIBED = ("docPr", "cNvPr", "shape", "rect", "textpath")
_OWN_TEXT = ("txbxContent", "txBody")


def drawing_texts(element: etree._Element, package: Package, source: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of all words in a drawing of the part `source`, apart from its text boxes."""
    seen: set[str] = set()
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        name = inner.tag.rpartition("}")[2] if isinstance(inner.tag, str) else _OWN_TEXT[0]
        if name in _OWN_TEXT:
            continue
        waiting += reversed(inner)
        for attribute in ("descr", "title", "alt", "string") if name in _DESCRIBED else ():
            text = folded(inner.get(attribute, ""))
            if text and text not in seen:
                seen.add(text)
                yield ALT, text
        if name in _POINTERS:
            attribute, part = _POINTERS[name]
            for text in _shown(package.relations(source).get(inner.get(attribute, "")), package):
                yield part, text


def _shown(relation: Relation | None, package: Package) -> Iterator[str]:
    """The words of the part that a drawing refers to: a native chart or a diagram."""
    root = package.xml(relation.target) if relation else None
    for text in root.iter(full("a:t"), f"{_C}v") if root is not None else ():
        if text.text:
            package.spend()
            yield folded(text.text)
