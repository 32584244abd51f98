"""Numbers in trees by others: those that are none, or larger than any Office program reads, are removed or set to 0."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from reports.foreign.names import SPACES, full
from reports.numerals import MOST, decimal

_WITH_UNIT = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?(?:mm|cm|in|pt|pc|pi|%)", re.ASCII)
"""A measure as later versions of the schema have it too (ST_UniversalMeasure, ST_Percentage)."""
_ID = 2 * MOST + 1


def _each(prefix: str, names: str) -> frozenset[str]:
    return frozenset(full(f"{prefix}{name}") for name in names.split())


_DRAWN = _each(
    "",
    """x y z dx dy dz tx ty sx sy kx ky rot lat lon rev ang dir fadeDir stA stPos endA endPos spcCol cx cy w h rad
    blurRad dist extrusionH contourW fov zoom lim hue sat lum bright contrast thresh amt pos fontScale lnSpcReduction
    baseline lIns tIns rIns bIns marL marR marT marB indent defTabSz distT distB distL distR relativeHeight
    pitchFamily charset sz kern spc lvl startAt numCol rowSpan gridSpan idx l t r b g d sp""",
)
_OPTIONAL = _each("", "sz lvl startAt numCol rowSpan gridSpan fontScale kern lim")
"""Numbers that cannot be 0, or mean something else then: they are removed."""
_WORDS = _each(
    "a:",
    """srgbClr schemeClr sysClr prstClr prstDash pt pos rect arcTo cxn ahXY ahPolar headEnd tailEnd lightRig fontRef""",
)
"""Elements with words under such names: the name of a colour, or of a guide where a point stands."""
_FLAGS = _each("a:", "rPr defRPr endParaRPr")
"""Elements whose "b" is a switch."""
_TEXTUAL = _each(
    "w:",
    """left right start end hanging firstLine before after line pos w h x y hSpace vSpace leftFromText rightFromText
    topFromText bottomFromText tblpX tblpY legacySpace legacyIndent leftChars rightChars startChars endChars
    hangingChars firstLineChars beforeLines afterLines sz space lines uiPriority defUIPriority count top bottom header
    footer gutter""",
)
_VALUES = _each(
    "w:",
    """sz szCs kern position w spacing hps hpsRaise hpsBaseText defaultTabStop trHeight fitText ilvl numId outlineLvl
    lvlPicBulletId startOverride lvlRestart uiPriority gridBefore gridAfter gridSpan tblStyleRowBandSize
    tblStyleColBandSize""",
)
"""Elements of Word whose value is a number; so is that of the `w:start` of a list's level."""
_VALUE, _START, _LEVEL, _TAB, _OFFSET = (full(name) for name in ("w:val", "w:start", "w:lvl", "w:tab", "wp:posOffset"))
_OF_SPACE: Mapping[str, frozenset[str]] = {
    SPACES["w"]: _TEXTUAL,
    **{SPACES[prefix]: _DRAWN | {"id"} for prefix in ("wp", "pic", "wps", "wpg")},
    SPACES["a"]: _DRAWN | {"val"},
    SPACES["p"]: _each("", "cx cy idx rot"),
}
_SPACINGS = tuple(full(f"a:{tag}") for tag in ("lnSpc", "spcBef", "spcAft"))
"""What is nothing without the number in it."""


def drop_unsound(root: etree._Element) -> None:
    """Remove from a tree by others what stands in the place of a number and is none, or none that can be."""
    for element in list(root.iter(etree.Element)):
        tag = str(element.tag)
        names = _OF_SPACE.get(tag[1:].partition("}")[0])
        if names is None or tag in _WORDS:
            continue
        for key, value in element.items():
            name = str(key)
            numeric = name in names or (name == _VALUE and _is_value(element, tag))
            if numeric and not _is_sound(str(value)) and not (name == "b" and tag in _FLAGS):
                _drop(element, tag, name)
    for element in root.iter(_OFFSET):
        if not _is_sound((element.text or "").strip()):
            element.text = "0"
    for spacing in list(root.iter(*_SPACINGS)):
        parent = spacing.getparent()
        if not len(spacing) and parent is not None:
            parent.remove(spacing)


def _is_value(element: etree._Element, tag: str) -> bool:
    parent = element.getparent()
    return tag in _VALUES or (tag == _START and parent is not None and parent.tag == _LEVEL)


def _is_sound(value: str) -> bool:
    return bool(_WITH_UNIT.fullmatch(value)) or decimal(value, _ID + 1, least=-MOST, most=_ID) <= _ID


def _drop(element: etree._Element, tag: str, key: str) -> None:
    """Remove a number: its attribute, or all of an element that says nothing else; set it to 0 where it is needed."""
    parent = element.getparent()
    if key in ("val", _VALUE) and len(element.attrib) == 1 and parent is not None:
        parent.remove(element)
    elif tag == _TAB or (key[0] != "{" and key not in _OPTIONAL):
        element.set(key, "0")
    else:
        del element.attrib[key]
