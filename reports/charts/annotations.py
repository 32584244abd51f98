"""Words in a chart with a thin arrow to what shows a fact, placed where they cover nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.extents import Extent, extent
from reports.charts.frame import CannotFit, Frame, TextBlock
from reports.charts.marks import Band, ChartMark, Dot, Label, Point, Rectangle, Stroke, arrow
from reports.charts.model import ChartData, ChartEntry, Remark

WIDTHS = (0.2, 0.28, 0.36, 0.5)  # of the chart: the widths in which the words are tried
LINES = 4
LENGTHS = tuple(1.2 + 0.7 * step for step in range(28))  # of the arrow, in parts of the size of the words
DIRECTIONS = 16
GAP = 0.35  # between the arrow and what it leads to, and between the words and the arrow
CLEAR = 0.45  # around the words
HEAD = 0.42  # of the arrow
NEAR = 2.2  # of the label's size: a figure that is no farther from the mark of its fact is part of it
CROSSING = 6.0  # how much longer an arrow may be before it crosses a thin line
_SHIFTS = (0.5, 0.15, 0.85)


class _Place(Struct, frozen=True):
    """Where words may stand, with the start and the end of their arrow."""

    block: TextBlock
    left: float
    top: float
    start: Point
    end: Point

    def area(self, around: float) -> Extent:
        right, bottom = self.left + self.block.width, self.top + self.block.height
        return Extent(self.left - around, self.top - around / 2, right + around, bottom + around / 2)


class _Obstacles(Struct, frozen=True):
    """What words and arrows must not cover: areas, lines, and hairlines that only an arrow may cross."""

    areas: Sequence[Extent]
    lines: Sequence[tuple[Point, Point]]
    hairlines: Sequence[tuple[Point, Point]]


def annotated(marks: Sequence[ChartMark], data: ChartData, top: float, bottom: float, frame: Frame) -> list[ChartMark]:
    """The marks with those of the remarks between `top` and `bottom`. CannotFit if one has no place."""
    shown = list(marks)
    for remark in data.remarks:
        shown += _placed(remark, shown, data, (top, bottom), frame)
    return shown


def _placed(
    remark: Remark, marks: Sequence[ChartMark], data: ChartData, ends: tuple[float, float], frame: Frame
) -> Iterator[ChartMark]:
    entry = next(each for each in data.all_entries if each.fact == remark.fact)
    parts, blocks, obstacles = _parts(entry, marks, frame), _blocks(remark, frame), _obstacles(marks, frame)
    gap = _gap(parts, remark.aim, marks) if parts and remark.aim else None
    if not parts or (remark.aim and not gap):
        raise CannotFit(
            f'no mark shows "{remark.aim or remark.fact}" to which the arrow of "{remark.text}" could lead',
            "take the annotation out, or bind it to another fact",
            remark.text,
        )
    goals = ([_of_gap(gap, parts[0], marks, frame)], parts) if gap else (parts,)
    found = _between(gap, blocks, obstacles, ends, frame) if gap else ()
    found = found or next(filter(None, (_beside(goal, blocks, obstacles, ends, frame) for goal in goals)), ())
    if not found:
        raise CannotFit(
            f'there is no room for the annotation "{remark.text}"',
            "shorten it or take it out; in Word the chart may be higher: height: {word: …}",
            remark.text,
        )
    looks = frame.looks
    yield from found[0].block.at(found[0].left, found[0].top, looks.text)
    for place in found:
        yield from arrow(place.start, place.end, looks.text, 0.75 * looks.line, HEAD * looks.axis)


def _parts(entry: ChartEntry, marks: Sequence[ChartMark], frame: Frame) -> list[Extent]:
    """The areas of what shows a fact: its marks, and its figure beside them."""
    own = [m for m in marks if isinstance(m, Rectangle | Dot | Stroke) and m.fact == entry.fact]
    own.sort(key=lambda mark: isinstance(mark, Stroke))
    areas = [extent(mark, frame.metrics) for mark in own]
    beside = []
    for text in dict.fromkeys((entry.figure, entry.label)):
        words = [extent(m, frame.metrics) for m in marks if isinstance(m, Label) and m.text == text != ""]
        apart = [(_distance(word, area), number) for number, word in enumerate(words) for area in areas]
        distance, number = min(apart, default=(math.inf, 0))  # another fact may have the same figure
        if 0 < distance <= NEAR * frame.looks.label:
            beside.append(words[number])
    return [*areas, *beside]


def _gap(parts: Sequence[Extent], aim: str, marks: Sequence[ChartMark]) -> tuple[Point, Point] | None:
    """From the parts of a fact straight to the line of its aim."""
    line = next((m for m in marks if isinstance(m, Stroke) and m.fact == aim), None)
    if line is None:
        return None
    ((x, y), (right, _)), own = line.points, parts[0]
    if x == right:
        y = (own.top + own.bottom) / 2
        return (max(part.right for part in parts if part.right < x) if own.right < x else own.right, y), (x, y)
    x = (own.left + own.right) / 2
    return (x, min(part.top for part in parts if part.top > y) if own.top > y else own.top), (x, y)


def _between(
    gap: tuple[Point, Point],
    blocks: Sequence[TextBlock],
    obstacles: _Obstacles,
    ends: tuple[float, float],
    frame: Frame,
) -> Sequence[_Place]:
    """The place of the words in a gap from left to right, for each arrow to one of its ends; none without room."""
    ((left, y), (right, _)), space = gap, GAP * frame.looks.axis
    least = LENGTHS[0] * frame.looks.axis + 2 * space  # of an arrow with the spaces at its ends
    for block in sorted(blocks, key=lambda each: len(each.lines)):
        free = right - left - 2 * least - block.width
        for shift in _SHIFTS if free > 0 else ():
            x = left + least + shift * free
            back = _Place(block, x, y - block.height / 2, (x - space, y), (left + space, y))
            on = replace(back, start=(x + block.width + space, y), end=(right - space, y))
            if all(_fits(each, obstacles, ends, frame, strict=False) for each in (back, on)):
                return back, on
    return ()


def _beside(
    parts: Sequence[Extent], blocks: Sequence[TextBlock], obstacles: _Obstacles, ends: tuple[float, float], frame: Frame
) -> Sequence[_Place]:
    """The place around the parts of a fact with the shortest arrow; a long one rather than one that crosses a line."""
    places = sorted(_places(blocks, parts, frame), key=lambda found: found[0])
    near = (place for cost, place in places if cost < CROSSING * frame.looks.axis)
    found = next((place for place in near if _fits(place, obstacles, ends, frame)), None) or next(
        (place for _, place in places if _fits(place, obstacles, ends, frame, strict=False)), None
    )
    return (found,) if found else ()


def _of_gap(gap: tuple[Point, Point], own: Extent, marks: Sequence[ChartMark], frame: Frame) -> Extent:
    """The area of a gap; on a bar or its track it is as high or wide as that."""
    (x, y), (other, end) = gap
    area = Extent(min(x, other), min(y, end), max(x, other), max(y, end))
    boxes = [extent(mark, frame.metrics) for mark in marks if isinstance(mark, Rectangle) and not mark.ground]
    if not any(box.crossed(*gap) for box in boxes):
        return area
    return replace(area, top=own.top, bottom=own.bottom) if y == end else replace(area, left=own.left, right=own.right)


def _distance(one: Extent, other: Extent) -> float:
    across = max(one.left - other.right, other.left - one.right, 0.0)
    return math.hypot(across, max(one.top - other.bottom, other.top - one.bottom, 0.0))


def _obstacles(marks: Sequence[ChartMark], frame: Frame) -> _Obstacles:
    areas: list[Extent] = []
    lines: list[tuple[Point, Point]] = []
    hairlines: list[tuple[Point, Point]] = []
    for mark in marks:
        if isinstance(mark, Stroke):
            pairs = list(zip(mark.points, mark.points[1:], strict=False))
            (hairlines if mark.colour == frame.looks.rule and not mark.bars else lines).extend(pairs)
        elif isinstance(mark, Band):
            areas.extend(_slices(mark))
        elif not (isinstance(mark, Rectangle) and mark.ground) and not (isinstance(mark, Label) and not mark.text):
            areas.append(extent(mark, frame.metrics))
    return _Obstacles(list(dict.fromkeys(areas)), lines, hairlines)


def _slices(band: Band) -> Iterator[Extent]:
    """A band from point to point."""
    for (one, two), (three, four) in zip(pairwise(band.upper), pairwise(band.lower), strict=True):
        yield Extent(one[0], min(one[1], two[1]), two[0], max(three[1], four[1]))


def _blocks(remark: Remark, frame: Frame) -> list[TextBlock]:
    """The words in several widths."""
    size = frame.looks.axis
    blocks = (frame.block(remark.text, size, share * frame.width, LINES) for share in WIDTHS)
    return list({block.lines: block for block in blocks if block}.values())


def _places(blocks: Sequence[TextBlock], parts: Sequence[Extent], frame: Frame) -> Iterator[tuple[float, _Place]]:
    """Each place around the parts of a fact with its cost: the length of the arrow."""
    size = frame.looks.axis
    for part in parts:
        for turn in range(DIRECTIONS):
            angle = 2 * math.pi * turn / DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            end = _edge(part, across, down, GAP * size)
            for length in LENGTHS:
                start = end[0] + across * length * size, end[1] + down * length * size
                for block in blocks:
                    yield from (
                        ((length + 0.2 * len(block.lines)) * size, place)
                        for place in _around(block, start, end, (across, down), size)
                    )


def _edge(part: Extent, across: float, down: float, gap: float) -> Point:
    """Where an arrow from this direction ends: beside a side of the part, in its middle or, if it is long, nearer."""
    x, y = (part.left + part.right) / 2, (part.top + part.bottom) / 2
    wide, high = (part.right - part.left) / 2, (part.bottom - part.top) / 2
    if abs(across) > abs(down):
        return x + math.copysign(wide + gap, across), y + min(high, 2 * gap) * down
    return x + wide * across * 0.9, y + math.copysign(high + gap, down)


def _around(block: TextBlock, start: Point, end: Point, way: Point, size: float) -> Iterator[_Place]:
    """The places of the words at the start of an arrow that leads against `way`."""
    (x, y), (across, down) = start, way
    gap = GAP * size
    if abs(across) > abs(down):
        left = x + gap if across > 0 else x - gap - block.width
        yield _Place(block, left, y - block.height / 2, start, end)
        return
    top = y + gap if down > 0 else y - gap - block.height
    for shift in _SHIFTS:
        yield _Place(block, x - shift * block.width, top, start, end)


def _fits(
    place: _Place, obstacles: _Obstacles, ends: tuple[float, float], frame: Frame, *, strict: bool = True
) -> bool:
    """Whether the words cover nothing and the arrow crosses nothing; unless `strict`, it may cross thin lines."""
    area = place.area(0)
    if area.left < 0 or area.right > frame.width or area.top < ends[0] or area.bottom > ends[1]:
        return False
    clear = place.area(CLEAR * frame.looks.axis)
    if any(clear.meets(other) or other.crossed(place.start, place.end) for other in obstacles.areas):
        return False
    if any(clear.crossed(*line) for line in (*obstacles.lines, *obstacles.hairlines)):
        return False
    return not strict or not any(_cross(place.start, place.end, *line) for line in obstacles.lines)


def _cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    """Whether two straight lines cross."""

    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    return side(one, two, three) * side(one, two, four) < 0 and side(three, four, one) * side(three, four, two) < 0
