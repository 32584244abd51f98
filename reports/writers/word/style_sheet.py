"""The styles part of an organisation's template → its styles by kind, id and name, with what they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.writers.word.xml import Element, name

_LONGEST_CHAIN = 20
"""Styles under styles; a circle ends here."""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of a template; ids are told apart as they are written, names without capitals."""

    root: Element
    ids: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.root.iterchildren(name("w:style")):
            id_ = style.get(name("w:styleId"), "")
            self.ids.setdefault(id_, style)
            for shown in (shown_name(style), *aliases(style)):
                self.names.setdefault(shown.lower(), id_)

    def kind(self, id_: str) -> str:
        """paragraph, character, table or numbering; empty if there is no such style."""
        style = self.ids.get(id_)
        return style.get(name("w:type"), "paragraph") if style is not None else ""

    def default(self, kind: str) -> str:
        """The id of the style that applies where none is named."""
        for id_, style in self.ids.items():
            if self.kind(id_) == kind and style.get(name("w:default")) in ("1", "true", "on"):
                return id_
        return ""

    def of_kind(self, kind: str) -> Iterator[tuple[str, Element]]:
        return ((id_, style) for id_, style in self.ids.items() if self.kind(id_) == kind)

    def chain(self, id_: str) -> Iterator[Element]:
        """The style and those under it, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.ids.get(id_)
            if style is None:
                return
            yield style
            based = style.find(name("w:basedOn"))
            id_ = based.get(name("w:val"), "") if based is not None else ""

    def inherited(self, id_: str, *path: str) -> Element | None:
        """The nearest element of the style and those under it that stands at `path`: "w:pPr", "w:ind"."""
        for style in self.chain(id_):
            found = at(style, *path)
            if found is not None:
                return found
        return None

    def own(self, id_: str, under: str) -> frozenset[str]:
        """The properties of paragraphs that the style and those under it say before the style `under` comes; all, if it
        does not come."""
        found: set[str] = set()
        for style in self.chain(id_):
            if style.get(name("w:styleId")) == under:
                return frozenset(found)
            properties = style.find(name("w:pPr"))
            found |= {f"w:{etree.QName(each).localname}" for each in properties} if properties is not None else set()
        return frozenset(("w:ind", "w:jc"))

    def holds(self, id_: str, *path: str) -> bool:
        """Whether a mark such as w:b is on in the style."""
        found = self.inherited(id_, *path)
        return found is not None and is_on(found)


def at(element: Element, *path: str) -> Element | None:
    """The first element at a path of names."""
    found: Element | None = element
    for step in path:
        found = found.find(name(step)) if found is not None else None
    return found


def is_on(mark: Element) -> bool:
    return mark.get(name("w:val"), "1") not in ("0", "false", "off", "none")


def shown_name(style: Element) -> str:
    found = style.find(name("w:name"))
    return found.get(name("w:val"), "") if found is not None else ""


def aliases(style: Element) -> list[str]:
    found = style.find(name("w:aliases"))
    return [each.strip() for each in found.get(name("w:val"), "").split(",")] if found is not None else []
