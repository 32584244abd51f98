"""The styles part of an organisation's template → its styles by kind, id and name, with what they inherit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.brand.word_reference.xml import Element, name
from reports.document.marks import written_name

_LONGEST_CHAIN = 20
"""Styles under styles."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of a template; ids are case-sensitive, names are not."""

    root: Element
    ids: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.root.iterchildren(name("w:style")):
            id_ = style.get(name("w:styleId"), "")
            self.ids.setdefault(id_, style)
            for shown in (shown_name(style), *aliases(style)):
                self.names.setdefault(shown.lower(), id_)

    def default(self, kind: str) -> str:
        """The id of the style that applies where none is named."""
        marked = (id_ for id_, style in self.of_kind(kind) if style.get(name("w:default")) in ("1", "true", "on"))
        return next(marked, "")

    def of_kind(self, kind: str) -> Iterator[tuple[str, Element]]:
        """The styles of a kind: paragraph, character, table or numbering."""
        return ((id_, style) for id_, style in self.ids.items() if style.get(name("w:type"), "paragraph") == kind)

    def chain(self, id_: str) -> Iterator[Element]:
        """The style and those under it, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.ids.get(id_)
            if style is None:
                return
            yield style
            id_ = _ground(style)

    def inherited(self, id_: str, *path: str) -> Element | None:
        """The nearest element of the style and those under it that stands at `path`: "w:pPr", "w:ind"."""
        for style in self.chain(id_):
            found = at(style, *path)
            if found is not None:
                return found
        return None

    def said(self, id_: str, *path: str) -> str:
        """The w:val of the nearest element at `path`; empty if there is none."""
        return value(self.inherited(id_, *path))

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
        return is_on(self.inherited(id_, *path))


def mended(root: Element) -> list[str]:
    """Take away styles without an id, the second style of an id, and what a style is based on where that leads back to
    itself: Office programs would go round. Gives what was done, in words."""
    styles: dict[str, Element] = {}
    twice: list[str] = []
    nameless: list[str] = []
    for style in root.findall(name("w:style")):
        id_ = style.get(name("w:styleId"), "")
        if written_name(shown_name(style)):  # the mark of a figure in a briefing of ours: each document adds its own
            root.remove(style)
            continue
        if not id_ or id_ in styles:
            root.remove(style)
            (twice if id_ else nameless).append(id_ or shown_name(style))
            continue
        styles[id_] = style
        for more in style.findall(name("w:basedOn"))[1:]:
            style.remove(more)
    opened = [_opened(circle, styles) for circle in _circles(styles)]
    said = {
        "styles that the template has twice are used as they stand first: ": twice,
        "styles of the template that have no id are left out: ": nameless,
        "styles of the template were based on each other in a circle; based on none now: ": opened,
    }
    return [begin + _listed(names) for begin, names in said.items() if names]


def _circles(styles: Mapping[str, Element]) -> Iterator[list[str]]:
    """The ids of styles that are based on each other."""
    seen: set[str] = set()
    for id_ in styles:
        way: dict[str, None] = {}
        while id_ in styles and id_ not in seen:
            seen.add(id_)
            way[id_] = None
            id_ = _ground(styles[id_])
        if id_ in way:
            yield list(way)[list(way).index(id_) :]


def _ground(style: Element) -> str:
    """The id of the style that a style is based on."""
    return value(style, "w:basedOn")


def _opened(circle: list[str], styles: Mapping[str, Element]) -> str:
    """Let one style of a circle be based on none, plain text if it is among them; its id."""
    first = next((id_ for id_ in circle if styles[id_].get(name("w:default"))), circle[-1])
    for based in styles[first].findall(name("w:basedOn")):
        styles[first].remove(based)
    return first


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


def at(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names."""
    found = element
    for step in path:
        found = found.find(name(step)) if found is not None else None
    return found


def value(element: Element | None, *path: str) -> str:
    """The w:val of the first element at a path of names; empty if there is none."""
    found = at(element, *path)
    return found.get(name("w:val"), "") if found is not None else ""


def is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(name("w:val"), "1") not in ("0", "false", "off", "none")


def shown_name(style: Element) -> str:
    return value(style, "w:name")


def aliases(style: Element) -> list[str]:
    return [each.strip() for each in value(style, "w:aliases").split(",") if each.strip()]
