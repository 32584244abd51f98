"""The bar of a key figure as a group of native shapes: the outline of the whole, the filled part, a target's line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from pptx.util import Emu

from reports.brand.powerpoint_reference.looks import DECORATIVE, RECTANGLE, hundredths, points
from reports.document.model import plain
from reports.files.xml_text import Xml, element, joined
from reports.powerpoint.drawingml import Letters
from reports.powerpoint.slides.model import Bar, PlacedBar

if TYPE_CHECKING:
    from reports.powerpoint.slides.model import Area

_STRIPES = (0.3, 0.2, 0.1)
"""The widths of the slices of an open end, relative to the height of the bar."""
_STEP = 0.45
"""The distance between these slices."""
_OVER = 0.2
"""How far the line of a target reaches over the bar, below and, where no words stand, above, relative to the height of
the bar."""
_OUTLINE, _LINE = points(1), points(2)
_IDS = 1_000
"""The ids of shapes in a group are beyond those on the slide."""


class BarPaint(Struct, frozen=True):
    """The fills of a bar's parts; words are written with `letters`."""

    filled: str
    outline: str
    ink: str
    letters: Letters


def paint_of(colour: str, fills: Mapping[str, str], letters: Letters) -> BarPaint:
    """The fills of a bar of this colour, on a light ground or, if it has the colour for dark ones, on that."""
    ink = colour if colour == "on_dark" else "text"
    return BarPaint(fills[colour], fills["rule"], fills[ink], letters)


def bar_group(number: int, name: str, bar: Bar, at: PlacedBar, paint: BarPaint, tags: Xml) -> Xml:
    """The group of a bar; `tags` refer to the marks of its words. Those of its text alternative are in the text."""
    about = element("p:cNvPr", {"id": str(number), "name": _named(name, number, bar), "descr": plain(bar.alt)})
    shapes = list(_shapes(number, bar, at, paint))
    if at.words:
        shapes.append(_words(_id(number, len(shapes)), bar, at.words, at.size, paint, tags))
    frame = _around(at)
    inner = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return Xml(
        f"<p:grpSp><p:nvGrpSpPr>{about}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{frame}{inner}</a:xfrm></p:grpSpPr>{joined(shapes)}</p:grpSp>"
    )


def _shapes(number: int, bar: Bar, at: PlacedBar, paint: BarPaint) -> Iterator[Xml]:
    left, top, width, height = at.box
    filled = round(bar.gauge.share * width)
    parts: list[tuple[Area, str, str]] = [(at.box, "<a:noFill/>", paint.outline)]
    if filled:
        parts.append(((left, top, Emu(filled), height), paint.filled, "<a:noFill/>"))
    for position, share in enumerate(_STRIPES if bar.gauge.is_open else (), 1):
        x = left + filled + round(position * _STEP * height) - round(share * height)
        parts.append(((Emu(x), top, Emu(round(share * height)), height), paint.filled, "<a:noFill/>"))
    for position, (box, fill, line) in enumerate(parts):
        yield Xml(
            f"<p:sp><p:nvSpPr>{_decorative(number, position, bar)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
            f'<a:xfrm>{_place(box)}</a:xfrm>{RECTANGLE}{fill}<a:ln w="{_OUTLINE}">{line}</a:ln></p:spPr></p:sp>'
        )
    if bar.gauge.line is not None:
        over = round(_OVER * height)
        above = 0 if at.words else over
        x = min(left + round(bar.gauge.line * width), left + width)
        place = _place((Emu(x), Emu(top - above), Emu(0), Emu(above + height + over)))
        yield Xml(
            f"<p:cxnSp><p:nvCxnSpPr>{_decorative(number, len(parts), bar)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr><a:xfrm>{place}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{_LINE}">'
            f'{paint.ink}<a:prstDash val="sysDash"/></a:ln></p:spPr></p:cxnSp>'
        )


def _words(id_: str, bar: Bar, box: Area, size: float, paint: BarPaint, tags: Xml) -> Xml:
    """The words at the line, in a text box of one line."""
    about = element("p:cNvPr", {"id": id_, "name": f"Comparison {id_}"})
    looks = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></a:bodyPr>'
    return Xml(
        f'<p:sp><p:nvSpPr>{about}<p:cNvSpPr txBox="1"/>{element("p:nvPr", {}, tags)}</p:nvSpPr><p:spPr>'
        f"<a:xfrm>{_place(box)}</a:xfrm>{RECTANGLE}<a:noFill/></p:spPr><p:txBody>{looks}<a:lstStyle><a:lvl1pPr>"
        f'<a:defRPr sz="{hundredths(size)}" b="1">{paint.ink}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
        f'</a:lstStyle><a:p><a:pPr algn="ctr"/>{joined(paint.letters.runs(bar.aim))}{paint.letters.end}</a:p>'
        "</p:txBody></p:sp>"
    )


def _decorative(number: int, position: int, bar: Bar) -> Xml:
    id_ = _id(number, position)
    return element("p:cNvPr", {"id": id_, "name": _named("Part", id_, bar), "descr": ""}, DECORATIVE)


def _named(what: str, number: int | str, bar: Bar) -> str:
    """The name of a shape, which says the bar's fact and the one that it is compared with, if there is one; it stays
    when the group is taken apart."""
    _, _, other = bar.trace.form.partition(":")
    return f"{what} {number}: {' / '.join(filter(None, (bar.trace.ref, other)))}"


def _id(number: int, position: int) -> str:
    return str(_IDS * number + position)


def _around(at: PlacedBar) -> Xml:
    """The place around the bar and its words."""
    boxes = [at.box, *([at.words] if at.words else [])]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return _place((Emu(left), Emu(top), Emu(right - left), Emu(bottom - top)))


def _place(box: Area) -> Xml:
    left, top, width, height = box
    return Xml(f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>')
