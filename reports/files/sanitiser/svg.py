"""Sanitise an SVG: a plain drawing stays, of elements that run nothing, fetch nothing and repeat nothing."""

from __future__ import annotations

import re

from lxml import etree

from reports.files.archive import parsed
from reports.files.namespaces import full, words

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_KEPT = (*_HREFS, full("xml:space"), full("xml:lang"))
_DRAWN = words(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan style clipPath linearGradient"
    " radialGradient stop"
)
"""What a drawing consists of. `use`, patterns, masks, markers and filters show things again, without bounds."""
_CALL = re.compile(
    r"\b(?:rgba?|hsla?|matrix|translate[xy]?|rotate|scale[xy]?|skew[xy]) {0,9}\(|\burl\(['\"]?#", re.IGNORECASE
)
"""The functions that a style may call; `url(#…)` names a gradient or a clipping path of the same drawing."""
_LONGEST_STYLES, _MOST_ELEMENTS, _MOST_SHOWN = 100_000, 200_000, 2_000_000


def plain_svg(content: bytes) -> bytes | None:
    """The drawing without metadata, handlers and links; None if it is no SVG, or has elements that do more than draw.

    An Office file has a PNG beside each SVG; programs show the PNG if the SVG is dropped.
    """
    root = parsed(content)
    if root is None or root.tag != f"{_SVG}svg":
        return None
    etree.strip_elements(root, f"{_SVG}metadata", with_tail=False)
    for element in list(root.iter()):
        if not str(element.tag).startswith(_SVG):
            element.clear()  # what drawing programs note for themselves
            if (parent := element.getparent()) is not None:
                parent.remove(element)
        elif str(element.tag).removeprefix(_SVG) not in _DRAWN:
            return None
        for key, value in element.items():
            if not _may_stay(str(key), str(value)):
                del element.attrib[key]
    styles = "".join(str(text) for style in root.iter(f"{_SVG}style") for text in style.itertext())
    if len(styles) > _LONGEST_STYLES or not _is_still(styles) or _grows(root, styles):
        return None
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _may_stay(key: str, value: str) -> bool:
    if key in _HREFS:
        return value.startswith("#")
    is_plain = not key.startswith("{") and not key.lower().startswith("on")
    return (is_plain or key in _KEPT) and "://" not in value and _is_still(value)


def _is_still(style: str) -> bool:
    """Whether a style fetches nothing: no imports, no escapes, no functions but those of `_CALL`."""
    return not any(sign in _CALL.sub("", style) for sign in "@\\(")


def _grows(root: etree._Element, styles: str) -> bool:
    """Whether clipping paths may clip each other, or there are far more elements than programs can draw."""
    clips = [element for clip in root.iter(f"{_SVG}clipPath") for element in clip.iter()]
    referring = any("url(" in str(value).lower() for element in clips for value in element.attrib.values())
    count = sum(1 for _ in root.iter())
    too_many = count > _MOST_ELEMENTS or count * (1 + len(clips)) > _MOST_SHOWN
    return too_many or (bool(clips) and (referring or "url(" in styles.lower()))
