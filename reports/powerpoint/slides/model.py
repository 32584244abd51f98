"""The deck model: slides with their layout and the content of each placeholder. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Length

from reports.diagnostics import Place
from reports.document.model import Alignment, Evidence, Inlines, Meta, plain


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on a slide: `level` chooses its style; `start` is the number it begins to count with."""

    text: Inlines
    level: int = 0
    start: int | None = None


@dataclass(frozen=True, slots=True)
class TextFill:
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PictureFill:
    chart: str
    alt: str


@dataclass(frozen=True, slots=True)
class TableFill:
    """A table with one header row; the widths of columns, and the heights of rows with the header's first."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[Alignment, ...]
    widths: tuple[Length, ...]
    heights: tuple[Length, ...]
    alt: str


Fill = TextFill | PictureFill | TableFill


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `fills` goes by the layout's boxes, in reading order; `section` is its section's name."""

    layout: str
    fills: tuple[tuple[str, Fill], ...]
    section: str
    notes: tuple[Line, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    place: Place | None = None

    @property
    def title(self) -> str:
        return self._words("title")

    @property
    def source(self) -> str:
        return self._words("source")

    def fill(self, box: str) -> Fill | None:
        return next((fill for name, fill in self.fills if name == box), None)

    def _words(self, box: str) -> str:
        fill = self.fill(box)
        return "\n".join(plain(line.text) for line in fill.lines) if isinstance(fill, TextFill) else ""


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of one report in one language for one audience."""

    report: str
    language: str
    meta: Meta
    slides: tuple[Slide, ...]
