"""Find characters that no document may hold: control characters and invisible ones; and letters written in parts.

`wrong_characters` is the one definition, for templates and YAML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

_FORBIDDEN = (
    re.compile(
        "["
        "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"  # control characters and line separators
        "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
        "\u3164\ufeff\uffa0"  # invisible characters, and those that turn the direction of text
        "\ue000-\uf8ff"  # private use: each font shows something else, or nothing
        "\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff"  # surrogates, noncharacters, and signs for what is missing
        "]"
    ),
    re.compile("[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff]"),  # the same beyond the first plane
)
"""Characters that nobody can see or that no document may hold; templates mark their lines with two of private use.

Python searches each of the two sets ten times as fast as one of both.
"""


NO_TEXT = re.compile("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that the text of no Office file has, but its XML may hold."""


class Wrong(Struct, frozen=True):
    """A character that no document may hold, and its index in the text."""

    index: int
    message: str
    hint: str


def wrong_characters(text: str) -> Iterator[Wrong]:
    """The first character of a text from each of the two forbidden sets, if it has one."""
    for forbidden in filter(None, (characters.search(text) for characters in _FORBIDDEN)):
        name = unicodedata.name(forbidden.group(), "").lower()
        message = f"the character U+{ord(forbidden.group()):04X}{name and f' ({name})'} is not allowed in a document"
        yield Wrong(forbidden.start(), message, "delete it")


def decomposed(text: str) -> int | None:
    """The index of the first letter that is written in parts, as macOS writes names of files; None if none is."""
    if unicodedata.is_normalized("NFC", text):
        return None
    composed = unicodedata.normalize("NFC", text)
    return next(i for i, (a, b) in enumerate(zip(text, f"{composed}\0", strict=False)) if a != b)


def position(text: str, index: int) -> tuple[int, int]:
    """The line and column of an index in a text, counted from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


IN_PARTS = "letters of this file are written in parts (Unicode form NFD); they are read as whole letters"
IN_PARTS_HINT = "have your editor save the file in Unicode form NFC"
