"""The marks `{value}`, `{term:ID}` … in the texts of the seeds and specs: what they are and how a text is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLAIN = ("value", "period", "date", "place", "among")
"""Placeholders that speak of the fact in whose text they stand."""

NAMED = ("term", "place", "person", "fact", "plain", "account", "period", "date")
"""Placeholders that name what they write: `{term:resolution-57}`."""

_PATTERN = re.compile(r"\{([a-z]+)(?::([^{}]+))?\}")
DIGIT = re.compile(r"[\d¼-¾⅐-⅞]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}` or `{name:ref}` and where in the text it begins."""

    name: str
    ref: str
    column: int


def pieces(text: str) -> Iterator[str | Placeholder]:
    """The words and placeholders of a text, in order."""
    end = 0
    for match in _PATTERN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Placeholder(match.group(1), match.group(2) or "", match.start())
        end = match.end()
    if end < len(text):
        yield text[end:]


def faults(text: str, how: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a text: (message, hint) for typed figures, braces left over, unknown placeholders.

    `how` is the hint that says how to write a figure here.
    """
    for piece in pieces(text):
        if isinstance(piece, Placeholder):
            known = NAMED if piece.ref else PLAIN
            if piece.name not in known:
                yield f'there is no placeholder "{{{piece.name}}}"', f"known: {', '.join(known)}"
        else:
            digit = DIGIT.search(piece)
            if digit:
                word = next(w for w in piece.split() if DIGIT.search(w))
                yield f'the figure "{word}" is typed into the text', how
            if "{" in piece or "}" in piece:
                yield "a brace is left over", "write placeholders as {value} or {term:ID}"


def names(text: str) -> set[str]:
    """The names of the placeholders in a text."""
    return {piece.name for piece in pieces(text) if isinstance(piece, Placeholder)}
