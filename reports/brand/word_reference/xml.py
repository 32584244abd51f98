"""Elements of WordprocessingML by their usual names ("w:p"), as lxml elements; and parts as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from reports.foreign.names import SPACES

NAMESPACES = {
    **SPACES,
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "custom": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "trace": "urn:songngu:trace:1",
}
STORY = ("w", "r", "wp", "a", "pic", "mc", "w15", "wps", "asvg", "adec")
"""The prefixes that a part with running text declares."""
LANGUAGE = "x-none"
"""Stands for the language of a document until that is written."""

__all__ = [
    "LANGUAGE",
    "NAMESPACES",
    "STORY",
    "Element",
    "add",
    "add_value",
    "emu",
    "name",
    "root",
    "serialise",
    "story",
    "twips",
]


@cache
def name(tag: str) -> str:
    """The full name of "w:p", as lxml writes it."""
    prefix, colon, local = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else tag


_VALUE = name("w:val")


def root(tag: str, prefixes: tuple[str, ...], default: str | None = None) -> Element:
    """A part's root that declares these prefixes; `default` is the one written without its prefix."""
    declared: dict[str | None, str] = {prefix: NAMESPACES[prefix] for prefix in prefixes}
    if default:
        declared[None] = NAMESPACES[default]
    return etree.Element(name(tag), nsmap=declared)  # type: ignore[arg-type]


def story(tag: str) -> Element:
    """The root of a part with running text."""
    element = root(tag, STORY)
    element.set(name("mc:Ignorable"), "w15")
    return element


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


def serialise(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(points: float) -> str:
    """Points as twentieths of a point."""
    return str(round(points * 20))


def emu(millimetres: float) -> str:
    """Millimetres as English metric units."""
    return str(round(millimetres * 36000))
