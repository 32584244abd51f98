"""What the styles of headings count → the number of each heading, so that contents can repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reports.brand.word_reference.model import ListLevel, Lists
from reports.brand.word_reference.roles import HEADINGS
from reports.document import children_of
from reports.document.model import Blocks, Box, Document, Heading, Sides, SpeakerNotes
from reports.word.outline import Outline

_ROMAN: Mapping[str, int] = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5,
    "iv": 4, "i": 1,
}  # fmt: skip
_MOST = 780  # zz… thirty times: nobody reads on


def heading_numbers(document: Document, lists: Lists, outline: Outline) -> dict[str, str]:
    """The number of each heading by its bookmark; none for those that bear none."""
    counts = {id_: [0] * len(levels) for id_, levels in lists.levels.items()}
    found: dict[str, str] = {}
    for heading in _headings(tuple(document.blocks)) if lists.headings else ():
        role = HEADINGS[min(heading.level, len(HEADINGS)) - 1]
        if role in lists.headings:
            id_, level = lists.headings[role]
            count = counts[id_]
            count[level] += 1
            count[level + 1 :] = [0] * (len(count) - level - 1)
            found[outline.of(heading).bookmark] = _text(lists.levels[id_], level, count)
    return found


def _headings(blocks: Blocks) -> Iterator[Heading]:
    """The headings of the text; those in boxes and columns of languages have styles of their own."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif not isinstance(block, Box | Sides | SpeakerNotes):
            yield from _headings(children_of(block))


def _text(levels: Sequence[ListLevel], level: int, counts: Sequence[int]) -> str:
    said, legal = levels[level].text, levels[level].legal
    for i in range(level + 1):
        number = min(max(counts[i], 1) - 1 + levels[i].start, _MOST)
        shown = _FORMATS.get("decimal" if legal else levels[i].format, str)
        said = said.replace(f"%{i + 1}", shown(number))
    return said.strip()


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    """a to z, then aa to zz, as Word counts."""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1) if number else "0"


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": "{:02d}".format,
}
