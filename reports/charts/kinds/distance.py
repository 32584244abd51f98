"""How far each row is from its own target: a bar on a scale of its own, so that all targets are on one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from reports.charts.colours import ChartFill, entry_fills, readable
from reports.charts.frame import PITCH, SHORTEN, CannotFit, Frame, TextBlock
from reports.charts.kind import ChartKind, Drawn
from reports.charts.kinds.bars import CLEAR, label_column, thickness
from reports.charts.marks import ChartMark, Label, Rectangle, hollow
from reports.charts.model import ChartData, ChartEntry
from reports.charts.scale import bar, goal_line, tail
from reports.facts.wording import Wording
from reports.languages import Qualifier

SLOT = (2.9, 3.3)  # least and usual height of a row, in parts of the label's size
WIDEST = 0.3  # of the chart: the words about targets
LEAST_BAR = 0.2  # of the chart: from zero to the targets
MOST_ROWS = 12
THICKEST = 3.2  # a bar, in parts of the label's size
_WORDS: Mapping[str, tuple[str, str, str, str, str]] = {
    "vi": ("còn thiếu {}", "vượt {}", "đạt", "cao hơn {}", "thấp hơn {}"),
    "en": ("{} short", "{} beyond", "met", "{} above", "{} below"),
}
"""A result short of its target, beyond it, and at it; above a ceiling and below it."""
_SIGNS = ("−{}", "+{}", "=", "+{}", "−{}")
_CEILINGS: tuple[Qualifier, ...] = ("under", "up-to")
_TURNED: Mapping[Qualifier, Qualifier] = {"over": "under", "at-least": "up-to", "under": "over", "up-to": "at-least"}
"""What the distance to a target is if the result is only a bound."""


def is_missed(entry: ChartEntry) -> bool:
    """Whether a result is short of its target, or above the ceiling that the target sets."""
    target = _target(entry)
    return entry.value > target.value if target.qualifier in _CEILINGS else entry.value < target.value


def _target(entry: ChartEntry) -> ChartEntry:
    if entry.target is None:
        raise LookupError("each row of a chart of distances has a target")
    return entry.target


def _with_gaps(data: ChartData, wording: Wording) -> ChartData:
    """The data with the distance of each row to its target, in words."""
    return replace(data, entries=tuple(replace(entry, gap=_gap(entry, wording)) for entry in data.entries))


def _gap(entry: ChartEntry, wording: Wording) -> str:
    target, fact = _target(entry), wording.facts.facts[entry.fact]
    words = _WORDS.get(wording.language.code, _SIGNS)
    apart = entry.value - target.value
    if not apart:
        return words[2]
    is_ceiling = target.qualifier in _CEILINGS
    qualifier = fact.qualifier if apart > 0 else _TURNED.get(fact.qualifier, fact.qualifier)
    unit = "percentage-points" if fact.unit == "percent" else fact.unit
    figure = wording.amount(fact, abs(apart), qualifier, "short", unit=unit)
    return words[(3 if apart > 0 else 4) if is_ceiling else (1 if apart > 0 else 0)].format(figure)


def distance(data: ChartData, frame: Frame, top: float) -> Drawn:
    """One row for each fact: its bar, what it lacks of its target, and both in words."""
    looks, entries = frame.looks, data.entries
    labels = label_column([(entry.label, entry.emphasis) for entry in entries], frame)
    sides = [_words(entry, frame) for entry in entries]
    left = max(block.width for block in labels) + 0.8 * looks.label
    wide = max(block.width for side in sides for block in side)
    reach = max(max(float(entry.value / _target(entry).value) for entry in entries), 1.0)
    beyond = max(tail(entry, looks) for entry in entries)
    length = (frame.width - left - wide - 1.1 * looks.label - beyond) / reach
    if length < LEAST_BAR * frame.width:
        raise CannotFit("its labels leave no room for the bars", f"shorten the labels: {SHORTEN}")
    line, right = left + length, frame.width - wide
    rows = (*((label,) for label in labels), *sides)
    tallest = max(sum(len(block.lines) for block in blocks) for blocks in rows) * PITCH * looks.label
    least, usual = (max(SLOT[i] * looks.label, tallest + CLEAR[i] * looks.label) for i in (0, 1))
    slot = frame.room(top, (usual if frame.height is None else least) * len(entries)) / len(entries)
    thick = min(thickness(slot, 1, frame), THICKEST * looks.label)
    fills = entry_fills(data, looks)
    marks: list[ChartMark] = []
    for i, (entry, label, side) in enumerate(zip(entries, labels, sides, strict=True)):
        middle = top + (i + 0.5) * slot
        marks += label.centred(0, middle, looks.text)
        marks += _row(entry, (left, line), middle, thick, fills[entry], frame)
        pitch = PITCH * looks.label
        at = middle - (looks.label + pitch * (sum(len(block.lines) for block in side) - 1)) / 2
        for block, colour in zip(side, _colours(entry, frame), strict=True):
            marks += block.at(right, at, colour)
            at += pitch * len(block.lines)
    bottom = top + slot * len(entries)
    for i in range(len(entries)):
        middle = top + (i + 0.5) * slot
        marks.append(goal_line(((line, middle - 0.75 * thick), (line, middle + 0.75 * thick)), looks))
    return marks, bottom


def _words(entry: ChartEntry, frame: Frame) -> tuple[TextBlock, TextBlock]:
    """The target of a row and the distance to it."""
    target = _target(entry)
    texts = f"{target.label}: {target.figure}", entry.gap
    first, second = (
        frame.must(text, frame.looks.label, WIDEST * frame.width, 2, bold=bold)
        for text, bold in zip(texts, (False, True), strict=True)
    )
    return first, second


def _colours(entry: ChartEntry, frame: Frame) -> tuple[str, str]:
    looks = frame.looks
    return looks.text, readable(looks.accent, looks) if is_missed(entry) else looks.text


def _row(
    entry: ChartEntry, ends: tuple[float, float], middle: float, thick: float, fill: ChartFill, frame: Frame
) -> Iterator[ChartMark]:
    """The empty length up to the target, the bar on it, and the figure in the bar or after it."""
    looks, size, (left, line) = frame.looks, frame.looks.label, ends
    unit = (line - left) / float(_target(entry).value)
    top = middle - thick / 2
    yield from hollow(Rectangle(left, top, line - left, thick, looks.wash), looks.rule, looks.line)
    yield from bar(entry, left, unit, top, thick, looks, fill)
    end, wide = left + float(entry.value) * unit, frame.measure(entry.figure, size, bold=True)
    base, pad = middle + 0.36 * size, 0.45 * size
    if wide + 2 * pad < end - left and not fill.hatch and not tail(entry, looks):
        yield Label(end - pad, base, entry.figure, size, fill.inner, True, "right")
    elif end + tail(entry, looks) + 2 * pad + wide < line:
        yield Label(end + tail(entry, looks) + pad, base, entry.figure, size, looks.text, True)
    else:
        raise CannotFit(f'there is no room for its figure "{entry.figure}"', "make it wider, or show it as bars")


def _item(entry: ChartEntry) -> tuple[str, str]:
    target = _target(entry)
    return entry.label, f"{entry.number} ({target.label}: {target.number}; {entry.gap})"


DISTANCE = ChartKind(
    name="target-distance",
    names={"vi": "Khoảng cách đến mục tiêu", "en": "Distance to target"},
    draw=distance,
    why_drawn="each of its rows has a scale of its own, and a native chart has one",
    most=MOST_ROWS,
    aims=False,
    compared=True,
    own_target=True,
    one_axis=False,
    completed=_with_gaps,
    item_words=_item,
)
