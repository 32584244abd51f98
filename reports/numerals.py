"""A number as somebody's file writes it → a finite one within bounds; what is usual, where it writes no such number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MOST = 2_147_483_647
"""The largest number that Office files hold where the schema says no less (XML Schema, `int`)."""
INDENT = 51_206_400  # EMU: no indent and no inset of DrawingML is larger (ST_TextMargin)
TWIPS = 31_680  # 22 inches: no length of text is larger in Word
_NUMBER = re.compile(r"\s{0,20}([-+]?[0-9]{1,20}(?:\.[0-9]{1,20})?)\s{0,20}", re.ASCII)
_WITH_UNIT = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?(?:mm|cm|in|pt|pc|pi|%)", re.ASCII)
"""A measure as later versions of the schema have it too (ST_UniversalMeasure, ST_Percentage)."""

Bounds = Mapping[str, tuple[int, int]]
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ANY, _LENGTH, _MARGIN, _TEXT = (-MOST, MOST), (0, MOST), (-INDENT, INDENT), (-TWIPS, TWIPS)
_POINT, _EXTENT = dict.fromkeys(("x", "y"), _ANY), dict.fromkeys(("cx", "cy"), _LENGTH)
_LETTERS = {"sz": (100, 400_000), "kern": (0, 400_000), "spc": (-400_000, 400_000), "baseline": _ANY}
_LEVEL = {"marL": (0, INDENT), "marR": (0, INDENT), "indent": _MARGIN, "defTabSz": _ANY, "lvl": (0, 8)}
_DRAWN: Mapping[str, Bounds] = {
    "off": _POINT, "chOff": _POINT, "ext": _EXTENT, "chExt": _EXTENT,
    "bodyPr": dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), _MARGIN),
    "spcPts": {"val": (0, 158_400)}, "spcPct": {"val": (0, 13_200_000)},
    **dict.fromkeys(("defRPr", "rPr", "endParaRPr"), _LETTERS),
    **dict.fromkeys(("pPr", "defPPr", *(f"lvl{n}pPr" for n in range(1, 10))), _LEVEL),
}  # fmt: skip
_WRITTEN: Mapping[str, Bounds] = {
    "ind": dict.fromkeys(("left", "right", "start", "end", "hanging", "firstLine"), _TEXT),
    "spacing": dict.fromkeys(("before", "after", "line", "val"), _TEXT),
    "sz": {"val": (1, 3_276)}, "szCs": {"val": (1, 3_276)}, "kern": {"val": (0, 3_276)},
    "position": {"val": (-3_276, 3_276)}, "w": {"val": (1, 600)},
    "ilvl": {"val": (0, 8)}, "outlineLvl": {"val": (0, 9)},
    "tab": {"pos": _TEXT}, "gridCol": {"w": (0, TWIPS)}, "trHeight": {"val": (0, TWIPS)},
    "tblW": {"w": _TEXT}, "tcW": {"w": _TEXT}, "tblInd": {"w": _TEXT},
}  # fmt: skip
BOUNDS: Mapping[str, Bounds] = {
    **{_A + tag: bounds for tag, bounds in _DRAWN.items()},
    f"{_WP}extent": _EXTENT,
    **{_W + tag: {_W + key: each for key, each in bounds.items()} for tag, bounds in _WRITTEN.items()},
}
"""The numbers by which text and shapes stand, by element and attribute, with what they can be (ECMA-376 part 1)."""
_NEEDED = (*_POINT, *_EXTENT, f"{_W}pos")
_SPACINGS = tuple(_A + tag for tag in ("lnSpc", "spcBef", "spcAft"))
"""What is nothing without the number in it."""


def decimal(text: str | None, usual: float = 0.0, *, least: float = -MOST, most: float = MOST) -> float:
    """The number in `text`, if it is one from `least` to `most`; else `usual`."""
    found = _NUMBER.fullmatch(text or "")
    value = float(found.group(1)) if found else usual
    return value if least <= value <= most else usual


def whole(text: str | None, usual: int = 0, *, least: int = -MOST, most: int = MOST) -> int:
    """The same without what stands behind the point."""
    return int(decimal(text, usual, least=least, most=most))


def is_whole(text: str | None, *, least: int = -MOST, most: int = MOST) -> bool:
    """Whether `text` is a whole number from `least` to `most`, written as a program writes it."""
    found = whole(text, most + 1, least=least, most=most)
    return found <= most and str(found) == text


def drop_unsound(root: etree._Element) -> None:
    """Take away from a tree by others what stands in the place of a number and is none, or none that can be."""
    for element in list(root.iter(*BOUNDS)):
        for key, (least, most) in BOUNDS[str(element.tag)].items():
            value = element.get(key)
            if value is None or _WITH_UNIT.fullmatch(value):
                continue
            if decimal(value, most + 1, least=least, most=most) > most:
                _drop(element, key)
    for spacing in list(root.iter(*_SPACINGS)):
        parent = spacing.getparent()
        if not len(spacing) and parent is not None:
            parent.remove(spacing)


def _drop(element: etree._Element, key: str) -> None:
    """Take a number away: its attribute, or all of an element that says nothing else."""
    parent = element.getparent()
    if key in _NEEDED:
        element.set(key, "0")
    elif key.rpartition("}")[2] == "val" and len(element.attrib) == 1 and parent is not None:
        parent.remove(element)
    else:
        del element.attrib[key]
