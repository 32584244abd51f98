"""The sizes, distances, font and colour of a Word style, with all that it inherits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.brand.imports.theme import hex_colour
from reports.brand.word_reference.style_sheet import StyleSheet, at
from reports.brand.word_reference.xml import Element, name
from reports.files.numerals import TWIPS, decimal

_NATURAL: Mapping[str, float] = {
    "calibri": 1.22, "carlito": 1.22, "cambria": 1.17, "aptos": 1.28, "segoe ui": 1.33, "verdana": 1.22,
    "tahoma": 1.21, "georgia": 1.14, "be vietnam pro": 1.27, "noto sans": 1.36, "noto serif": 1.36, "open sans": 1.36,
    "roboto": 1.17,
}  # fmt: skip
_USUAL_LINE = 1.15
"""The height of a line in single spacing in ems, for fonts that are not listed: that of Arial and Times New Roman."""
_SIZE = 10.0  # the size in Word if none is given
_MOST: Mapping[str, float] = {"size": 200.0, "line": 250.0, "indent": 200.0, "first": 200.0}
"""The largest type, lines and indents that a style of the brand may have."""
_LEAST_SHARE = 24  # the least height of a line, in 240ths
_ALIGN = {"both": "both", "center": "center", "right": "right", "end": "right", "distribute": "both"}


@dataclass(frozen=True, slots=True)
class StyleLooks:
    """The looks of a style: sizes and distances in points, the colour as "#RRGGBB" or "" if none is given."""

    size: float
    line: float
    before: float
    after: float
    indent: float
    first: float
    align: str
    bold: bool
    italic: bool
    caps: bool
    font: str
    colour: str

    def style(self) -> dict[str, Any]:
        """The fields of brand.yaml for these looks."""
        lengths = {
            key: length(key, getattr(self, key)) for key in ("size", "line", "before", "after", "indent", "first")
        }
        marks = {key: getattr(self, key) for key in ("bold", "italic", "caps", "align")}
        return lengths | marks


def length(key: str, points: float) -> float:
    """A length of a style for brand.yaml: to a tenth, and within the bounds of its field."""
    return round(min(points, _MOST.get(key, math.inf)), 1)


def looks_of(sheet: StyleSheet, id_: str, theme_fonts: Mapping[str, str]) -> StyleLooks:
    """The looks of a style. `theme_fonts` are the theme's ("major", "minor")."""
    font = font_of(sheet, id_, theme_fonts)
    size = min(_points(_given(sheet, id_, "w:val", "w:rPr", "w:sz"), 2), _MOST["size"]) or _SIZE
    paragraph = ("w:pPr", "w:spacing")
    indent = ("w:pPr", "w:ind")
    left = _given(sheet, id_, "w:left", *indent) or _given(sheet, id_, "w:start", *indent)
    hanging = _points(_given(sheet, id_, "w:hanging", *indent))
    first = 0.0 if hanging else _points(_given(sheet, id_, "w:firstLine", *indent))
    return StyleLooks(
        size=size,
        line=_line(sheet, id_, size, font),
        before=_points(_given(sheet, id_, "w:before", *paragraph)),
        after=_points(_given(sheet, id_, "w:after", *paragraph)),
        indent=max(0.0, _points(left) - hanging),
        first=first,
        align=_ALIGN.get(_given(sheet, id_, "w:val", "w:pPr", "w:jc"), "left"),
        bold=sheet.holds(id_, "w:rPr", "w:b"),
        italic=sheet.holds(id_, "w:rPr", "w:i"),
        caps=sheet.holds(id_, "w:rPr", "w:caps"),
        font=font,
        colour=hex_colour(_given(sheet, id_, "w:val", "w:rPr", "w:color")),
    )


def font_of(sheet: StyleSheet, id_: str, theme_fonts: Mapping[str, str]) -> str:
    """The font of Latin letters, "" if none is given."""
    for fonts in _giving(sheet, id_, "w:rPr", "w:rFonts"):
        themed = fonts.get(name("w:asciiTheme")) or fonts.get(name("w:hAnsiTheme")) or ""
        found = theme_fonts.get("major" if themed.startswith("major") else "minor", "") if themed else ""
        found = found or fonts.get(name("w:ascii")) or fonts.get(name("w:hAnsi")) or ""
        if found:
            return found
    return ""


def _line(sheet: StyleSheet, id_: str, size: float, font: str) -> float:
    said = _given(sheet, id_, "w:line", "w:pPr", "w:spacing")
    rule = _given(sheet, id_, "w:lineRule", "w:pPr", "w:spacing") or "auto"
    natural = size * _NATURAL.get(font.lower(), _USUAL_LINE)
    if rule == "auto":
        return natural * decimal(said, 240, least=_LEAST_SHARE, most=TWIPS) / 240
    return max(natural, _points(said))


def _given(sheet: StyleSheet, id_: str, attribute: str, *path: str) -> str:
    """An attribute of the nearest style that gives it, or of the defaults; "" if none does."""
    values = (found.get(name(attribute)) for found in _giving(sheet, id_, *path))
    return next((value for value in values if value is not None), "")


def _giving(sheet: StyleSheet, id_: str, *path: str) -> Iterator[Element]:
    """The elements at a path in a style, in those that it is based on, nearest first, and in the defaults."""
    defaults = at(sheet.root, "w:docDefaults", f"{path[0]}Default")
    for style in (*sheet.chain(id_), defaults):
        found = at(style, *path) if style is not None else None
        if found is not None:
            yield found


def _points(value: str, parts: int = 20) -> float:
    """A distance in points, which the file gives in parts of a point; 0 if it is no number, or negative."""
    return decimal(value, least=0, most=TWIPS) / parts
