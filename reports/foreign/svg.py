"""An SVG by others → the same as a picture that runs nothing and fetches nothing, written anew; or nothing."""

from __future__ import annotations

import base64
import binascii
import re
from itertools import pairwise

from lxml import etree

from reports.foreign.growth import HREFS, grows
from reports.opening import parsed
from reports.pixels import kind_of

_SVG = "http://www.w3.org/2000/svg"
_ELEMENT_NAMES = """
    svg g defs symbol use switch a path rect circle ellipse line polyline polygon text tspan textPath title desc style
    linearGradient radialGradient stop clipPath mask pattern marker image filter feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence"""
_ATTRIBUTE_NAMES = """
    id class style x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d dx dy points width height viewBox version
    preserveAspectRatio transform rotate textLength lengthAdjust startOffset method spacing pathLength offset
    gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits
    patternContentUnits patternTransform markerWidth markerHeight markerUnits orient refX refY filterUnits
    primitiveUnits in in2 result stdDeviation mode type values k k1 k2 k3 k4 operator radius order kernelMatrix divisor
    bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
    kernelUnitLength scale xChannelSelector yChannelSelector azimuth elevation z pointsAtX pointsAtY pointsAtZ
    limitingConeAngle tableValues slope intercept amplitude exponent baseFrequency numOctaves seed stitchTiles
    systemLanguage alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline fill fill-opacity fill-rule filter
    flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
    image-rendering kerning letter-spacing lighting-color marker-end marker-mid marker-start mask opacity overflow
    paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
    unicode-bidi vector-effect visibility word-spacing writing-mode mix-blend-mode isolation"""
_ELEMENTS = frozenset(f"{{{_SVG}}}{name}" for name in _ELEMENT_NAMES.split())
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ATTRIBUTES = frozenset((*_ATTRIBUTE_NAMES.split(), f"{_XML}space", f"{_XML}lang"))
_NAME = re.compile(r"([\w-]*)\s*\Z")
_LONGEST_NAME = 40
_CALLS = frozenset(
    ("rgb", "rgba", "hsl", "hsla", "matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley",
     "rotate", "skewx", "skewy", "calc", "blur", "drop-shadow")
)  # fmt: skip
_INLINE = re.compile(r"data:image/(png|jpeg|jpg);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)
_PIXELS = ("png", "jpeg")


def still_svg(content: bytes) -> bytes | None:
    """The picture with the elements and attributes that are known by name. None where it is no SVG, where its style
    sheet fetches something (without it the picture would look otherwise), or where it grows without bounds."""
    root = parsed(content)
    if root is None or root.tag != f"{{{_SVG}}}svg":
        return None
    open_ = [root]
    while open_:
        element = open_.pop()
        for key, value in element.attrib.items():
            if not _may_stay(element, str(key), str(value)):
                del element.attrib[key]
        if element.tag == f"{{{_SVG}}}style" and not _is_still("".join(element.itertext())):  # type: ignore[arg-type]
            return None
        for child in list(element):
            if child.tag in _ELEMENTS:
                open_.append(child)
            else:
                _leave(child)
    if grows(root):
        return None
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _leave(element: etree._Element) -> None:
    """Take an element away, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _may_stay(element: etree._Element, key: str, value: str) -> bool:
    if key in HREFS:
        return value.startswith("#") or (element.tag == f"{{{_SVG}}}image" and _is_pixels(value))
    return key in _ATTRIBUTES and _is_still(value)


def _is_still(words: str) -> bool:
    """Whether words of a style fetch nothing: no imports, no escapes, no functions but these and `url(#…)`.

    Comments are looked through as if they were none: what seems one may stand within quotes.
    """
    if "@" in words or "\\" in words:
        return False
    for before, inside in pairwise(words.split("(")):
        found = _NAME.search(before[-_LONGEST_NAME:])
        called = found[1].lower() if found else ""
        if called not in _CALLS and not (called == "url" and inside.lstrip(" \t\r\n'\"").startswith("#")):
            return False
    return True


def _is_pixels(value: str) -> bool:
    found = _INLINE.fullmatch(value.strip())
    try:
        return found is not None and kind_of(base64.b64decode(found[2])) in _PIXELS
    except (binascii.Error, ValueError):
        return False
