"""Elements of WordprocessingML by their usual names ("w:p"), as lxml elements or as text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from reports.files.namespaces import SPACES, full
from reports.files.xml_text import Xml, element

Element = etree._Element
name = full
LANGUAGE = "x-none"
"""The placeholder for the language of a document until one is written."""
_PREFIXES = ("w", "r", "wp", "a", "pic", "asvg", "adec")
"""The prefixes that a part with running text declares."""


def root(tag: str) -> Element:
    """The root of a part."""
    prefix = tag.partition(":")[0]
    return etree.Element(name(tag), nsmap={prefix: SPACES[prefix]})


def add(parent: Element, tag: str, attributes: Mapping[str, str] = MappingProxyType({})) -> Element:
    """A new last child of `parent`."""
    return etree.SubElement(parent, name(tag), {name(key): value for key, value in attributes.items()})


def add_value(parent: Element, tag: str, text: str) -> Element:
    """A new last child of `parent` with only a w:val."""
    return add(parent, tag, {"w:val": text})


def insert(parent: Element, child: Element, *later: str) -> None:
    """Insert a child before the first of the elements that follow it in the schema."""
    after = next(parent.iterchildren(*map(name, later)), None)
    parent.insert(len(parent) if after is None else parent.index(after), child)


def serialise(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def story_text(tag: str, content: Xml) -> Xml:
    """The text of a part with running text."""
    return element(tag, {f"xmlns:{prefix}": SPACES[prefix] for prefix in _PREFIXES}, content)


@lru_cache(maxsize=2048)
def value(tag: str, text: str) -> Xml:
    """An element with only a w:val, as text."""
    return element(tag, {"w:val": text})


def border(side: str, points: float, colour: str, space: float = 0) -> Xml:
    """A solid rule at one side; none if it has no width. `space` is its distance in points."""
    if not points:
        return value(f"w:{side}", "nil")
    width = str(round(points * 8))
    return element(f"w:{side}", {"w:val": "single", "w:sz": width, "w:space": str(round(space)), "w:color": colour})
