"""What the format allows in each element: attributes, their values, and children that it cannot be without.

Word and PowerPoint refuse a file, or "repair" it, if an attribute is missing or of another value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reports.files.namespaces import SPACES, full, words

TABLE = Path(__file__).with_name("schema.txt")
"""Three kinds of lines. "name = values" names values. "elements : attributes" gives the attributes of elements, as
"name=values", or "name!=values" if it is required; "." is the text of the element, and "parent/element" an element
within that parent. Values are joined by ";": their name, a range of integers such as "0..31", or a regular expression.
"elements > children" gives the children that elements cannot be without; of those joined by "|" one is enough."""
_LINE = re.compile(" ([=:>]) ")
_ELSEWHERE = (f"{{{SPACES['r']}}}", f"{{{SPACES['xml']}}}")
_TEXT = "."
_USUAL: Mapping[str, Mapping[str, str]] = {
    **{tag: {"id": "1", "name": ""} for tag in words("p:cNvPr pic:cNvPr wps:cNvPr wpg:cNvPr wp:docPr")},
    **{tag: {"name": ""} for tag in words("a:clrScheme a:fontScheme")},
    full("wp:simplePos"): {"x": "0", "y": "0"},
    full("wp:posOffset"): {_TEXT: "0"},
}
"""Values for required attributes: ids, which are counted anew, names, and places without effect."""
_JUDGED_LATER = words("p:clrMap p:notesSz p:sldSz")
"""Elements that are completed, not used, or refused with a message of their own."""
_NUMBER = re.compile(r"\s*[-+]?[0-9]{1,20}\s*")
_DECIMAL = re.compile(r"-?[0-9]{1,20}\.[0-9]{1,20}")
"""Some programs write it for an integer, and Word reads it."""


class _Attributes(NamedTuple):
    values: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]


class _Schema(NamedTuple):
    """Attributes by tag, or by "tag of the parent/tag", and needed children by tag."""

    attributes: Mapping[str, _Attributes]
    needs: Mapping[str, tuple[frozenset[str], ...]]


_NONE = _Attributes({}, ())


@cache
def _schema() -> _Schema:
    named: dict[str, str] = {}
    attributes: dict[str, _Attributes] = {}
    needs: dict[str, tuple[frozenset[str], ...]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        elements, kind, rest = _LINE.split(line, maxsplit=1)
        tags = ["/".join(map(full, each.split("/"))) for each in elements.split()]
        if kind == "=":
            named[elements] = rest
        elif kind == ">":
            needs |= dict.fromkeys(tags, tuple(words(each.replace("|", " ")) for each in rest.split()))
        else:
            pairs = [each.split("=", 1) for each in rest.split()]
            values = {full(name.rstrip("!")): tuple(named.get(v, v) for v in text.split(";")) for name, text in pairs}
            required = tuple(full(name[:-1]) for name, _ in pairs if name.endswith("!"))
            attributes |= dict.fromkeys(tags, _Attributes(values, required))
    return _Schema(attributes, needs)


def mend(root: etree._Element) -> tuple[list[str], bool]:
    """Remove wrong values from a tree, and elements that cannot be without them; return these in words.

    The tree cannot be used if the second value returned is false.
    """
    told: list[str] = []
    for element in reversed(list(root.iter(etree.Element))):
        wrong, is_sound = _mend_attributes(element)
        told += wrong
        if not is_sound and element.tag not in _JUDGED_LATER and not _discard(element, root):
            return told, False
    return told, True


def _discard(element: etree._Element, root: etree._Element) -> bool:
    """Remove an element, and those around it that cannot be without it; return whether the root is not one of them."""
    while element is not root:
        parent, tag = element.getparent(), str(element.tag)
        if parent is None:
            break
        parent.remove(element)
        places = [place for place in _schema().needs.get(str(parent.tag), ()) if tag in place]
        if sum(child.tag in places[0] for child in parent if places) >= len(places):
            return True
        element = parent
    return element is not root


def _mend_attributes(element: etree._Element) -> tuple[list[str], bool]:
    """Remove wrong and unknown attributes; return the wrong ones in words, and whether the element is sound now."""
    table, parent, tag = _schema().attributes, element.getparent(), str(element.tag)
    allowed = (table.get(f"{parent.tag}/{tag}") if parent is not None else None) or table.get(tag, _NONE)
    found = {str(key): str(value) for key, value in element.items() if not str(key).startswith(_ELSEWHERE)}
    for key, value in found.items():
        if _DECIMAL.fullmatch(value) and not _may_be(value, allowed.values.get(key, ())):
            found[key] = f"{float(value):.0f}"
            element.set(key, found[key])
    if _TEXT in allowed.values:
        found[_TEXT] = element.text or ""
    wrong = {key: value for key, value in found.items() if not _may_be(value, allowed.values.get(key, ()))}
    missing = [key for key in allowed.required if key not in found or key in wrong]
    usual = _USUAL.get(tag, {})
    for key in wrong:
        element.attrib.pop(key, "")
    for key in missing:
        if key == _TEXT and key in usual:
            element.text = usual[key]
        elif key in usual:
            element.set(key, usual[key])
    told = [f'{_local(tag)} {_local(key)}="{value:.40}"' for key, value in wrong.items() if key in allowed.values]
    told += [f"{_local(tag)} without {_local(key)}" for key in missing if key not in wrong]
    return told, usual.keys() >= set(missing)


def _may_be(value: str, values: tuple[str, ...]) -> bool:
    return any(_is_one_of(value, each) for each in values)


@lru_cache(maxsize=10_000)
def _is_one_of(value: str, values: str) -> bool:
    least, range_, most = values.partition("..")
    if range_:
        return bool(_NUMBER.fullmatch(value)) and int(least) <= int(value) <= int(most)
    return not values or bool(re.fullmatch(values, value, re.DOTALL))


def _local(name: str) -> str:
    return "text" if name == _TEXT else etree.QName(name).localname
