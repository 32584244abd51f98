"""A strip plot: one place among all, each a dot on one scale; ends, emphasised dots and the whole have labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from reports.charts.colours import entry_fills
from reports.charts.frame import FEWER, CannotFit, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import Anchor, ChartMark, Dot, Stroke
from reports.charts.model import ChartData, ChartEntry

MOST = 70
RADII = (1.4, 1.1, 0.9, 0.75, 0.62, 0.48, 0.36, 0.28, 0.22)
"""The radius of a dot, in parts of the label's size: the largest with which the dots have room."""
NATURAL = 0.16  # height of the dots where it is free, in parts of the width
STEM = 0.6  # least distance of a label from the dots, in parts of its size
WIDEST = 0.46  # a label, in parts of the chart
LEVELS = 4  # of labels above the dots
FEW = 3  # places at one end of the scale whose names are written
MIDDLE: Anchor = "middle"
ANCHORS: tuple[Anchor, Anchor] = ("left", "right")


class _Note(Struct, frozen=True):
    """A label above the dots: the place of its dot, its left end, its block, and its level from below."""

    entry: ChartEntry
    x: float
    left: float
    block: TextBlock
    level: int

    @property
    def right(self) -> float:
        return self.left + self.block.width


def strip(data: ChartData, frame: Frame, top: float) -> Drawn:
    """All dots on one line, beside each other where they would cover each other."""
    looks, size, entries = frame.looks, frame.looks.label, data.entries
    ordered = sorted(entries, key=lambda entry: entry.value)
    ends = list(dict.fromkeys((ordered[0].value, ordered[-1].value)))
    below = [frame.must(_named(value, entries), size, WIDEST * frame.width, 3) for value in ends]
    margin = RADII[0] * size
    whole = (data.whole,) if data.whole else ()
    low, high = (end(float(entry.value) for entry in (*ordered, *whole)) for end in (min, max))
    unit = (frame.width - 2 * margin) / ((high - low) or 1.0)
    places = {entry: margin + (float(entry.value) - low) * unit for entry in (*entries, *whole)}
    if high == low:
        places = dict.fromkeys(places, frame.width / 2)
    notes = _notes([*(entry for entry in ordered if entry.emphasis), *whole], places, frame)
    line = max((note.block.height for note in notes), default=0.0) + 0.35 * size
    above = line * (1 + max(note.level for note in notes)) + STEM * size if notes else 0.0
    foot = STEM * size + max(block.height for block in below)
    given = frame.room(top, above + foot + (NATURAL * frame.width if frame.height is None else 2 * size))
    radius, rows = _packed({entry: places[entry] for entry in entries}, given - above - foot, frame)
    up, down = ((abs(end(0, *rows.values())) * 2 + 1) * radius for end in (min, max))
    top += frame.drop(given, above + up + down + foot)
    middle = top + above + up
    marks: list[ChartMark] = [Stroke(((0, middle), (frame.width, middle)), looks.rule, looks.line)]
    fills = entry_fills(data, looks)
    at = {entry: (places[entry], middle + rows[entry] * 2 * radius) for entry in entries}
    at |= {entry: (places[entry], middle + down) for entry in whole}
    for note in notes:
        bottom = top + above - STEM * size - note.level * line
        fill = fills.get(note.entry)
        colour, words = (fill.colour, fill.words) if fill else (looks.text, looks.secondary)
        marks.append(
            Stroke((at[note.entry], (note.x, bottom)), colour, looks.line, fact="" if fill else note.entry.fact)
        )
        marks += note.block.at(note.left, bottom - 0.2 * size - note.block.height, words)
    for entry in sorted(entries, key=lambda entry: entry.emphasis):
        colour = fills[entry].colour
        inside = colour if entry.qualifier == "exactly" else looks.ground
        edge = looks.ground if entry.qualifier == "exactly" else colour
        marks.append(Dot(*at[entry], radius, inside, edge, looks.line, entry.fact))
    bottom = middle + down + foot
    for block, anchor in zip(below, ANCHORS if len(ends) > 1 else (MIDDLE,), strict=True):
        x = {"left": 0.0, "middle": frame.width / 2, "right": frame.width}[anchor]
        marks += block.at(x, middle + down + STEM * size, looks.secondary, anchor)
    return marks, bottom


def _named(value: Decimal, entries: Sequence[ChartEntry]) -> str:
    """The names of the few that have a value, and its figure; of many that have it the figure alone."""
    alike = [entry for entry in entries if entry.value == value]
    names = [entry.label for entry in alike] if len(alike) <= FEW else []
    return " ".join((*([", ".join(names)] if names else []), alike[0].figure))


def _notes(entries: Sequence[ChartEntry], places: Mapping[ChartEntry, float], frame: Frame) -> list[_Note]:
    """The labels of what is emphasised, on as few levels as keep them and their stems apart.

    They stand in the middle of their stems or, if they have no room so, to the left of the first ones and to the right
    of the last ones.
    """
    size, ordered = frame.looks.label, sorted(entries, key=lambda entry: places[entry])
    for is_outside in (False, True):
        placed: list[_Note] = []
        for number, entry in enumerate(ordered):
            block = frame.must(f"{entry.label} {entry.figure}", size, WIDEST * frame.width, 3, bold=True)
            sides = (1.0, 0.0) if 2 * number < len(ordered) else (0.0, 1.0)
            for_left = (
                places[entry] - share * block.width for share in ((*sides, 0.5) if is_outside else (0.5, *sides))
            )
            lefts = [min(max(left, 0.0), frame.width - block.width) for left in for_left]
            tries = (_Note(entry, places[entry], left, block, level) for level in range(LEVELS) for left in lefts)
            placed += [each for each in tries if all(_apart(each, other, size) for other in placed)][:1]
        if len(placed) == len(ordered):
            return placed
    raise CannotFit("the labels of what is emphasised have no room", "emphasise fewer facts, or shorten labels")


def _apart(one: _Note, other: _Note, size: float) -> bool:
    """Whether two labels do not overlap, and no stem runs through the lower one."""
    gap = 0.5 * size
    if one.level == other.level:
        return one.right + gap <= other.left or other.right + gap <= one.left
    lower, upper = sorted((one, other), key=lambda note: note.level)
    return not lower.left - gap < upper.x < lower.right + gap


def _packed(places: Mapping[ChartEntry, float], height: float, frame: Frame) -> tuple[float, dict[ChartEntry, int]]:
    """The radius of the dots, and the row of each: 0 is the middle, then below and above in turn.

    Nothing is above what is emphasised, so that its stem is clear.
    """
    for share in RADII:
        radius = share * frame.looks.label
        rows: dict[ChartEntry, int] = {}
        for entry in sorted(places, key=lambda entry: (not entry.emphasis, places[entry])):
            near = [other for other in rows if abs(places[other] - places[entry]) < 2 * radius]
            taken, is_below = {rows[other] for other in near}, any(other.emphasis for other in near)
            rows[entry] = next(row for row in _outward(len(places)) if row not in taken and (row >= 0 or not is_below))
        if (max(rows.values()) - min(rows.values()) + 1) * 2 * radius <= height:
            return radius, rows
    raise CannotFit(f"{len(places)} dots have no room", FEWER)


def _outward(count: int) -> Iterator[int]:
    yield 0
    for row in range(1, count + 1):
        yield from (row, -row)


STRIP = ChartKind(
    name="strip",
    names={"vi": "Biểu đồ dải điểm", "en": "Strip plot"},
    draw=strip,
    fewest=2,
    most=MOST,
    aims=False,
    negative=True,
    whole=True,
    sorted=True,
)
