"""Clean one tree of an Office file by others: remove what runs, fetches or leads outside, and what is not known.

Numbers that are none, or larger than any Office program reads, are removed or set to 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from reports.files.namespaces import SPACES, full
from reports.files.numerals import MOST, decimal
from reports.files.sanitiser.rules import (
    DENIED,
    DENIED_ATTRIBUTES,
    EXTENSIONS,
    GRAPHICS,
    KEPT,
    MAY_LACK,
    NEEDS,
    NUMBERED,
    NUMBERS,
    OPTIONAL,
    POINTERS,
    UNWRAPPED,
    VALUES,
    WHAT,
    WORDED,
)

Element = etree._Element
MOST_ATTRIBUTES = 500
"""No element of an Office file has so many; old shapes have the most, about a hundred."""
_RELATION = f"{{{SPACES['r']}}}"
_OLD = tuple(f"{{{SPACES[prefix]}}}" for prefix in ("v", "o", "w10"))
_DRAWN = f"{{{SPACES['a']}}}"
_EVERYWHERE = frozenset((full("xml:space"), full("xml:lang")))
_ALTERNATIVES, _CHOICE, _FALLBACK = (full(f"mc:{name}") for name in ("AlternateContent", "Choice", "Fallback"))
_LISTS = frozenset((full("a:extLst"), full("p:extLst")))
_EXTENSION, _GRAPHIC, _IMAGE = frozenset((full("a:ext"), full("p:ext"))), full("a:graphicData"), full("v:imagedata")
_LEADS = re.compile(r"://|^\s*\\\\|script\s*:|^\s*(?:file|data|mailto|ppaction|mhtml)\s*:", re.IGNORECASE)
"""What an address begins with, wherever it stands: no attribute that is kept holds one."""
_MEASURE = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?(?:mm|cm|in|pt|pc|pi|%)", re.ASCII)
"""A measure as later versions of the schema have it too (ST_UniversalMeasure, ST_Percentage)."""
_WORD = re.compile(r"[0-9A-Fa-f]{6}|(?!nan|inf)[A-Za-z]\w*", re.ASCII | re.IGNORECASE)
_LARGEST_ID = 2 * MOST + 1
_OFFSET, _START, _TAB, _VALUE = (full(name) for name in ("wp:posOffset", "w:start", "w:tab", "w:val"))
_SPACINGS = tuple(full(f"a:{tag}") for tag in ("lnSpc", "spcBef", "spcAft"))
"""What is nothing without the number in it."""
_PLAIN = {full("p:bgPr"): "bg1", full("a:fillStyleLst"): "phClr", full("a:bgFillStyleLst"): "phClr"}
"""Where a fill must be: the colour that takes the place of a picture that is removed."""


def clean(root: Element, kinds: Mapping[str, str]) -> list[str]:
    """Clean a tree. `kinds` says of each relationship that may be kept which kind it is.

    Gives what a reader would miss, in words ("links"), each once.
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
        elif not _is_whole(element):
            remove(element)
    _drop_unsound(root)
    return list(missed)


def pointers(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Each element that leads to another part, the attribute that does, and the relationship's id."""
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
    """Put the children in the place of the element."""
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _denied(root: Element) -> Iterator[str]:
    """Remove elements and attributes by their names, from the top down; what a reader misses of them."""
    open_ = [root]
    while open_:
        element = open_.pop()
        _clean_attributes(element)
        waiting = list(element)
        for child in waiting:  # it grows while it is read
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
    """What a reader would miss of the element, if it is anything that is seen."""
    found = WHAT.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
    return [found] if found else []


def _is_whole(element: Element) -> bool:
    if element.tag in _EXTENSION and element.get("uri"):
        return len(element) > 0
    needed = NEEDS.get(str(element.tag))
    return needed is None or any(child.tag in needed or child.tag == _ALTERNATIVES for child in element)


def _resolve(alternatives: Element) -> None:
    """Put the first choice of which something is left in the place of alternatives; else what older programs show."""
    chosen = next((each for each in alternatives if len(each)), None)
    if chosen is not None:
        alternatives[:] = [chosen]
        unwrap(chosen)
    unwrap(alternatives)


def _empty(element: Element) -> None:
    """Remove a picture without its file, with the shape or fill that is nothing else."""
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


def _drop_unsound(root: Element) -> None:
    """Remove what stands in the place of a number and is none, or none that can be."""
    for element in list(root.iter(etree.Element)):
        tag = str(element.tag)
        for key, value in () if tag.startswith(_OLD) else element.items():
            worded = key in WORDED or tag == _START or key in _EVERYWHERE
            if _is_number(tag, str(key)) and not _is_sound(str(value)) and not (worded and _WORD.fullmatch(str(value))):
                _drop(element, str(key))
    for element in root.iter(_OFFSET):
        if not _is_sound((element.text or "").strip()):
            element.text = "0"
    for spacing in list(root.iter(*_SPACINGS)):
        if not len(spacing):
            remove(spacing)


def _is_number(tag: str, key: str) -> bool:
    if key in ("val", "id"):
        return tag.startswith(_DRAWN) if key == "val" else tag in NUMBERED
    return tag in VALUES if key == _VALUE else key.rpartition("}")[2] in NUMBERS


def _is_sound(value: str) -> bool:
    return (
        bool(_MEASURE.fullmatch(value)) or decimal(value, _LARGEST_ID + 1, least=-MOST, most=_LARGEST_ID) <= _LARGEST_ID
    )


def _drop(element: Element, key: str) -> None:
    """Remove a number: its attribute, or all of an element that says nothing else; set it to 0 where it is needed."""
    if key in ("val", _VALUE) and len(element.attrib) == 1:
        remove(element)
    elif element.tag == _TAB or (key[0] != "{" and key not in MAY_LACK):
        element.set(key, "0")
    else:
        del element.attrib[key]
