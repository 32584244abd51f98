"""Drawings → PNG and SVG. The only module that imports matplotlib; it runs as a process of its own.

The work comes on the standard input and the result goes to the standard output, both pickled: the fonts and drawings,
and the pictures in the same order. A process of its own leaves matplotlib's settings, and the
environment that it reads them from, out of the program, and lets several draw at once. matplotlib's renderers are
called directly: its figures and axes, which would only pass on finished marks, take as long to import as a chart to
draw.
"""

from __future__ import annotations

import io
import json
import pickle
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from reports.charts.marks import FALLBACK, ChartMark, Dot, Drawing, Label, PaintedImages, PaintWork, Rectangle, Stroke
from reports.files.disk import write_whole

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
SETTINGS: dict[Any, str] = {
    "text.hinting": "none",  # letters are where they were measured
    "svg.fonttype": "path",  # the same letters on every machine
    "svg.hashsalt": "songngu",  # the same ids in every process
}
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_OUTLINE = re.compile(r'(?<=") transform="scale\(([\d.]+)\)"(?=/>)')
_LINE_OF_TEXT = re.compile(r'(?<=transform=")(translate\([^)]*\) )scale\(([\d.]+) -([\d.]+)\)')
_LETTER = re.compile(r'(<use [^>]*transform="translate)\(([-\d.]+) ([-\d.]+)\)')
MOST_COLOURS = 256
MASKS = (0xF8F8F8, 0xF0F0F0, 0xE0E0E0)
"""Colours that are alike under the first mask that leaves few enough are one in the palette (red is the last byte)."""


def paint(work: PaintWork) -> list[PaintedImages]:
    """Paint each drawing as PNG and as SVG."""
    import matplotlib

    _list_no_fonts(Path(matplotlib.__file__).parent, Path(matplotlib.get_cachedir()))
    from matplotlib.font_manager import FontProperties

    matplotlib.rcParams.update(SETTINGS)
    names, drawings = work
    fallback = (Path(matplotlib.__file__).parent / name for name in FALLBACK)
    fonts = tuple(FontProperties(fname=str(name)) for name in (*names, *fallback))
    return [(_png(d, fonts), _svg(d, fonts)) for d in drawings]


def _list_no_fonts(program: Path, cache: Path) -> None:
    """Write an empty list of the system's fonts for matplotlib, which would search for them when it is imported.

    The search takes longer than a chart, and charts name the files of their fonts. A version that keeps its list in
    another way searches.
    """
    version = re.search(r"^    __version__ = '([^']+)'", (program / "font_manager.py").read_text("utf-8"), re.MULTILINE)
    if version:
        empty: dict[str, Any] = {"_version": version[1], "ttflist": [], "__class__": "FontManager"}
        write_whole(cache / f"fontlist-v{version[1]}.json", json.dumps(empty).encode())


def _png(drawing: Drawing, fonts: tuple[Any, ...]) -> bytes:
    from matplotlib.backends import backend_agg

    per_point = DOTS_PER_INCH / POINTS_PER_INCH
    width, height = round(drawing.width * per_point), round(drawing.height * per_point)
    backend: Any = backend_agg  # it has no types
    renderer = backend.RendererAgg(width, height, DOTS_PER_INCH)
    _render(drawing, _Brush(renderer, fonts, per_point, height))
    return _compressed(renderer, drawing)


def _svg(drawing: Drawing, fonts: tuple[Any, ...]) -> bytes:
    from matplotlib.backends import backend_svg

    out = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    backend: Any = backend_svg  # it has no types
    renderer = backend.RendererSVG(drawing.width, drawing.height, out, metadata=nothing)
    _render(drawing, _Brush(renderer, fonts, 1.0, drawing.height))
    renderer.finalize()
    picture = in_font_units(out.getvalue())
    return (XML + picture[picture.index("<svg") :]).encode()  # the document type would only be a foreign address


def in_font_units(picture: str) -> str:
    """An SVG of matplotlib's with the scale of its letters' outlines moved to the lines of text that use them.

    Some programs ignore a transform inside `defs` and print all letters in one place. The numbers of outlines and
    places of letters become whole, and a line of text has the exact product of both scales.
    """
    scales = set(_OUTLINE.findall(picture))
    if len(scales) != 1:
        return picture
    scale = Decimal(scales.pop())

    def line(found: re.Match[str]) -> str:
        return f"{found[1]}scale({Decimal(found[2]) * scale} -{Decimal(found[3]) * scale})"

    def letter(found: re.Match[str]) -> str:
        x, y = (f"{(Decimal(place) / scale).normalize():f}" for place in found.groups()[1:])
        return f"{found[1]}({x} {y})"

    return _LETTER.sub(letter, _LINE_OF_TEXT.sub(line, _OUTLINE.sub("", picture)))


@dataclass(frozen=True, slots=True)
class _Brush:
    """A renderer, the fonts, and how many of its units a point has."""

    renderer: Any
    fonts: tuple[Any, ...]
    per_point: float
    height: float

    def pen(self, colour: str) -> Any:
        pen = self.renderer.new_gc()
        pen.set_foreground(colour)
        pen.set_joinstyle("miter")
        pen.set_capstyle("butt")
        return pen

    def shape(self, pen: Any, points: Sequence[tuple[float, float]], fill: str | None, *, closed: bool = False) -> None:
        from matplotlib.colors import to_rgb
        from matplotlib.path import Path as Outline
        from matplotlib.transforms import Affine2D

        to_units = Affine2D().scale(self.per_point, -self.per_point).translate(0, self.height)
        corners = [*points, points[0]] if closed else points
        self.renderer.draw_path(pen, Outline(corners, closed=closed), to_units, to_rgb(fill) if fill else None)


def _render(drawing: Drawing, brush: _Brush) -> None:
    ground = Rectangle(0, 0, drawing.width, drawing.height, drawing.ground)
    for mark in (ground, *drawing.marks):
        _MARKS[type(mark)](mark, brush)


def _box(mark: Rectangle, brush: _Brush) -> None:
    right, bottom = mark.x + mark.width, mark.y + mark.height
    pen = brush.pen(mark.fill)
    pen.set_linewidth(0)
    pen.set_snap(True)
    corners = ((mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom))
    brush.shape(pen, corners, mark.fill, closed=True)


def _line(mark: Stroke, brush: _Brush) -> None:
    pen = brush.pen(mark.colour)
    pen.set_linewidth(mark.width)
    if mark.dashed:
        pen.set_dashes(0, (3 * mark.width, 2 * mark.width))
    if all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(mark.points)):
        pen.set_snap(True)
    brush.shape(pen, mark.points, None)


def _dot(mark: Dot, brush: _Brush) -> None:
    from matplotlib.colors import to_rgb
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

    pen = brush.pen(mark.edge)
    pen.set_linewidth(mark.width)
    size = mark.radius * brush.per_point
    place = Affine2D().scale(size).translate(mark.x * brush.per_point, brush.height - mark.y * brush.per_point)
    brush.renderer.draw_path(pen, Outline.unit_circle(), place, to_rgb(mark.fill))


def _label(mark: Label, brush: _Brush) -> None:
    font = brush.fonts[2 * mark.borrowed + mark.bold].copy()
    font.set_size(mark.size)
    x, y = mark.x * brush.per_point, mark.y * brush.per_point
    brush.renderer.draw_text(brush.pen(mark.colour), x, y, mark.text, font, 0)


_MARKS: Mapping[type[ChartMark], Callable[[Any, _Brush], None]] = {
    Rectangle: _box,
    Stroke: _line,
    Dot: _dot,
    Label: _label,
}


def _compressed(renderer: Any, drawing: Drawing) -> bytes:
    """The picture as a PNG with a palette: the drawing's own colours exactly, those of smoothed edges nearly.

    Pixels are counted in runs of one colour, of which there are few.
    """
    import numpy
    from PIL import Image

    pixels = numpy.asarray(renderer.buffer_rgba()).view("<u4")[:, :, 0]
    flat = pixels.ravel()
    starts = numpy.concatenate(([0], numpy.flatnonzero(flat[1:] != flat[:-1]) + 1))
    runs, lengths = flat[starts], numpy.diff(starts, append=flat.size)
    for mask in MASKS:
        cells, first, index = numpy.unique(runs & mask, return_index=True, return_inverse=True)
        if len(cells) <= MOST_COLOURS:
            break
    palette = runs[first]
    colours = (mark.fill if isinstance(mark, Rectangle | Dot) else mark.colour for mark in drawing.marks)
    for colour in sorted({drawing.ground, *colours}):
        own = int.from_bytes(bytes.fromhex(colour[1:]), "little")
        palette[cells == own & mask] = own
    indexes = numpy.repeat(index.astype(numpy.uint8), lengths).reshape(pixels.shape)
    picture = Image.fromarray(indexes, "P")
    picture.putpalette(palette.astype("<u4").view(numpy.uint8).reshape(-1, 4)[:, :3].tobytes())
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return out.getvalue()


def main() -> None:
    """Read the work from the standard input, and write the pictures to the standard output."""
    pickle.dump(paint(pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
