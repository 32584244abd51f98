"""Tables of Word: their elements, and tables of blocks in several languages, with a column for each language and a row
for each block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from docx.shared import Length, Pt

from reports.brand.word_reference.roles import SIDE_TABLES
from reports.brand.word_reference.xml import value
from reports.document import texts_of, walk
from reports.document.model import Block, Blocks, ListBlock, Paragraph, Sides, plain
from reports.files.xml_text import EMPTY, Xml, element
from reports.word.block_styles import SIDE_STYLES, BlockStyles
from reports.word.paragraphs import Body, add_table, end_blocks, keep_with_next, rendered
from reports.word.state import WriterState
from reports.word.widths import ZERO, lengths, lines_needed

_LEAST_EVEN = 0.05
"""How much the share of a language may differ from that of others."""
WriteBlocks = Callable[[Body, Blocks, WriterState, BlockStyles], None]
NO_MARGINS: Mapping[str, Length] = MappingProxyType({})
FLUSH: Mapping[str, Length] = MappingProxyType({"right": Pt(0)})
"""The margins of a cell whose text reaches the table's right edge."""


def table_of(
    style: str,
    widths: Sequence[Length],
    rows: Iterable[Xml],
    state: WriterState,
    *,
    title: str = "",
    description: str = "",
    first_column: bool = False,
    header: bool = False,
) -> Xml:
    """A table with its properties and grid; `header` says that its first row is its head."""
    columns = [width.twips for width in widths]
    look = {
        "w:val": f"{0x400 | 0x20 * header | 0x80 * first_column:04X}",
        "w:firstRow": str(int(header)),
        "w:lastRow": "0",
        "w:firstColumn": str(int(first_column)),
        "w:lastColumn": "0",
        "w:noHBand": "0",
        "w:noVBand": "1",
    }
    properties = element(
        "w:tblPr",
        {},
        value("w:tblStyle", state.style(style)),
        element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
        *([_width("w:tblInd", state.indent)] if state.indent else []),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
        *([value("w:tblCaption", title)] if title else []),
        *([value("w:tblDescription", description)] if description else []),
    )
    grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": str(width)}) for width in columns))
    return element("w:tbl", {}, properties, grid, *rows)


def row_of(cells: Iterable[Xml], *, header: bool = False, breaks: bool = False, free: Sequence[Length] = ()) -> Xml:
    """A row; `header` repeats it on each page, `breaks` lets it run on to the next page, `free` are the widths of the
    columns at its end that have no cells."""
    properties = []
    if free:
        properties = [value("w:gridAfter", str(len(free))), _width("w:wAfter", Length(sum(free)))]
    if not breaks:
        properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    return element("w:tr", {}, *([element("w:trPr", {}, *properties)] if properties else []), *cells)


def cell_of(
    content: Body,
    width: Length,
    margins: Mapping[str, Length] = NO_MARGINS,
    *,
    about: Xml = EMPTY,
    bottom: bool = False,
) -> Xml:
    """A cell; `bottom` aligns its content there. `margins` are those that differ from the table's, in the order top,
    left, bottom, right; `about` is how it is joined to others, and its rules."""
    properties = [_width("w:tcW", width), about]
    if margins:
        properties.append(element("w:tcMar", {}, *(_width(f"w:{side}", length) for side, length in margins.items())))
    if bottom:
        properties.append(value("w:vAlign", "bottom"))
    return element("w:tc", {}, element("w:tcPr", {}, *properties), rendered(content))


def cells_of(contents: Iterable[Body], widths: Sequence[Length]) -> list[Xml]:
    """The cells of a row; the text of the last one reaches the table's right edge."""
    margins = [*[NO_MARGINS] * (len(widths) - 1), FLUSH]
    return [cell_of(*parts) for parts in zip(contents, widths, margins, strict=True)]


@lru_cache(maxsize=1000)
def _width(tag: str, length: Length) -> Xml:
    return element(tag, {"w:w": str(length.twips), "w:type": "dxa"})


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
            with state.inside(room=side_room(position, widths, state, styles.box)):
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
    """The widths of the columns of languages, or even ones for so many other columns."""
    shares = state.shares if len(state.shares) == count else [1 / count] * count
    return lengths(state.across * share for share in shares)


def side_shares(blocks: Iterable[Block], state: WriterState) -> list[float]:
    """The shares of the width for the languages side by side: the longer texts are, the more, so that their paragraphs
    end beside each other."""
    rows = [row for block in walk(blocks) if isinstance(block, Sides) for row in block.rows]
    totals = [
        sum(
            state.metrics.width(plain(text), 1) for each in walk(chain.from_iterable(column)) for text in texts_of(each)
        )
        for column in zip(*rows, strict=True)
    ]
    even = 1 / (len(totals) or 1)
    if not all(totals):
        return []
    wished = [min(max(total / sum(totals), even - _LEAST_EVEN), even + _LEAST_EVEN) for total in totals]
    return [share / sum(wished) for share in wished]


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
    padding, around = _padding(state, box)
    below = Length(around - Pt(state.brand.word.styles["side"].after))
    margins = {"top": around if edges[0] else ZERO}
    if position == 0:
        margins["left"] = padding
    margins["bottom"] = max(ZERO, below) if edges[1] else ZERO
    if position == len(widths) - 1:
        margins["right"] = around
    return cell_of(content, widths[position], margins)


def _padding(state: WriterState, box: str) -> tuple[Length, Length]:
    """The distance from the left edge of a box to its text, and that from its other edges."""
    looks = state.brand.word.boxes.get(box)
    padding = Pt(looks.padding) if looks else ZERO
    return padding, padding if looks and looks.ground else ZERO


def side_room(position: int, widths: Sequence[Length], state: WriterState, box: str = "") -> Length:
    """The width of the text in the cell of a language."""
    padding, around = _padding(state, box)
    gap = Pt(state.brand.word.table.gap)
    left, right = gap if position else padding, around if position == len(widths) - 1 else gap
    return Length(widths[position] - left - right)
