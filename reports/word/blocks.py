"""Blocks → the body of the document, in order; boxes and columns contain blocks themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from docx.shared import Length, Pt

from reports.brand.word_reference.lists import KINDS
from reports.brand.word_reference.roles import HEADINGS, LAYOUT, STYLES
from reports.brand.word_reference.styles import box_indent
from reports.document import children_of, model
from reports.files.xml_text import Xml
from reports.word.block_styles import BODY, BOX_STYLES, QUOTE, SIDE_STYLES, BlockStyles
from reports.word.cards import write_cards, write_profiles
from reports.word.contents import write_listing
from reports.word.data_tables import write_table
from reports.word.figures import write_figure
from reports.word.inlines import LINE_BREAK, Pen, bookmarked, runs, translated
from reports.word.lists import ListDefinition
from reports.word.paragraphs import (
    Body,
    add_paragraph,
    add_table,
    add_text,
    begin_page,
    end_blocks,
    keep_whole,
    keep_with_next,
    set_distance,
)
from reports.word.state import WriterState
from reports.word.tables import cells_of, row_of, side_widths, table_of, write_sides
from reports.word.widths import lines_needed

_MOST_KEPT = 3
"""The lines of the words that are kept with the list, or with what they announce, after them."""
_MOST_WHOLE = 6
"""The lines of a paragraph after a heading that is not split, so that no heading is near the foot of a page."""


def write_blocks(body: Body, blocks: model.Blocks, state: WriterState, styles: BlockStyles = BODY) -> None:
    """Add the blocks to a body or a cell."""
    before: model.Block | None = None
    for block in blocks:
        begin = len(body)
        announced = isinstance(block, model.ListBlock) or _announces(before)
        if announced and not _is_long(before, _MOST_KEPT, state, styles):
            keep_with_next(body)
        WRITERS[type(block)](body, block, state, styles)
        if isinstance(before, model.PageBreak):
            begin_page(body, begin, state)
        if isinstance(before, model.Heading) and not _is_long(block, _MOST_WHOLE, state, styles):
            keep_whole(body[begin:])
        before = block


def _announces(block: model.Block | None) -> bool:
    """Whether a paragraph says that something follows, such as a quotation."""
    return isinstance(block, model.Paragraph) and model.plain(block.text).rstrip().endswith(":")


def _is_long(block: model.Block | None, most: int, state: WriterState, styles: BlockStyles) -> bool:
    """Whether a paragraph takes more lines than `most`, about."""
    if not isinstance(block, model.Paragraph):
        return False
    role = block.style or styles.paragraph
    size = state.type_size(STYLES[role].looks or role if role in STYLES else role)
    return lines_needed(model.plain(block.text), state.column, size, state.metrics) > most


def _page_break(body: Body, block: model.PageBreak, state: WriterState, styles: BlockStyles) -> None:
    """Nothing: `write_blocks` lets the block after it begin a page."""


def _heading(body: Body, block: model.Heading, state: WriterState, styles: BlockStyles) -> None:
    role = styles.headings[min(block.level, len(styles.headings)) - 1]
    numbered = role in HEADINGS and state.brand.word.headings
    number = state.headings.next(HEADINGS.index(role)) if numbered else None
    paragraph = add_paragraph(body, role, state, *_heading_lines(block, state), number=number)
    first = state.brand.word.styles[role].first if role in state.brand.word.mapped else 0
    if state.others and first:  # each language begins a line
        paragraph.indents = {"w:left": str(Pt(first).twips), "w:firstLine": "0"}


def _heading_lines(block: model.Heading, state: WriterState) -> Iterator[Xml]:
    """The words of a heading, each language in a bookmark and on a line of its own."""
    entry = state.outline.of(block)
    for position, (code, text) in enumerate(model.by_language(block.text)):
        pen = translated(code) if position else Pen(code=code)
        if position:
            yield LINE_BREAK
        yield bookmarked(runs(text, state, pen), entry.named(code).bookmark, state)


def _paragraph(body: Body, block: model.Paragraph, state: WriterState, styles: BlockStyles) -> None:
    add_text(body, block.style or styles.paragraph, block.text, state)


def _list(body: Body, block: model.ListBlock, state: WriterState, styles: BlockStyles) -> None:
    """A list; its last item has the distance of a plain paragraph after it."""
    _items(body, block, state, styles)
    if body and not block.style and not block.series:
        looks = STYLES[styles.paragraph].looks or styles.paragraph
        set_distance(body[-1], "after", Pt(state.brand.word.styles[looks].after))


def _items(
    body: Body, block: model.ListBlock, state: WriterState, styles: BlockStyles, level: int = 0, number: str = ""
) -> None:
    """The items of a list. `number` is the numId of the list around it, shared if both are of one kind."""
    definition, role = _kind(block, state, styles)
    number = number or state.lists.instance(definition, level, block.series, block.start)
    for position, item in enumerate(block.items, block.start - 1):
        number = state.lists.at(number, level, position)
        kept = state.lists.kept_in(number)
        indent = kept.levels[level] if kept else state.lists.edge(definition, level)
        for index, child in enumerate(item):
            match child:
                case model.Paragraph() if index == 0:
                    content = _item_content(child, state)
                    paragraph = add_paragraph(body, role, state, content, number=(number, level))
                    if kept and level == 0 and kept.indents:
                        paragraph.indents = kept.indents
                case model.Paragraph():
                    add_paragraph(body, role, state, _item_content(child, state), indent=indent)
                case model.ListBlock():
                    alike = child.ordered == block.ordered and child.style == block.style
                    reaches = kept is None or level + 1 < len(kept.levels)
                    _items(body, child, state, styles, level + 1, number if alike and reaches else "")
                case _:
                    with state.inside(indent=indent):
                        write_blocks(body, (child,), state, styles)


def _item_content(paragraph: model.Paragraph, state: WriterState) -> Xml:
    entry, content = state.outline.find(paragraph), runs(paragraph.text, state)
    return bookmarked(content, entry.bookmark, state) if entry else content


def _kind(block: model.ListBlock, state: WriterState, styles: BlockStyles) -> tuple[ListDefinition, str]:
    """The definition of a list, and the role of its items."""
    indent = Length(state.indent + (box_indent(state.brand.word.boxes[styles.box]) if styles.box else 0))
    if block.style == "sources":
        return ListDefinition("sources", indent), "sources"
    kind, role = ("numbers", styles.numbers) if block.ordered else ("bullets", styles.bullets)
    kept = role == KINDS[kind] and kind in state.reference.lists.kept
    return ListDefinition(kind, indent, styles.run_in, kept=kept), role


def _quote(body: Body, block: model.Quote, state: WriterState, styles: BlockStyles) -> None:
    begin = len(body)
    write_blocks(body, block.blocks, state, QUOTE)
    if block.attribution:
        for part in body[begin:]:  # the speaker is on the page of the words
            keep_with_next([part])
        add_text(body, "attribution", block.attribution, state)


def _box(body: Body, block: model.Box, state: WriterState, styles: BlockStyles) -> None:
    """Write a box: its paragraphs have its ground or rule; tables and figures in it look the same as outside."""
    looks = state.brand.word.boxes[block.name]
    begin = len(body)
    write_blocks(body, block.blocks, state, BOX_STYLES[block.name])
    if len(body) > begin:
        set_distance(body[begin], "before", Pt(looks.before))
        set_distance(body[-1], "after", Pt(looks.after))


def _columns(body: Body, block: model.Columns, state: WriterState, styles: BlockStyles) -> None:
    """Write columns side by side, in rows if they match; one after the other if a block does not fit into a cell. A
    single one flows through the columns of its section."""
    if styles is BODY and len(block.columns) == 1:
        write_blocks(body, block.columns[0], state, SIDE_STYLES[""])
        return
    if styles is not BODY or not all(map(_fits_cell, children_of(block))):
        for column in block.columns:
            write_blocks(body, column, state, styles)
        return
    widths = side_widths(len(block.columns), state)
    with state.inside():
        rows = [
            row_of(cells_of([_column(blocks, state) for blocks in row], widths), breaks=True)
            for row in _matched(block.columns)
        ]
    add_table(body, table_of(LAYOUT, widths, rows, state), state)


def _column(blocks: model.Blocks, state: WriterState) -> Body:
    content: Body = []
    write_blocks(content, blocks, state)
    end_blocks(content, state)
    set_distance(content[0], "before", Pt(0))
    return content


def _matched(columns: tuple[model.Blocks, ...]) -> Iterator[tuple[model.Blocks, ...]]:
    """A row for each block if all columns have the same kinds of blocks; else one row for all."""
    kinds = {tuple(type(block) for block in column) for column in columns}
    if len(kinds) > 1:
        yield columns
        return
    for row in zip(*columns, strict=True):
        yield tuple((block,) for block in row)


WRITERS: Mapping[type[model.Block], Callable[[Body, Any, WriterState, BlockStyles], None]] = {
    model.Heading: _heading,
    model.Paragraph: _paragraph,
    model.ListBlock: _list,
    model.Table: write_table,
    model.Figure: write_figure,
    model.Cards: write_cards,
    model.Profiles: write_profiles,
    model.Quote: _quote,
    model.Box: _box,
    model.Columns: _columns,
    model.PageBreak: _page_break,
    model.Sides: partial(write_sides, write=write_blocks),
    model.Listing: write_listing,
}
"""For each kind of block that `refusals` lets through, the function that adds it to a body. The administrative form
first turns some kinds into others (`official.text.PLAIN`)."""
_IN_CELLS = (model.Heading, model.Paragraph, model.ListBlock, model.Quote)
"""The kinds that are written as paragraphs alone, so that a cell can hold them."""


def _fits_cell(block: model.Block) -> bool:
    return isinstance(block, _IN_CELLS) and all(map(_fits_cell, children_of(block)))
