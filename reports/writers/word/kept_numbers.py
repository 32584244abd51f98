"""A letterhead's numbers before headings → what they say of each heading, so that contents can repeat them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.document import Blocks, Box, Document, Heading, Sides, SpeakerNotes, block_children
from reports.numerals import whole
from reports.writers.word.kept_lists import LEVELS, definition_of, level_of
from reports.writers.word.letterhead import Letterhead
from reports.writers.word.names import HEADINGS
from reports.writers.word.style_sheet import at, is_on
from reports.writers.word.xml import Element, name

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 780  # zz… thirty times: nobody reads on
Place = tuple[Element, int]
"""A definition of a list, and the level in it."""


def heading_numbers(document: Document, letterhead: Letterhead | None, mapped: Mapping[str, str]) -> dict[int, str]:
    """The number of each heading, by the heading's identity; none for those that bear none."""
    places = numbered_headings(letterhead, mapped) if letterhead else {}
    counts: dict[str, list[int]] = {}
    found: dict[int, str] = {}
    for heading in _headings(tuple(document.blocks)) if places else ():
        place = places.get(HEADINGS[min(heading.level, len(HEADINGS)) - 1])
        if place:
            definition, level = place
            count = counts.setdefault(definition.get(name("w:abstractNumId"), ""), [0] * LEVELS)
            count[level] += 1
            count[level + 1 :] = [0] * (LEVELS - level - 1)
            found[id(heading)] = _text(definition, level, count)
    return found


def numbered_headings(letterhead: Letterhead, mapped: Mapping[str, str]) -> dict[str, Place]:
    """The roles of headings whose styles number them, with the place of each in a list."""
    found: dict[str, Place] = {}
    sheet, numbering = letterhead.styles, letterhead.numbering
    if sheet is None or numbering is None:
        return found
    for role in HEADINGS:
        number = sheet.inherited(mapped.get(role, ""), "w:pPr", "w:numPr", "w:numId")
        definition = definition_of(numbering, number.get(name("w:val"), "")) if number is not None else None
        if definition is None:
            continue
        named = sheet.inherited(mapped[role], "w:pPr", "w:numPr", "w:ilvl")
        text = named.get(name("w:val"), "0") if named is not None else _styled_level(definition, mapped[role])
        level = whole(text, least=0)
        if level < LEVELS and level_of(definition, level) is not None:
            found[role] = (definition, level)
    return found


def _styled_level(definition: Element, style: str) -> str:
    """The level that names the style."""
    for level in definition.iterchildren(name("w:lvl")):
        named = level.find(name("w:pStyle"))
        if named is not None and named.get(name("w:val")) == style:
            return level.get(name("w:ilvl"), "0")
    return "0"


def _headings(blocks: Blocks) -> Iterator[Heading]:
    """The headings of the text; those in boxes and columns of languages have styles of their own."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif not isinstance(block, Box | Sides | SpeakerNotes):
            yield from _headings(block_children(block))


def _text(definition: Element, level: int, counts: list[int]) -> str:
    shown = level_of(definition, level)
    if shown is None:
        return ""
    text = at(shown, "w:lvlText")
    legal = at(shown, "w:isLgl")
    said = text.get(name("w:val"), "") if text is not None else ""
    for i in range(level + 1):
        said = said.replace(f"%{i + 1}", _number(definition, i, counts[i], plain=legal is not None and is_on(legal)))
    return said.strip()


def _number(definition: Element, level: int, count: int, *, plain: bool) -> str:
    element = level_of(definition, level)
    start = at(element, "w:start") if element is not None else None
    kind = at(element, "w:numFmt") if element is not None else None
    first = start.get(name("w:val"), "1") if start is not None else "1"
    number = min(max(count, 1) - 1 + whole(first, 1, least=0), _MOST)
    match kind.get(name("w:val"), "decimal") if kind is not None and not plain else "decimal":
        case "upperRoman":
            return _roman(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperLetter":
            return _letter(number).upper()
        case "lowerLetter":
            return _letter(number)
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    """a to z, then aa to zz, as Word counts."""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1) if number else "0"
