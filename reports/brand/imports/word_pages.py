"""The pages of brand.yaml from the first section of a .docx, and the room that drawings floating in a header need."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from reports.brand import Page
from reports.brand.word_reference.style_sheet import at
from reports.brand.word_reference.xml import Element, name
from reports.files.numerals import decimal

_MILLIMETRES, _OF_EMU = 25.4 / 1440, 1 / 36000
_GROUND = 0.4  # a drawing taller than this share of the page is under the text: a band, a watermark
_GAP = 4.0  # millimetres between what floats and the text
_A4 = (210.0, 297.0)
_ALIKE = 1.0  # millimetres
_LEAST_ROOM, _LARGEST = 60.0, 1600.0  # millimetres: for a column that can be read; more than Word allows


def page_of(section: Element | None, usual: Page) -> Page:
    """The page of a section in millimetres; missing values are those of `usual`. The page `usual` itself if text has
    no room."""
    size, margins = at(section, "w:pgSz"), at(section, "w:pgMar")
    given = {side: _length(margins, side) for side in ("top", "bottom", "left", "right", "header", "footer")}
    given |= {"width": _length(size, "w"), "height": _length(size, "h")}
    found = {side: length if (value := given[side]) is None else value for side, length in usual}
    found["left"] += _length(margins, "gutter") or 0
    across = found["width"] - found["left"] - found["right"]
    down = found["height"] - found["top"] - found["bottom"]
    if min(across, down) < _LEAST_ROOM or max(found.values()) > _LARGEST:
        return usual
    return Page(**{side: round(value, 1) for side, value in found.items()})


def _length(element: Element | None, attribute: str) -> float | None:
    value = element.get(name(f"w:{attribute}")) if element is not None else None
    length = abs(decimal(value, -math.inf))
    return None if math.isinf(length) else length * _MILLIMETRES


def page_changes(page: Page, sides: Page) -> dict[str, Any]:
    """The changes to the brand's pages; columns side by side get the narrower margins of `sides`."""
    turned = page if page.width > page.height else page.model_copy(update={"width": page.height, "height": page.width})
    margins = {side: min(getattr(page, side), getattr(sides, side)) for side in ("left", "right")}
    return {
        "page": dict(page),
        "landscape": dict(turned),
        "sides": {"page": {**dict(page), **margins}},
    }


def notes_on(page: Page) -> list[str]:
    """A note on pages that are not upright A4."""
    shown = f"{page.width:g} × {page.height:g} mm"
    if page.width > page.height:
        return [f"the file's pages are landscape ({shown}): so are all pages of briefings"]
    if abs(page.width - _A4[0]) > _ALIKE or abs(page.height - _A4[1]) > _ALIKE:
        return [f"the file's pages are {shown} and not A4: they stay so"]
    return []


def reach(header: Element, page: Page) -> float:
    """The millimetres from the paper's upper edge to text below all floating drawings; 0 if none is in the way."""
    ends = [bottom for bottom in _bottoms(header, page) if bottom > page.top]
    return round(max(ends) + _GAP, 1) if ends else 0


def _bottoms(header: Element, page: Page) -> Iterator[float]:
    """The lower edges of drawings that float over the column of text without pushing it away."""
    for anchor in header.iter(name("wp:anchor")):
        extent = anchor.find(name("wp:extent"))
        if extent is None or anchor.find(name("wp:wrapNone")) is None:
            continue
        width, height = (decimal(extent.get(side)) * _OF_EMU for side in ("cx", "cy"))
        left = _begin(anchor.find(name("wp:positionH")), {"page": 0, "leftMargin": 0}, page.left)
        beside = left is not None and (left >= page.width - page.right or left + width <= page.left)
        if beside or height > _GROUND * page.height:
            continue
        top = _begin(anchor.find(name("wp:positionV")), {"page": 0, "topMargin": 0, "margin": page.top}, page.header)
        if top is not None:
            yield top + height


def _begin(position: Element | None, starts: dict[str, float], usual: float) -> float | None:
    """The millimetres from the paper's edge to a drawing; None if its position is not given as a distance."""
    if position is None:
        return None
    start = starts.get(position.get("relativeFrom", ""), usual)
    offset, align = position.find(name("wp:posOffset")), position.find(name("wp:align"))
    if offset is not None:
        return start + decimal(offset.text) * _OF_EMU
    return start if align is not None and align.text in ("top", "left") else None
