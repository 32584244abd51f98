"""A drawing → SVG, with letters as outlines, so that it needs no font."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from reports.charts.marks import Band, ChartMark, Dot, Drawing, Label, Point, Rectangle, Stroke, dashes
from reports.files.xml_text import element

EM = 100
"""The size in points at which lines of text are laid out."""
UNITS = 64
"""Units of an outline in one of its points: the fractions of FreeType, so that all numbers are whole."""
_COMMANDS = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
"""Commands of SVG by matplotlib's codes of paths."""


class Glyph(Struct, frozen=True, eq=False):
    """The outline of a letter: a unique name, its corners and their codes as matplotlib has them, and as SVG."""

    name: str
    corners: Any
    codes: Any
    d: str


GlyphLine = Sequence[tuple[Glyph, float, float]]
"""The glyphs of a text, each with its distance from the start of the line, across and up, at the size `EM`."""


def glyph(name: str, corners: Any, codes: Any) -> Glyph:
    """The outline of a letter that has these corners and codes, two arrays of numpy."""
    d, last = "", 0
    for (x, y), code in zip((corners * UNITS).round().astype(int).tolist(), codes.tolist(), strict=True):
        command = _COMMANDS[code] if code != last or code == 1 else " "
        d += command if command == "Z" else f"{command}{x} {y}"
        last = code
    return Glyph(name, corners, codes, d)


def svg(drawing: Drawing, line: Callable[[Label], GlyphLine]) -> bytes:
    """The drawing as SVG; `line` lays out a label."""
    width, height = map(_number, (drawing.width, drawing.height))
    known: set[str] = set()
    written = "\n".join(
        _label(mark, line(mark), known) if isinstance(mark, Label) else _WRITERS[type(mark)](mark)
        for mark in drawing.painted
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">\n{written}\n</svg>\n'
    ).encode()


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _element(tag: str, attributes: Mapping[str, float | str]) -> str:
    return element(tag, {key: each if isinstance(each, str) else _number(each) for key, each in attributes.items()})


def _box(mark: Rectangle) -> str:
    place = {"x": mark.x, "y": mark.y, "width": mark.width, "height": mark.height}
    return _element("rect", {**place, "fill": mark.fill})


def _band(mark: Band) -> str:
    return _element("path", {"d": f"{_path(mark.corners)}Z", "fill": mark.fill})


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _stroke(mark: Stroke) -> str:
    dashed = {"stroke-dasharray": " ".join(map(_number, dashes(mark)))} if mark.dashed else {}
    return _element(
        "path", {"d": _path(mark.points), "fill": "none", "stroke": mark.colour, "stroke-width": mark.width, **dashed}
    )


def _dot(mark: Dot) -> str:
    ink: dict[str, float | str] = {"fill": mark.fill, "stroke": mark.edge, "stroke-width": mark.width}
    if mark.shape:
        return _element("path", {"d": f"{_path(mark.corners)}Z", **ink})
    return _element("circle", {"cx": mark.x, "cy": mark.y, "r": mark.radius, **ink})


_WRITERS: Mapping[type[ChartMark], Callable[[Any], str]] = {Rectangle: _box, Band: _band, Stroke: _stroke, Dot: _dot}


def _label(mark: Label, line: GlyphLine, known: set[str]) -> str:
    """The letters of a label; outlines that are new in this picture are defined before them.

    Some programs ignore a transform inside `defs`, so outlines have none.
    """
    shown = [(each, x, y) for each, x, y in line if each.d]  # spaces have no outline
    new = {each.name: each.d for each, _, _ in shown if each.name not in known}
    known.update(new)
    outlines = "\n".join(element("path", {"id": name, "d": d}) for name, d in new.items())
    defs = f"<defs>{outlines}</defs>\n" if new else ""
    places = ((each.name, f"translate({_number(x * UNITS)} {_number(y * UNITS)})") for each, x, y in shown)
    uses = "".join(f'<use xlink:href="#{name}" transform="{place}"/>' for name, place in places)
    scale = f"{mark.size / EM / UNITS:.9f}".rstrip("0")
    place = f"translate({_number(mark.x)} {_number(mark.y)}) scale({scale} -{scale})"
    return f'{defs}<g fill="{mark.colour}" transform="{place}">{uses}</g>'
