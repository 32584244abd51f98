"""The drawings that float in a header → how far down they reach into the text, which does not give way to them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.brand import Page
from reports.brand.word_reference.xml import Element, name
from reports.numerals import decimal

_MILLIMETRES = 1 / 36000
_GROUND = 0.4
"""What is taller than this share of the page lies under the text: a band, a watermark."""
_GAP = 4.0
"""Millimetres between what floats and the text."""


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
        width, height = (decimal(extent.get(side)) * _MILLIMETRES for side in ("cx", "cy"))
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
        return start + decimal(offset.text) * _MILLIMETRES
    return start if align is not None and align.text in ("top", "left") else None
