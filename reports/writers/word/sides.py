"""The same in several languages → a table that only lays out: a column for each language, a row for each block."""

from __future__ import annotations

from collections.abc import Callable

from reports.document import Blocks, ListBlock, Paragraph, Sides, plain, texts_of, walk_blocks
from reports.writers.word.draft import Draft
from reports.writers.word.names import SIDE_TABLES, SIDES, Frame
from reports.writers.word.paragraphs import end_blocks, keep_with_next, last_child
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.tables import open_cell, open_row, open_table
from reports.writers.word.widths import lines_needed
from reports.writers.word.xml import Element, add, twips

WriteBlocks = Callable[[Element, Blocks, Draft, Frame], None]


def write_sides(parent: Element, block: Sides, draft: Draft, frame: Frame, write: WriteBlocks) -> None:
    """The rows, which may break across pages; in a box the table carries the box's ground or rule."""
    table, widths = open_sides(parent, len(block.rows[0]), draft, frame.box)
    last = len(block.rows) - 1
    for number, sides in enumerate(block.rows):
        row = open_row(table, breaks=_lines(sides, widths, draft) > draft.brand.word.sides.keep_lines)
        introduces = number < last and _introduces(sides, block.rows[number + 1])
        for position, blocks in enumerate(sides):
            cell = open_side(row, position, widths, draft, frame.box, first=number == 0, last=number == last)
            write(cell, blocks, draft, SIDES[frame.box])
            ending = last_child(cell)
            if introduces and ending is not None:
                keep_with_next(ending)
            end_blocks(cell, draft)


def _lines(sides: tuple[Blocks, ...], widths: list[float], draft: Draft) -> int:
    """About how many lines the longest cell of a row takes."""
    looks = draft.brand.word
    inner, size = widths[0] - looks.table.gap, draft.width_size("side")
    texts = [[plain(text) for block in walk_blocks(blocks) for text in texts_of(block)] for blocks in sides]
    return max(sum(lines_needed(text, inner, size) for text in said if text) for said in texts)


def _introduces(sides: tuple[Blocks, ...], after: tuple[Blocks, ...]) -> bool:
    """Whether a row holds the words before a list."""
    return all(isinstance(blocks[-1], Paragraph) for blocks in sides if blocks) and any(
        isinstance(blocks[0], ListBlock) for blocks in after if blocks
    )


def open_sides(parent: Element, count: int, draft: Draft, box: str = "") -> tuple[Element, list[float]]:
    """A table with a column for each language, and their widths in points."""
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    widths = [whole / count] * count
    names = " / ".join(language.name for language in (draft.language, *draft.others))
    return open_table(parent, SIDE_TABLES[box], widths, draft, description=names), widths


def open_side(
    row: Element, position: int, widths: list[float], draft: Draft, box: str = "",
    *, first: bool = False, last: bool = False,
) -> Element:  # fmt: skip
    """The cell of a language: at the table's edge flush with the column, or a box's padding away from it."""
    looks = draft.brand.word.boxes.get(box)
    padding = looks.padding if looks else 0
    around = padding if looks and looks.ground else 0
    edges = {
        "top": around if first else 0,
        "left": padding if position == 0 else None,
        "bottom": max(0, around - draft.brand.word.styles["side"].after) if last else 0,
        "right": around if position == len(widths) - 1 else None,
    }
    cell = open_cell(row, widths[position])
    margins = add(cell[0], "w:tcMar")
    for side, points in edges.items():
        if points is not None:
            add(margins, f"w:{side}", {"w:w": twips(points), "w:type": "dxa"})
    return cell
