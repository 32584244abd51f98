"""Texts of YAML files: as documents print them, and what would be lost or misread in one."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from reports.languages import LANGUAGES

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w+);")
_COMMENT = re.compile(r"(?P<gap>[ \t]+)#(?P<word>\S?)")
_SPACES = re.compile(r"[^\S ]")
"""Line breaks, tabs and no-break spaces."""


def printed(text: str) -> str:
    """The text on one line, with whole letters, plain spaces, and characters in place of HTML entities."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if _SPACES.search(text):
        text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def entities(text: str) -> Iterator[tuple[str, str]]:
    """The HTML entities of a text, each with a hint what to write instead."""
    for entity in _ENTITY.findall(text) if "&" in text else ():
        if (sign := html.unescape(entity)) != entity:
            yield entity, f'write "{sign}" itself' if sign.strip() else "write a space"


def cut_at(line: str, end: int, location: tuple[str | int, ...]) -> int | None:
    """The column of a comment that may be a part of the text which ends at `end` in a line; None if there is none.

    A comment without a space after its sign may be one, and in a text of a language one with a single space before it.
    """
    comment = _COMMENT.match(line, end) if len(line) > end else None
    if comment and (comment["word"] or (len(comment["gap"]) == 1 and location and location[-1] in LANGUAGES)):
        return comment.end("gap") + 1
    return None
