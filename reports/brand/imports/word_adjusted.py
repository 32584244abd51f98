"""Sizes and colours of an imported .docx that are changed: type that is too large, and letters that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from reports.brand import contrast
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.brand.imports.word_looks import StyleLooks, length
from reports.brand.theme import hex_colour
from reports.brand.word_reference.style_sheet import StyleSheet
from reports.brand.word_reference.xml import name

_LARGEST_TEXT = 14.0
"""The largest running text in points; forms in Chinese or Japanese have larger signs."""
_LARGEST: Mapping[str, float] = {"title": 3.0, "heading-1": 1.9, "heading-2": 1.6, "heading-3": 1.4}
"""The largest titles and headings in proportion to running text."""
_SIZED = ("size", "line", "before", "after", "first", "indent")
_LARGE, _LARGE_BOLD = 18, 14
"""From these sizes on, in points, type is large (WCAG 2.2, criterion 1.4.3)."""
_PAPER = "#FFFFFF"


def adjusted_looks(
    looks: Mapping[str, StyleLooks], mapped: Mapping[str, str], sheet: StyleSheet
) -> tuple[dict[str, StyleLooks], dict[str, list[str]], list[str]]:
    """The looks by role with sizes that fit together and colours that can be read; what of them is changed by role, for
    `word.adjusted`; and notes on it. `mapped` are the ids of styles by role."""
    plain = looks["body"].fields["size"] if "body" in looks else 0
    share = min(1.0, _LARGEST_TEXT / plain) if plain else 1.0
    fitted = {role: _sized(role, each, share, plain) for role, each in looks.items()}
    sized = [role for role in fitted if role in mapped and fitted[role].fields["size"] < looks[role].fields["size"]]
    pale = [role for role, each in looks.items() if role in mapped and _is_pale(each, _ground(sheet, mapped[role]))]
    for role in pale:
        colour = "heading" if role == "title" or "heading" in role else "text"
        fitted[role] = replace(fitted[role], fields={**fitted[role].fields, "colour": colour})
    adjusted = {role: [*["size"] * (role in sized), *["colour"] * (role in pale)] for role in looks}
    notes = [
        f"{role} is set in {fitted[role].fields['size']:g} pt instead of {looks[role].fields['size']:g} (word.adjusted)"
        for role in sized
    ]
    notes += [
        f"the colour {looks[role].colour} of {role} cannot be read: it is changed (word.adjusted)" for role in pale
    ]
    return fitted, {role: what for role, what in adjusted.items() if what}, notes


def _sized(role: str, looks: StyleLooks, share: float, plain: float) -> StyleLooks:
    size: float = looks.fields["size"]
    share = min(share, share * _LARGEST[role] * plain / size) if role in _LARGEST and plain else share
    if share == 1:
        return looks
    smaller: dict[str, Any] = {key: length(key, looks.fields[key] * share) for key in _SIZED}
    return replace(looks, fields={**looks.fields, **smaller, "size": round(2 * size * share) / 2})


def _ground(sheet: StyleSheet, id_: str) -> str:
    """The colour on which the letters of a style stand."""
    shade = sheet.inherited(id_, "w:pPr", "w:shd")
    return (hex_colour(shade.get(name("w:fill"), "")) if shade is not None else "") or _PAPER


def _is_pale(looks: StyleLooks, ground: str) -> bool:
    size, bold = looks.fields["size"], looks.fields["bold"]
    is_large = size >= _LARGE or (bold and size >= _LARGE_BOLD)
    least = LEAST_CONTRAST_GRAPHICS if is_large else LEAST_CONTRAST_TEXT
    return bool(looks.colour) and contrast(looks.colour, ground) < least
