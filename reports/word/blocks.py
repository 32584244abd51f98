"""Blocks → the body of the document, in order; boxes and columns hold blocks themselves."""

from __future__ import annotations

from collections.abc import Iterator

from reports.brand.word_reference.lists import KINDS
from reports.brand.word_reference.roles import HEADINGS, LAYOUT, STYLES
from reports.brand.word_reference.styles import box_indent
from reports.brand.word_reference.xml import twips
from reports.document import children_of
from reports.document.model import (
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
)
from reports.files.xml_text import Xml
from reports.word.cards import write_cards, write_profiles
from reports.word.contents import write_listing
from reports.word.draft import Draft
from reports.word.figures import write_figure
from reports.word.inlines import bookmarked, runs
from reports.word.names import BODY, FRAMES, QUOTE, BoxStyles
from reports.word.numbering import Definition
from reports.word.paragraphs import (
    Flow,
    add_paragraph,
    add_table,
    add_text,
    end_blocks,
    keep_with_next,
    set_distance,
)
from reports.word.sides import write_sides
from reports.word.tables import FLUSH, NO_MARGINS, cell_of, row_of, table_of, write_table

_IN_LINE = (Heading, Paragraph, ListBlock, Quote)
"""What consists of paragraphs alone and so may stand in a cell."""


def write_blocks(flow: Flow, blocks: Blocks, draft: Draft, frame: BoxStyles = BODY) -> None:
    """The blocks as the last children of a body or a cell."""
    for block in blocks:
        match block:
            case Heading():
                _heading(flow, block, draft, frame)
            case Paragraph():
                add_text(flow, block.style or frame.paragraph, block.text, draft)
            case ListBlock():
                _list(flow, block, draft, frame)
            case Quote():
                _quote(flow, block, draft)
            case Box():
                _box(flow, block, draft)
            case Columns():
                _columns(flow, block, draft, frame)
            case Sides():
                write_sides(flow, block, draft, frame, write_blocks)
            case Table():
                write_table(flow, block, draft)
            case Figure():
                write_figure(flow, block, draft)
            case Cards():
                grounded = bool(frame.box and draft.brand.word.boxes[frame.box].ground)
                write_cards(flow, block, draft, below=grounded and bool(flow))
            case Profiles():
                write_profiles(flow, block, draft)
            case Listing():
                write_listing(flow, block, draft)
            case SpeakerNotes():  # what a speaker says is not printed
                pass


def _heading(flow: Flow, block: Heading, draft: Draft, frame: BoxStyles) -> None:
    role = frame.headings[min(block.level, len(frame.headings)) - 1]
    numbered = role in HEADINGS and draft.brand.word.headings
    number = draft.headings.next(HEADINGS.index(role)) if numbered else None
    content = bookmarked(runs(block.text, draft), draft.outline.of(block).bookmark, draft)
    paragraph = add_paragraph(flow, role, draft, content, number=number)
    first = draft.brand.word.styles[role].first if role in draft.brand.word.mapped else 0
    if draft.others and first:  # each language begins a line
        paragraph.indents = {"w:left": twips(first), "w:firstLine": "0"}


def _list(flow: Flow, block: ListBlock, draft: Draft, frame: BoxStyles) -> None:
    """A list; the words before it stay with it, and after its last item stands the distance of a plain paragraph."""
    keep_with_next(flow)
    _items(flow, block, draft, frame)
    if flow and not block.style and not block.series:
        looks = STYLES[frame.paragraph].looks or frame.paragraph
        set_distance(flow[-1], "after", draft.brand.word.styles[looks].after)


def _items(flow: Flow, block: ListBlock, draft: Draft, frame: BoxStyles, level: int = 0, number: str = "") -> None:
    """The items of a list. `number` is the numId of the list around it, shared where both are of one kind."""
    definition, role = _kind(block, draft, frame)
    lists = draft.brand.word.lists
    step = 0 if definition.run_in else lists.sources_indent if definition.kind == "sources" else lists.indent
    number = number or draft.numbering.instance(definition, level, block.series, block.start)
    for position, item in enumerate(block.items, block.start - 1):
        number = draft.numbering.at(number, level, position)
        kept = draft.numbering.kept_in(number)
        indent = kept.levels[level].pt if kept else definition.indent + step * (level + 1)
        for index, child in enumerate(item):
            match child:
                case Paragraph() if index == 0:
                    content = _item_content(child, draft)
                    paragraph = add_paragraph(flow, role, draft, content, number=(number, level))
                    if kept and level == 0 and kept.indents:
                        paragraph.indents = kept.indents
                case Paragraph():
                    add_paragraph(flow, role, draft, _item_content(child, draft), indent=indent)
                case ListBlock():
                    alike = child.ordered == block.ordered and child.style == block.style
                    reaches = kept is None or level + 1 < len(kept.levels)
                    _items(flow, child, draft, frame, level + 1, number if alike and reaches else "")
                case _:
                    write_blocks(flow, (child,), draft, frame)


def _item_content(paragraph: Paragraph, draft: Draft) -> Xml:
    entry, content = draft.outline.find(paragraph), runs(paragraph.text, draft)
    return bookmarked(content, entry.bookmark, draft) if entry else content


def _kind(block: ListBlock, draft: Draft, frame: BoxStyles) -> tuple[Definition, str]:
    indent = box_indent(draft.brand.word.boxes[frame.box]).pt if frame.box else 0
    if block.style == "sources":
        return Definition("sources", indent), "sources"
    kind, role = ("numbers", frame.numbers) if block.ordered else ("bullets", frame.bullets)
    return Definition(kind, indent, frame.run_in, kept=role == KINDS[kind] and kind in draft.reference.lists.kept), role


def _quote(flow: Flow, block: Quote, draft: Draft) -> None:
    write_blocks(flow, block.blocks, draft, QUOTE)
    if block.attribution:
        add_text(flow, "attribution", block.attribution, draft)


def _box(flow: Flow, block: Box, draft: Draft) -> None:
    """The paragraphs of a box carry its ground or rule; tables and figures in it stand as they do elsewhere."""
    looks = draft.brand.word.boxes[block.name]
    begin = len(flow)
    write_blocks(flow, block.blocks, draft, FRAMES[block.name])
    if len(flow) > begin:
        set_distance(flow[begin], "before", looks.before)
        set_distance(flow[-1], "after", looks.after)


def _is_in_line(block: Block) -> bool:
    return isinstance(block, _IN_LINE) and all(map(_is_in_line, children_of(block)))


def _columns(flow: Flow, block: Columns, draft: Draft, frame: BoxStyles) -> None:
    """Side by side where all is paragraphs, row by row where the columns match; else one after the other."""
    if frame is not BODY or not all(_is_in_line(child) for column in block.columns for child in column):
        for column in block.columns:
            write_blocks(flow, column, draft, frame)
        return
    width = draft.column / len(block.columns)
    rows = [
        row_of(
            [
                cell_of(_column(blocks, draft), width, FLUSH if position == len(cells) - 1 else NO_MARGINS)
                for position, blocks in enumerate(cells)
            ],
            breaks=True,
        )
        for cells in _matched(block.columns)
    ]
    add_table(flow, table_of(LAYOUT, [width] * len(block.columns), rows, draft), draft)


def _column(blocks: Blocks, draft: Draft) -> Flow:
    content: Flow = []
    write_blocks(content, blocks, draft)
    end_blocks(content, draft)
    set_distance(content[0], "before", 0)
    return content


def _matched(columns: tuple[Blocks, ...]) -> Iterator[tuple[Blocks, ...]]:
    """A row for each block where all columns have the same kinds of blocks; else one row for all."""
    kinds = {tuple(type(block) for block in column) for column in columns}
    if len(kinds) > 1:
        yield columns
        return
    for row in zip(*columns, strict=True):
        yield tuple((block,) for block in row)
