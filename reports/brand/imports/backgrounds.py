"""What is painted behind the text of a slide: backgrounds, filled shapes and pictures, each with its mean colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from pptx.opc.package import XmlPart

from reports.brand import BoxInches
from reports.brand.imports.colours_used import picture_colours, shaded
from reports.brand.powerpoint_reference.sheets import Element, box_of
from reports.brand.theme import A
from reports.files.namespaces import full

ColouredBoxes = tuple[tuple[BoxInches, str], ...]
"""Boxes with the mean colours of what fills them, the rearmost first."""
_MOST = 500


def painted_on(
    sheet: XmlPart, colours: Mapping[str, str], size: tuple[float, float]
) -> Iterator[tuple[BoxInches, str]]:
    """What is painted on a master, a layout or a slide. `colours` are those of the theme by name."""
    root = sheet._element
    for background in root.iterfind(f"{full('p:cSld')}/{full('p:bg')}/*"):
        reference = background.tag == full("p:bgRef") and len(background)
        colour = shaded(background[0], colours) if reference else _mean(background, sheet, colours)
        if colour:
            yield (0.0, 0.0, *size), colour
    for shape in islice(root.iterfind(f"{full('p:cSld')}/{full('p:spTree')}/*"), _MOST):
        looks, box = shape.find(full("p:spPr")), box_of(shape)
        if looks is None or box is None or shape.find(f"*/{full('p:nvPr')}/{full('p:ph')}") is not None:
            continue
        if colour := _mean(shape if shape.tag == full("p:pic") else looks, sheet, colours):
            yield box, colour


def _mean(looks: Element, sheet: XmlPart, colours: Mapping[str, str]) -> str:
    """The mean colour of a fill; "" for one that shows what is behind it."""
    solid = looks.find(f"{A}solidFill/*")
    if solid is not None:
        return shaded(solid, colours)
    stops = [(shaded(each, colours), 1.0) for each in looks.iterfind(f"{A}gradFill/{A}gsLst/{A}gs/*")]
    for blip in [] if stops else looks.iterfind(f"*/{A}blip"):
        part = sheet.rels.get(blip.get(full("r:embed"), ""))
        stops = list(picture_colours(part.target_part.blob).items()) if part is not None else []
    stops = [stop for stop in stops if stop[0]]
    return _mixture(stops) if stops and sum(share for _, share in stops) > OPAQUE else ""


OPAQUE = 0.5
"""The least part of a picture's box that it covers if text is read on it."""


def _mixture(stops: Sequence[tuple[str, float]]) -> str:
    whole = sum(share for _, share in stops)
    sums = [sum(int(colour[at : at + 2], 16) * share for colour, share in stops) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(each / whole):02X}" for each in sums)
