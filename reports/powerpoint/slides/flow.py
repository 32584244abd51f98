"""Blocks of text → lines in units that stay together → pages that fit a room, of about equal length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reports.brand.measure import Measured, Metrics, height
from reports.diagnostics import Findings, Place
from reports.document.model import Block, Box, Heading, ListBlock, Paragraph, plain
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.room import Room, measure, must_fit

PARAGRAPH, ITEM, SUBITEM, STEP, SUBHEAD = range(5)
"""The levels of a placeholder for text, in the order in which the brand lists their styles."""

STEPS_OF_SEARCH = 12


@dataclass(frozen=True, slots=True)
class FlowUnit:
    """Lines that are not parted: a paragraph, or an item with what hangs on it."""

    lines: tuple[Line, ...]
    place: Place


def units_of(blocks: Iterable[Block]) -> list[FlowUnit]:
    """The units of paragraphs, lists, boxes; a heading, or a line that ends in a colon, stays with the next."""
    units: list[FlowUnit] = []
    for block in blocks:
        for unit in _units(block):
            if units and _leads(units[-1].lines[-1]):
                units[-1] = replace(units[-1], lines=units[-1].lines + unit.lines)
            else:
                units.append(unit)
    return units


def pages(units: Sequence[FlowUnit], room: Room, metrics: Metrics, findings: Findings) -> list[tuple[Line, ...]]:
    """The units on as few pages as possible, with about the same on each."""
    measured = [[measure(line, room, metrics)[0] for line in unit.lines] for unit in units]
    for unit in units:
        must_fit(unit.lines, room, metrics, findings, unit.place)
    needed = len(_greedy(measured, room.height))
    low, high = room.height / 4, room.height
    for _ in range(STEPS_OF_SEARCH if needed > 1 else 0):
        middle = (low + high) / 2
        if len(_greedy(measured, middle)) > needed:
            low = middle
        else:
            high = middle
    result, start = [], 0
    for count in _greedy(measured, high):
        result.append(_numbered(units[start : start + count]))
        start += count
    return result


def first_page(units: Sequence[FlowUnit], room: Room, metrics: Metrics) -> int:
    """How many of the units fit the room; at least one."""
    measured = [[measure(line, room, metrics)[0] for line in unit.lines] for unit in units]
    return _greedy(measured, room.height)[0]


def _greedy(measured: Sequence[Sequence[Measured]], most: float) -> list[int]:
    counts: list[int] = []
    page: list[Measured] = []
    used = 0.0
    for unit in measured:
        more = height(unit) + (page[-1].after + unit[0].before if page else 0.0)
        if page and used + more > most + 0.01:
            page, used, more = [], 0.0, height(unit)
        if not page:
            counts.append(0)
        counts[-1] += 1
        used += more
        page = [unit[-1]]
    return counts


def _units(block: Block) -> Iterable[FlowUnit]:
    match block:
        case Paragraph():
            yield FlowUnit((Line(block.text, PARAGRAPH),), block.place)
        case Heading():
            yield FlowUnit((Line(block.text, SUBHEAD),), block.place)
        case Box():
            for child in block.blocks:
                yield from _units(child)
        case ListBlock():
            for number, item in enumerate(block.items, block.start):
                level = STEP if block.ordered else ITEM
                lines = tuple(_item_lines(item, level, number if block.ordered else None))
                if lines:
                    yield FlowUnit(lines, item[0].place)
        case _:
            return


def _item_lines(blocks: Iterable[Block], level: int, number: int | None) -> Iterable[Line]:
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph | Heading):
            yield Line(block.text, SUBITEM if i else level, None if i else number)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _item_lines(item, SUBITEM, None)


def _leads(line: Line) -> bool:
    return line.level == SUBHEAD or plain(line.text).rstrip().endswith(":")


def _numbered(units: Sequence[FlowUnit]) -> tuple[Line, ...]:
    """The units' lines; only a number that does not follow from the line before is kept as a start."""
    lines: list[Line] = []
    last: int | None = None
    for line in (line for unit in units for line in unit.lines):
        start = line.start
        if start is not None:
            follows = start == (1 if last is None else last + 1)
            last = start
            line = replace(line, start=None if follows else start)
        elif line.level != SUBITEM:
            last = None
        lines.append(line)
    return tuple(lines)
