"""Blocks → the body of the document, in order; boxes and columns hold blocks themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import (
    Block,
    Blocks,
    Box,
    Cards,
    Columns,
    Figure,
    Heading,
    ListBlock,
    Listing,
    Paragraph,
    Profiles,
    Quote,
    Sides,
    SpeakerNotes,
    Table,
    block_children,
)
from reports.writers.word.captions import begin_bookmark, end_bookmark
from reports.writers.word.cards import write_cards, write_profiles
from reports.writers.word.contents import write_listing
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_figure
from reports.writers.word.inlines import pen, write_inlines
from reports.writers.word.lists import write_list
from reports.writers.word.names import BODY, FRAMES, HEADINGS, LAYOUT, PARAGRAPH_STYLES, QUOTE, STYLES, Frame
from reports.writers.word.paragraphs import (
    begin_paragraph,
    end_blocks,
    keep_with_next,
    last_child,
    set_distance,
    write_paragraph,
)
from reports.writers.word.sides import write_sides
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.tables import open_cell, open_row, open_table, write_table
from reports.writers.word.xml import Element, add, twips

_IN_LINE = (Heading, Paragraph, ListBlock, Quote)
"""What consists of paragraphs alone and so may stand in a cell."""


def write_blocks(parent: Element, blocks: Blocks, draft: Draft, frame: Frame = BODY) -> None:
    """The blocks as the last children of a body or a cell."""
    for block in blocks:
        _WRITERS[type(block)](parent, block, draft, frame)


def _heading(parent: Element, block: Heading, draft: Draft, frame: Frame) -> None:
    role = frame.headings[min(block.level, len(frame.headings)) - 1]
    numbered = role in HEADINGS and draft.brand.word.headings
    number = draft.headings.next(HEADINGS.index(role)) if numbered else None
    paragraph = begin_paragraph(parent, role, draft, list_=number)
    first = draft.brand.word.styles[role].first if role in draft.brand.word.mapped else 0
    if draft.others and first:  # each language begins a line
        add(paragraph[0], "w:ind", {"w:left": twips(first), "w:firstLine": "0"})
    bookmark = begin_bookmark(paragraph, draft.outline.of(block), draft)
    write_inlines(paragraph, block.text, draft, pen(draft))
    end_bookmark(paragraph, bookmark)


def _paragraph(parent: Element, block: Paragraph, draft: Draft, frame: Frame) -> None:
    role = PARAGRAPH_STYLES.get(block.style)
    if role is None:
        known = [style for style in PARAGRAPH_STYLES if style]
        hint = nearest(block.style, known, otherwise=f"known: {', '.join(known)}")
        raise Problems([Diagnostic(f'no paragraph looks like "{block.style}"', block.place, hint)])
    write_paragraph(parent, role if block.style else frame.paragraph, block.text, draft)


def _list(parent: Element, block: ListBlock, draft: Draft, frame: Frame) -> None:
    """A list; the words before it stay with it, and after its last item stands the distance of a plain paragraph."""
    before = last_child(parent)
    if before is not None:
        keep_with_next(before)
    write_list(parent, block, draft, frame, write_blocks)
    last = last_child(parent)
    if last is not None and not block.style and not block.series:
        looks = STYLES[frame.paragraph].looks or frame.paragraph
        set_distance(last, "after", draft.brand.word.styles[looks].after)


def _quote(parent: Element, block: Quote, draft: Draft, frame: Frame) -> None:
    write_blocks(parent, block.blocks, draft, QUOTE)
    if block.attribution:
        write_paragraph(parent, "attribution", block.attribution, draft)


def _box(parent: Element, block: Box, draft: Draft, frame: Frame) -> None:
    """The paragraphs of a box carry its ground or rule; tables and figures in it stand as they do elsewhere."""
    looks = draft.brand.word.boxes[block.name]
    before = last_child(parent)
    write_blocks(parent, block.blocks, draft, FRAMES[block.name])
    first, last = (before.getnext() if before is not None else parent[0]), last_child(parent)
    if first is not None and last is not None:
        set_distance(first, "before", looks.before)
        set_distance(last, "after", looks.after)


def _is_in_line(block: Block) -> bool:
    return isinstance(block, _IN_LINE) and all(map(_is_in_line, block_children(block)))


def _columns(parent: Element, block: Columns, draft: Draft, frame: Frame) -> None:
    """Side by side where all is paragraphs, row by row where the columns match; else one after the other."""
    if frame is not BODY or not all(_is_in_line(child) for column in block.columns for child in column):
        for column in block.columns:
            write_blocks(parent, column, draft, frame)
        return
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    width = whole / len(block.columns)
    table = open_table(parent, LAYOUT, [width] * len(block.columns), draft)
    for cells in _matched(block.columns):
        row = open_row(table, breaks=True)
        for position, blocks in enumerate(cells):
            cell = open_cell(row, width, flush=position == len(cells) - 1)
            write_blocks(cell, blocks, draft)
            set_distance(cell[1], "before", 0)
            end_blocks(cell, draft)


def _sides(parent: Element, block: Sides, draft: Draft, frame: Frame) -> None:
    write_sides(parent, block, draft, frame, write_blocks)


def _matched(columns: tuple[Blocks, ...]) -> Iterator[tuple[Blocks, ...]]:
    """A row for each block where all columns have the same kinds of blocks; else one row for all."""
    kinds = {tuple(type(block) for block in column) for column in columns}
    if len(kinds) > 1:
        yield columns
        return
    for row in zip(*columns, strict=True):
        yield tuple((block,) for block in row)


def _cards(parent: Element, block: Cards, draft: Draft, frame: Frame) -> None:
    """Key figures; under a ground they need no hairline above."""
    before = last_child(parent)
    grounded = bool(frame.box and draft.brand.word.boxes[frame.box].ground)
    write_cards(parent, block, draft, below=grounded and before is not None)


def _nothing(parent: Element, block: SpeakerNotes, draft: Draft, frame: Frame) -> None:
    """What a speaker says is not printed."""


def _framed(write: Callable[[Element, Any, Draft], None]) -> Callable[[Element, Any, Draft, Frame], None]:
    """A writer of blocks that look the same wherever they stand."""
    return lambda parent, block, draft, frame: write(parent, block, draft)


_WRITERS: Mapping[type, Callable[[Element, Any, Draft, Frame], None]] = MappingProxyType(
    {
        Heading: _heading,
        Paragraph: _paragraph,
        ListBlock: _list,
        Quote: _quote,
        Box: _box,
        Columns: _columns,
        Sides: _sides,
        SpeakerNotes: _nothing,
        Table: _framed(write_table),
        Figure: _framed(write_figure),
        Cards: _cards,
        Profiles: _framed(write_profiles),
        Listing: _framed(write_listing),
    }
)
