"""The changes to colours and fonts of brand.yaml that the theme of an Office file leads to."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.brand import Brand
from reports.brand.imports.colours import colour_changes
from reports.brand.theme import Theme

WIDTHS: Mapping[str, float] = {
    "arial": 1.0, "helvetica": 1.0, "helvetica neue": 1.0, "liberation sans": 1.0, "arimo": 1.0, "calibri": 0.95,
    "calibri light": 0.95, "carlito": 0.95, "times new roman": 0.95, "liberation serif": 0.95, "tinos": 0.95,
    "cambria": 0.98, "garamond": 0.95, "verdana": 1.17, "tahoma": 1.0, "segoe ui": 1.0, "segoe ui light": 1.0,
    "be vietnam pro": 1.1, "aptos": 0.98, "aptos display": 0.98, "open sans": 1.07, "roboto": 1.0, "lato": 0.98,
    "noto sans": 1.07, "source sans pro": 0.95, "trebuchet ms": 1.0, "century gothic": 1.1, "georgia": 1.03,
    "dejavu sans": 1.15, "montserrat": 1.15, "franklin gothic book": 0.97, "gill sans mt": 0.95, "corbel": 0.96,
    "candara": 0.97, "constantia": 0.98, "palatino linotype": 1.0, "book antiqua": 1.0,
}  # fmt: skip
"""The width of text in a font in proportion to Arial (mean advance of letters); at least 0.95, as a reserve."""
UNKNOWN_WIDTH = 1.1


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes to brand.yaml, nested as its fields, and notes on what was taken and what is used instead of the rest."""

    changes: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def theme_changes(theme: Theme, colour_map: Mapping[str, str], brand: Brand, *, only_fonts: bool = False) -> Proposal:
    """The changes to colours, roles, series and fonts. `colour_map` gives the slot of each name (`bg1`: `lt1` …)."""
    fonts = _font_changes(theme)
    if only_fonts:
        return fonts
    if not {"dk1", "lt1"} <= set(theme.colours):
        return Proposal(fonts.changes, ("the file's theme has no colours; the brand's own stay", *fonts.notes))
    colours, notes = colour_changes(theme.colours, colour_map, brand)
    return Proposal({**colours, **fonts.changes}, (*notes, *fonts.notes))


def _font_changes(theme: Theme) -> Proposal:
    if not theme.minor:
        return Proposal({}, ("the file's theme names no font; the brand's own stays",))
    body, heading = (unicodedata.normalize("NFC", font) for font in (theme.minor, theme.major or theme.minor))
    widths = [WIDTHS.get(font.lower(), UNKNOWN_WIDTH) for font in (body, heading)]
    fonts = {"body": body, "heading": heading, "measure": max(widths)}
    unknown = dict.fromkeys(font for font in (body, heading) if font.lower() not in WIDTHS)
    notes = [
        f'the widths of the font "{font}" are not known: texts are measured {UNKNOWN_WIDTH - 1:.0%} wider '
        "than in Arial (fonts.measure)"
        for font in unknown
    ]
    return Proposal({"fonts": fonts}, tuple(notes))
