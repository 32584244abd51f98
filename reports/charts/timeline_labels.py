"""Events on one side of a time axis → flags: labels on staffs, placed so that no label meets another or its staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.frame import PITCH, CannotFit, Frame, TextBlock
from reports.charts.model import ChartEntry

WIDTHS = (0.16, 0.19, 0.22, 0.26, 0.3, 0.35, 0.42)  # of labels, in parts of the chart
LINES = 4
APART = 0.8  # between labels, in parts of the label's size
INSET = 0.45  # from a staff to its text
LEFTWARD = 4.0  # … that a label on the left counts for, so that labels are on the right of their staffs if they can be
SHARED = 2.5  # the height that two labels on one staff count for, since it takes a moment to tell them apart


class Flag(Struct, frozen=True):
    """An event's label on its staff: the place of the staff, and whether the text is left or right of it."""

    entry: ChartEntry
    x: float
    when: TextBlock
    text: TextBlock
    inset: float
    leftward: bool = False

    @property
    def width(self) -> float:
        return max(self.when.width, self.text.width) + self.inset

    @property
    def left(self) -> float:
        return self.x - self.width if self.leftward else self.x

    @property
    def right(self) -> float:
        return self.x if self.leftward else self.x + self.width

    @property
    def height(self) -> float:
        return self.when.size * PITCH + self.text.height

    def carries(self, x: float, apart: float) -> bool:
        """Whether a staff at `x` would run into the label."""
        near = self.inset / 2
        if self.leftward:
            return self.left - apart < x < self.x - near
        return self.x + near < x < self.right + apart


class TimelineSide(Struct, frozen=True):
    """The flags of one side, and the distance of each from the time axis."""

    flags: tuple[Flag, ...]
    offsets: tuple[float, ...]

    @property
    def reach(self) -> float:
        """The distance that the farthest flag reaches."""
        return max((o + f.height for o, f in zip(self.offsets, self.flags, strict=True)), default=0.0)

    @property
    def cost(self) -> float:
        """The reach in points, plus a penalty for each pair of labels that share a staff and a side of it.

        Of two arrangements, the one with the smaller sum is used.
        """
        pairs = combinations(self.flags, 2)
        shared = sum(a.leftward == b.leftward and abs(a.x - b.x) < a.inset for a, b in pairs)
        return self.reach + shared * SHARED * (self.flags[0].text.size if self.flags else 0)

    def leaning(self, leftward: float) -> float:
        """The cost with a penalty in points for each label that is left of its staff."""
        return self.cost + leftward * sum(flag.leftward for flag in self.flags)


def two_sides(
    entries: Sequence[ChartEntry], staffs: Sequence[float], frame: Frame, room: float
) -> tuple[TimelineSide, TimelineSide]:
    """The entries above and below in alternation, as near to the axis as possible. CannotFit if they do not fit.

    Labels are right of their staffs, unless they have no room there or reach farther than `room` in all.
    """
    rightward, any_way = (_cheapest(entries, staffs, frame, each) for each in (LEFTWARD * frame.looks.label, 0.0))
    return rightward if sum(side.reach for side in rightward) <= room else any_way


def _cheapest(
    entries: Sequence[ChartEntry], staffs: Sequence[float], frame: Frame, leftward: float
) -> tuple[TimelineSide, TimelineSide]:
    pairs = _arranged(entries, staffs, frame, leftward)
    found = min(pairs, key=lambda pair: pair[0].leaning(leftward) + pair[1].leaning(leftward), default=None)
    if found is None:
        raise CannotFit("its labels would overlap", "show fewer events, or shorten the labels")
    return found


def _arranged(
    entries: Sequence[ChartEntry], staffs: Sequence[float], frame: Frame, leftward: float
) -> Iterator[tuple[TimelineSide, TimelineSide]]:
    known: set[tuple[TextBlock, ...]] = set()
    for share in WIDTHS:
        texts = [frame.block(entry.label, frame.looks.label, share * frame.width, LINES) for entry in entries]
        blocks = tuple(text for text in texts if text)
        if len(blocks) < len(texts) or blocks in known:
            continue
        known.add(blocks)
        flags = [_flag(*parts, frame) for parts in zip(entries, staffs, blocks, strict=True)]
        for above, below in ((flags[::2], flags[1::2]), (flags[1::2], flags[::2])):
            upper, lower = _side(above, frame, leftward), _side(below, frame, leftward)
            if upper and lower:
                yield upper, lower


def _flag(entry: ChartEntry, x: float, text: TextBlock, frame: Frame) -> Flag:
    size = frame.looks.label
    when = frame.must(entry.when, size, frame.width / 2, 1, bold=True)
    return Flag(entry, x, when, text, INSET * size)


def _side(flags: Sequence[Flag], frame: Frame, leftward: float) -> TimelineSide | None:
    """The flags with their texts to the left or right, whichever costs the least; None if they do not fit."""
    ways = []
    for flag in flags:
        both = (flag, replace(flag, leftward=True))
        ways.append([way for way in both if way.left >= 0 and way.right <= frame.width])
    best: TimelineSide | None = None
    for chosen in product(*ways):
        offsets = _offsets(chosen, APART * frame.looks.label)
        if offsets is not None:
            side = TimelineSide(chosen, offsets)
            if best is None or side.leaning(leftward) < best.leaning(leftward) - 0.01:
                best = side
    return best


def _offsets(flags: Sequence[Flag], apart: float) -> tuple[float, ...] | None:
    """Each flag's least distance from the axis: above every flag whose staff would run into it, and off all others.

    None if two flags would each have to be above the other.
    """
    waits = {
        i: {j for j, other in enumerate(flags) if j != i and flag.carries(other.x, apart)}
        for i, flag in enumerate(flags)
    }
    placed: dict[int, float] = {}
    while len(placed) < len(flags):
        free = next((i for i, wait in waits.items() if i not in placed and wait <= placed.keys()), None)
        if free is None:
            return None
        placed[free] = _lowest(flags, free, waits[free], placed, apart)
    return tuple(placed[i] for i in range(len(flags)))


def _lowest(flags: Sequence[Flag], i: int, under: set[int], placed: dict[int, float], apart: float) -> float:
    flag = flags[i]
    offset = max((placed[j] + flags[j].height + apart for j in under), default=0.0)
    beside = [j for j in placed if flags[j].left < flag.right + apart and flag.left < flags[j].right + apart]
    for j in sorted(beside, key=lambda j: placed[j]):
        if placed[j] < offset + flag.height + apart and offset < placed[j] + flags[j].height + apart:
            offset = placed[j] + flags[j].height + apart
    return offset
