"""Tables of the document → Word tables: header row that repeats, hairlines, caption above and source below."""

from __future__ import annotations

from collections.abc import Sequence

from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import Inlines, Table
from reports.writers.word.captions import write_caption, write_source
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import listed
from reports.writers.word.names import DATA, TABLE_STYLES
from reports.writers.word.paragraphs import begin_table, write_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.widths import column_widths
from reports.writers.word.xml import Element, add, add_value, twips

_LONG_HEAD = 2
"""Of a table that may break, so many rows stay with the caption."""


def write_table(parent: Element, table: Table, draft: Draft) -> None:
    """The table with its caption and its source line."""
    if table.style not in TABLE_STYLES:
        known = [style for style in TABLE_STYLES if style]
        hint = nearest(table.style, known, otherwise=f"known: {', '.join(known)}")
        raise Problems([Diagnostic(f'no table looks like "{table.style}"', table.place, hint)])
    head, role = TABLE_STYLES[table.style]
    looks = draft.brand.word
    if table.caption:
        write_caption(parent, table, draft)
    gap = looks.table.gap
    widths = column_widths(table, draft.page.column * POINTS_PER_MILLIMETRE, draft.width_size(role), gap)
    shown = draft.outline.of(table).shown if table.caption else ""
    headers = listed(table.header, draft)
    element = open_table(parent, DATA, widths, draft, title=shown, description=headers)
    _row(element, table.header, head, widths, table, draft, header=True)
    short = len(table.rows) <= looks.table.keep_rows
    for number, row in enumerate(table.rows, start=1):
        last = number == len(table.rows)
        keep = bool(table.source) if last else short or number < _LONG_HEAD
        _row(element, row, role, widths, table, draft, keep=keep)
    if table.source:
        write_source(parent, table.source, draft)


def open_table(
    parent: Element, style: str, widths: Sequence[float], draft: Draft, *, title: str = "", description: str = "",
    first_column: bool = False, header: bool = True,
) -> Element:  # fmt: skip
    """A table with its properties and grid, waiting for rows; widths in points. One without header only lays out."""
    element = begin_table(parent, draft)
    properties = add(element, "w:tblPr")
    add_value(properties, "w:tblStyle", draft.style(style))
    columns = [round(width * 20) for width in widths]
    add(properties, "w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"})
    add(properties, "w:tblLayout", {"w:type": "fixed"})
    add(properties, "w:tblLook", {
        "w:val": f"{0x400 | 0x20 * header | 0x80 * first_column:04X}", "w:firstRow": str(int(header)), "w:lastRow": "0",
        "w:firstColumn": str(int(first_column)), "w:lastColumn": "0", "w:noHBand": "0", "w:noVBand": "1",
    })  # fmt: skip
    if title:
        add_value(properties, "w:tblCaption", title)
    if description:
        add_value(properties, "w:tblDescription", description)
    grid = add(element, "w:tblGrid")
    for width in columns:
        add(grid, "w:gridCol", {"w:w": str(width)})
    return element


def _row(
    element: Element, cells: Sequence[Inlines], role: str, widths: Sequence[float], table: Table, draft: Draft,
    *, header: bool = False, keep: bool = False,
) -> None:  # fmt: skip
    row = open_row(element, header=header)
    last, looks = len(widths) - 1, draft.brand.word
    for position, width in enumerate(widths):
        cell = open_cell(row, width, flush=position == last and not looks.table.grid, bottom=header)
        text = cells[position] if position < len(cells) else ()
        align = table.alignments[position] if position < len(table.alignments) else "left"
        own = "" if align == "left" or looks.styles[role].align == "center" else align
        write_paragraph(cell, role, text, draft, keep=keep or header, align=own)


def open_row(element: Element, *, header: bool = False, breaks: bool = False) -> Element:
    """A new row; `header` repeats it on each page, `breaks` lets it run on to the next page."""
    row = add(element, "w:tr")
    properties = add(row, "w:trPr") if header or not breaks else None
    if properties is not None and not breaks:
        add(properties, "w:cantSplit")
    if properties is not None and header:
        add(properties, "w:tblHeader")
    return row


def open_cell(row: Element, width: float, *, flush: bool = False, bottom: bool = False) -> Element:
    """A new cell; `flush` lets its text reach the table's right edge, `bottom` stands it on its lower edge."""
    cell = add(row, "w:tc")
    properties = add(cell, "w:tcPr")
    add(properties, "w:tcW", {"w:w": twips(width), "w:type": "dxa"})
    if flush:
        add(add(properties, "w:tcMar"), "w:right", {"w:w": "0", "w:type": "dxa"})
    if bottom:
        add_value(properties, "w:vAlign", "bottom")
    return cell
