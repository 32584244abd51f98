"""Blocks of text → lines that stay together → the bodies of as few slides as possible, about equally full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.brand.measure import Measured, Metrics, height
from reports.diagnostics import Findings, Place
from reports.document import model
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.text_frame import SLACK, TextFrame, measure, must_fit

PARAGRAPH, ITEM, SUBITEM, STEP, SUBHEAD = range(5)
"""The levels of a placeholder for text, in the order in which the brand lists their styles."""

_STEPS_OF_SEARCH = 12


@dataclass(frozen=True, slots=True)
class KeptLines:
    """Lines that stay on one slide: a paragraph, or an item of a list with its sub-items."""

    lines: tuple[Line, ...]
    place: Place


def kept_lines(blocks: Iterable[model.Block]) -> list[KeptLines]:
    """The lines of blocks of text; a heading, or a line that ends in a colon, stays with the next line."""
    found: list[KeptLines] = []
    for kept in _each(blocks):
        if found and _leads(found[-1].lines[-1]):
            found[-1] = replace(found[-1], lines=found[-1].lines + kept.lines)
        else:
            found.append(kept)
    return found


def plain_lines(blocks: Iterable[model.Block]) -> list[Line]:
    """The lines of blocks of text as paragraphs, without levels."""
    return [Line(line.text) for kept in kept_lines(blocks) for line in kept.lines]


def _leads(line: Line) -> bool:
    return line.level == SUBHEAD or model.plain(line.text).rstrip().endswith(":")


def _paragraph(block: model.Paragraph) -> Iterator[KeptLines]:
    yield KeptLines((Line(block.text, PARAGRAPH),), block.place)


def _subheading(block: model.Heading) -> Iterator[KeptLines]:
    yield KeptLines((Line(block.text, SUBHEAD),), block.place)


def _box(block: model.Box) -> Iterator[KeptLines]:
    return _each(block.blocks)


def _list(block: model.ListBlock) -> Iterator[KeptLines]:
    for number, item in enumerate(block.items, block.start):
        lines = [replace(line, level=SUBITEM, start=None) for kept in _each(item) for line in kept.lines]
        if lines:
            lines[0] = replace(lines[0], level=STEP, start=number) if block.ordered else replace(lines[0], level=ITEM)
            yield KeptLines(tuple(lines), item[0].place)


def _each(blocks: Iterable[model.Block]) -> Iterator[KeptLines]:
    for block in blocks:
        yield from TEXT[type(block)](block)


def dropped_as_today(block: model.Block) -> Iterator[KeptLines]:
    """No lines: text on slides and speaker notes cannot show the block yet."""
    return iter(())


TEXT: Mapping[type[model.Block], Callable[[Any], Iterator[KeptLines]]] = {
    model.Heading: _subheading,
    model.Paragraph: _paragraph,
    model.ListBlock: _list,
    model.Box: _box,
    model.Table: dropped_as_today,
    model.Figure: dropped_as_today,
    model.Cards: dropped_as_today,
    model.Profiles: dropped_as_today,
    model.Quote: dropped_as_today,
    model.Columns: dropped_as_today,
    model.Sides: dropped_as_today,
    model.SpeakerNotes: dropped_as_today,
    model.Listing: dropped_as_today,
}
"""For each kind of block, its lines in the text of a slide and in speaker notes."""


def slide_bodies(
    kept: Sequence[KeptLines], frame: TextFrame, metrics: Metrics, findings: Findings
) -> list[tuple[Line, ...]]:
    """The lines of as few slides as possible, with about the same on each."""
    measured = [[measure(line, frame, metrics)[0] for line in each.lines] for each in kept]
    for each in kept:
        must_fit(each.lines, frame, metrics, findings, each.place)
    needed = len(_filled(measured, frame.height))
    low, high = frame.height / 4, float(frame.height)
    for _ in range(_STEPS_OF_SEARCH if needed > 1 else 0):
        middle = (low + high) / 2
        if len(_filled(measured, middle)) > needed:
            low = middle
        else:
            high = middle
    bodies, start = [], 0
    for count in _filled(measured, high):
        bodies.append(_numbered(kept[start : start + count]))
        start += count
    return bodies


def fitting(kept: Sequence[KeptLines], frame: TextFrame, metrics: Metrics) -> int:
    """How many of the kept lines fit the frame, at least one."""
    return _filled([[measure(line, frame, metrics)[0] for line in each.lines] for each in kept], frame.height)[0]


def _filled(measured: Sequence[Sequence[Measured]], most: float) -> list[int]:
    """How many of the kept lines each slide holds if each is filled before the next begins."""
    counts: list[int] = []
    slide: list[Measured] = []
    used = 0.0
    for kept in measured:
        more = height(kept) + (slide[-1].after + kept[0].before if slide else 0.0)
        if slide and used + more > most + SLACK:
            slide, used, more = [], 0.0, height(kept)
        if not slide:
            counts.append(0)
        counts[-1] += 1
        used += more
        slide = [kept[-1]]
    return counts


def _numbered(kept: Sequence[KeptLines]) -> tuple[Line, ...]:
    """The lines. A line keeps its start number only if this does not follow from the number before."""
    lines: list[Line] = []
    last: int | None = None
    for line in (line for each in kept for line in each.lines):
        start = line.start
        if start is not None:
            follows = start == (1 if last is None else last + 1)
            last = start
            line = replace(line, start=None if follows else start)
        elif line.level != SUBITEM:
            last = None
        lines.append(line)
    return tuple(lines)
