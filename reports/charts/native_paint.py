"""Colours, fills, lines and type of a native chart, by the slots of the theme where it has the colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.util import Pt

from reports.charts.colours import ChartFill

_SLOTS = {"dk1": "TEXT_1", "lt1": "BACKGROUND_1", "dk2": "TEXT_2", "lt2": "BACKGROUND_2"}
"""The names that python-pptx has for slots of the theme, where these differ."""
_PATTERNS = (
    MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
    MSO_PATTERN_TYPE.WIDE_DOWNWARD_DIAGONAL,
    MSO_PATTERN_TYPE.NARROW_HORIZONTAL,
    MSO_PATTERN_TYPE.NARROW_VERTICAL,
)
"""The patterns of `ChartFill`."""


class NativePaint(Struct, frozen=True):
    """Paints formats of python-pptx; `slots` are those of the theme by colour, `ground` is the colour of patterns."""

    slots: Mapping[str, str]
    ground: str

    def colour(self, made: Any, colour: str) -> None:
        if slot := self.slots.get(colour):
            made.theme_color = getattr(MSO_THEME_COLOR, _SLOTS.get(slot, slot.replace("accent", "ACCENT_")))
        else:
            made.rgb = RGBColor.from_string(colour[1:])

    def fill(self, made: Any, fill: ChartFill) -> None:
        if fill.hatch:
            made.fill.patterned()
            made.fill.pattern = _PATTERNS[fill.hatch - 1]
            self.colour(made.fill.fore_color, self.ground)
            self.colour(made.fill.back_color, fill.colour)
        else:
            made.fill.solid()
            self.colour(made.fill.fore_color, fill.colour)

    def line(self, made: Any, colour: str, width: float, *, dashed: bool = False) -> None:
        self.colour(made.color, colour)
        made.width = Pt(width)
        if dashed:
            made.dash_style = MSO_LINE_DASH_STYLE.DASH

    def font(self, made: Any, size: float, colour: str, *, bold: bool = False) -> None:
        made.size, made.bold = Pt(size), bold
        self.colour(made.color, colour)
