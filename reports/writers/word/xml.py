"""Parts with running text, as text."""

from __future__ import annotations

from functools import lru_cache

from reports.brand.word_reference.xml import NAMESPACES
from reports.xml_text import Xml, element

_PREFIXES = ("w", "r", "wp", "a", "pic", "asvg", "adec")
"""The prefixes that a part with running text declares."""


def story_text(tag: str, content: Xml) -> Xml:
    """The text of a part with running text."""
    prefixes = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in _PREFIXES}
    return element(tag, prefixes, content)


@lru_cache(maxsize=2048)
def value(tag: str, said: str) -> Xml:
    """An element with only a w:val, as text."""
    return element(tag, {"w:val": said})


def encoded(text: Xml) -> bytes:
    """The bytes of a part from its text."""
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{text}".encode()
