"""Sanitise one tree of an Office file: remove what runs, fetches or leads outside, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from reports.files.characters import NO_TEXT
from reports.files.namespaces import SPACES, full
from reports.files.sanitiser.order import arrange
from reports.files.sanitiser.rules import (
    DENIED,
    DENIED_ATTRIBUTES,
    EXTENSIONS,
    GRAPHICS,
    KEPT,
    NEEDS,
    OPTIONAL,
    POINTERS,
    UNWRAPPED,
    WHAT,
)

Element = etree._Element
MOST_ATTRIBUTES = 500
"""No element of an Office file has so many; old shapes have the most, about a hundred."""
_RELATION = f"{{{SPACES['r']}}}"
_OLD = tuple(f"{{{SPACES[prefix]}}}" for prefix in ("v", "o", "w10"))
_EVERYWHERE = frozenset((full("xml:space"), full("xml:lang")))
_ALTERNATIVES, _CHOICE, _FALLBACK = (full(f"mc:{name}") for name in ("AlternateContent", "Choice", "Fallback"))
_LISTS = frozenset((full("a:extLst"), full("p:extLst")))
_EXTENSION, _GRAPHIC, _IMAGE = frozenset((full("a:ext"), full("p:ext"))), full("a:graphicData"), full("v:imagedata")
_LEADS = re.compile(r"://|^\s*\\\\|script\s*:|^\s*(?:file|data|mailto|ppaction|mhtml)\s*:", re.IGNORECASE)
"""The beginning of an address; no attribute that is kept holds one."""
_PLAIN = {full("p:bgPr"): "bg1", full("a:fillStyleLst"): "phClr", full("a:bgFillStyleLst"): "phClr"}
"""Elements that must have a fill: the colour that replaces a removed picture."""


def clean(root: Element, kinds: Mapping[str, str]) -> list[str]:
    """Sanitise a tree; return words for the removed content that a reader would miss ("links"), each once.

    `kinds` are the kinds of the relationships that may be kept, by their ids.
    """
    missed = dict.fromkeys(_denied(root))
    for element in reversed(list(root.iter())):
        pointer, kind = POINTERS.get(str(element.tag), ("", ""))
        if pointer and kinds.get(element.get(pointer, "")) != kind:
            element.attrib.pop(pointer, "")
            if element.tag not in OPTIONAL:
                missed |= dict.fromkeys(_what(element))
                _empty(element)
        elif element.tag == _ALTERNATIVES:
            _resolve(element)
        else:
            arrange(element)
            if not _is_whole(element):
                remove(element)
    return list(missed)


def pointers(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Each element that leads to another part, its attribute with the relationship's id, and the id."""
    for element in root.iter(*POINTERS):
        attribute, _ = POINTERS[str(element.tag)]
        if id_ := element.get(attribute):
            yield element, attribute, id_


def remove(element: Element) -> None:
    """Remove an element, if it is still there."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Replace the element by its children."""
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _denied(root: Element) -> Iterator[str]:
    """Remove elements and attributes by their names, from the top down; return words for what a reader would miss."""
    open_ = [root]
    while open_:
        element = open_.pop()
        _clean_attributes(element)
        if element.text and NO_TEXT.search(element.text):
            element.text = NO_TEXT.sub("", element.text)
        waiting = list(element)
        for child in waiting:  # grows meanwhile
            if child.tag in UNWRAPPED:
                yield from _what(child)
                waiting += child
                unwrap(child)
            elif _stays(child):
                open_.append(child)
            else:
                yield from _what(child)
                remove(child)


def _stays(element: Element) -> bool:
    tag = str(element.tag)
    parent = element.getparent()
    if tag not in POINTERS and any(str(key).startswith(_RELATION) for key in element.attrib):
        return False
    if parent is not None and parent.tag in _EXTENSION:
        return EXTENSIONS.get(parent.get("uri", "")) == tag
    if parent is not None and parent.tag in _LISTS:
        return tag in _EXTENSION and element.get("uri") in EXTENSIONS
    if parent is not None and parent.tag == _ALTERNATIVES:
        return tag == _FALLBACK or (tag == _CHOICE and _is_understood(element))
    if tag == _GRAPHIC:
        return element.get("uri") in GRAPHICS
    space = tag[1:].partition("}")[0]
    return (space in KEPT and tag not in DENIED) or tag == _ALTERNATIVES


def _is_understood(choice: Element) -> bool:
    wanted = choice.get("Requires", "").split()
    return bool(wanted) and all(choice.nsmap.get(prefix) in KEPT for prefix in wanted)


def _clean_attributes(element: Element) -> None:
    tag = str(element.tag)
    is_old, pointer = tag.startswith(_OLD), POINTERS.get(tag, ("", ""))[0]
    addressed = tag == _GRAPHIC or tag in _EXTENSION
    for key, value in element.items():
        space, _, local = str(key).rpartition("}")
        if str(key) == pointer or str(key) in _EVERYWHERE:
            continue
        if local in DENIED_ATTRIBUTES or (space and (space[1:] not in KEPT or f"{space}}}" == _RELATION)):
            del element.attrib[key]
        elif is_old and local == "style":
            element.set(key, ";".join(each for each in str(value).split(";") if "(" not in each))
        elif _LEADS.search(str(value)) and not (addressed and local == "uri"):
            element.set(key, "")


def _what(element: Element) -> list[str]:
    """What somebody would miss of the element, if it can be seen."""
    found = WHAT.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
    return [found] if found else []


def _is_whole(element: Element) -> bool:
    if element.tag in _EXTENSION and element.get("uri"):
        return len(element) > 0
    needed = NEEDS.get(str(element.tag))
    return needed is None or any(child.tag in needed or child.tag == _ALTERNATIVES for child in element)


def _resolve(alternatives: Element) -> None:
    """Replace alternatives by the first one that still has content."""
    chosen = next((each for each in alternatives if len(each)), None)
    if chosen is not None:
        alternatives[:] = [chosen]
        unwrap(chosen)
    unwrap(alternatives)


def _empty(element: Element) -> None:
    """Remove a picture that has no file, and the shape or fill that shows nothing else."""
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
