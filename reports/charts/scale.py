"""Values → lengths, and bars that are as honest as their figures: open where a figure is only a bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.charts.frame import ChartLooks
from reports.charts.marks import Mark, Rectangle, outline
from reports.charts.model import Entry
from reports.facts import AIMS

LEAST = 0.6  # points, so that what is not zero can be seen
SLICES = (0.4, 0.26, 0.14)  # widths of the slices into which an open end dissolves, in parts of the label's size
GAP = 0.2

BEYOND = 3
ENDS: Mapping[str, int] = {"over": 3, "at-least": 3, "about": 1, "under": 0, "up-to": 0, "nearly": 0}
"""How many slices of an open end are beyond the value: all for a lower bound, none for an upper one."""


def slice_widths(looks: ChartLooks) -> tuple[float, ...]:
    return tuple((GAP + share) * looks.label for share in SLICES)


def tail(entry: Entry, looks: ChartLooks) -> float:
    """How far a bar may reach beyond its value."""
    return sum(slice_widths(looks)[BEYOND - ENDS.get(entry.qualifier, 0) :]) if entry.status not in AIMS else 0.0


def undecided(entry: Entry, scale: float, looks: ChartLooks) -> float:
    """The length of a bar before its value that is cut into slices; none if the bar is too short for them."""
    if entry.qualifier not in ENDS or entry.status in AIMS:
        return 0.0
    inside = sum(slice_widths(looks)[: BEYOND - ENDS[entry.qualifier]])
    return inside if inside <= abs(float(entry.value)) * scale / 2 else 0.0


def bar(
    entry: Entry, zero: float, scale: float, top: float, height: float, looks: ChartLooks, colour: str
) -> Iterator[Mark]:
    """The marks of a bar from `zero`: filled for a result, outlined for an aim, open at the end for a bound."""
    length = abs(float(entry.value)) * scale
    sign = -1 if entry.value < 0 else 1
    if entry.status in AIMS:
        x = zero if sign > 0 else zero - length
        length, is_closed = max(length, 4 * looks.line), ENDS.get(entry.qualifier, 0) == 0
        yield outline(x, top, length, height, colour, looks.line, closed=is_closed)
        return
    if not length:
        return
    inside = undecided(entry, scale, looks)
    slices = slice_widths(looks) if inside or ENDS.get(entry.qualifier) == BEYOND else ()
    solid = max(length - inside, LEAST)
    yield Rectangle(zero if sign > 0 else zero - solid, top, solid, height, colour)
    at = solid
    for width, share in zip(slices, SLICES, strict=False):
        at += width
        wide = share * looks.label
        yield Rectangle(zero + sign * at - (wide if sign > 0 else 0), top, wide, height, colour)
