"""Elements of WordprocessingML by their usual names ("w:p"), as lxml elements; and parts as bytes."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reports.foreign.names import SPACES, full

Element = etree._Element
name = full
LANGUAGE = "x-none"
"""Stands for the language of a document until that is written."""
POINTS_PER_MILLIMETRE = 72 / 25.4

_VALUE = name("w:val")


def root(tag: str) -> Element:
    """The root of a part."""
    prefix = tag.partition(":")[0]
    return etree.Element(name(tag), nsmap={prefix: SPACES[prefix]})


def add(parent: Element, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child of `parent`."""
    child = etree.SubElement(parent, name(tag))
    if attributes:
        for key, value in attributes.items():
            child.set(name(key), value)
    return child


def add_value(parent: Element, tag: str, value: str) -> Element:
    """A new last child of `parent` with only a w:val."""
    child = etree.SubElement(parent, name(tag))
    child.set(_VALUE, value)
    return child


def insert(parent: Element, child: Element, *later: str) -> None:
    """Put a child before the first of the elements that come later in the schema."""
    after = next(parent.iterchildren(*map(name, later)), None)
    parent.insert(len(parent) if after is None else parent.index(after), child)


def serialise(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(points: float) -> str:
    """Points as twentieths of a point."""
    return str(round(points * 20))
