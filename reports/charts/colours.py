"""The colours of what a chart shows: neighbours differ in grey, and what is emphasised stands out among pale others.

Neighbours differ by at least 2:1 in luminance, else one of them has a pattern. All kinds of charts take their colours
from here, so that emphasis, colours of a spec's own and patterns work in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from reports.brand import contrast
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.charts.frame import ChartLooks, mixed
from reports.charts.marks import Band, ChartMark, Drawing, Point, Rectangle, Stroke
from reports.charts.model import ChartData, ChartEntry

LEAST_APART = 2.0
"""The least contrast of two neighbours without a pattern."""
PATTERNS, SHAPES = 4, 4
PITCH, THICK = 0.5, 0.15  # of the label's size: from one line of a pattern to the next, and its width
PALE, THIN, DARK = 0.75, 0.07, 0.4
"""Of the ground in the colour of what is expected; the width of a line on it, and how much of the ink it has."""
_STEPS = 50


class ChartFill(Struct, frozen=True):
    """How a part of a chart is filled: its colour, its pattern (0: none), the colour of words about it, and of words
    on it; its pattern where it is pale; and the shape of its dots, by which lines that are alike in grey differ."""

    colour: str
    words: str
    inner: str
    hatch: int = 0
    pale_hatch: int = 0
    shape: int = 0

    def pale(self, looks: ChartLooks) -> tuple[str, int]:
        """The colour and the pattern of what is only expected."""
        return mixed(self.colour, looks.ground, PALE), self.pale_hatch


def part_fills(entries: Sequence[ChartEntry], looks: ChartLooks) -> dict[ChartEntry, ChartFill]:
    """The fill of each entry, where each is a part of its own."""
    wanted = [(entry.emphasis, entry.colour) for entry in entries]
    return dict(zip(entries, fills(wanted, looks), strict=True))


def series_fills(data: ChartData, looks: ChartLooks) -> dict[str, ChartFill]:
    """The fill of each series by its name. A series is emphasised, or has a colour, if all of its facts are or have."""
    wanted = {}
    for name in dict.fromkeys(entry.series for entry in data.entries):
        entries = [entry for entry in data.entries if entry.series == name]
        colours = {entry.colour for entry in entries}
        wanted[name] = all(entry.emphasis for entry in entries), colours.pop() if len(colours) == 1 else ""
    return dict(zip(wanted, fills(list(wanted.values()), looks), strict=True))


def fills_by_series(data: ChartData, looks: ChartLooks) -> dict[ChartEntry, ChartFill]:
    """The fill of each entry: always that of its series."""
    found = series_fills(data, looks)
    return {entry: found[entry.series] for entry in data.entries}


def entry_fills(data: ChartData, looks: ChartLooks) -> dict[ChartEntry, ChartFill]:
    """The fill of each entry: that of its series; if only some are emphasised, these stand out from the rest."""
    series = series_fills(data, looks)
    marked = [entry for entry in data.entries if entry.emphasis]
    whole = {entry.series for entry in marked} - {entry.series for entry in data.entries if not entry.emphasis}
    found = {}
    for entry in data.entries:
        if not marked or (whole and len(series) > 1):
            found[entry] = _fill(looks.named[entry.colour], looks) if entry.colour else series[entry.series]
        else:
            found[entry] = fills([(True, entry.colour), (False, "")], looks)[0 if entry.emphasis else 1]
    return found


def line_fills(data: ChartData, looks: ChartLooks) -> dict[ChartEntry, ChartFill]:
    """The fill of each entry's point on a line: that of its series, or the accent colour if it alone is emphasised."""
    series = series_fills(data, looks)
    whole = {entry.series for entry in data.entries} - {entry.series for entry in data.entries if not entry.emphasis}
    return {
        entry: series[entry.series]
        if entry.series in whole or not entry.emphasis
        else fills([(True, entry.colour)], looks)[0]
        for entry in data.entries
    }


def fills(wanted: Sequence[tuple[bool, str]], looks: ChartLooks) -> list[ChartFill]:
    """The fills of neighbours, in order; each is wanted emphasised or not, and in the colour of a name or in any.

    One that is emphasised has the accent colour unless it has another; if several are, each has its own. The rest is
    then pale.
    """
    count, marked = len(looks.series), sum(emphasised for emphasised, _ in wanted)
    own = [
        looks.named[name] if name else looks.accent if marked == 1 else looks.series[i % count]
        for i, (_, name) in enumerate(wanted)
    ]
    pale = _pale([colour for colour, (emphasised, _) in zip(own, wanted, strict=True) if emphasised], looks)
    found: list[ChartFill] = []
    used: set[tuple[str, int]] = set()
    for colour, (emphasised, _) in zip(own, wanted, strict=True):
        if marked and not emphasised:
            found.append(pale)
            continue
        is_like = bool(found) and contrast(colour, found[-1].colour) < LEAST_APART
        free = [hatch for hatch in range(PATTERNS + 1) if not (is_like and hatch == found[-1].hatch)]
        hatch = next((hatch for hatch in free if (colour, hatch) not in used), free[0])
        used.add((colour, hatch))
        taken = {other.shape for other in found if contrast(colour, other.colour) < LEAST_APART}
        shape = next((each for each in range(SHAPES) if each not in taken), 0)
        found.append(replace(_fill(colour, looks, hatch), pale_hatch=len(found) % (PATTERNS + 1), shape=shape))
    return found


def _pale(marked: Sequence[str], looks: ChartLooks) -> ChartFill:
    """The fill of what is not emphasised, as light as it may be; with a pattern if an emphasised colour is as light."""
    shades = (mixed(looks.secondary, looks.ground, 1 - step / _STEPS) for step in range(_STEPS + 1))
    pale = next((each for each in shades if contrast(each, looks.ground) >= LEAST_CONTRAST_GRAPHICS), looks.secondary)
    return _fill(pale, looks, int(any(contrast(colour, pale) < LEAST_APART for colour in marked)))


def _fill(colour: str, looks: ChartLooks, hatch: int = 0) -> ChartFill:
    inner = looks.on_dark if contrast(looks.on_dark, colour) >= LEAST_CONTRAST_TEXT else looks.text
    return ChartFill(colour, readable(colour, looks), inner, hatch)


def readable(colour: str, looks: ChartLooks, least: float = LEAST_CONTRAST_TEXT) -> str:
    """The colour, darkened towards that of text until it has the contrast with the ground that words need."""
    shades = (mixed(colour, looks.text, step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in shades if contrast(shade, looks.ground) >= least), looks.text)


def hatched(drawing: Drawing, looks: ChartLooks) -> Drawing:
    """The drawing with the patterns of its rectangles and bands as lines: light ones, or dark ones on a pale part."""
    marks: list[ChartMark] = []
    for mark in drawing.marks:
        marks.append(mark)
        if isinstance(mark, Rectangle) and mark.hatch:
            ends: Iterable[tuple[Point, Point]] = _lines(mark, PITCH * looks.label)
            marks += _pattern(mark.fill, ends, looks)
        elif isinstance(mark, Band) and mark.hatch:
            (left, *_, right), ys = [x for x, _ in mark.upper], [y for _, y in mark.corners]
            box = Rectangle(left, min(ys), right - left, max(ys) - min(ys), mark.fill, mark.hatch)
            ends = (part for line in _lines(box, PITCH * looks.label) for part in _within(line, mark.corners))
            marks += _pattern(mark.fill, ends, looks)
    return Drawing(drawing.width, drawing.height, drawing.ground, tuple(marks))


def _pattern(fill: str, lines: Iterable[tuple[Point, Point]], looks: ChartLooks) -> Iterator[Stroke]:
    is_pale = contrast(fill, looks.ground) < LEAST_CONTRAST_GRAPHICS - 0.5
    colour = mixed(fill, looks.text, DARK) if is_pale else looks.ground
    yield from (Stroke(line, colour, (THIN if is_pale else THICK) * looks.label) for line in lines)


def _lines(box: Rectangle, pitch: float) -> Iterator[tuple[Point, Point]]:
    """The lines of a pattern within a rectangle: rising, falling, level, upright."""
    right, bottom = box.x + box.width, box.y + box.height
    if box.hatch > 2:
        is_level = box.hatch == 3
        start, length = (box.y, box.height) if is_level else (box.x, box.width)
        for i in range(int(length / pitch + 0.5)):
            at = start + (i + 0.5) * pitch
            if at < start + length:
                yield ((box.x, at), (right, at)) if is_level else ((at, box.y), (at, bottom))
        return
    diagonal = pitch * 2**0.5
    for i in range(1, int((box.width + box.height) / diagonal) + 1):
        reach = i * diagonal  # x + y of a rising line, from the top left corner
        one = min(reach, box.width), max(reach - box.width, 0)
        two = max(reach - box.height, 0), min(reach, box.height)
        if box.hatch == 2:
            one, two = (box.width - one[0], one[1]), (box.width - two[0], two[1])
        yield (box.x + one[0], box.y + one[1]), (box.x + two[0], box.y + two[1])


def _within(line: tuple[Point, Point], corners: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """The parts of a line that are within an area with these corners, of which its ends are outside or on the edge."""
    (x, y), (end, foot) = line
    across, down = end - x, foot - y
    sides = [(each, (each[0] - x) * down - (each[1] - y) * across) for each in (*corners, corners[0])]
    found = [
        (one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share)
        for (one, before), (two, after) in pairwise(sides)
        if (before < 0) != (after < 0) and (share := before / (before - after)) is not None
    ]
    found.sort(key=lambda point: (point[0] - x) * across + (point[1] - y) * down)
    yield from zip(found[::2], found[1::2], strict=True)
