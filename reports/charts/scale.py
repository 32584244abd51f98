"""Values → lengths; bars, open where a figure is only a bound; the line of a target."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.colours import ChartFill
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, SHORTEN, CannotFit, ChartLooks, Frame, TextBlock
from reports.charts.marks import ChartMark, Label, Point, Rectangle, Stroke, outline
from reports.charts.model import ChartEntry
from reports.facts import AIMS

LEAST = 0.6  # points, so that a bar above zero can be seen
SLICES = (0.4, 0.26, 0.14)  # widths of the slices into which an open end dissolves, in parts of the label's size
GAP = 0.2
STRIPE = 0.3  # about: from one stripe to the next, in parts of the label's size

BEYOND = 3
ENDS: Mapping[str, int] = {"over": 3, "at-least": 3, "about": 1, "under": 0, "up-to": 0, "nearly": 0}
"""How many slices of an open end are beyond the value: all for a lower bound, none for an upper one."""


def scale_of(
    ends: Sequence[tuple[float, float]], target: float | None, left: float, frame: Frame, least: float = 0.0
) -> tuple[float, float]:
    """The place of zero and the points for one unit, in the width right of `left`.

    `ends` are the values, each with the space that is needed beyond it. CannotFit if the longest bar would have
    no more than the share `least` of the chart.
    """
    values = [*ends, *([(target, 2 * frame.looks.line)] if target is not None else [])]
    below = [(-value, beyond) for value, beyond in values if value < 0] or [(0.0, 0.0)]
    above = [(value, beyond) for value, beyond in values if value >= 0] or [(0.0, 0.0)]
    room = frame.width - left
    scales = [(room - one - two) / (low + high) for low, one in below for high, two in above if low + high]
    scale = min(scales, default=0.0)
    if scale * max(abs(value) for value, _ in values) <= least * frame.width and scales:
        raise CannotFit(
            "its labels and figures leave no room for the bars",
            f"shorten the labels: {SHORTEN}",
        )
    return left + max(low * scale + one for low, one in below), scale


def slice_widths(looks: ChartLooks) -> tuple[float, ...]:
    return tuple((GAP + share) * looks.label for share in SLICES)


def tail(entry: ChartEntry, looks: ChartLooks) -> float:
    """How far a bar may reach beyond its value."""
    is_open = entry.status not in AIMS and entry.near is None
    return sum(slice_widths(looks)[BEYOND - ENDS.get(entry.qualifier, 0) :]) if is_open else 0.0


def undecided(entry: ChartEntry, scale: float, looks: ChartLooks) -> float:
    """The length of a bar before its value that is cut into slices; none if the bar is too short for them."""
    if entry.near is not None:
        return abs(float(entry.value - entry.near)) * scale
    if entry.qualifier not in ENDS or entry.status in AIMS:
        return 0.0
    inside = sum(slice_widths(looks)[: BEYOND - ENDS[entry.qualifier]])
    return inside if inside <= abs(float(entry.value)) * scale / 2 else 0.0


def bar(
    entry: ChartEntry, zero: float, scale: float, top: float, height: float, looks: ChartLooks, fill: ChartFill
) -> Iterator[ChartMark]:
    """The marks of a bar from `zero`: filled for a result, outlined in ink for an aim, open at the end for a bound.

    What is expected is outlined in its colour, and pale.

    Of a range, the part between its ends is striped; in an outline a line marks the end that is nearer to zero.
    """
    length = abs(float(entry.value)) * scale
    sign = -1 if entry.value < 0 else 1
    if entry.status in AIMS:
        x = zero if sign > 0 else zero - length
        length, is_closed = max(length, 4 * looks.line), ENDS.get(entry.qualifier, 0) == 0
        is_closed = is_closed or entry.near is not None
        ink = fill.words if entry.status == "expected" else looks.text
        if entry.status == "expected":
            yield Rectangle(x, top, length, height, *fill.pale(looks), entry.fact)
        yield outline(x, top, length, height, ink, looks.line, closed=is_closed, fact=entry.fact)
        if entry.near:
            near = zero + float(entry.near) * scale
            yield Stroke(((near, top), (near, top + height)), looks.text, looks.line, dashed=True)
        return
    if not length:
        return
    inside = undecided(entry, scale, looks)
    solid = max(length - inside, LEAST)
    yield Rectangle(zero if sign > 0 else zero - solid, top, solid, height, fill.colour, fill.hatch, entry.fact)
    if entry.near is not None:
        yield from _stripes(zero + sign * solid, sign * inside, top, height, looks, fill.colour)
    elif inside or ENDS.get(entry.qualifier) == BEYOND:
        yield from open_end(zero + sign * solid, sign, top, height, looks, fill.colour)


def _stripes(
    at: float, length: float, top: float, height: float, looks: ChartLooks, colour: str
) -> Iterator[ChartMark]:
    """Stripes from `at` over a length, which is negative to the left; the last one ends there."""
    count = max(round(abs(length) / (STRIPE * looks.label)), 1)
    step = length / count
    for i in range(1, count + 1):
        yield Rectangle(min(at + (i - 0.5) * step, at + i * step), top, abs(step) / 2, height, colour)


def open_end(at: float, sign: int, top: float, height: float, looks: ChartLooks, colour: str) -> Iterator[ChartMark]:
    """The slices of an open end, from `at` to the right, or with the sign -1 to the left."""
    for width, share in zip(slice_widths(looks), SLICES, strict=True):
        at += sign * width
        wide = share * looks.label
        yield Rectangle(at - (wide if sign > 0 else 0), top, wide, height, colour)


def goal(
    target: ChartEntry,
    x: float,
    top: float,
    bottom: float,
    frame: Frame,
    gaps: Sequence[tuple[float, float]] = (),
    left: float | None = None,
) -> Iterator[ChartMark]:
    """A target's dashed line down to `bottom`, with its label on top, centred or from `left` on; `gaps` are the heights
    at which it stops."""
    looks, block = frame.looks, goal_label(target, frame)
    left = min(max(x - block.width / 2, 0), frame.width - block.width) if left is None else left
    yield from block.at(left, top, looks.text)
    starts, ends = (top + goal_height(frame), *(end for _, end in gaps)), (*(start for start, _ in gaps), bottom)
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            line = replace(goal_line(((x, start), (x, end)), looks), fact=target.fact)
            yield Stroke(line.points, looks.ground, 2 * line.width)  # so that it is seen on a bar too
            yield line


class LineLabels(Struct, frozen=True):
    """The left edges of the labels above the lines of a target and of a whole, and the rows that they take: the label
    of the target is in the first, that of the whole in the last."""

    target: float
    whole: float
    rows: int


def line_labels(
    target: ChartEntry | None, whole: ChartEntry | None, lines: Sequence[float], frame: Frame
) -> LineLabels:
    """Place the labels of a target and a whole so that they do not meet; `lines`: the target's place, the whole's."""
    room = frame.width
    widths = [goal_label(each, frame).width for each in (target, whole) if each]
    centred = [min(max(x - wide / 2, 0), room - wide) for x, wide in zip(lines, widths, strict=True)]
    if not (target and whole):
        return LineLabels(centred[0] if target else 0.0, centred[0] if whole else 0.0, len(widths))
    (aim, of), (wide, other), gap = lines, widths, 0.5 * frame.looks.axis
    is_left = of <= aim  # each label is on its own side
    left = max(of - other, 0) if is_left else min(of, room - other)
    for right in (centred[0], min(aim, room - wide) if is_left else max(aim - wide, 0)):
        if left + other + gap <= right if is_left else right + wide + gap <= left:
            return LineLabels(right, left, 1)
    clear = 2 * frame.looks.line  # below the label of the target, its line is to be met by no other
    places = (of - other - clear, of + clear, aim - other - clear, aim + clear)
    free = (at for at in places if 0 <= at <= room - other and not at - clear < aim < at + other + clear)
    return LineLabels(centred[0], next(free, left), 2)


def whole_line(
    whole: ChartEntry, x: float, left: float, top: float, bottom: float, frame: Frame
) -> Iterator[ChartMark]:
    """The thin line of the whole down to `bottom`, with its label on top, which begins at `left`."""
    looks = frame.looks
    yield from goal_label(whole, frame).at(left, top, looks.secondary)
    line = Stroke(((x, top + goal_height(frame)), (x, bottom)), looks.text, looks.line, bars=True, fact=whole.fact)
    yield replace(line, colour=looks.ground, width=3 * looks.line, fact="")  # so that it is seen on a bar too
    yield line


def goal_label(target: ChartEntry, frame: Frame) -> TextBlock:
    return frame.must(f"{target.label}: {target.figure}", frame.looks.axis, frame.width, 1, bold=True)


def goal_line(points: tuple[Point, ...], looks: ChartLooks) -> Stroke:
    return Stroke(points, looks.text, 1.5 * looks.line, dashed=True, bars=True)


def goal_height(frame: Frame) -> float:
    """The height of a target's label."""
    return (ASCENT + DESCENT + 0.1) * frame.looks.axis


def across_axis(
    axis: Sequence[tuple[Decimal, str]], zero: float, unit: float, ends: tuple[float, float], frame: Frame
) -> Iterator[ChartMark]:
    """Light lines down a chart of bars at the round values of its axis, with their names at the foot."""
    looks = frame.looks
    for value, text in axis:
        x = zero + float(value) * unit
        if value:
            yield Stroke(((x, ends[0]), (x, ends[1])), looks.rule, looks.line / 2)
        yield Label(x, ends[1] + (0.5 + CAPITALS) * looks.axis, text, looks.axis, looks.secondary, anchor="middle")


def round_values(least: Decimal, most: Decimal) -> Iterator[Decimal]:
    """Zero and up to five further values at equal steps of a round number, between these ends and zero."""
    low, high = min(least, Decimal(0)), max(most, Decimal(0))
    if low == high:
        return
    size = step(high - low)
    yield from (size * i for i in range(math.ceil(low / size), math.floor(high / size) + 1))


def step(length: Decimal) -> Decimal:
    """The distance of at most four lines on an axis of this length, a round number."""
    power = Decimal(1).scaleb((length / 4).adjusted())
    return next(each for factor in _ROUND if (each := Decimal(factor) * power) >= length / 4)


_ROUND = ("1", "2", "2.5", "5", "10")
