"""The deck model: slides with their layout and the content of each placeholder. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from reports.diagnostics import Place
from reports.document.model import PICTURE, Blocks, Inlines, Meta, Table, Trace
from reports.facts.signs import Gauge

if TYPE_CHECKING:
    from pptx.util import Length

    from reports.brand import SlideText

    Area = tuple[Length, Length, Length, Length]
    """Left, top, width and height."""

COVER = "title"
"""The layout of the title slide."""


class Line(Struct, frozen=True):
    """A paragraph on a slide or in its notes.

    `level` is the level of its placeholder's text. `depth` is the number of lists that it is in; a line that continues
    an item is not `marked`. `start` is its number in the list; once it is placed, the number with which the list begins
    there, if that is not 1.
    """

    text: Inlines
    level: int = 0
    depth: int = 0
    marked: bool = True
    start: int | None = None


class PlacedBar(Struct, frozen=True):
    """The place of a bar, and that of its words, if it has any; their size in points."""

    box: Area
    words: Area | None
    size: float


class Bar(Struct, frozen=True):
    """The bar of a key figure: `trace` is that of the bar, `aim` are the words at its line, `alt` is its text
    alternative, `colour` that of the figure. It is `beside` the figure or takes this `room` under the text, at a place
    that follows from the size of that.
    """

    gauge: Gauge
    trace: Trace
    aim: Inlines
    alt: Inlines
    colour: str
    beside: bool
    room: Length
    at: PlacedBar | None = None


class TextFill(Struct, frozen=True):
    """The lines of a box; the styles of its levels, if they are not those of its placeholder, and what its lines are
    narrower than the box, so that they are about equally long; and the bar of a key figure in the box."""

    lines: tuple[Line, ...]
    styles: tuple[SlideText, ...] = ()
    narrower: Length | None = None
    bar: Bar | None = None


class PictureFill(Struct, frozen=True):
    """A chart or picture in a box; where it is `filled`, what reaches over its edges is cut off. `name` is that of the
    image at its size."""

    image: str
    alt: str
    filled: bool = False
    name: str = ""

    @property
    def is_picture(self) -> bool:
        return self.image.startswith(PICTURE)


class TableFill(Struct, frozen=True):
    """A table, or a part of one; the widths of columns, the heights of rows with the head's first, the distance over
    and under the text of a cell, and its style, if it is not that of the placeholder."""

    table: Table
    widths: tuple[Length, ...]
    heights: tuple[Length, ...]
    down: Length
    alt: str
    style: SlideText | None = None


Fill = TextFill | PictureFill | TableFill


class SlideContent(Struct, frozen=True):
    """A slide without title and frame: the fills by box, the blocks whose sources and evidence it needs, and its
    layout, if it is not that of the kind of block."""

    fills: Mapping[str, Fill]
    blocks: Blocks
    layout: str = ""


class Slide(Struct, frozen=True):
    """One slide: its fills by the boxes of its layout, in reading order, and the name of its section."""

    layout: str
    fills: Mapping[str, Fill]
    section: str
    notes: tuple[Line, ...] = ()
    place: Place | None = None


class Deck(Struct, frozen=True):
    """All slides of one report in one language for one audience."""

    report: str
    language: str
    meta: Meta
    slides: tuple[Slide, ...]
    audience: str = ""
