"""A table of figures, each with a bar towards its target or its whole, or dots from what it was to what it is, and an
arrow. Rows have scales of their own, so that facts of different units stand in one picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from reports.charts.colours import ChartFill, entry_fills
from reports.charts.frame import CAPITALS, PITCH, SHORTEN, CannotFit, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import CLEAR, label_column
from reports.charts.marks import ChartMark, Dot, Label, Rectangle, Stroke, arrow, hollow
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import BEYOND, ENDS, bar, goal_line, tail

SLOT = (1.7, 2.4, 4.2)  # least, usual and greatest height of a row, in parts of the label's size
BAR = 0.42  # of its row
LEAST_BAR = 0.12  # of the chart
GAP = 1.2  # between two columns, in parts of the label's size
ARROW = 0.75  # length
WHOLE = Decimal(100)  # percent


class _Columns(Struct, frozen=True):
    """The left edges of the columns; figures end where theirs does."""

    figure: float
    bar: float
    bar_end: float
    target: float
    before: float


def scorecard(data: ChartData, frame: Frame, top: float) -> Drawn:
    """A row for each fact: label, figure, bar, target, and what it was before."""
    looks, size, entries = frame.looks, frame.looks.label, data.entries
    labels = label_column([(entry.label, entry.emphasis) for entry in entries], frame)
    columns, fills = _columns(entries, labels, frame), entry_fills(data, looks)
    tallest = max(len(block.lines) for block in labels) * PITCH * size
    least, usual = (max(SLOT[i] * size, tallest + CLEAR[i] * size) for i in (0, 1))
    given = frame.room(top, (usual if frame.height is None else least) * len(entries))
    slot = min(given / len(entries), max(usual, SLOT[2] * size))
    top += frame.drop(given, slot * len(entries))
    marks: list[ChartMark] = []
    for i, (entry, label) in enumerate(zip(entries, labels, strict=True)):
        y = top + i * slot
        middle, base = y + slot / 2, y + slot / 2 + CAPITALS / 2 * size
        if i:
            marks.append(Stroke(((0, y), (frame.width, y)), looks.rule, looks.line / 2))
        marks += label.centred(0, middle, looks.text)
        marks.append(Label(columns.figure, base, entry.figure, size, looks.text, True, "right"))
        marks += _picture(entry, fills[entry], columns, middle, BAR * slot, frame)
        if entry.target:
            marks.append(Label(columns.target, base, _target(entry), looks.axis, looks.text))
        if entry.before:
            marks.append(Label(columns.before, base, _before(entry), looks.axis, looks.secondary))
            marks += _arrow(entry, middle, frame)
    return marks, top + slot * len(entries)


def _columns(entries: Sequence[ChartEntry], labels: Sequence[TextBlock], frame: Frame) -> _Columns:
    """The columns, of which the one of the bars takes what the others leave; without bars these close up."""
    size = frame.looks.label
    gap = GAP * size
    figure = max(block.width for block in labels) + gap
    figure += max(frame.measure(entry.figure, size, bold=True) for entry in entries)
    before = _widest(_before, [entry for entry in entries if entry.before], frame)
    before += (0.5 + ARROW) * size if before else 0.0
    target = _widest(_target, [entry for entry in entries if entry.target], frame)
    right = frame.width - before - (gap if before else 0.0)
    end = right - target - (gap if target else 0.0)
    needed = LEAST_BAR * frame.width if any(_scale(entry) for entry in entries) else 0.0
    if end - figure - gap < needed:
        raise CannotFit("its labels and figures leave no room for the bars", f"shorten the labels: {SHORTEN}")
    return _Columns(figure, figure + gap, end, end + gap, frame.width - before)


def _widest(text: Callable[[ChartEntry], str], entries: Sequence[ChartEntry], frame: Frame) -> float:
    return max((frame.measure(text(entry), frame.looks.axis) for entry in entries), default=0.0)


def _target(entry: ChartEntry) -> str:
    return f"{entry.target.label}: {entry.target.figure}" if entry.target else ""


def _before(entry: ChartEntry) -> str:
    return f"{entry.before.when}: {entry.before.figure}" if entry.before else ""


def _scale(entry: ChartEntry) -> Decimal:
    """The value at the end of an entry's bar: its target, its whole, or what it was before; 0 without a bar."""
    others = [each.value for each in (entry.target, entry.before) if each]
    if entry.unit == "rank" or min([entry.value, *others]) < 0:
        return Decimal(0)
    if _is_share(entry):
        others.append(WHOLE)
    return max(entry.value, *others) if others else Decimal(0)


def _is_share(entry: ChartEntry) -> bool:
    return entry.unit == "percent" and bool(entry.of)


def _turn(now: ChartEntry, before: ChartEntry) -> int | None:
    """1 if a figure rose, -1 if it fell, 0 if it is the same; None if bounds leave it open."""
    turn = int(now.value.compare(before.value))
    ends = [ENDS.get(each.qualifier, 1) for each in ((now, before) if turn >= 0 else (before, now))]
    is_open = ends[0] == 0 or ends[1] == BEYOND or (turn == 0 and ends != [1, 1])
    return None if is_open or now.near or before.near else turn


def _picture(
    entry: ChartEntry, fill: ChartFill, columns: _Columns, middle: float, height: float, frame: Frame
) -> Iterator[ChartMark]:
    """A bar on an empty track, with the target as a dashed line; without target and whole, two dots on a line."""
    looks, longest = frame.looks, float(_scale(entry))
    if not longest:
        return
    left = columns.bar
    room, value = columns.bar_end - left, float(entry.value)
    scale = min(room / longest, (room - tail(entry, looks)) / value) if value else room / longest
    top, has_track = middle - height / 2, bool(entry.target) or _is_share(entry)
    if not has_track and entry.before and {entry.qualifier, entry.before.qualifier} == {"exactly"}:
        radius = 0.3 * looks.label
        now, was = (left + float(each.value) * scale for each in (entry, entry.before))
        yield Stroke(((left, middle), (columns.bar_end, middle)), looks.rule, looks.line)
        yield Stroke(((was, middle), (now, middle)), fill.colour, 2 * looks.line)
        yield Dot(was, middle, radius, looks.ground, fill.colour, looks.line, entry.before.fact)
        yield Dot(now, middle, radius, fill.colour, fill.colour, looks.line, entry.fact)
        return
    if has_track:
        track = float(entry.target.value if entry.target and not _is_share(entry) else longest) * scale
        yield from hollow(Rectangle(left, top, track, height, looks.wash), looks.rule, looks.line / 2)
    yield from bar(entry, left, scale, top, height, looks, fill)
    if entry.target:
        x = left + float(entry.target.value) * scale
        line = goal_line(((x, top - 0.3 * height), (x, top + 1.3 * height)), looks)
        yield Stroke(line.points, looks.ground, 2 * line.width)
        yield line


def _arrow(entry: ChartEntry, middle: float, frame: Frame) -> Iterator[ChartMark]:
    """Up where the figure rose, down where it fell, level where it is the same; a rank rises to a smaller number.

    Nothing where bounds leave it open.
    """
    if entry.before is None:
        return
    turn = _turn(entry, entry.before)
    if turn is None:
        return
    turn = -turn if entry.unit == "rank" else turn
    looks, half = frame.looks, ARROW * frame.looks.label / 2
    x = frame.width - 2 * half
    start, end = (x, middle), (x + 2 * half, middle)
    if turn:
        start, end = (x + half, middle + turn * half), (x + half, middle - turn * half)
    yield from arrow(start, end, looks.text, 1.8 * looks.line, 0.7 * half)


def _words(entry: ChartEntry) -> tuple[str, str]:
    more = [f"{each.label or each.when}: {each.number}" for each in (entry.target, entry.before) if each]
    return entry.label, "; ".join((entry.number, *more))


SCORECARD = ChartKind(
    name="scorecard",
    names={"vi": "Bảng điểm", "en": "Scorecard"},
    draw=scorecard,
    most=15,
    aims=False,
    negative=True,
    compared=True,
    one_axis=False,
    ranks=True,
    item_words=_words,
)
