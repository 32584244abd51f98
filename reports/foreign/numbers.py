"""A tree by others → the same without what stands in the place of a number and is none, or none that can be.

A number is known by its attribute's name wherever it means one in DrawingML and in Word's own text, so that no element
has to be thought of; where an element asks for less than that, it is named with what it takes (ECMA-376 part 1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from reports.foreign.names import SPACES, full
from reports.numerals import MOST, TWIPS, decimal

Bounds = Mapping[str, tuple[int, int]]
INDENT = 51_206_400  # EMU: no indent and no inset of DrawingML is larger (ST_TextMargin)
_WITH_UNIT = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?(?:mm|cm|in|pt|pc|pi|%)", re.ASCII)
"""A measure as later versions of the schema have it too (ST_UniversalMeasure, ST_Percentage)."""
_ANY, _LENGTH, _MARGIN, _TEXT = (-MOST, MOST), (0, MOST), (-INDENT, INDENT), (-TWIPS, TWIPS)
_THIN, _FEW, _BYTE, _ID = (0, 20_116_800), (0, 32_767), (-128, 255), (0, 2 * MOST + 1)


def _each(names: str, bounds: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return dict.fromkeys(names.split(), bounds)


_DRAWN = {
    **_each("x y z dx dy dz tx ty sx sy kx ky rot lat lon rev ang dir fadeDir stA stPos endA endPos spcCol", _ANY),
    **_each("cx cy w h rad blurRad dist extrusionH contourW fov zoom lim", _LENGTH),
    **_each("hue sat lum bright contrast thresh amt pos fontScale lnSpcReduction baseline", _ANY),
    **_each("lIns tIns rIns bIns marL marR marT marB indent defTabSz", _MARGIN),
    **_each("distT distB distL distR relativeHeight", _ID), **_each("pitchFamily charset", _BYTE),
    **_each("sz", (100, 400_000)), **_each("kern", (0, 400_000)), **_each("spc", (-400_000, 400_000)),
    **_each("lvl", (0, 8)), **_each("startAt", (1, 32_767)), **_each("numCol", (1, 16)),
    **_each("rowSpan gridSpan", (1, 1_000)),
}  # fmt: skip
_TEXTUAL = {
    **_each("left right start end hanging firstLine before after line pos w h x y hSpace vSpace", _TEXT),
    **_each("leftFromText rightFromText topFromText bottomFromText tblpX tblpY legacySpace legacyIndent", _TEXT),
    **_each("leftChars rightChars startChars endChars hangingChars firstLineChars beforeLines afterLines", _TEXT),
    **_each("sz", (0, 255)), **_each("space lines", (0, 31)), **_each("uiPriority defUIPriority count", _FEW),
}  # fmt: skip
_BY_NAME: Mapping[str, Bounds] = {
    **{f"{{{SPACES[prefix]}}}": _DRAWN for prefix in ("a", "a14", "p15")},
    **{f"{{{SPACES[prefix]}}}": {**_DRAWN, "id": _ID} for prefix in ("wp", "pic", "wps", "wpg", "wpc")},
    **{f"{{{SPACES[prefix]}}}": {full(f"{prefix}:{name}"): each for name, each in names.items()}
       for prefix, names in (("w", _TEXTUAL), ("w14", _DRAWN))},
}  # fmt: skip
"""By the namespace of an element: the attributes that are numbers on each of its elements."""

_COLOUR_CHANGES = """
    tint shade alpha alphaOff alphaMod hue hueOff hueMod sat satOff satMod lum lumOff lumMod red redOff redMod green
    greenOff greenMod blue blueOff blueMod"""
_INDENTED = {"marL": (0, INDENT), "marR": (0, INDENT), "defTabSz": _ANY}
_EDGES = _each("l t r b", _ANY)
_OF_DRAWINGS: Mapping[str, Bounds] = {
    **dict.fromkeys(("fillToRect", "tileRect", "srcRect", "fillRect"), _EDGES),
    "scrgbClr": _each("r g b", _ANY), "ds": _each("d sp", _LENGTH), "alphaRepl": {"a": _ANY},
    **{tag: {"val": _ANY} for tag in _COLOUR_CHANGES.split()},
    **dict.fromkeys(("pPr", "defPPr", *(f"lvl{n}pPr" for n in range(1, 10))), _INDENTED),
    **{tag: {"idx": _ID} for tag in ("lnRef", "fillRef", "effectRef")},
    **{tag: {"idx": _ID, "id": _ID} for tag in ("stCxn", "endCxn")},
    "spcPts": {"val": (0, 158_400)}, "spcPct": {"val": (0, 13_200_000)},
    "buSzPts": {"val": (100, 400_000)}, "buSzPct": {"val": (0, MOST)}, "ln": {"w": _THIN},
}  # fmt: skip
_OF_TEXTS: Mapping[str, Bounds] = {
    **{tag: {"val": (1, 3_276)} for tag in ("sz", "szCs", "hps", "hpsRaise", "hpsBaseText")},
    **{tag: {"val": (0, TWIPS)} for tag in ("defaultTabStop", "trHeight", "fitText")},
    **{tag: {"val": _FEW} for tag in ("startOverride", "lvlRestart", "uiPriority", "gridBefore", "gridAfter")},
    **{tag: {"val": (0, MOST)} for tag in ("numId", "lvlPicBulletId")},
    **{tag: {"val": (0, 63)} for tag in ("tblStyleRowBandSize", "tblStyleColBandSize")},
    "kern": {"val": (0, 3_276)}, "position": {"val": (-3_276, 3_276)}, "w": {"val": (1, 600)},
    "ilvl": {"val": (0, 8)}, "outlineLvl": {"val": (0, 9)}, "spacing": {"val": _TEXT}, "gridSpan": {"val": (1, 63)},
    "gridCol": {"w": (0, TWIPS)}, "lvl/start": {"val": _FEW},
}  # fmt: skip
_BY_ELEMENT: Mapping[str, Bounds] = {
    **{full(f"a:{tag}"): bounds for tag, bounds in _OF_DRAWINGS.items()},
    **{full(f"w14:{tag}"): {full("w14:val"): _ANY} for tag in _COLOUR_CHANGES.split()},
    **{full(f"w:{tag}"): {full(f"w:{key}"): each for key, each in bounds.items()}
       for tag, bounds in _OF_TEXTS.items()},
    full("w14:fillToRect"): {full(f"w14:{key}"): each for key, each in _EDGES.items()},
    full("wp:effectExtent"): _EDGES, full("p:bgRef"): {"idx": _ID}, full("p:xfrm"): {"rot": _ANY},
}  # fmt: skip
"""By the element: what its numbers can be, where that is less than their name says, or where the name says nothing."""
_START, _LEVEL = full("w:start"), full("w:lvl")
_WORDED = frozenset(
    [*(full(f"a:{tag}") for tag in ("pt", "pos", "rect", "arcTo", "cxn", "ahXY", "ahPolar", "headEnd", "tailEnd",
                                    "lightRig")), full("w14:lightRig")]
)  # fmt: skip
"""What has words under such names: the name of a guide where a point stands, "med", "t"."""
_COUNTED = tuple(map(full, ("wp:posOffset", "wp14:pctWidth", "wp14:pctHeight", "wp14:pctPosHOffset",
                            "wp14:pctPosVOffset")))  # fmt: skip
"""Elements whose text is a number."""
_NEEDED = frozenset(
    [*(full(f"a:{tag}") for tag in ("off", "chOff", "ext", "chExt", "rot", "scrgbClr", "hslClr", "ds", "gs", "gridCol",
                                    "tr", "biLevel", "alphaBiLevel", "alphaRepl", "lnRef", "fillRef", "effectRef",
                                    "stCxn", "endCxn", "anchor", "norm", "up")),
     *(full(f"w14:{tag}") for tag in ("gs", "rot", "glow")), full("p:bgRef"), full("w:tab")]
)  # fmt: skip
"""Elements all of whose numbers are needed, as are ids and what places a drawing in a text."""
_PLACES = f"{{{SPACES['wp']}}}"
_SPACINGS = tuple(full(f"a:{tag}") for tag in ("lnSpc", "spcBef", "spcAft"))
"""What is nothing without the number in it."""


def drop_unsound(root: etree._Element) -> None:
    """Take away from a tree by others what stands in the place of a number and is none, or none that can be."""
    for element in list(root.iter(etree.Element)):
        tag = str(element.tag)
        if tag in _WORDED:
            continue
        general, own = _BY_NAME.get(tag[: tag.index("}") + 1] if "}" in tag else "", {}), _of(element, tag)
        for key, value in element.items():
            bounds = own.get(str(key)) or general.get(str(key))
            if bounds and not _is_sound(str(value), *bounds):
                _drop(element, str(key))
    for element in root.iter(*_COUNTED):
        if not _is_sound((element.text or "").strip(), *_ANY):
            element.text = "0"
    for spacing in list(root.iter(*_SPACINGS)):
        parent = spacing.getparent()
        if not len(spacing) and parent is not None:
            parent.remove(spacing)


def _of(element: etree._Element, tag: str) -> Bounds:
    """What an element's own numbers can be. A list's level begins at a `w:start`, which elsewhere is a border."""
    parent = element.getparent()
    if tag == _START and parent is not None and parent.tag == _LEVEL:
        return _BY_ELEMENT[full("w:lvl/start")]
    return _BY_ELEMENT.get(tag, {})


def _is_sound(value: str, least: int, most: int) -> bool:
    return bool(_WITH_UNIT.fullmatch(value)) or decimal(value, most + 1, least=least, most=most) <= most


def _drop(element: etree._Element, key: str) -> None:
    """Take a number away: its attribute, or all of an element that says nothing else; none where it is needed."""
    parent = element.getparent()
    if element.tag in _NEEDED or str(element.tag).startswith(_PLACES) or key == "id":
        element.set(key, "0")
    elif key.rpartition("}")[2] == "val" and len(element.attrib) == 1 and parent is not None:
        parent.remove(element)
    else:
        del element.attrib[key]
