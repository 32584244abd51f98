"""The lists with which the styles of an imported reference count their items and headings."""

from __future__ import annotations

from collections.abc import Mapping

from docx.shared import Length, Twips
from lxml import etree

from reports.brand.word_reference.model import KeptList, ListLevel, Lists
from reports.brand.word_reference.roles import HEADINGS
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, value
from reports.brand.word_reference.xml import Element, name
from reports.files.numerals import TWIPS, decimal, is_whole, whole

KINDS = {"bullets": "list-bullet", "numbers": "list-number"}
"""Kinds of lists → the roles of their items in plain text."""
LEVELS = 9
"""So many levels a list has (ECMA-376 part 1, 17.9.6)."""


def lists_of(sheet: StyleSheet, numbering: Element, mapped: Mapping[str, str]) -> Lists:
    """The lists of the styles that roles are mapped to; none for styles that do not count by themselves."""
    kept = {kind: _kept(sheet, numbering, mapped[role]) for kind, role in KINDS.items() if role in mapped}
    headings = {role: _heading(sheet, numbering, mapped[role]) for role in HEADINGS if role in mapped}
    found = {role: place for role, place in headings.items() if place}
    return Lists(
        {kind: list_ for kind, list_ in kept.items() if list_},
        {role: (_id(definition), level) for role, (definition, level) in found.items()},
        {_id(definition): tuple(_level(definition, i) for i in range(LEVELS)) for definition, _ in found.values()},
        definitions=_next(numbering, "w:abstractNum", "w:abstractNumId"),
        instances=max(_next(numbering, "w:num", "w:numId") - 1, 0),
    )


def _next(numbering: Element, tag: str, key: str) -> int:
    """The number after those that are taken."""
    taken = (whole(each.get(name(key), ""), -1, least=0) for each in numbering.iterchildren(name(tag)))
    return max(taken, default=-1) + 1


def definition_of(numbering: Element, number: str) -> Element | None:
    """The definition that a list of this number is an instance of."""
    instance = numbered(numbering, "w:num", "w:numId", number)
    named = value(instance, "w:abstractNumId")
    return numbered(numbering, "w:abstractNum", "w:abstractNumId", named) if named else None


def numbered(numbering: Element, tag: str, key: str, number: str) -> Element | None:
    """The child with this number."""
    return next((each for each in numbering.iterchildren(name(tag)) if each.get(name(key)) == number), None)


def _id(definition: Element) -> str:
    return definition.get(name("w:abstractNumId"), "")


def _shown(definition: Element, level: int) -> Element | None:
    """A level whose items show a mark."""
    found = numbered(definition, "w:lvl", "w:ilvl", str(level))
    if found is None or value(found, "w:numFmt") == "none":
        return None
    return found if value(found, "w:lvlText").strip() or at(found, "w:lvlPicBulletId") is not None else None


def _kept(sheet: StyleSheet, numbering: Element, style: str) -> KeptList | None:
    number = sheet.value(style, "w:pPr", "w:numPr", "w:numId")
    definition = definition_of(numbering, number)
    if definition is None or sheet.value(style, "w:pPr", "w:numPr", "w:ilvl") not in ("", "0"):
        return None
    levels: list[Length] = []
    while len(levels) < LEVELS and (level := _shown(definition, len(levels))) is not None:
        indent = at(level, "w:pPr", "w:ind")
        left = indent.get(name("w:left")) or indent.get(name("w:start")) if indent is not None else None
        levels.append(Length(Twips(round(decimal(left, least=-TWIPS, most=TWIPS)))))
    return KeptList(_id(definition), tuple(levels), _own_indents(sheet, style)) if levels else None


def _own_indents(sheet: StyleSheet, style: str) -> dict[str, str]:
    """The indents of the style, or of one between it and the style that numbers it."""
    for each in sheet.chain(style):
        indent = at(each, "w:pPr", "w:ind")
        if indent is not None:
            attributes = ((f"w:{etree.QName(key).localname}", str(text)) for key, text in indent.attrib.items())
            return {key: text for key, text in attributes if is_whole(text)}
        if at(each, "w:pPr", "w:numPr") is not None:
            break
    return {}


def _heading(sheet: StyleSheet, numbering: Element, style: str) -> tuple[Element, int] | None:
    """The definition and level that number the headings of a style; by default the level that names the style."""
    definition = definition_of(numbering, sheet.value(style, "w:pPr", "w:numPr", "w:numId"))
    if definition is None:
        return None
    levels = definition.iterchildren(name("w:lvl"))
    styled = (each.get(name("w:ilvl"), "0") for each in levels if value(each, "w:pStyle") == style)
    named = sheet.inherited(style, "w:pPr", "w:numPr", "w:ilvl")
    level = whole(next(styled, "0") if named is None else named.get(name("w:val"), "0"), least=0)
    return (definition, level) if level < LEVELS and _shown(definition, level) is not None else None


def _level(definition: Element, level: int) -> ListLevel:
    shown = _shown(definition, level)
    if shown is None:
        return ListLevel()
    return ListLevel(
        value(shown, "w:numFmt") or "decimal",
        whole(value(shown, "w:start") or "1", 1, least=0),
        value(shown, "w:lvlText"),
        is_on(at(shown, "w:isLgl")),
    )
