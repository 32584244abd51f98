"""A letterhead's styles of lists → the definitions that they count with, so that our lists look like its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.numerals import TWIPS, decimal, is_whole
from reports.writers.word.letterhead import Letterhead
from reports.writers.word.style_sheet import StyleSheet, at
from reports.writers.word.xml import Element, name

KINDS = {"bullets": "list-bullet", "numbers": "list-number"}
"""Kinds of lists → the roles of their items in plain text."""
LEVELS = 9
"""So many levels a list has (ECMA-376 part 1, 17.9.6)."""


@dataclass(frozen=True, slots=True)
class KeptList:
    """A definition of the letterhead: its id, how far in each level stands, in points, and the indents that the style
    sets itself, which an instance named in a paragraph would overrule."""

    id: str
    levels: tuple[float, ...]
    indents: Mapping[str, str] = field(default_factory=dict)


def kept_lists(letterhead: Letterhead | None, mapped: Mapping[str, str]) -> dict[str, KeptList]:
    """By kind of list; none where the letterhead's style does not count by itself."""
    found: dict[str, KeptList] = {}
    for kind, role in KINDS.items():
        if letterhead and letterhead.styles and letterhead.numbering is not None and role in mapped:
            kept = _kept(letterhead.styles, letterhead.numbering, mapped[role])
            if kept:
                found[kind] = kept
    return found


def definition_of(numbering: Element, number: str) -> Element | None:
    """The definition that a list of this number is an instance of."""
    instance = _numbered(numbering, "w:num", "w:numId", number)
    named = instance.find(name("w:abstractNumId")) if instance is not None else None
    return _numbered(numbering, "w:abstractNum", "w:abstractNumId", _value(named)) if named is not None else None


def level_of(definition: Element, level: int) -> Element | None:
    """A level that shows something."""
    found = next(
        (each for each in definition.iterchildren(name("w:lvl")) if each.get(name("w:ilvl")) == str(level)), None
    )
    if found is None or _value(found.find(name("w:numFmt"))) == "none":
        return None
    text = _value(found.find(name("w:lvlText"))).strip()
    return found if text or found.find(name("w:lvlPicBulletId")) is not None else None


def _numbered(numbering: Element, tag: str, key: str, number: str) -> Element | None:
    return next((each for each in numbering.iterchildren(name(tag)) if each.get(name(key)) == number), None)


def _value(element: Element | None) -> str:
    return element.get(name("w:val"), "") if element is not None else ""


def _kept(sheet: StyleSheet, numbering: Element, style: str) -> KeptList | None:
    number = sheet.inherited(style, "w:pPr", "w:numPr", "w:numId")
    if number is None or _value(sheet.inherited(style, "w:pPr", "w:numPr", "w:ilvl")) not in ("", "0"):
        return None
    definition = definition_of(numbering, _value(number))
    if definition is None:
        return None
    levels: list[float] = []
    while len(levels) < LEVELS and (level := level_of(definition, len(levels))) is not None:
        indent = at(level, "w:pPr", "w:ind")
        left = indent.get(name("w:left")) or indent.get(name("w:start")) if indent is not None else None
        levels.append(decimal(left, least=-TWIPS, most=TWIPS) / 20)
    if not levels:
        return None
    return KeptList(definition.get(name("w:abstractNumId"), ""), tuple(levels), _own_indents(sheet, style))


def _own_indents(sheet: StyleSheet, style: str) -> dict[str, str]:
    """The indents of the style and of those between it and the one that numbers."""
    for each in sheet.chain(style):
        indent = at(each, "w:pPr", "w:ind")
        if indent is not None:
            said = {f"w:{etree.QName(key).localname}": str(value) for key, value in indent.attrib.items()}
            return {key: value for key, value in said.items() if is_whole(value)}
        if at(each, "w:pPr", "w:numPr") is not None:
            break
    return {}
