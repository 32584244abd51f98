"""Find characters that no document may hold, and letters written in parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001\ufffe\uffff\ud800-\udfff]")
"""Characters that XML forbids, and two of Unicode's private use area with which templates mark their lines."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A character that no document may hold, and its index in the text."""

    index: int
    message: str
    hint: str


def wrong_characters(text: str) -> Iterator[Wrong]:
    """The first forbidden character of a text."""
    illegal = _ILLEGAL.search(text)
    if illegal:
        message = f"the character U+{ord(illegal.group()):04X} is not allowed in a document"
        yield Wrong(illegal.start(), message, "delete it")


def decomposed(text: str) -> int | None:
    """The index of the first letter that is written in parts, as macOS writes names of files; None if none is."""
    if unicodedata.is_normalized("NFC", text):
        return None
    composed = unicodedata.normalize("NFC", text)
    return next(i for i, (a, b) in enumerate(zip(text, f"{composed}\0", strict=False)) if a != b)


IN_PARTS = "letters of this file are written in parts (Unicode form NFD); they are read as whole letters"
IN_PARTS_HINT = "have your editor save the file in Unicode form NFC"
