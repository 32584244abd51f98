"""A style of a Word template, with all that it inherits → its sizes, distances, font and colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.brand.word_reference.style_sheet import StyleSheet, at
from reports.brand.word_reference.xml import Element, name
from reports.files.numerals import TWIPS, decimal

_NATURAL: Mapping[str, float] = {
    "calibri": 1.22, "carlito": 1.22, "cambria": 1.17, "aptos": 1.28, "segoe ui": 1.33, "verdana": 1.22,
    "tahoma": 1.21, "georgia": 1.14, "be vietnam pro": 1.27, "noto sans": 1.36, "noto serif": 1.36, "open sans": 1.36,
    "roboto": 1.17,
}  # fmt: skip
_USUAL_LINE = 1.15
"""The height of a line of single spacing, in ems of the font: that of Arial and Times New Roman where not listed."""
_SIZE = 10.0  # what Word takes where no size is said
_MOST: Mapping[str, float] = {"size": 200.0, "line": 250.0, "indent": 200.0, "first": 200.0}
"""The largest type, lines and indents that a style of the brand may have."""
_LEAST_SHARE = 24  # of a line, in 240ths: what is lower is no height of lines
_ALIGN = {"both": "both", "center": "center", "right": "right", "end": "right", "distribute": "both"}


@dataclass(frozen=True, slots=True)
class StyleLooks:
    """How a style looks: sizes and distances in points, the colour as "#RRGGBB" or "" where it is not said."""

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
        """The same as brand.yaml says it."""
        lengths = {
            key: length(key, getattr(self, key)) for key in ("size", "line", "before", "after", "indent", "first")
        }
        marks = {key: getattr(self, key) for key in ("bold", "italic", "caps", "align")}
        return lengths | marks


def length(key: str, points: float) -> float:
    """A length of a style as brand.yaml may have it: to a tenth, and not larger than it can be."""
    return round(min(points, _MOST.get(key, math.inf)), 1)


def looks_of(sheet: StyleSheet, id_: str, theme_fonts: Mapping[str, str]) -> StyleLooks:
    """The looks of a style. `theme_fonts` are the theme's ("major", "minor")."""
    font = font_of(sheet, id_, theme_fonts)
    size = min(_points(_said(sheet, id_, "w:val", "w:rPr", "w:sz"), 2), _MOST["size"]) or _SIZE
    paragraph = ("w:pPr", "w:spacing")
    indent = ("w:pPr", "w:ind")
    left = _said(sheet, id_, "w:left", *indent) or _said(sheet, id_, "w:start", *indent)
    hanging = _points(_said(sheet, id_, "w:hanging", *indent))
    first = 0.0 if hanging else _points(_said(sheet, id_, "w:firstLine", *indent))
    colour = _said(sheet, id_, "w:val", "w:rPr", "w:color")
    return StyleLooks(
        size=size,
        line=_line(sheet, id_, size, font),
        before=_points(_said(sheet, id_, "w:before", *paragraph)),
        after=_points(_said(sheet, id_, "w:after", *paragraph)),
        indent=max(0.0, _points(left) - hanging),
        first=first,
        align=_ALIGN.get(_said(sheet, id_, "w:val", "w:pPr", "w:jc"), "left"),
        bold=sheet.is_on(id_, "w:rPr", "w:b"),
        italic=sheet.is_on(id_, "w:rPr", "w:i"),
        caps=sheet.is_on(id_, "w:rPr", "w:caps"),
        font=font,
        colour=f"#{colour.upper()}" if _is_colour(colour) else "",
    )


def font_of(sheet: StyleSheet, id_: str, theme_fonts: Mapping[str, str]) -> str:
    """The font of Latin letters, "" if none is said."""
    for fonts in _saying(sheet, id_, "w:rPr", "w:rFonts"):
        themed = fonts.get(name("w:asciiTheme")) or fonts.get(name("w:hAnsiTheme")) or ""
        found = theme_fonts.get("major" if themed.startswith("major") else "minor", "") if themed else ""
        found = found or fonts.get(name("w:ascii")) or fonts.get(name("w:hAnsi")) or ""
        if found:
            return found
    return ""


def _line(sheet: StyleSheet, id_: str, size: float, font: str) -> float:
    said = _said(sheet, id_, "w:line", "w:pPr", "w:spacing")
    rule = _said(sheet, id_, "w:lineRule", "w:pPr", "w:spacing") or "auto"
    natural = size * _NATURAL.get(font.lower(), _USUAL_LINE)
    if rule == "auto":
        return natural * decimal(said, 240, least=_LEAST_SHARE, most=TWIPS) / 240
    return max(natural, _points(said))


def _said(sheet: StyleSheet, id_: str, attribute: str, *path: str) -> str:
    """What the nearest style that says it says; else the defaults. "" if none does."""
    values = (found.get(name(attribute)) for found in _saying(sheet, id_, *path))
    return next((value for value in values if value is not None), "")


def _saying(sheet: StyleSheet, id_: str, *path: str) -> Iterator[Element]:
    """What stands at a path in a style, in those under it, nearest first, and in the defaults."""
    defaults = at(sheet.root, "w:docDefaults", f"{path[0]}Default")
    for style in (*sheet.chain(id_), defaults):
        found = at(style, *path) if style is not None else None
        if found is not None:
            yield found


def _points(value: str, parts: int = 20) -> float:
    """A distance that the file gives in so many parts of a point; nothing where it is no number, or below nothing."""
    return decimal(value, least=0, most=TWIPS) / parts


def _is_colour(value: str) -> bool:
    return len(value) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in value)
