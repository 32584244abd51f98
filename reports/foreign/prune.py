"""A tree by others, the names and relationships that may stay → the tree without the rest; what of it is missed."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from reports.foreign.names import (
    FILLED,
    NEEDS,
    OLD_ATTRIBUTES,
    OPTIONAL,
    POINTERS,
    SPACES,
    WHAT,
    Names,
    full,
)
from reports.foreign.numbers import drop_unsound

Element = etree._Element
_RELATION = f"{{{SPACES['r']}}}"
_OLD = tuple(f"{{{SPACES[prefix]}}}" for prefix in ("v", "o", "w10"))
_IGNORABLE = full("mc:Ignorable")
_EVERYWHERE = frozenset((full("xml:space"), full("xml:lang"), _IGNORABLE))
_ALTERNATIVES, _CHOICE = full("mc:AlternateContent"), full("mc:Choice")
_IMAGE, _EXTENSIONS = full("v:imagedata"), (full("a:ext"), full("p:ext"))
_PLAIN = {full("p:bgPr"): "bg1", full("a:fillStyleLst"): "phClr", full("a:bgFillStyleLst"): "phClr"}
"""Where a fill must be: the colour in place of a picture that does not stay."""


def prune(root: Element, names: Names, kept: Collection[str]) -> list[str]:
    """Take away all that has no name among these, all that leads to anything but the relationships `kept`, and numbers
    that are none.

    Gives what a reader would miss, in words ("links"), each once.
    """
    missed = dict.fromkeys(_unnamed(root, names))
    for element in reversed(list(root.iter())):
        pointer = POINTERS.get(str(element.tag))
        if pointer and element.get(pointer) not in kept:
            element.attrib.pop(pointer, "")
            if element.tag not in OPTIONAL:
                missed |= dict.fromkeys(_what(element))
                _empty(element)
        elif element.tag == _ALTERNATIVES and element.find(_CHOICE) is None:
            _second_choice(element)
        elif not _is_whole(element):
            remove(element)
    drop_unsound(root)
    return list(missed)


def pointers(root: Element) -> list[tuple[Element, str, str]]:
    """Each element that leads to another part, the attribute that does, and the relationship's id."""
    return [
        (element, str(key), str(id_))
        for element in root.iter()
        for key, id_ in element.attrib.items()
        if str(key).startswith(_RELATION)
    ]


def remove(element: Element) -> None:
    """Take an element away, if it is still there."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the children in the place of the element."""
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _unnamed(root: Element, names: Names) -> list[str]:
    """Take away elements and attributes that are not known; what a reader misses of them."""
    missed: list[str] = []
    open_ = [root]
    while open_:
        element = open_.pop()
        for key in list(element.attrib):
            if key == "style" and str(element.tag).startswith(_OLD):
                element.set(key, _still(str(element.get(key))))
            if not _may_stay(element, str(key)):
                del element.attrib[key]
        if _IGNORABLE in element.attrib:
            known = [prefix for prefix in str(element.get(_IGNORABLE)).split() if prefix in element.nsmap]
            element.set(_IGNORABLE, " ".join(known))
        for child in list(element):
            if child.tag in names and _is_understood(child):
                open_.append(child)
                continue
            missed += _what(child)
            element.remove(child)
    return missed


def _is_understood(element: Element) -> bool:
    """Whether what a choice asks of the reading program has a name at all: without one the file cannot be opened."""
    return element.tag != _CHOICE or set(element.get("Requires", "").split()) <= set(element.nsmap)


def _still(style: str) -> str:
    """The style of an old shape without what calls something."""
    return ";".join(each for each in style.split(";") if "(" not in each)


def _may_stay(element: Element, key: str) -> bool:
    tag = str(element.tag)
    if key.startswith(_RELATION):
        return POINTERS.get(tag) == key
    if tag.startswith(_OLD):
        return key in OLD_ATTRIBUTES
    return key in _EVERYWHERE or key.rpartition("}")[0] in ("", tag.rpartition("}")[0])


def _what(element: Element) -> list[str]:
    """What a reader would miss of the element, if it is anything that is seen."""
    found = WHAT.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
    return [found] if found else []


def _is_whole(element: Element) -> bool:
    if element.tag in FILLED or (element.tag in _EXTENSIONS and element.get("uri")):
        return len(element) > 0
    needed = NEEDS.get(str(element.tag))
    return needed is None or any(child.tag in needed or child.tag == _ALTERNATIVES for child in element)


def _second_choice(alternatives: Element) -> None:
    """Where the first choice does not stay, what was meant for older programs is all there is."""
    for fallback in list(alternatives):
        unwrap(fallback)
    unwrap(alternatives)


def _empty(element: Element) -> None:
    """Take away a picture without its file, with the shape or fill that is nothing else."""
    parent = element.getparent()
    remove(element)
    if parent is None:
        return
    if element.tag == _IMAGE:
        remove(parent)
    above = parent.getparent()
    if above is not None and above.tag in _PLAIN:
        solid = etree.Element(full("a:solidFill"))
        etree.SubElement(solid, full("a:schemeClr"), {"val": _PLAIN[str(above.tag)]})
        parent.addprevious(solid)
