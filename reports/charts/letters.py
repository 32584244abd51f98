"""Letters that the font of charts lacks: from the font that matplotlib brings along, or named in an error."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace

from reports.brand.measure import Metrics
from reports.charts.marks import FALLBACK, Drawing, Label
from reports.diagnostics import HintedError

_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_LEFTWARD = ("R", "AL")  # written from right to left, which takes more than widths


class CannotDraw(HintedError):
    """A chart cannot be drawn; `text` is the text in it that is to blame, if it is one."""

    def __init__(self, message: str, hint: str = "", text: str = "") -> None:
        super().__init__(message, hint)
        self.text = text


@dataclass(frozen=True, slots=True)
class ChartMetrics(Metrics):
    """Widths of a font and, for the letters in `borrowed`, of the fallback font."""

    borrowed: frozenset[int] = frozenset()

    def check(self, text: str) -> None:
        """Raise CannotDraw if a letter of the text is in neither font or cannot be seen; lines may end in it."""
        for letter in text.replace("\n", ""):
            known = ord(letter) in self.regular and ord(letter) in self.bold
            if not known or unicodedata.category(letter) in _UNSEEN:
                shown = f'"{letter}", ' if letter.isprintable() else ""
                name = f"{shown}U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
                raise CannotDraw(f'no font has a letter of "{text}": {name}', "take it out, or say it in words", text)


def with_fallback(metrics: Metrics, texts: Iterable[str]) -> ChartMetrics:
    """The metrics with the widths of those letters of the texts that only the fallback font has."""
    own = ChartMetrics(metrics.units_per_em, metrics.regular, metrics.bold)
    lacking = {ord(letter) for text in texts for letter in text if letter != "\n"} - (
        metrics.regular.keys() & metrics.bold.keys()
    )
    faces = _fallback(metrics.units_per_em) if lacking else ()
    borrowed = frozenset(
        code
        for code in lacking
        if faces and all(code in face for face in faces) and unicodedata.bidirectional(chr(code)) not in _LEFTWARD
    )
    if not borrowed:
        return own
    regular, bold = (
        {**face, **{code: widths[code] for code in borrowed}}
        for face, widths in zip((own.regular, own.bold), faces, strict=True)
    )
    return ChartMetrics(own.units_per_em, regular, bold, borrowed)


@cache
def _fallback(units_per_em: float) -> tuple[Mapping[int, float], ...]:
    """The widths of the fallback font, regular and bold, in units of another font; empty if it is not installed."""
    from fontTools.ttLib import TTFont  # slow to import, and seldom needed

    spec = importlib.util.find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec else None
    files = [Path(folder, name) for folder in folders or () for name in FALLBACK]
    if not files or not all(map(Path.is_file, files)):
        return ()
    faces = []
    for file in files:
        with TTFont(file, lazy=True) as font:
            scale, advances = units_per_em / font["head"].unitsPerEm, font["hmtx"].metrics
            faces.append({code: advances[glyph][0] * scale for code, glyph in font.getBestCmap().items()})
    return tuple(faces)


def in_fonts(drawing: Drawing, metrics: ChartMetrics) -> Drawing:
    """The drawing with each label divided into labels of one font. All are placed by their left ends."""
    if not metrics.borrowed:
        return drawing
    marks = (part for mark in drawing.marks for part in (_parts(mark, metrics) if isinstance(mark, Label) else [mark]))
    return replace(drawing, marks=tuple(marks))


def _parts(label: Label, metrics: ChartMetrics) -> Iterator[Label]:
    x = label.x
    for borrowed, letters in groupby(label.text, lambda letter: ord(letter) in metrics.borrowed):
        text = "".join(letters)
        yield replace(label, x=x, text=text, borrowed=borrowed)
        x += metrics.width(text, label.size, bold=label.bold)
