"""The looks of an imported .docx: of its styles with all that they inherit, of its pages, and of what floats there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from reports.brand import Page
from reports.brand.theme import hex_colour
from reports.brand.word_reference.style_sheet import StyleSheet, at, value
from reports.brand.word_reference.xml import Element, name
from reports.files.numerals import TWIPS, decimal

_NATURAL: Mapping[str, float] = {
    "calibri": 1.22, "carlito": 1.22, "cambria": 1.17, "aptos": 1.28, "segoe ui": 1.33, "verdana": 1.22,
    "tahoma": 1.21, "georgia": 1.14, "be vietnam pro": 1.27, "noto sans": 1.36, "noto serif": 1.36, "open sans": 1.36,
    "roboto": 1.17,
}  # fmt: skip
_USUAL_LINE = 1.15
"""The height of a line in single spacing in ems, for fonts that are not listed: that of Arial and Times New Roman."""
_SIZE = 10.0  # the size in Word if none is given
_MOST: Mapping[str, float] = {"size": 200.0, "line": 250.0, "indent": 200.0, "first": 200.0}
"""The largest type, lines and indents that a style of the brand may have."""
_MOST_SPACED = 200  # twentieths of a point
_LEAST_SHARE = 24  # the least height of a line, in 240ths
_MARKS = {"bold": "w:b", "italic": "w:i", "caps": "w:caps"}
ALIGN = {"both": "both", "center": "center", "right": "right", "end": "right", "distribute": "both"}
_MILLIMETRES, _OF_EMU = 25.4 / 1440, 1 / 36000
_GROUND = 0.4  # a drawing taller than this share of the page is under the text: a band, a watermark
_LINE = 5.0  # millimetres
_GAP = 4.0  # millimetres between what floats and the text
_MARGIN = 25.4  # millimetres
_A4 = (210.0, 297.0)
_ALIKE = 1.0  # millimetres
_LEAST_ROOM, _LARGEST = 60.0, 1600.0  # millimetres: for a column that can be read; more than Word allows


class StyleLooks(Struct, frozen=True):
    """The looks of a style: its fields for brand.yaml, its font, and its colour as "#RRGGBB" or ""."""

    fields: Mapping[str, Any]
    font: str
    colour: str


def length(key: str, points: float) -> float:
    """A length of a style for brand.yaml: to a tenth, and within the bounds of its field."""
    return round(min(points, _MOST.get(key, math.inf)), 1)


def looks_of(sheet: StyleSheet, id_: str, theme_fonts: Mapping[str, str]) -> StyleLooks:
    """The looks of a style. `theme_fonts` are the theme's ("major", "minor")."""

    def given(attribute: str, *path: str) -> str:
        """An attribute of the nearest style that gives it, or of the defaults; "" if none does."""
        values = (found.get(name(attribute)) for found in _elements(sheet, id_, "w:pPr", *path))
        return next((each for each in values if each is not None), "")

    font = _font(sheet, id_, theme_fonts)
    letters = {tag: next(_elements(sheet, id_, "w:rPr", tag), None) for tag in ("w:sz", "w:color", "w:spacing")}
    size = min(points(value(letters["w:sz"]), 2), _MOST["size"]) or _SIZE
    hanging = points(given("w:hanging", "w:ind"))
    lengths = {
        "size": size,
        "line": line_height(given("w:line", "w:spacing"), given("w:lineRule", "w:spacing"), size, font),
        "before": points(given("w:before", "w:spacing")),
        "after": points(given("w:after", "w:spacing")),
        "indent": max(0.0, points(given("w:left", "w:ind") or given("w:start", "w:ind")) - hanging),
        "first": 0.0 if hanging else points(given("w:firstLine", "w:ind")),
    }
    marks = {key: sheet.is_on(id_, "w:rPr", tag) for key, tag in _MARKS.items()}
    fields = {
        **{key: length(key, points) for key, points in lengths.items()},
        **marks,
        "spaced": spaced(letters["w:spacing"]),
        "align": ALIGN.get(given("w:val", "w:jc"), "left"),
    }
    return StyleLooks(fields, font, hex_colour(value(letters["w:color"])))


def _font(sheet: StyleSheet, id_: str, theme_fonts: Mapping[str, str]) -> str:
    """The font of Latin letters, "" if none is given."""
    for fonts in _elements(sheet, id_, "w:rPr", "w:rFonts"):
        themed = fonts.get(name("w:asciiTheme")) or fonts.get(name("w:hAnsiTheme")) or ""
        found = theme_fonts.get("major" if themed.startswith("major") else "minor", "") if themed else ""
        found = found or fonts.get(name("w:ascii")) or fonts.get(name("w:hAnsi")) or ""
        if found:
            return found
    return ""


def line_height(line: str, rule: str, size: float, font: str) -> float:
    """The height of a line in points."""
    natural = size * _NATURAL.get(font.lower(), _USUAL_LINE)
    if rule in ("", "auto"):
        return natural * decimal(line, 240, least=_LEAST_SHARE, most=TWIPS) / 240
    return max(natural, points(line))


def spaced(spacing: Element | None) -> float:
    """The points by which each letter is wider than in its font."""
    return (
        round(decimal(value(spacing), least=-_MOST_SPACED, most=_MOST_SPACED) / 20, 2) if spacing is not None else 0.0
    )


def _elements(sheet: StyleSheet, id_: str, *path: str) -> Iterator[Element]:
    """The elements at a path in a style, in those that it is based on, nearest first, and in the defaults."""
    defaults = at(sheet.root, "w:docDefaults", f"{path[0]}Default")
    for style in (*sheet.chain(id_), defaults):
        found = at(style, *path) if style is not None else None
        if found is not None:
            yield found


def points(length: str, parts: int = 20) -> float:
    """A distance in points, which the file gives in parts of a point; 0 if it is no number, or negative."""
    return decimal(length, least=0, most=TWIPS) / parts


def page_of(section: Element | None, design: Page) -> Page:
    """The page of a section in millimetres; missing values are those of `design`, missing margins those of Word. The
    page `design` itself if text has no room."""
    usual = design
    size, margins = at(section, "w:pgSz"), at(section, "w:pgMar")
    if section is not None:
        usual = usual.model_copy(update=dict.fromkeys(("top", "bottom", "left", "right"), _MARGIN))
    given = {side: _distance(margins, side) for side in ("top", "bottom", "left", "right", "header", "footer")}
    given |= {"width": _distance(size, "w"), "height": _distance(size, "h"), "beyond": 0}
    found = {side: length if (value := given[side]) is None else value for side, length in usual}
    found["left"] += _distance(margins, "gutter") or 0
    across = found["width"] - found["left"] - found["right"]
    down = found["height"] - found["top"] - found["bottom"]
    if min(across, down) < _LEAST_ROOM or max(found.values()) > _LARGEST:
        return design
    return Page(**{side: round(value, 1) for side, value in found.items()})


def _distance(element: Element | None, attribute: str) -> float | None:
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
    ends = [bottom for top, bottom in _floating(header, page) if bottom > page.top and top < _GROUND * page.height]
    return round(max(ends) + _GAP, 1) if ends else 0


def grown(header: Element, page: Page) -> float:
    """The millimetres from the paper's upper edge to text below a header with pictures in its lines."""
    lines = (paragraph.iterfind(f".//{name('wp:inline')}/{name('wp:extent')}") for paragraph in header)
    heights = [max((decimal(each.get("cy")) * _OF_EMU for each in line), default=_LINE) for line in lines]
    return max(page.top, page.header + sum(heights))


def foot(header: Element, page: Page) -> float:
    """The millimetres from the paper's lower edge to text above all drawings that float there; 0 if none is in the
    way."""
    limit = page.height - page.bottom
    starts = [top for top, _ in _floating(header, page) if (1 - _GROUND) * page.height < top < limit]
    return round(page.height - min(starts) + _GAP, 1) if starts else 0


def _floating(header: Element, page: Page) -> Iterator[tuple[float, float]]:
    """The upper and lower edges of drawings that float over the column of text without pushing it away."""
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
            yield top, top + height
    for shape in header.iterfind(f".//{name('w:pict')}/*"):
        style = dict(each.split(":", 1) for each in shape.get("style", "").split(";") if ":" in each)
        top, height = (_vml_length(style.get(key, "")) for key in ("margin-top", "height"))
        top += page.top if style.get("mso-position-vertical-relative") == "margin" else 0  # else of the page
        if style.get("position") == "absolute" and height < _GROUND * page.height:
            yield top, top + height


def _vml_length(text: str) -> float:
    """A length of VML in millimetres; 0 if it is in an unknown unit."""
    units = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0}
    return decimal(text[:-2]) * units.get(text[-2:], 0.0)


def _begin(position: Element | None, starts: dict[str, float], usual: float) -> float | None:
    """The millimetres from the paper's edge to a drawing; None if its position is not given as a distance."""
    if position is None:
        return None
    start = starts.get(position.get("relativeFrom", ""), usual)
    offset, align = position.find(name("wp:posOffset")), position.find(name("wp:align"))
    if offset is not None:
        return start + decimal(offset.text) * _OF_EMU
    return start if align is not None and align.text in ("top", "left") else None
