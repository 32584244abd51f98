"""Charts whose values go up from a zero line: the scale, its axis, names at the right, figures on several heights."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import astuple, replace

from reports.charts.colours import ChartFill
from reports.charts.extents import Extent, extent, free
from reports.charts.frame import CAPITALS, Frame
from reports.charts.marks import ChartMark, Dot, Label, Point, Rectangle, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import goal_label, goal_line
from reports.facts import AIMS

NATURAL = 0.4  # height, in parts of the width, where it is free
LEAST = 7.0  # least height, in parts of the label's size
RADIUS = 0.28  # of a dot on a line, in parts of the label's size
BESIDE = RADIUS + 0.35  # from a dot to its figure
ALONE = 1.5  # how much larger a dot is that alone is emphasised on its line
FEW_SERIES = 3  # up to this many have their highest and lowest figures beside an axis
FEW_POINTS = 24  # up to this many points of a line have dots of this size
APART = 0.2  # between two figures beside each other, in parts of their size
MARGIN = 1.6  # above the highest value and below the lowest, for a figure, in parts of the label's size


IN_INK = tuple(status for status in AIMS if status != "expected")


class Upright(Struct, frozen=True):
    """The box of the plot in points, and the height of zero and of one unit."""

    left: float
    right: float
    top: float
    bottom: float
    zero: float
    scale: float

    def y(self, value: float) -> float:
        return self.zero - value * self.scale


def height_of(frame: Frame, top: float, foot: float) -> float:
    """The height from `top` for a plot with so much below it: the given one, or what looks right."""
    natural = NATURAL * frame.width if frame.height is None else LEAST * frame.looks.label
    return frame.room(top, natural + foot)


def upright(
    values: Sequence[float],
    sides: tuple[float, float],
    ends: tuple[float, float],
    frame: Frame,
    margin: float | None = None,
) -> Upright:
    """The scale from zero for values between two sides, with room for figures at the ends in height."""
    margin = MARGIN * frame.looks.label if margin is None else margin
    high, low = max(0.0, *values), min(0.0, *values)
    high = high or (0.0 if low else 1.0)  # nothing but zeros is a line at the foot
    top, bottom = ends[0] + (margin if high else 0), ends[1] - (margin if low < 0 else 0)
    scale = (bottom - top) / (high - low)
    return Upright(*sides, *ends, top + high * scale, scale)


def axis_width(data: ChartData, frame: Frame) -> float:
    """The width of the names of the axis on the left."""
    return max(frame.measure(text, frame.looks.axis) for _, text in data.axis) + 0.6 * frame.looks.axis


def value_axis(data: ChartData, plot: Upright, frame: Frame) -> Iterator[ChartMark]:
    """Light lines at the round values of the axis with their names at the left; the one at zero is drawn elsewhere."""
    looks = frame.looks
    for value, text in data.axis:
        y = plot.y(float(value))
        if value:
            yield Stroke(((plot.left, y), (plot.right, y)), looks.rule, looks.line / 2)
        base = y + CAPITALS / 2 * looks.axis
        yield Label(plot.left - 0.6 * looks.axis, base, text, looks.axis, looks.secondary, anchor="right")


def risen(marks: Sequence[ChartMark], zero: float) -> Iterator[ChartMark]:
    """Marks of a bar that lies on the left edge, from x = 0, as a column that stands on `zero`."""
    for mark in marks:
        if isinstance(mark, Rectangle):
            box = mark.y, zero - mark.x - mark.width, mark.height, mark.width
            yield Rectangle(*box, mark.fill, mark.hatch, mark.fact)
        elif isinstance(mark, Stroke):
            points: tuple[Point, ...] = tuple((y, zero - x) for x, y in mark.points)
            yield Stroke(points, mark.colour, mark.width, mark.dashed, mark.bars, mark.fact)


def aim(
    target: ChartEntry, plot: Upright, frame: Frame, marks: Sequence[ChartMark] = (), *, is_whole: bool = False
) -> Iterator[ChartMark]:
    """A target's dashed line, or the thin one of the whole, with its label at one end, above or below, where it meets
    nothing; on a ground if it is on a column."""
    looks, y, block = frame.looks, plot.y(float(target.value)), goal_label(target, frame)
    line = replace(goal_line(((plot.left, y), (plot.right, y)), looks), fact=target.fact)
    if is_whole:
        line = replace(line, width=looks.line, dashed=False)
    yield Stroke(line.points, looks.ground, 2 * line.width)  # so that it is seen on a column too
    yield line
    above, below = y - block.height - 0.1 * looks.axis, y + 0.2 * looks.axis
    colour = looks.secondary if is_whole else looks.text
    places = [block.at(x, top, colour) for top in (above, below) for x in (plot.right - block.width, plot.left)]
    boxes = [extent(mark, frame.metrics) for mark in marks if isinstance(mark, Rectangle) and not mark.ground]

    def is_empty(block: Sequence[Label]) -> bool:
        return not any(extent(block[0], frame.metrics).meets(box) for box in boxes)

    candidates = sorted(places, key=lambda block: not is_empty(block))
    label = next((each for each in candidates if free(each[0], marks, frame.metrics)), candidates[0])
    if not is_empty(label):
        yield from (plate(each, frame) for each in label)
    yield from label


def plate(label: Label, frame: Frame) -> Rectangle:
    """A ground for a figure or label that may be on a column."""
    size, wide = label.size, frame.measure(label.text, label.size, bold=label.bold) + 0.3 * label.size
    left = label.x - {"left": 0.15 * size, "middle": wide / 2, "right": wide - 0.15 * size}[label.anchor]
    left, right = max(left, 0.0), min(left + wide, frame.width)
    return Rectangle(left, label.y - 0.87 * size, right - left, 1.02 * size, frame.looks.ground, ground=True)


def line_marks(
    placed: Sequence[tuple[ChartEntry, Point]],
    fill: ChartFill,
    dots: Mapping[ChartEntry, ChartFill],
    frame: Frame,
    *,
    on_columns: bool = False,
) -> Iterator[ChartMark]:
    """Strokes between the points, dashed towards an aim; points that are not exact are hollow.

    An aim is in ink; what is only expected keeps the colour of its line.
    """
    looks = frame.looks
    if on_columns and len(placed) > 1:
        yield Stroke(tuple(at for _, at in placed), looks.ground, 4.5 * looks.line)
    for (_, start), (entry, end) in pairwise(placed):
        colour = looks.text if entry.status in IN_INK else fill.colour
        yield Stroke((start, end), colour, 2.2 * looks.line, dashed=entry.status in AIMS, fact=entry.fact)
    radius = RADIUS * looks.label * (1 if len(placed) <= FEW_POINTS else 0.6)
    for entry, (x, y) in placed:
        colour = looks.text if entry.status in IN_INK else dots[entry].colour
        inner = colour if entry.qualifier == "exactly" and entry.status not in AIMS else looks.ground
        wide = radius * (ALONE if dots[entry] != fill else 1)
        yield Dot(x, y, wide, inner, colour, 1.5 * looks.line, entry.fact, fill.shape)


def dot_labels(entry: ChartEntry, at: Point, fill: ChartFill, frame: Frame) -> list[Label]:
    """Where the figure of a dot may be: above, below, to the right, to the left."""
    (x, y), size = at, frame.looks.label
    apart = BESIDE * size
    above = Label(x, y - apart, entry.figure, size, fill.words, True, "middle")
    right = replace(above, x=x + apart, y=y + CAPITALS / 2 * size, anchor="left")
    return [above, replace(above, y=y + apart + CAPITALS * size), right, replace(right, x=x - apart, anchor="right")]


def placed_figures(
    figures: Sequence[tuple[ChartEntry, Sequence[Label]]],
    marks: Sequence[ChartMark],
    frame: Frame,
    *,
    every: bool,
    around: float = 0.0,
) -> list[tuple[ChartEntry, Label]] | None:
    """The figures at the first of their places that meets nothing, with so much around it.

    None if every one is wanted and one has no place.

    On an axis with names only those that matter have one: the first and the last of a series, the highest and the
    lowest, and what is emphasised.
    """
    found: list[tuple[ChartEntry, Label]] = []
    wanted = figures if every else _that_matter(figures)
    for entry, places in wanted:
        inside = (_inside(each, frame) for each in places)
        within = [each for each in inside if extent(each, frame.metrics).within(frame.width, math.inf)]
        clear = (each for each in within if free(each, marks, frame.metrics, around) and _apart(each, found, frame))
        place = next((each for each in clear if not _on_edge(each, marks, frame)), None)
        if place:
            found.append((entry, place))
        elif every and places:
            return None
    return found


def _apart(label: Label, others: Sequence[tuple[ChartEntry, Label]], frame: Frame) -> bool:
    """Whether there is a space between a figure and the others."""
    (left, top, right, bottom), space = astuple(extent(label, frame.metrics)), APART * label.size
    ground = Extent(left - space, top, right + space, bottom)
    return not any(ground.meets(extent(other, frame.metrics)) for _, other in others)


def _inside(label: Label, frame: Frame) -> Label:
    """A figure in the middle of its mark, moved so far that neither side of the chart cuts it off."""
    if label.anchor != "middle":
        return label
    half = frame.measure(label.text, label.size, bold=label.bold) / 2
    return replace(label, x=min(max(label.x, half), frame.width - half))


def _on_edge(label: Label, marks: Sequence[ChartMark], frame: Frame) -> bool:
    """Whether a figure would be partly on a column."""
    ground = extent(label, frame.metrics)
    boxes = (extent(mark, frame.metrics) for mark in marks if isinstance(mark, Rectangle) and not mark.ground)
    return any(
        ground.meets(box)
        and not (
            box.left <= ground.left
            and ground.right <= box.right
            and box.top <= ground.top <= ground.bottom <= box.bottom
        )
        for box in boxes
    )


def _that_matter(
    figures: Sequence[tuple[ChartEntry, Sequence[Label]]],
) -> list[tuple[ChartEntry, Sequence[Label]]]:
    chosen: dict[int, None] = {}
    groups: dict[str, list[int]] = {}
    for i, (entry, _) in enumerate(figures):
        groups.setdefault(entry.series, []).append(i)
    for members in groups.values():
        chosen |= dict.fromkeys((members[-1], members[0]))
        chosen |= dict.fromkeys(i for i in members if figures[i][0].emphasis and len(groups) == 1)
        if len(groups) <= FEW_SERIES:
            chosen |= dict.fromkeys(end(members, key=lambda i: figures[i][0].value) for end in (max, min))
    return [figures[i] for i in chosen]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """The middles of boxes of these heights, near the wanted ones, so that none overlaps another.

    They keep their order, and stay between `low` and `high` if there is room.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    sizes, middles = [heights[i] for i in order], [wanted[i] for i in order]
    down, up = _pushed(middles, sizes, -math.inf), _raised(middles, sizes, math.inf)
    middles = [(one + two) / 2 for one, two in zip(down, up, strict=True)]  # apart as both are
    middles = _raised(_pushed(middles, sizes, low), sizes, high)
    return [middle for _, middle in sorted(zip(order, middles, strict=True))]


def _pushed(middles: Sequence[float], heights: Sequence[float], low: float) -> list[float]:
    """Each box moved down to below the one before it and `low`."""
    found = []
    for middle, height in zip(middles, heights, strict=True):
        found.append(max(middle, low + height / 2))
        low = found[-1] + height / 2
    return found


def _raised(middles: Sequence[float], heights: Sequence[float], high: float) -> list[float]:
    """Each box moved up to above the one after it and `high`."""
    turned = _pushed([-middle for middle in reversed(middles)], heights[::-1], -high)
    return [-middle for middle in reversed(turned)]
