"""Find characters that no document may hold: those that XML forbids, and letters written in parts."""

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
    """The first forbidden character of a text, and the first letter in parts of each line."""
    illegal = _ILLEGAL.search(text)
    if illegal:
        message = f"the character U+{ord(illegal.group()):04X} is not allowed in a document"
        yield Wrong(illegal.start(), message, "delete it")
    if unicodedata.is_normalized("NFC", text):
        return
    start = 0
    for line in text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), 0)
            yield Wrong(
                start + column,
                "a letter is written in parts (the text is not in Unicode form NFC)",
                "type the letter again, or have your editor normalise the file to NFC",
            )
        start += len(line) + 1
