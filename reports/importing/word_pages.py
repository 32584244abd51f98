"""The first section of a Word template → the pages of the brand: upright, lying, with languages side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from reports.brand import Page
from reports.brand.word_reference.xml import Element, name
from reports.numerals import decimal

_MILLIMETRES = 25.4 / 1440
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
