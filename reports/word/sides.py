"""The same in several languages → a table that only lays out: a column for each language, a row for each block."""

from __future__ import annotations

from collections.abc import Callable

from reports.brand.word_reference.roles import SIDE_TABLES
from reports.document import texts_of, walk
from reports.document.model import Blocks, ListBlock, Paragraph, Sides, plain
from reports.files.xml_text import Xml
from reports.word.draft import Draft
from reports.word.names import SIDES, BoxStyles
from reports.word.paragraphs import Flow, add_table, end_blocks, keep_with_next
from reports.word.tables import cell_of, row_of, table_of
from reports.word.widths import lines_needed

WriteBlocks = Callable[[Flow, Blocks, Draft, BoxStyles], None]


def write_sides(flow: Flow, block: Sides, draft: Draft, frame: BoxStyles, write: WriteBlocks) -> None:
    """The rows, which may break across pages; in a box the table carries the box's ground or rule."""
    widths = side_widths(len(block.rows[0]), draft)
    last = len(block.rows) - 1
    rows = []
    for number, sides in enumerate(block.rows):
        introduces = number < last and _introduces(sides, block.rows[number + 1])
        cells = []
        for position, blocks in enumerate(sides):
            content: Flow = []
            write(content, blocks, draft, SIDES[frame.box])
            if introduces:
                keep_with_next(content)
            end_blocks(content, draft)
            edges = (number == 0, number == last)
            cells.append(side_cell(content, position, widths, draft, frame.box, edges))
        rows.append(row_of(cells, breaks=_lines(sides, widths, draft) > draft.brand.word.sides.keep_lines))
    add_sides(flow, rows, widths, draft, frame.box)


def _lines(sides: tuple[Blocks, ...], widths: list[float], draft: Draft) -> int:
    """About how many lines the longest cell of a row takes."""
    looks = draft.brand.word
    inner, size = widths[0] - looks.table.gap, draft.width_size("side")
    texts = [[plain(text) for block in walk(blocks) for text in texts_of(block)] for blocks in sides]
    return max(sum(lines_needed(text, inner, size) for text in said if text) for said in texts)


def _introduces(sides: tuple[Blocks, ...], after: tuple[Blocks, ...]) -> bool:
    """Whether a row holds the words before a list."""
    return all(isinstance(blocks[-1], Paragraph) for blocks in sides if blocks) and any(
        isinstance(blocks[0], ListBlock) for blocks in after if blocks
    )


def side_widths(count: int, draft: Draft) -> list[float]:
    """The widths of as many languages beside each other, in points."""
    return [draft.column / count] * count


def add_sides(flow: Flow, rows: list[Xml], widths: list[float], draft: Draft, box: str = "") -> None:
    """A table with a column for each language."""
    names = " / ".join(language.name for language in (draft.language, *draft.others))
    add_table(flow, table_of(SIDE_TABLES[box], widths, rows, draft, description=names), draft)


def side_cell(
    content: Flow,
    position: int,
    widths: list[float],
    draft: Draft,
    box: str = "",
    edges: tuple[bool, bool] = (False, False),
) -> Xml:
    """The cell of a language: at the table's edge flush with the column, or a box's padding away from it. `edges` say
    whether it stands in the table's first and in its last row."""
    looks = draft.brand.word.boxes.get(box)
    padding = looks.padding if looks else 0
    around = padding if looks and looks.ground else 0
    margins = {"top": around if edges[0] else 0}
    if position == 0:
        margins["left"] = padding
    margins["bottom"] = max(0, around - draft.brand.word.styles["side"].after) if edges[1] else 0
    if position == len(widths) - 1:
        margins["right"] = around
    return cell_of(content, widths[position], margins)
