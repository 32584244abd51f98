"""Invisible marks in rendered text → the template's line behind each line of the output.

Jinja forgets where text came from. So a mark with the template's number and line is put before each piece of a
template's own text and after each of its line ends, and taken out again after rendering.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.diagnostics import Place

OPENING, CLOSING = "\ue000", "\ue001"
_MARK = re.compile(f"{OPENING}(\\d+):(\\d+){CLOSING}")


def marked(text: str, number: int, row: int) -> str:
    """A piece of a template's own text with a mark before each of its lines; `number` says which template it is."""
    lines = text.split("\n")
    return "\n".join(f"{OPENING}{number}:{row + offset}{CLOSING}{line}" for offset, line in enumerate(lines))


def without_marks(text: str) -> str:
    """The text with its marks taken out."""
    return _MARK.sub("", text)


def places_of(text: str, names: Sequence[str]) -> tuple[str, tuple[Place, ...]]:
    """The text without marks, and the place of each of its lines; `names` are the templates by number.

    A line that ends one template's text and begins another's belongs to the one with words.
    """
    lines: list[str] = []
    places: list[Place] = []
    current = Place(names[0] if names else "text", 1)
    for line in text.split("\n"):
        before, *rest = _MARK.split(line)  # words, number, row, words, number, row, words …
        marks = [Place(names[int(number)], int(row)) for number, row in zip(rest[::3], rest[1::3], strict=True)]
        if marks and not before.strip():
            worded = (place for place, words in zip(marks, rest[2::3], strict=True) if words.strip())
            places.append(next(worded, marks[0]))
        else:
            places.append(current)
        lines.append("".join((before, *rest[2::3])))
        current = marks[-1] if marks else current
    return "\n".join(lines), tuple(places)
