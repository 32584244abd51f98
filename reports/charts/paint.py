"""Drawings → PNG and SVG. The only module that imports matplotlib; it runs as a process of its own.

The work comes on the standard input and the result goes to the standard output, both pickled: the fonts and drawings,
and the pictures in the same order. A process of its own leaves matplotlib's settings, and the
environment that it reads them from, out of the program, and lets several draw at once.

matplotlib's renderer for pixels is called directly: its figures and axes, which would only pass on finished marks, take
as long to import as a chart to draw. Each text is laid out once, for both pictures, and its outlines are filled:
rendering letter by letter takes ten times as long.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import pickle
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from reports.charts.marks import (
    FALLBACK,
    Band,
    ChartMark,
    Dot,
    Drawing,
    Label,
    PaintedImages,
    PaintWork,
    Rectangle,
    Stroke,
    dashes,
)
from reports.charts.svg import EM, Glyph, GlyphLine, glyph, svg
from reports.files.disk import write_whole

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
MOST_COLOURS = 256
MASKS = (0xF8F8F8, 0xF0F0F0, 0xE0E0E0, 0xC0C0C0)
"""Colours that are alike under the first mask that leaves few enough are one in the palette (red is the last byte)."""
_ALPHA, _OPAQUE = 0xC0000000, 0xFF000000
"""The mask of how opaque a pixel of a drawing without a ground is, and a pixel that is."""


def paint(work: PaintWork) -> list[PaintedImages]:
    """Paint each drawing as PNG and as SVG."""
    import matplotlib

    _list_no_fonts(Path(matplotlib.__file__).parent, Path(matplotlib.get_cachedir()))
    names, drawings = work
    fallback = (str(Path(matplotlib.__file__).parent / name) for name in FALLBACK)
    letters = _Letters((*names, *fallback))
    return [(_png(drawing, letters), svg(drawing, letters.line)) for drawing in drawings]


def _list_no_fonts(program: Path, cache: Path) -> None:
    """Write an empty list of the system's fonts for matplotlib, which would search for them when it is imported.

    The search takes longer than a chart, and charts name the files of their fonts. A version that keeps its list in
    another way searches.
    """
    version = re.search(r"^    __version__ = '([^']+)'", (program / "font_manager.py").read_text("utf-8"), re.MULTILINE)
    if version:
        empty: dict[str, Any] = {"_version": version[1], "ttflist": [], "__class__": "FontManager"}
        write_whole(cache / f"fontlist-v{version[1]}.json", json.dumps(empty).encode())


class _Letters(Struct, frozen=True):
    """Texts laid out, each once. `files` are the fonts: regular and bold, then the fallback's."""

    files: Sequence[str]
    _glyphs: dict[str, dict[str, Glyph]] = field(default_factory=dict)
    _lines: dict[tuple[str, str], GlyphLine] = field(default_factory=dict)

    def line(self, label: Label) -> GlyphLine:
        """The glyphs of a label."""
        key = self.files[2 * label.borrowed + label.bold], label.text
        if key not in self._lines:
            self._lines[key] = self._laid_out(*key)
        return self._lines[key]

    def _laid_out(self, file: str, text: str) -> GlyphLine:
        from matplotlib.font_manager import get_font
        from matplotlib.textpath import text_to_path

        font, glyphs = get_font(file), self._glyphs.setdefault(file, {})
        font.set_size(EM, POINTS_PER_INCH)
        placed, outlines, _ = text_to_path.get_glyphs_with_font(font, text)
        for name, outline in outlines.items():
            if name not in glyphs:
                glyphs[name] = glyph(name, *outline)
        return [(glyphs[name], x, y) for name, x, y, _ in placed]


def _png(drawing: Drawing, letters: _Letters) -> bytes:
    from matplotlib.backends import backend_agg

    per_point = DOTS_PER_INCH / POINTS_PER_INCH
    width, height = round(drawing.width * per_point), round(drawing.height * per_point)
    backend: Any = backend_agg  # it has no types
    brush = _Brush(backend.RendererAgg(width, height, DOTS_PER_INCH), letters, per_point, height)
    for mark in drawing.painted:
        _MARKS[type(mark)](mark, brush)
    return _compressed(brush.renderer, drawing)


class _Brush(Struct, frozen=True):
    """A renderer, the letters, how many of its units a point has, and its height in them."""

    renderer: Any
    letters: _Letters
    per_point: float
    height: float

    def pen(self, colour: str, width: float = 0, *, snap: bool | None = None) -> Any:
        pen = self.renderer.new_gc()
        pen.set_foreground(colour)
        pen.set_joinstyle("miter")
        pen.set_capstyle("butt")
        pen.set_linewidth(width)
        pen.set_snap(snap)
        return pen

    def draw(
        self,
        pen: Any,
        outline: Any,
        fill: str | None,
        origin: tuple[float, float] = (0, 0),
        scale: tuple[float, float] = (1, -1),
    ) -> None:
        """Draw an outline with its origin at a place of the drawing; it goes up, and one of a drawing's points down."""
        from matplotlib.colors import to_rgb
        from matplotlib.transforms import Affine2D

        (x, y), (across, up) = origin, scale
        to_units = Affine2D().scale(across * self.per_point, up * self.per_point)
        place = to_units.translate(x * self.per_point, self.height - y * self.per_point)
        self.renderer.draw_path(pen, outline, place, to_rgb(fill) if fill else None)


def _box(mark: Rectangle, brush: _Brush) -> None:
    from matplotlib.path import Path as Outline

    right, bottom = mark.x + mark.width, mark.y + mark.height
    corners = ((mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom), (mark.x, mark.y))
    brush.draw(brush.pen(mark.fill, snap=True), Outline(corners, closed=True), mark.fill)


def _band(mark: Band, brush: _Brush) -> None:
    from matplotlib.path import Path as Outline

    corners = (*mark.corners, mark.corners[0])
    brush.draw(brush.pen(mark.fill), Outline(corners, closed=True), mark.fill)


def _line(mark: Stroke, brush: _Brush) -> None:
    from matplotlib.path import Path as Outline

    is_straight = all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(mark.points))
    pen = brush.pen(mark.colour, mark.width, snap=True if is_straight else None)
    if mark.dashed:
        pen.set_dashes(0, dashes(mark))
    brush.draw(pen, Outline(mark.points), None)


def _dot(mark: Dot, brush: _Brush) -> None:
    from matplotlib.path import Path as Outline

    pen = brush.pen(mark.edge, mark.width)
    if mark.shape:
        brush.draw(pen, Outline((*mark.corners, mark.corners[0]), closed=True), mark.fill)
    else:
        brush.draw(pen, Outline.unit_circle(), mark.fill, (mark.x, mark.y), (mark.radius, mark.radius))


def _label(mark: Label, brush: _Brush) -> None:
    import numpy
    from matplotlib.path import Path as Outline

    if line := brush.letters.line(mark):
        corners = numpy.concatenate([numpy.add(each.corners, (x, y)) for each, x, y in line])
        outline = Outline(corners, numpy.concatenate([each.codes for each, _, _ in line]))
        scale = mark.size / EM, mark.size / EM
        brush.draw(brush.pen(mark.colour, snap=False), outline, mark.colour, (mark.x, mark.y), scale)


_MARKS: Mapping[type[ChartMark], Callable[[Any, _Brush], None]] = {
    Rectangle: _box,
    Band: _band,
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
    alpha = 0 if drawing.ground else _ALPHA
    for mask in (mask | alpha for mask in MASKS):
        cells, first, index = numpy.unique(runs & mask, return_index=True, return_inverse=True)
        if len(cells) <= MOST_COLOURS:
            break
    palette = runs[first]
    for colour in sorted(
        {mark.fill if isinstance(mark, Rectangle | Band | Dot) else mark.colour for mark in drawing.painted}
    ):
        own = int.from_bytes(bytes.fromhex(colour[1:]), "little") | _OPAQUE
        palette[cells == own & mask] = own
    indexes = numpy.repeat(index.astype(numpy.uint8), lengths).reshape(pixels.shape)
    picture = Image.fromarray(indexes, "P")
    channels = palette.astype("<u4").view(numpy.uint8).reshape(-1, 4)
    picture.putpalette(channels[:, :3].tobytes())
    seen_through = {"transparency": channels[:, 3].tobytes()} if alpha else {}
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), **seen_through)
    return out.getvalue()


def main() -> None:
    """Read the work from the standard input, and write the pictures to the standard output."""
    atexit.register(gc.freeze)  # Python looks through all values for circles before it ends; this leaves none
    pickle.dump(paint(pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
