"""The first section of a Word template → the pages of the brand: upright, lying, with languages side by side.

Also how far down drawings reach that float in a header: the text does not give way to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from reports.brand import Page
from reports.brand.word_reference.xml import Element, name
from reports.files.numerals import decimal

_MILLIMETRES, _OF_EMU = 25.4 / 1440, 1 / 36000
_GROUND = 0.4  # what is taller than this share of the page lies under the text: a band, a watermark
_GAP = 4.0  # millimetres between what floats and the text
_A4 = (210.0, 297.0)
_ALIKE = 1.0  # millimetres
_LEAST_ROOM, _LARGEST = 60.0, 1600.0  # millimetres: a column that can be read; more than Word allows


def page_of(section: Element | None, usual: Page) -> Page:
    """The page of a section in millimetres; what it does not say is as in `usual`, and all of it
    if no text would have room."""
    size = section.find(name("w:pgSz")) if section is not None else None
    margins = section.find(name("w:pgMar")) if section is not None else None
    said = {side: _length(margins, side) for side in ("top", "bottom", "left", "right", "header", "footer", "gutter")}
    said |= {"width": _length(size, "w"), "height": _length(size, "h")}
    found = {side: usual_ if (value := said[side]) is None else value for side, usual_ in dict(usual).items()}
    found["left"] += said["gutter"] or 0
    return Page(**{side: round(value, 1) for side, value in found.items()}) if _is_usable(found) else usual


def _is_usable(found: Mapping[str, float]) -> bool:
    """Whether there is paper, and room for text on it."""
    across = found["width"] - found["left"] - found["right"]
    down = found["height"] - found["top"] - found["bottom"]
    return min(across, down) >= _LEAST_ROOM and max(found.values()) <= _LARGEST


def _length(element: Element | None, attribute: str) -> float | None:
    value = element.get(name(f"w:{attribute}")) if element is not None else None
    length = abs(decimal(value, -math.inf))
    return None if math.isinf(length) else length * _MILLIMETRES


def page_changes(page: Page, sides: Page) -> dict[str, Any]:
    """The changes to the brand's pages; columns side by side get the narrower margins of `sides`."""
    lies = page.width > page.height
    turned = page if lies else page.model_copy(update={"width": page.height, "height": page.width})
    margins = {side: min(getattr(page, side), getattr(sides, side)) for side in ("left", "right")}
    return {
        "page": dict(page),
        "landscape": dict(turned),
        "sides": {"page": {**dict(page), **margins}},
    }


def told_of(page: Page) -> list[str]:
    """What is worth saying of pages that are not upright A4."""
    if page.width > page.height:
        return [f"the template's pages lie ({_shown(page)}): so do all pages of briefings"]
    if abs(page.width - _A4[0]) > _ALIKE or abs(page.height - _A4[1]) > _ALIKE:
        return [f"the template's pages are {_shown(page)} and not A4: they stay so"]
    return []


def _shown(page: Page) -> str:
    return f"{page.width:g} × {page.height:g} mm"


def reach(header: Element, page: Page) -> float:
    """How many millimetres from the paper's upper edge the text must begin; 0 if nothing floats over it."""
    ends = [bottom for bottom in _bottoms(header, page) if bottom > page.top]
    return round(max(ends) + _GAP, 1) if ends else 0


def _bottoms(header: Element, page: Page) -> Iterator[float]:
    """The lower edges of what floats above the column of text without pushing it away."""
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
    """Where a drawing begins, from the paper's edge; None if it is set otherwise than by its distance."""
    if position is None:
        return None
    start = starts.get(position.get("relativeFrom", ""), usual)
    offset, align = position.find(name("wp:posOffset")), position.find(name("wp:align"))
    if offset is not None:
        return start + decimal(offset.text) * _OF_EMU
    return start if align is not None and align.text in ("top", "left") else None
