"""A document → its deck: layouts chosen, text measured, long slides continued on a second one."""

from __future__ import annotations

from reports.powerpoint.slides.deck import chart_sizes, slides
from reports.powerpoint.slides.model import Deck, Fill, Line, PictureFill, Slide, TableFill, TextFill

__all__ = [
    "Deck",
    "Fill",
    "Line",
    "PictureFill",
    "Slide",
    "TableFill",
    "TextFill",
    "chart_sizes",
    "slides",
]
