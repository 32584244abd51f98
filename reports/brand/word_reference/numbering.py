"""The lists of an imported .docx, mended, and the numbers of headings as its paragraphs have them."""

from __future__ import annotations

import copy
import re
from typing import Any

from reports.brand.model import contrast
from reports.brand.theme import hex_colour
from reports.brand.word_reference.lists import definition_of, numbered
from reports.brand.word_reference.style_sheet import StyleSheet, at, value
from reports.brand.word_reference.xml import Element, insert, name
from reports.files.sanitiser.elements import remove

_LEAST_CONTRAST = 4.5  # WCAG 2.2, criterion 1.4.3
_LEVEL_NAMES = (
    "w:start", "w:numFmt", "w:lvlRestart", "w:pStyle", "w:isLgl", "w:suff", "w:lvlText", "w:lvlPicBulletId",
    "w:legacy", "w:lvlJc", "w:pPr", "w:rPr",
)  # fmt: skip
"""The children of a list level in the order of the schema."""
_LEVEL = tuple(map(name, _LEVEL_NAMES))


def mend_lists(root: Element) -> list[str]:
    """Remove lists without a definition or a usable number, and marks without their picture; put the children of
    levels, which LibreOffice mixes up, in order. Returns a sentence if lists were removed."""
    before = len(root)
    defined: set[str | None] = set()
    for definition in root.findall(name("w:abstractNum")):
        number = definition.get(name("w:abstractNumId"), "")
        if _is_number(number) and number not in defined:
            defined.add(number)
        else:
            remove(definition)
    for list_ in root.findall(name("w:num")):
        if value(list_, "w:abstractNumId") not in defined or not _is_number(list_.get(name("w:numId"), "")):
            remove(list_)
    fewer = len(root) < before
    pictures = {each.get(name("w:numPicBulletId")) for each in root.findall(name("w:numPicBullet"))}
    for mark in list(root.iter(name("w:lvlPicBulletId"))):
        if mark.get(name("w:val")) not in pictures:
            remove(mark)
    for colour in list(root.iter(name("w:color"))):  # numbers that cannot be read have the colour of their text
        if contrast(hex_colour(colour.get(name("w:val"), "")) or "#000000", "#FFFFFF") < _LEAST_CONTRAST:
            remove(colour)
    for level in root.iter(name("w:lvl")):
        level[:] = sorted(level, key=lambda part: _LEVEL.index(part.tag) if part.tag in _LEVEL else len(_LEVEL))
    return ["lists of the file that have no usable number, or no definition, are left out"] if fewer else []


def number_as_used(body: Element, sheet: StyleSheet, numbering: Element) -> None:
    """Number the styles of headings as most of their paragraphs are: many files number, or unnumber, these directly."""
    given: dict[str, list[Element | None]] = {}
    for paragraph in body.iter(name("w:p")):
        id_ = value(paragraph, "w:pPr", "w:pStyle")
        if sheet.value(id_, "w:pPr", "w:outlineLvl"):
            given.setdefault(id_, []).append(at(paragraph, "w:pPr", "w:numPr"))
    for id_, numbers in given.items():
        direct = [number for number in numbers if number is not None]
        if 2 * len(direct) <= len(numbers):
            continue
        properties: Any = sheet.ids[id_]
        properties = properties.get_or_add_pPr()
        if (former := at(properties, "w:numPr")) is not None:
            properties.remove(former)
        properties._insert_numPr(copy.deepcopy(direct[0]))
        _link(numbering, value(direct[0], "w:numId"), value(direct[0], "w:ilvl") or "0", id_)


def _link(numbering: Element, number: str, depth: str, id_: str) -> None:
    """Let a level of a list belong to a style, and no longer to another one: programs go by this link."""
    definition = definition_of(numbering, number)
    level = numbered(definition, "w:lvl", "w:ilvl", depth) if definition is not None else None
    if level is not None:
        for former in level.findall(name("w:pStyle")):
            level.remove(former)
        style = level.makeelement(name("w:pStyle"), {name("w:val"): id_})
        insert(level, style, *_LEVEL_NAMES[_LEVEL_NAMES.index("w:pStyle") + 1 :])


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None  # larger ones leave no room for our lists
