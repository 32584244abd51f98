"""The widths and heights of text, by the advance widths of a font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from msgspec import Struct

SLACK = 0.995  # renderers round advances; a line counts as full a little early
NO_BREAK_SPACE = "\u00a0"

_MOST_TEXTS, _MOST_WORDS = 1_000, 20_000
"""How many are known at a time; then all are forgotten."""

Runs = Sequence[tuple[str, bool]]
"""Pieces of text in order, each with whether it is bold. A newline is a line break."""


Word = tuple[str, float, bool]
"""A word, its width in font units, and whether it begins bold."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Advance widths by code point, in font units, of the regular and the bold face.

    Words are measured once, and texts divided once, since layouts try the same texts at many widths.
    """

    units_per_em: float
    regular: Mapping[int, float]
    bold: Mapping[int, float]
    _known: dict[tuple[str, bool], float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _divided: dict[Runs, list[list[Word]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of `text` in the unit of `size`, without kerning; a letter that the font lacks counts as one em."""
        return self._units(text, bold) * size / self.units_per_em

    def words(self, runs: Runs) -> list[list[Word]]:
        """The words of each paragraph; they end at line breaks."""
        key = tuple(runs)
        if key not in self._divided:
            if len(self._divided) >= _MOST_TEXTS:
                self._divided.clear()
            self._divided[key] = [
                [("".join(t for t, _ in word), sum(self._units(*each) for each in word), word[0][1]) for word in words]
                for words in _words(runs)
            ]
        return self._divided[key]

    def _units(self, text: str, bold: bool) -> float:
        if (text, bold) not in self._known:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            widths, missing = (self.bold if bold else self.regular), self.units_per_em
            self._known[text, bold] = sum([widths.get(ord(letter), missing) for letter in text])
        return self._known[text, bold]

    def times(self, factor: float) -> Metrics:
        """The metrics of a font that is `factor` times as wide."""
        return replace(self, units_per_em=self.units_per_em / factor)


class Wrapped(Struct, frozen=True):
    """The lines of a text, and its words that are wider than a line."""

    lines: tuple[str, ...]
    too_long: tuple[str, ...] = ()


class Measured(Struct, frozen=True):
    """A paragraph: its number of lines, their pitch, and the distances around it, in one unit."""

    lines: int
    line: float
    before: float = 0
    after: float = 0


def wrap(runs: Runs, size: float, width: float, metrics: Metrics) -> Wrapped:
    """Break `runs` into lines of a width at a type size, both in one unit.

    Lines break at spaces; a web address that is wider than a line also after its hyphens, or anywhere.
    """
    room = width * SLACK
    space = metrics.width(" ", size)
    lines: list[str] = []
    too_long: list[str] = []
    for paragraph in metrics.words(runs):
        line, used = "", 0.0
        for text, units, bold in paragraph:
            wide = units * size / metrics.units_per_em
            pieces: Sequence[tuple[str, float]] = ((text, wide),)
            if wide > room and "://" in text:
                pieces = _address(text, size, room, metrics, bold=bold)
            elif wide > room:
                too_long.append(text)
            glue, gap = (" ", space) if line else ("", 0.0)
            for piece, piece_width in pieces:
                if line and used + gap + piece_width > room:
                    lines.append(line)
                    line, used, glue, gap = "", 0.0, "", 0.0
                line, used = line + glue + piece, used + gap + piece_width
                glue, gap = "", 0.0
        lines.append(line)
    return Wrapped(tuple(lines), tuple(too_long))


def widest(runs: Runs, size: float, metrics: Metrics) -> float:
    """The width of the widest word; web addresses, which may be broken, do not count."""
    words = (units for paragraph in metrics.words(runs) for text, units, _ in paragraph if "://" not in text)
    return max(words, default=0.0) * size / metrics.units_per_em


def raised(widths: Sequence[float], least: Sequence[float]) -> list[float] | None:
    """The widths, each raised to its least; wider columns give up what is needed. None if they cannot."""
    spare = [max(0.0, width - need) for width, need in zip(widths, least, strict=True)]
    missing = sum(max(0.0, need - width) for width, need in zip(widths, least, strict=True))
    if missing > sum(spare):
        return None
    share = missing / sum(spare) if missing else 0.0
    return [max(width, need) - share * room for width, need, room in zip(widths, least, spare, strict=True)]


def height(paragraphs: Sequence[Measured]) -> float:
    """The height of paragraphs, without the distances before the first and after the last."""
    lines = sum(paragraph.lines * paragraph.line for paragraph in paragraphs)
    return lines + sum(upper.after + lower.before for upper, lower in pairwise(paragraphs))


def _address(text: str, size: float, room: float, metrics: Metrics, *, bold: bool) -> list[tuple[str, float]]:
    """The pieces, with their widths, into which an address may be broken."""
    pieces: list[tuple[str, float]] = []
    for part in re.findall(r"[^-]*-|[^-]+", text):
        piece, used = "", 0.0
        for letter in part:
            wide = metrics.width(letter, size, bold=bold)
            if piece and used + wide > room:
                pieces.append((piece, used))
                piece, used = "", 0.0
            piece, used = piece + letter, used + wide
        pieces.append((piece, used))
    return pieces


def _words(runs: Runs) -> Iterator[list[list[tuple[str, bool]]]]:
    """The words of each paragraph (they end at line breaks), each word as its pieces."""
    words: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        for i, line in enumerate(text.split("\n")):
            if i:
                yield [word for word in words if word]
                words = [[]]
            for j, piece in enumerate(line.split(" ")):
                if j:
                    words.append([])
                if piece:
                    words[-1].append((piece, bold))
    yield [word for word in words if word]
