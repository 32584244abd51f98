"""Blocks in several languages side by side: a layout table with a column for each language, a row for each block."""

from __future__ import annotations

from collections.abc import Callable

from docx.shared import Length, Pt

from reports.brand.word_reference.roles import SIDE_TABLES
from reports.document import texts_of, walk
from reports.document.model import Blocks, ListBlock, Paragraph, Sides, plain
from reports.files.xml_text import Xml
from reports.word.block_styles import SIDE_STYLES, BlockStyles
from reports.word.paragraphs import Body, add_table, end_blocks, keep_with_next
from reports.word.state import WriterState
from reports.word.tables import cell_of, row_of, table_of
from reports.word.widths import ZERO, lines_needed

WriteBlocks = Callable[[Body, Blocks, WriterState, BlockStyles], None]


def write_sides(body: Body, block: Sides, state: WriterState, styles: BlockStyles, *, write: WriteBlocks) -> None:
    """The rows, which may break across pages; in a box the table has the box's ground or rule."""
    widths = side_widths(len(block.rows[0]), state)
    last = len(block.rows) - 1
    rows = []
    for number, sides in enumerate(block.rows):
        introduces = number < last and _introduces(sides, block.rows[number + 1])
        cells = []
        for position, blocks in enumerate(sides):
            content: Body = []
            write(content, blocks, state, SIDE_STYLES[styles.box])
            if introduces:
                keep_with_next(content)
            end_blocks(content, state)
            edges = (number == 0, number == last)
            cells.append(side_cell(content, position, widths, state, styles.box, edges))
        rows.append(row_of(cells, breaks=_lines(sides, widths[0], state) > state.brand.word.sides.keep_lines))
    add_side_table(body, rows, widths, state, styles.box)


def _lines(sides: tuple[Blocks, ...], width: Length, state: WriterState) -> int:
    """About how many lines the longest cell of a row takes."""
    inner, size = Length(width - Pt(state.brand.word.table.gap)), state.type_size("side")
    texts = [[plain(text) for block in walk(blocks) for text in texts_of(block)] for blocks in sides]
    return max(sum(lines_needed(text, inner, size, state.metrics) for text in each if text) for each in texts)


def _introduces(sides: tuple[Blocks, ...], following: tuple[Blocks, ...]) -> bool:
    """Whether a row is the paragraph before a list."""
    return all(isinstance(blocks[-1], Paragraph) for blocks in sides if blocks) and any(
        isinstance(blocks[0], ListBlock) for blocks in following if blocks
    )


def side_widths(count: int, state: WriterState) -> list[Length]:
    """Even widths for so many columns."""
    return [Length(round(state.column / count))] * count


def add_side_table(body: Body, rows: list[Xml], widths: list[Length], state: WriterState, box: str = "") -> None:
    """A table with a column for each language."""
    names = " / ".join(language.name for language in (state.language, *state.others))
    add_table(body, table_of(SIDE_TABLES[box], widths, rows, state, description=names), state)


def side_cell(
    content: Body,
    position: int,
    widths: list[Length],
    state: WriterState,
    box: str = "",
    edges: tuple[bool, bool] = (False, False),
) -> Xml:
    """The cell of a language, flush with the column at the table's edge, or with the padding of a box. `edges` say
    whether it is in the table's first and in its last row."""
    looks = state.brand.word.boxes.get(box)
    padding = Pt(looks.padding) if looks else ZERO
    around = padding if looks and looks.ground else ZERO
    below = Length(around - Pt(state.brand.word.styles["side"].after))
    margins = {"top": around if edges[0] else ZERO}
    if position == 0:
        margins["left"] = padding
    margins["bottom"] = max(ZERO, below) if edges[1] else ZERO
    if position == len(widths) - 1:
        margins["right"] = around
    return cell_of(content, widths[position], margins)
