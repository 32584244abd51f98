"""Drawings → PNG and SVG. The only module that imports matplotlib; it runs as a process of its own.

    python -m reports.drawing.paint < work > result

Both are pickled: the fonts and drawings, and the pictures in the same order. A process of its own leaves matplotlib's
settings, and the environment that it reads them from, out of the program, and lets several draw at once. matplotlib's
renderers are called directly: its figures and axes, which would only pass on finished marks, take as long to import
as a chart to draw.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.drawing.marks import Box, Dot, Drawing, Label, Line, Mark

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
SETTINGS = {
    "text.hinting": "none",  # letters stand where they were measured
    "svg.fonttype": "path",  # the same letters on every machine
    "svg.hashsalt": "songngu",  # the same ids in every process
}
MOST_COLOURS = 256


@dataclass(frozen=True, slots=True)
class Work:
    """What one process paints: drawings, in these regular and bold fonts."""

    fonts: tuple[str, str]
    drawings: tuple[Drawing, ...]


Picture = tuple[bytes, bytes]


def paint(work: Work) -> list[Picture]:
    """Each drawing as PNG and as SVG."""
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    rcParams.update(SETTINGS)
    regular, bold = (FontProperties(fname=name) for name in work.fonts)
    return [(_png(d, (regular, bold)), _svg(d, (regular, bold))) for d in work.drawings]


def _png(drawing: Drawing, fonts: tuple[Any, Any]) -> bytes:
    from matplotlib.backends.backend_agg import RendererAgg

    per_point = DOTS_PER_INCH / POINTS_PER_INCH
    width, height = round(drawing.width * per_point), round(drawing.height * per_point)
    renderer = RendererAgg(width, height, DOTS_PER_INCH)
    _render(drawing, _Brush(renderer, fonts, per_point, height))
    return _compressed(renderer, drawing)


def _svg(drawing: Drawing, fonts: tuple[Any, Any]) -> bytes:
    from matplotlib.backends.backend_svg import RendererSVG

    out = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    renderer = RendererSVG(drawing.width, drawing.height, out, metadata=nothing)
    _render(drawing, _Brush(renderer, fonts, 1.0, drawing.height))
    renderer.finalize()
    return out.getvalue().encode()


@dataclass(frozen=True, slots=True)
class _Brush:
    """A renderer, the fonts, and how many of its units a point takes."""

    renderer: Any
    fonts: tuple[Any, Any]
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
    ground = Box(0, 0, drawing.width, drawing.height, drawing.ground)
    for mark in (ground, *drawing.marks):
        _MARKS[type(mark)](mark, brush)


def _box(mark: Box, brush: _Brush) -> None:
    right, bottom = mark.x + mark.width, mark.y + mark.height
    pen = brush.pen(mark.fill)
    pen.set_linewidth(0)
    pen.set_snap(True)
    corners = ((mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom))
    brush.shape(pen, corners, mark.fill, closed=True)


def _line(mark: Line, brush: _Brush) -> None:
    pen = brush.pen(mark.colour)
    pen.set_linewidth(mark.width)
    if mark.dashes:
        pen.set_dashes(0, mark.dashes)
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
    font = brush.fonts[mark.bold].copy()
    font.set_size(mark.size)
    x, y = mark.x * brush.per_point, mark.y * brush.per_point
    brush.renderer.draw_text(brush.pen(mark.colour), x, y, mark.text, font, 0)


_MARKS: Mapping[type[Mark], Callable[[Any, _Brush], None]] = {Box: _box, Line: _line, Dot: _dot, Label: _label}


def _compressed(renderer: Any, drawing: Drawing) -> bytes:
    """The picture as a PNG with a palette."""
    import numpy
    from PIL import Image

    picture = Image.fromarray(numpy.asarray(renderer.buffer_rgba())[:, :, :3])
    out = io.BytesIO()
    picture.quantize(MOST_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return out.getvalue()


def main() -> None:
    """Paint what comes in, and hand on the pictures."""
    pickle.dump(paint(pickle.load(sys.stdin.buffer)), sys.stdout.buffer)


if __name__ == "__main__":
    main()
