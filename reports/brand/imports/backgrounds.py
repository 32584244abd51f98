"""What is painted behind the text of a slide: backgrounds, filled shapes, gradients and pictures, in colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from pptx.opc.package import Part, XmlPart

from reports.brand import BoxInches
from reports.brand.imports.colours import mixed
from reports.brand.imports.colours_used import shaded, small_picture
from reports.brand.powerpoint_reference.sheets import Element, box_of
from reports.brand.theme import A
from reports.files.namespaces import full
from reports.files.numerals import whole

ColouredBoxes = tuple[tuple[BoxInches, str], ...]
"""Boxes with the colours of what fills them, the rearmost first; a gradient and a picture have many."""
_MOST = 500
_STRIPS, _COLUMNS, _ROWS = 8, 16, 9
_OPAQUE = 127  # of 255: what is less opaque shows what is behind it


def painted_on(
    sheet: XmlPart, colours: Mapping[str, str], size: tuple[float, float]
) -> Iterator[tuple[BoxInches, str]]:
    """What is painted on a master, a layout or a slide. `colours` are those of the theme by name."""
    for looks, box in fills_on(sheet, size):
        yield from painted(looks, box, sheet, colours)


def fills_on(sheet: XmlPart, size: tuple[float, float]) -> Iterator[tuple[Element, BoxInches]]:
    """The elements with the fills of a sheet's background and of its shapes, but for placeholders, with their boxes."""
    root = sheet._element
    for background in root.iterfind(f"{full('p:cSld')}/{full('p:bg')}/*"):
        yield background, (0.0, 0.0, *size)
    for shape in islice(root.iterfind(f"{full('p:cSld')}/{full('p:spTree')}/*"), _MOST):
        looks, box = shape.find(full("p:spPr")), box_of(shape)
        if looks is None or box is None or shape.find(f"*/{full('p:nvPr')}/{full('p:ph')}") is not None:
            continue
        yield (shape if shape.tag == full("p:pic") else looks), box


def pictures_in(looks: Element, sheet: XmlPart) -> Iterator[Part]:
    """The parts with the pictures of a fill."""
    for blip in looks.iterfind(f"*/{A}blip"):
        if blip.get(full("r:embed"), "") in sheet.rels:
            yield sheet.related_part(blip.get(full("r:embed"), ""))


def painted(
    looks: Element, box: BoxInches, sheet: XmlPart, colours: Mapping[str, str]
) -> Iterator[tuple[BoxInches, str]]:
    """The colours of a fill in the parts of its box; none where what is behind it is seen."""
    solid, gradient = looks.find(f"{A}solidFill/*"), looks.find(f"{A}gradFill")
    if looks.tag == full("p:bgRef"):
        solid = next(iter(looks), None)
    if solid is not None:
        yield from [(box, colour)] if (colour := shaded(solid, colours)) else ()
    elif len(both := [shaded(each, colours) for each in looks.iterfind(f"{A}pattFill/*/*")]) == 2:
        yield from [(box, mixed(both[0], both[1], 0.5))] if all(both) else ()
    elif gradient is not None:
        yield from _gradient(gradient, box, colours)
    else:
        for part in pictures_in(looks, sheet):
            left, top, width, height = box
            for (x, y, across, down), colour in _cells(part.blob):
                yield (left + x * width, top + y * height, across * width, down * height), colour


def _gradient(gradient: Element, box: BoxInches, colours: Mapping[str, str]) -> Iterator[tuple[BoxInches, str]]:
    """A gradient as strips from its first colour to its last: from side to side, or else from the top down."""
    stops = [shaded(each, colours) for each in gradient.iterfind(f"{A}gsLst/{A}gs/*")]
    if not stops or not all(stops):
        return
    angle = gradient.find(f"{A}lin")
    turned = whole(angle.get("ang") if angle is not None else None, 5_400_000, least=0) / 60_000 % 180
    left, top, width, height = box
    for at in range(_STRIPS):
        share = at / (_STRIPS - 1) * (len(stops) - 1)
        first = stops[int(share)]
        colour = mixed(first, stops[min(int(share) + 1, len(stops) - 1)], 1 - share % 1)
        if 45 <= turned < 135:
            yield (left, top + at * height / _STRIPS, width, height / _STRIPS), colour
        else:
            yield (left + at * width / _STRIPS, top, width / _STRIPS, height), colour


@lru_cache(maxsize=64)
def _cells(picture: bytes) -> ColouredBoxes:
    """The parts of a raster picture, as shares of its sides, that hide what is behind it, with their mean colours."""
    small = small_picture(picture, (_COLUMNS, _ROWS))
    if small is None:
        return ()
    found = []
    for x, y in product(range(_COLUMNS), range(_ROWS)):
        pixel = small.getpixel((x, y))
        if isinstance(pixel, tuple) and pixel[3] > _OPAQUE:
            colour = "#{:02X}{:02X}{:02X}".format(*pixel[:3])
            found.append(((x / _COLUMNS, y / _ROWS, 1 / _COLUMNS, 1 / _ROWS), colour))
    return tuple(found)
