"""Blocks of text → the lines of a slide, in groups that stay together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reports.brand.slides import ITEM, MOST_DEPTH, PARAGRAPH, STEP, SUBHEAD
from reports.diagnostics import Findings, Place
from reports.document import children_of, model
from reports.powerpoint.slides.model import Line

INSIDE = "cannot be inside other text on a slide"
OWN_SLIDE = 'put it on a slide of its own: begin a slide with "## …" before it'


class KeptLines(Struct, frozen=True):
    """Lines that stay on one slide: a paragraph, a quotation, or an item of a list with its sub-items."""

    lines: tuple[Line, ...]
    place: Place


class Flow(Struct, frozen=True):
    """Text that is being written: how each kind of block is, and the number of lists around it."""

    writers: Mapping[type[model.Block], LineWriter]
    findings: Findings
    depth: int = 0

    def lines(self, blocks: Iterable[model.Block]) -> Iterator[KeptLines]:
        """The lines of blocks."""
        for block in blocks:
            yield from self.writers[type(block)](block, self)

    def line(self, text: model.Inlines) -> Line:
        """A line without a mark."""
        return Line(text, ITEM, self.depth, marked=False) if self.depth else Line(text, PARAGRAPH)


LineWriter = Callable[[Any, Flow], Iterable[KeptLines]]


def kept_lines(blocks: Iterable[model.Block], findings: Findings) -> list[KeptLines]:
    """The lines of blocks of text; a heading, or a line that ends in a colon, stays with the next line.

    What text on slides cannot show is reported.
    """
    found: list[KeptLines] = []
    for kept in Flow(TEXT, findings).lines(blocks):
        if found and _leads(found[-1].lines[-1]):
            found[-1] = replace(found[-1], lines=found[-1].lines + kept.lines)
        else:
            found.append(kept)
    return found


def plain_lines(kept: Iterable[KeptLines]) -> list[Line]:
    """The lines of all groups."""
    return [line for each in kept for line in each.lines]


def _leads(line: Line) -> bool:
    return line.level == SUBHEAD or model.plain(line.text).rstrip().endswith(":")


def _paragraph(block: model.Paragraph, flow: Flow) -> Iterator[KeptLines]:
    yield KeptLines((flow.line(block.text),), block.place)


def _subheading(block: model.Heading, flow: Flow) -> Iterator[KeptLines]:
    line = flow.line((model.Strong(block.text),)) if flow.depth else Line(block.text, SUBHEAD)
    yield KeptLines((line,), block.place)


def lines_inside(block: model.Block, flow: Flow) -> Iterator[KeptLines]:
    """The lines of the blocks in a block."""
    return flow.lines(children_of(block))


def _list(block: model.ListBlock, flow: Flow) -> Iterator[KeptLines]:
    inside = replace(flow, depth=flow.depth + 1)
    if inside.depth > MOST_DEPTH:
        message = f"lists on slides have at most {MOST_DEPTH} levels; this is one more"
        flow.findings.error(message, block.place, hint="write it on the level above")
        return
    level = STEP if block.ordered else ITEM
    for number, item in enumerate(block.items, block.start):
        lines = plain_lines(inside.lines(item))
        if not lines:
            continue  # there are only speaker notes, or an error
        if lines[0].depth > inside.depth:
            hint = "write words before the list in it"
            flow.findings.error("this item of a list begins with another list", item[0].place, hint=hint)
        own = [replace(line, level=level) if line.depth == inside.depth and not line.marked else line for line in lines]
        first = replace(own[0], marked=True, start=number if block.ordered else None)
        yield KeptLines((first, *own[1:]), item[0].place)


def _quote(block: model.Quote, flow: Flow) -> Iterator[KeptLines]:
    """The words in italics, then who said them."""
    said = plain_lines(flow.lines(block.blocks))
    lines = [replace(line, text=(model.Emphasis(line.text),)) for line in said]
    if block.attribution:
        lines.append(flow.line((model.Text("– "), *block.attribution)))
    if lines:
        yield KeptLines(tuple(lines), block.place)


def _in_the_notes(block: model.SpeakerNotes, flow: Flow) -> Iterator[KeptLines]:
    return iter(())


def _refused(message: str, hint: str = OWN_SLIDE) -> LineWriter:
    """The writer of a kind of block that text cannot show: an error."""

    def report(block: model.Block, flow: Flow) -> Iterable[KeptLines]:
        flow.findings.error(message, block.place, hint=hint)
        return ()

    return report


TEXT: Mapping[type[model.Block], LineWriter] = {
    model.Heading: _subheading,
    model.Paragraph: _paragraph,
    model.ListBlock: _list,
    model.Box: lines_inside,
    model.Quote: _quote,
    model.SpeakerNotes: _in_the_notes,
    model.Table: _refused(f"a table {INSIDE}"),
    model.Figure: _refused(
        f"a chart or picture {INSIDE}", "put it directly on the slide, or alone into a column: text is placed beside it"
    ),
    model.Cards: _refused(f"key figures {INSIDE}", "put them directly on the slide: text is placed below them"),
    model.Profiles: _refused(f"profiles {INSIDE}"),
    model.Columns: _refused(f"columns {INSIDE}"),
    model.Landscape: _refused("slides have no landscape pages", "take ::: landscape out"),
    model.PageBreak: _refused("slides have no page breaks", 'begin a slide with "## …"'),
    model.Sides: _refused("slides have one language each", "build each language by itself"),
    model.Listing: _refused(
        "slides have no lists of figures or tables, and contents only of the sections that # begins", "take it out"
    ),
}
"""For each kind of block, its lines in the text of a slide."""
