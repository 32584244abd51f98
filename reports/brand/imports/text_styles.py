"""Levels of imported placeholders as styles of text for brand.yaml, in sizes at which whole sentences fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from reports.brand.imports.layouts import FoundHolder, FoundLevel

Style = dict[str, Any]
LINES = (1.17, 1.6)  # the least pitch for Vietnamese capitals with two marks, and the most, in ems
LETTER = {False: 0.5, True: 0.55}  # the mean width of a letter of Arial in ems: regular, bold
CAPITALS = 1.25
TITLE_LENGTH, COVER_LENGTH, SECTION_LENGTH, FOOTER_LENGTH = 115, 75, 60, 45  # letters for which there is room
LEAST_TITLE = 20.0
BULLET, NUMBER, INDENT = "•", "1.", 18.0
NUMBER_WIDTH = 1.6  # the width of "10." of Arial and a gap, in ems; Arial's figures are as wide in bold


def style_of(level: FoundLevel, number: int, most: float, least: float) -> Style:
    """The style of text for a level, in the level's size but from `least` to `most` points."""
    size = max(min(level.size, most), least)
    style: Style = {"size": half(size), "line": pitch(level, size)}
    after = half(level.space * size / level.size) if level.size else 0.0
    style |= {"after": after} if after else {}
    style |= {"bold": True} if level.bold else {}
    style |= {"caps": True} if level.caps else {}
    return {**style, "level": number}


def pitch(level: FoundLevel, size: float) -> float:
    """The exact pitch of lines at a size, in the level's own proportion."""
    least, most = LINES
    return half(min(max(level.line / level.size if level.size else 1.2, least), most) * size)


def half(points: float) -> float:
    """Points, rounded to halves."""
    return round(points * 2) / 2


def number_indent(size: float, measure: float) -> float:
    """The least indent for a number before text; `measure` is the font's width in proportion to Arial's."""
    return half(NUMBER_WIDTH * size * measure)


def flowing(holder: FoundHolder, most: Sequence[float], least: float, measure: float) -> list[Style]:
    """The styles of a placeholder for text: paragraph, item, subitem, step, subheading.

    Items have the bullets of the placeholder's levels; where those have none, paragraphs state them ("direct").
    """
    levels = holder.levels
    first = style_of(levels[0], 1, most[0], least)
    plain = {**first, "direct": True} if levels[0].bullet or levels[0].indent else first
    marked = next((i for i in (0, 1) if levels[i].bullet), None)
    if marked is None:
        item = {**first, "mark": BULLET, "indent": INDENT, "direct": True}
        subitem = {**first, "mark": "–", "indent": 2 * INDENT, "hang": INDENT, "direct": True}
    else:
        item = first if marked == 0 else style_of(levels[1], 2, first["size"], least)
        item = {**item, **_mark(levels[marked])}
        below = levels[marked + 1]
        subitem = style_of(below, marked + 2, min(most[1], item["size"]), least)
        subitem = {**subitem, **_mark(below)} if below.bullet else subitem
    indent = max(levels[0].indent, number_indent(first["size"], measure))
    step = {**first, "mark": NUMBER, "indent": indent, "direct": True}
    return [plain, item, subitem, step, {**plain, "bold": True, "direct": True}]


def _mark(level: FoundLevel) -> Style:
    hang = level.hang if level.hang and level.hang != level.indent else None
    return {"mark": BULLET, "indent": level.indent, **({"hang": hang} if hang is not None else {})}


def title_style(holder: FoundHolder, length: int, measure: float, unit: float) -> tuple[Style, bool]:
    """The largest style in which a title of a length (in letters) fits, in two lines or else three; whether it fits."""
    level = holder.levels[0]
    width = (holder.box[2] * 72 - holder.insets[0] - holder.insets[2]) * 0.97
    room = holder.box[3] * 72 - holder.insets[1] - holder.insets[3]
    smallest = half(LEAST_TITLE * min(unit, 1))
    largest = max(level.size, smallest)
    letter = LETTER[level.bold] * measure * (CAPITALS if level.caps else 1)
    for lines, least in ((2, min(smallest * 1.2, largest)), (3, smallest)):
        size = largest
        while size >= least:
            held = min(lines, int((room - 0.1) / pitch(level, size)))
            if held * math.floor(width / (letter * size)) >= length:
                return style_of(level, 1, size, size), True
            size -= 0.5
    return style_of(level, 1, smallest, smallest), False
