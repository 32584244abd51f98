"""XML as text, put together from escaped pieces; only the whole text is parsed into a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType

_SPECIAL = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': '"', "\t": "\t", "\n": "\n", "\r": "&#13;"}
_IN_ATTRIBUTE = _IN_TEXT | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_NONE: Mapping[str, str | None] = MappingProxyType({})


class Xml(str):
    """Well-formed content of an element; other strings are escaped when they become part of one."""

    __slots__ = ()


NO_BREAK_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
"""A hyphen in the text of a run of Word at which no line ends."""
NUMBER_HYPHEN = re.compile("(?<=[0-9])-(?=[A-ZĐ]+/[A-ZĐ])|(?<=/[A-ZĐ][A-ZĐ])-(?=[A-ZĐ])")
"""A hyphen inside the number of a document (57-NQ/TW, 71/NQ-CP), at which no line may end."""
EMPTY = Xml()


def element(tag: str, attributes: Mapping[str, str | None] = _NONE, *children: str) -> Xml:
    """An element with a prefixed name; attributes without a value (None) are left out.

    Children of the type Xml stay as they are, other strings are escaped. Raises ValueError for characters that XML
    forbids.
    """
    start = tag
    for key, value in attributes.items():
        if value is not None:
            start += f' {key}="{_SPECIAL.sub(_in_attribute, value)}"'
    inside = "".join([child if type(child) is Xml else _SPECIAL.sub(_in_text, child) for child in children])
    return Xml(f"<{start}>{inside}</{tag}>" if inside else f"<{start}/>")


def escaped(text: str) -> Xml:
    """A text as content of an element. Raises ValueError for characters that XML forbids."""
    return Xml(_SPECIAL.sub(_in_text, text))


def escaped_attribute(text: str) -> str:
    """A text as the value of an attribute. Raises ValueError for characters that XML forbids."""
    return _SPECIAL.sub(_in_attribute, text)


def unescaped(written: str) -> str:
    """The text of what `escaped` wrote."""
    return written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def joined(parts: Iterable[str]) -> Xml:
    """The parts in a row; those that are not Xml are escaped."""
    return Xml("".join([part if type(part) is Xml else _SPECIAL.sub(_in_text, part) for part in parts]))


def encoded(text: Xml) -> bytes:
    """The bytes of a part from its text."""
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{text}".encode()


def _reference(references: Mapping[str, str], found: re.Match[str]) -> str:
    """The reference that replaces a special character. Raises ValueError if XML forbids the character."""
    if found[0] not in references:
        raise ValueError(f"XML does not allow the character U+{ord(found[0]):04X}")
    return references[found[0]]


_in_text, _in_attribute = partial(_reference, _IN_TEXT), partial(_reference, _IN_ATTRIBUTE)
