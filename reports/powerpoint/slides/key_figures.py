"""Key figures → the text of each on a slide and its bar, and the place of the bar under or beside the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from pptx.util import Emu, Length

from reports.brand import SlideText
from reports.brand.measure import height
from reports.brand.powerpoint_reference.looks import inches, points
from reports.document import model
from reports.powerpoint.slides.model import Bar, Fill, Line, PlacedBar, Slide, TextFill
from reports.powerpoint.slides.setting import SlideSetting
from reports.powerpoint.slides.text_frame import TextFrame, measure, wrapped

if TYPE_CHECKING:
    from reports.powerpoint.slides.model import Area

BESIDE = "lesser"
"""The placeholder of key figures that have their bars beside the figure, since they are in low rows."""
FIGURE, LABEL, NOTE, SHORT = range(4)
"""The levels of a key figure; the last is that of a hero with emphasis."""
_BETWEEN = "; "
_THICK, _THIN, _GAP = 1.2, 0.8, 0.7
"""The height of a bar, of one beside its figure, and the distance from the text to it, relative to the label's size."""
_LEAST_WIDTH = 54
"""Points: a shorter bar shows nothing."""
_BESIDE_FIGURE = 14
"""Points between a figure and the bar beside it."""
_ROOM = 1.03
"""How much wider a box is than its words, as programs measure a little differently."""
_AIM = 1.35
"""The height of the words over a bar, relative to their size."""


def card_fill(card: model.Card, layout: str, box: str, setting: SlideSetting, *, emphasis: bool = False) -> TextFill:
    """The text of a key figure with its bar. A bar for which there is no room is left out, and what the figure is
    compared with stands in the text."""
    if box not in setting.brand.slides.boxes(layout):
        return TextFill(())
    frame, (purpose, _) = setting.frame(layout, box), setting.brand.slides.purpose(layout, box)
    beside = purpose == BESIDE
    level = SHORT if emphasis and len(frame.styles) > SHORT else FIGURE
    lines = [Line(card.figure, level), Line(card.label, LABEL), Line(card.note, NOTE)]
    named = [*lines[:NOTE], Line(model.joined(filter(None, (card.note, card.aim)), _BETWEEN), NOTE)]
    written = TextFill(tuple(line for line in named if line.text))
    if card.bar is None or len(frame.styles) <= NOTE:
        return written
    alt = model.joined(filter(None, (card.figure, card.label, card.aim)), _BETWEEN)
    room = Emu(0) if beside else _room(frame.styles, words=bool(card.aim))
    bar = Bar(setting.gauge(card.bar), card.bar, card.aim, alt, frame.styles[level].colour, beside, room)
    if beside:
        return replace(written, bar=bar)
    fill = TextFill(tuple(line for line in lines if line.text), bar=bar)
    return fill if _height(fill, frame, setting) + room <= frame.height else written


def _room(styles: Sequence[SlideText], *, words: bool) -> Length:
    """The height of a bar under the text, with its words and the distance to the text."""
    return points((_GAP + _THICK) * styles[LABEL].size + (_AIM * styles[NOTE].size if words else 0))


def with_bars(slide: Slide, setting: SlideSetting) -> Slide:
    """The slide with the place of each bar, now that the sizes of its text are known."""
    drawn = {box: fill for box, fill in slide.fills.items() if isinstance(fill, TextFill) and fill.bar}
    if not drawn:
        return slide
    start = _beside(drawn, slide.layout, setting)
    placed = {box: _placed(fill, box, slide.layout, start, setting) for box, fill in drawn.items()}
    return replace(slide, fills={**slide.fills, **placed})


def _beside(drawn: Mapping[str, TextFill], layout: str, setting: SlideSetting) -> Length:
    """How far from the left edge of their boxes bars beside figures begin: after the widest figure."""
    beside = ((box, fill) for box, fill in drawn.items() if fill.bar and fill.bar.beside)
    widths = (_width(fill.lines[0], _frame(fill, layout, box, setting), setting) for box, fill in beside)
    return points(max(widths, default=0) + _BESIDE_FIGURE)


def _frame(fill: TextFill, layout: str, box: str, setting: SlideSetting) -> TextFrame:
    return setting.frame(layout, box).with_styles(fill.styles)


def _width(line: Line, frame: TextFrame, setting: SlideSetting) -> float:
    style = frame.style(line)
    return setting.metrics.width(model.plain(line.text), style.size, bold=style.bold)


def _placed(fill: TextFill, box: str, layout: str, start: Length, setting: SlideSetting) -> TextFill:
    """The text with the place of its bar, or without one for which there is no room beside it."""
    frame, looks = _frame(fill, layout, box, setting), setting.brand.slides
    if fill.bar is None:
        return fill
    left, top, *_ = map(inches, looks.boxes(layout)[box])
    before, above, *_ = map(points, looks.insets(looks.placeholder(layout, box)[0]))
    left, top = Emu(left + before), Emu(top + above)
    label, figure = frame.styles[LABEL], frame.style(fill.lines[0])
    note, words = setting.frame(layout, box).styles[NOTE], None
    if fill.bar.beside:
        if frame.width - start < points(_LEAST_WIDTH) or len(wrapped(fill.lines[0], frame, setting.metrics).lines) > 1:
            return replace(fill, bar=None)
        high = points(_THIN * label.size)
        middle = top + points(figure.line) // 2
        place: Area = (Emu(left + start), Emu(middle - high // 2), Emu(frame.width - start), high)
    else:
        high = points(_THICK * setting.frame(layout, box).styles[LABEL].size)
        bottom = top + _height(fill, frame, setting) + fill.bar.room
        place = left, Emu(bottom - high), frame.width, high
        words = _words(fill.bar, place, note.size, setting) if fill.bar.aim else None
    return replace(fill, bar=replace(fill.bar, at=PlacedBar(place, words, note.size)))


def _words(bar: Bar, place: Area, size: float, setting: SlideSetting) -> Area:
    """The place of the words over a bar: in the middle over its line, but not beyond its ends."""
    left, top, width, _ = place
    wide = points(setting.metrics.width(model.plain(bar.aim), size, bold=True) * _ROOM)
    middle = left + round((1 if bar.gauge.line is None else bar.gauge.line) * width)
    start = max(left, min(middle - wide // 2, left + width - wide))
    high = points(_AIM * size)
    return Emu(start), Emu(top - high), wide, high


def _height(fill: TextFill, frame: TextFrame, setting: SlideSetting) -> Length:
    return Emu(round(height([measure(line, frame, setting.metrics)[0] for line in fill.lines])))


def card_fills(cards: Sequence[model.Card], layout: str, setting: SlideSetting, *, emphasis: bool) -> dict[str, Fill]:
    """The fills of the boxes "card-1" and so on."""
    return {
        f"card-{n}": card_fill(card, layout, f"card-{n}", setting, emphasis=emphasis and n == 1)
        for n, card in enumerate(cards, 1)
    }
