"""XML as text: elements are put together from escaped pieces, and whoever needs a tree parses the whole once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_SPECIAL = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': '"', "\t": "\t", "\n": "\n", "\r": "&#13;"}
_IN_ATTRIBUTE = _IN_TEXT | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_NONE: Mapping[str, str | None] = MappingProxyType({})


class Xml(str):
    """Well-formed content of an element. Any other text is escaped where it becomes a part of one."""

    __slots__ = ()


EMPTY = Xml()


def element(tag: str, attributes: Mapping[str, str | None] = _NONE, *children: str) -> Xml:
    """An element by its prefixed name; attributes without a value (None) are left out.

    Children of the type Xml are put in as they are, other text is escaped. Raises ValueError for characters that XML
    does not allow.
    """
    said = "".join(
        [f' {key}="{_escaped(value, _IN_ATTRIBUTE)}"' for key, value in attributes.items() if value is not None]
    )
    inside = joined(children)
    return Xml(f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>")


def joined(parts: Iterable[str]) -> Xml:
    """The parts one after the other, escaped where they are not Xml already."""
    return Xml("".join([part if isinstance(part, Xml) else _escaped(part, _IN_TEXT) for part in parts]))


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return _SPECIAL.sub(lambda found: _sign(found[0], signs), text) if _SPECIAL.search(text) else text


def _sign(character: str, signs: Mapping[str, str]) -> str:
    if character not in signs:
        raise ValueError(f"XML does not allow the character U+{ord(character):04X}")
    return signs[character]
