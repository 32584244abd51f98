"""Parts on top of each other: bars and columns, of their sums or of the whole, which is then the same for all.

Nothing but zeros in a row is a single zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill, fills_by_series, series_fills
from reports.charts.editable import native_stacked
from reports.charts.frame import CAPITALS, Frame
from reports.charts.grid import Grid, grid, shares
from reports.charts.keys import NAMES, beside, key
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import MOST_BARS, column, slots, thickness
from reports.charts.kinds.columns import Base, base_of, breadth, foot_labels, shaded_rows
from reports.charts.marks import ChartMark, Label, Rectangle, Stroke, outline
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import across_axis
from reports.charts.shading import shading_room
from reports.charts.upright import Upright, axis_width, height_of, upright, value_axis

MOST_PARTS = 8
WHOLE = 100.0
TIE = 1e-6  # points, by which the name of an upper part is above that of a lower one without a height
PAD = 0.3  # around a figure in its part, in parts of the label's size


class _PilePart(Struct, frozen=True):
    """A part of a pile: where it begins and ends, in the unit of the axis."""

    entry: ChartEntry
    start: float
    end: float


def _piles(cells: Grid, *, of_whole: bool) -> list[list[_PilePart]]:
    """The parts of each row, one after the other."""
    piles = []
    for of_row in cells.cells:
        parts, start = list[_PilePart](), 0.0
        entries = [entry for entry in of_row if entry]
        lengths = shares(entries) if of_whole else [float(entry.value) for entry in entries]
        for entry, length in zip(entries, lengths, strict=True):
            parts.append(_PilePart(entry, start, start + length))
            start += length
        piles.append(parts)
    return piles


def stacked_bars(data: ChartData, frame: Frame, top: float, *, of_whole: bool) -> Drawn:
    """One bar for each row, divided into its parts."""
    looks, cells = frame.looks, grid(data)
    fills, piles = series_fills(data, looks), _piles(cells, of_whole=of_whole)
    labels = column(cells, frame)
    left = max(block.width for block in labels) + 0.8 * looks.label
    names, top = key(cells.series, fills, frame, top, data.titled)
    most = WHOLE if of_whole else max(parts[-1].end for parts in piles) or 1.0
    ends = [frame.measure(text, looks.axis) / 2 for value, text in data.axis if float(value) > 0.95 * most]
    unit = (frame.width - left - max(ends, default=0.0)) / most
    shown = _fitting(piles, unit, frame)
    has_axis = not all(shown.values()) and bool(data.axis)
    foot = 2.0 * looks.axis if has_axis else 0.0
    slot = slots(labels, 1, top, frame, foot)
    bottom, thick = top + slot * len(labels), thickness(slot, 1, frame)
    marks: list[ChartMark] = list(names)
    if has_axis:
        marks += across_axis(data.axis, left, unit, (top, bottom), frame)
    for row, parts in enumerate(piles):
        middle = top + (row + 0.5) * slot
        marks += labels[row].centred(0, middle, looks.text)
        for part in parts:
            box = Rectangle(left + part.start * unit, middle - thick / 2, (part.end - part.start) * unit, thick, "")
            marks += _filled(part, box, fills[part.entry.series], frame, has_figure=shown[part.entry], is_level=True)
        if not parts[-1].end:
            base = middle + CAPITALS / 2 * looks.label
            marks.append(Label(left + 0.45 * looks.label, base, parts[0].entry.figure, looks.label, looks.text, True))
    marks.append(Stroke(((left, top), (left, bottom)), looks.text, looks.line))
    return marks, bottom + foot


def _fitting(piles: Sequence[Sequence[_PilePart]], unit: float, frame: Frame) -> dict[ChartEntry, bool]:
    """Whether the figure of each part fits into its length."""
    size = frame.looks.label
    return {
        part.entry: frame.measure(part.entry.figure, size, bold=True) + 2 * PAD * size <= (part.end - part.start) * unit
        for parts in piles
        for part in parts
    }


def _filled(
    part: _PilePart, box: Rectangle, fill: ChartFill, frame: Frame, *, has_figure: bool, is_level: bool = False
) -> Iterator[ChartMark]:
    """A part with its figure in it, and a light line where it ends."""
    looks, size = frame.looks, frame.looks.label
    if part.end <= part.start:
        return
    is_expected = part.entry.status == "expected"
    colour, hatch = fill.pale(looks) if is_expected else (fill.colour, fill.hatch)
    yield replace(box, fill=colour, hatch=hatch, fact=part.entry.fact)
    if is_expected:
        yield outline(box.x, box.y, box.width, box.height, fill.words, looks.line, closed=True)
    if part.start and is_level:
        yield Stroke(((box.x, box.y), (box.x, box.y + box.height)), looks.ground, looks.line)
    elif part.start:
        yield Stroke(((box.x, box.y + box.height), (box.x + box.width, box.y + box.height)), looks.ground, looks.line)
    if has_figure:
        wide, middle = frame.measure(part.entry.figure, size, bold=True), box.x + box.width / 2
        base = box.y + box.height / 2 + CAPITALS / 2 * size
        if hatch:  # a ground without a pattern for the figure
            around = wide + 2 * PAD * size, (CAPITALS + 2 * PAD) * size
            yield Rectangle(middle - around[0] / 2, base - (CAPITALS + PAD) * size, *around, colour)
        yield Label(middle, base, part.entry.figure, size, looks.text if is_expected else fill.inner, True, "middle")


def stacked_columns(data: ChartData, frame: Frame, top: float, *, of_whole: bool) -> Drawn:
    """One column for each row, divided into its parts, which have their names beside the last one."""
    looks, cells = frame.looks, grid(data)
    fills, piles = series_fills(data, looks), _piles(cells, of_whole=of_whole)
    named = [name for name in cells.series if name not in data.titled] if len(cells.series) > 1 else []
    blocks = [frame.must(name, looks.label, NAMES * frame.width, 3, bold=True) for name in named]
    top += shading_room(data, frame)
    right = frame.width - max((block.width + 0.8 * looks.label for block in blocks), default=0.0)
    high = WHOLE if of_whole else max(parts[-1].end for parts in piles)
    has_axis, base, plot, bottom = False, *_laid_out(cells, high, (0.0, right), top, frame)
    shown = _fitting_in(piles, plot, base, frame)
    if data.axis and not all(shown.values()):
        has_axis, base, plot, bottom = True, *_laid_out(cells, high, (axis_width(data, frame), right), top, frame)
        shown = _fitting_in(piles, plot, base, frame)
    wide = breadth(base.slot, 1, frame)
    end = base.middle(len(piles) - 1) + wide / 2 + 0.4 * looks.label
    marks: list[ChartMark] = [*shaded_rows(data, cells, base, (top, plot.zero), frame)]
    marks += value_axis(data, replace(plot, right=end), frame) if has_axis else ()
    for row, parts in enumerate(piles):
        x = base.middle(row) - wide / 2
        for part in parts:
            box = Rectangle(x, plot.y(part.end), wide, (part.end - part.start) * plot.scale, "")
            marks += _filled(part, box, fills[part.entry.series], frame, has_figure=shown[part.entry])
        if not parts[-1].end:
            at = base.middle(row), plot.zero - 0.4 * looks.label
            marks.append(Label(*at, parts[0].entry.figure, looks.label, looks.text, True, "middle"))
    marks.append(Stroke(((base.left, plot.zero), (end, plot.zero)), looks.text, looks.line))
    marks += foot_labels(base, bottom, frame)
    if blocks:
        middles = {part.entry.series: plot.y((part.start + part.end) / 2) for part in piles[-1]}
        colours = [fills[name].words for name in named]
        heights = [middles[name] - number * TIE for number, name in enumerate(named)]
        marks += beside(blocks, colours, end + 0.4 * looks.label, heights, (top, plot.zero))
    return marks, bottom + base.foot


def _laid_out(
    cells: Grid, high: float, sides: tuple[float, float], top: float, frame: Frame
) -> tuple[Base, Upright, float]:
    """The places of columns and of values, and the foot of the plot."""
    base = base_of(cells, *sides, frame)
    bottom = top + height_of(frame, top, base.foot) - base.foot
    return base, upright([high], sides, (top, bottom), frame, margin=0.6 * frame.looks.axis), bottom


def _fitting_in(
    piles: Sequence[Sequence[_PilePart]], plot: Upright, base: Base, frame: Frame
) -> dict[ChartEntry, bool]:
    """Whether the figure of each part fits into its column and its height."""
    size = frame.looks.label
    return {
        part.entry: frame.measure(part.entry.figure, size, bold=True) + 2 * PAD * size <= breadth(base.slot, 1, frame)
        and (CAPITALS + 2 * PAD) * size <= (part.end - part.start) * plot.scale
        for parts in piles
        for part in parts
    }


_DRAWN = {"bars": stacked_bars, "columns": stacked_columns}
_NAMES = {
    ("bars", False): {"vi": "Biểu đồ thanh ngang chồng", "en": "Stacked bar chart"},
    ("columns", False): {"vi": "Biểu đồ cột chồng", "en": "Stacked column chart"},
    ("bars", True): {"vi": "Biểu đồ thanh ngang chồng, 100%", "en": "Stacked bar chart, 100%"},
    ("columns", True): {"vi": "Biểu đồ cột chồng, 100%", "en": "Stacked column chart, 100%"},
}


def _kind(form: Literal["bars", "columns"], *, of_whole: bool) -> ChartKind:
    return ChartKind(
        name=f"{'percent' if of_whole else 'stacked'}-{form}",
        names=_NAMES[form, of_whole],
        draw=partial(_DRAWN[form], of_whole=of_whole),
        native=partial(native_stacked, form="bar" if form == "bars" else "column", of_whole=of_whole),
        fills=fills_by_series,
        most=MOST_BARS * MOST_PARTS,
        most_rows=MOST_BARS,
        most_series=MOST_PARTS,
        gridded=True,
        series_always=True,
        gaps=False,
        aims=False,
        expected=True,
        exact=True,
        timed_rows=form == "columns",
        axis="share" if of_whole else "sum",
        summed=of_whole,
    )


STACKED = tuple(_kind(form, of_whole=of_whole) for of_whole in (False, True) for form in ("bars", "columns"))
