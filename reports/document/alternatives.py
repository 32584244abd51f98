"""Long text alternatives of pictures: readers' programs read 250 letters without a pause, the rest goes elsewhere."""

from __future__ import annotations

import re

MOST_LETTERS = 250
_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")


def sentences(text: str) -> list[str]:
    return _END.split(text)


def divided(text: str) -> tuple[str, str]:
    """The sentences with which a text alternative begins, up to 250 letters, and the rest; it may be empty.

    A first sentence that is longer is cut between words, with an ellipsis.
    """
    if len(text) <= MOST_LETTERS:
        return text, ""
    ends = [found for found in _END.finditer(text) if found.start() <= MOST_LETTERS]
    if ends:
        return text[: ends[-1].start()], text[ends[-1].end() :]
    cut = text.rfind(" ", 0, MOST_LETTERS)
    cut = cut if cut > 0 else MOST_LETTERS - 1
    return f"{text[:cut]}…", text[cut:].lstrip()
