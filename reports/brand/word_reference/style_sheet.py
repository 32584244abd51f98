"""The styles of an imported reference, by type, id and name, with the properties that they inherit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from reports.brand.word_reference.xml import Element, name
from reports.document.marks import written_name

_LONGEST_CHAIN = 20
"""Of styles that are based on each other."""
_MOST_NAMED = 5


class StyleSheet(Struct, frozen=True):
    """The styles of a file. Style ids are case-sensitive, names are not."""

    root: Element
    ids: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.root.iterchildren(name("w:style")):
            id_ = style.get(name("w:styleId"), "")
            self.ids.setdefault(id_, style)
            for shown in (shown_name(style), *aliases(style)):
                self.names.setdefault(shown.lower(), id_)

    def default(self, type_: str) -> str:
        """The id of the default style of a type; "" if none is marked."""
        marked = (id_ for id_, style in self.of_type(type_) if style.get(name("w:default")) in ("1", "true", "on"))
        return next(marked, "")

    def of_type(self, type_: str) -> Iterator[tuple[str, Element]]:
        """The styles of a type: paragraph, character, table or numbering."""
        return ((id_, style) for id_, style in self.ids.items() if style.get(name("w:type"), "paragraph") == type_)

    def chain(self, id_: str) -> Iterator[Element]:
        """The style and those that it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.ids.get(id_)
            if style is None:
                return
            yield style
            id_ = value(style, "w:basedOn")

    def inherited(self, id_: str, *path: str) -> Element | None:
        """The nearest element at a path ("w:pPr", "w:ind") in the style and those that it is based on."""
        return next((found for style in self.chain(id_) if (found := at(style, *path)) is not None), None)

    def value(self, id_: str, *path: str) -> str:
        """The w:val of the nearest element at a path; empty if there is none."""
        return value(self.inherited(id_, *path))

    def is_on(self, id_: str, *path: str) -> bool:
        """Whether a property such as w:b is on in the style."""
        return is_on(self.inherited(id_, *path))

    def between(self, id_: str, base: str) -> frozenset[str]:
        """The paragraph properties that the style sets, or one between it and `base`; indents and alignment, if it is
        not based on `base`."""
        found: set[str] = set()
        for style in self.chain(id_):
            if style.get(name("w:styleId")) == base:
                return frozenset(found)
            found |= {f"w:{etree.QName(each).localname}" for each in style.iterfind(f"{name('w:pPr')}/*")}
        return frozenset(("w:ind", "w:jc"))


def mended(root: Element) -> list[str]:
    """Remove styles without an id, repeated ids, and links by which styles are based on each other in a circle.

    Returns a sentence that names these styles, if there are any.
    """
    styles: dict[str, Element] = {}
    names: list[str] = []
    for style in root.findall(name("w:style")):
        id_ = style.get(name("w:styleId"), "")
        if written_name(shown_name(style)):  # the mark of a figure in a briefing of ours: each document adds its own
            root.remove(style)
        elif not id_ or id_ in styles:
            root.remove(style)
            names.append(id_ or shown_name(style))
        else:
            styles[id_] = style
            for more in style.findall(name("w:basedOn"))[1:]:
                style.remove(more)
    _drop_missing(styles)
    names += _open_circles(styles)
    shown = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    faults = "that have no id, the id of another, or are based on each other in a circle"
    return [f"styles of the file {faults} are mended or left out: {shown}"] if names else []


def _drop_missing(styles: Mapping[str, Element]) -> None:
    """Remove the links of styles to others that do not exist, which Word ignores."""
    for style in styles.values():
        for tag in ("w:basedOn", "w:next", "w:link"):
            if value(style, tag) and value(style, tag) not in styles:
                style.remove(style.find(name(tag)))  # type: ignore[arg-type]


def _open_circles(styles: Mapping[str, Element]) -> list[str]:
    """Break each circle at one style (the default style, if it is in it), which gets no base; return their ids."""
    opened: list[str] = []
    seen: set[str] = set()
    for id_ in styles:
        way: list[str] = []
        while id_ in styles and id_ not in seen:
            seen.add(id_)
            way.append(id_)
            id_ = value(styles[id_], "w:basedOn")
        if id_ in way:
            circle = way[way.index(id_) :]
            first = next((each for each in circle if styles[each].get(name("w:default"))), circle[-1])
            for based in styles[first].findall(name("w:basedOn")):
                styles[first].remove(based)
            opened.append(first)
    return opened


def at(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names; None if there is none."""
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
