"""Tables of the document → Word tables: header row that repeats, hairlines, caption above and source below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from reports.brand.word_reference.roles import DATA
from reports.brand.word_reference.xml import twips, value
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document.model import Inlines, Table, by_language
from reports.files.xml_text import Xml, element
from reports.word.draft import Draft
from reports.word.figures import write_caption, write_source
from reports.word.inlines import listed
from reports.word.names import TABLE_STYLES
from reports.word.paragraphs import Flow, add_table, add_text, rendered
from reports.word.widths import column_widths

NO_MARGINS: Mapping[str, float] = MappingProxyType({})
FLUSH: Mapping[str, float] = MappingProxyType({"right": 0})
"""The margins of a cell whose text reaches the table's right edge."""
_LONG_HEAD = 2
"""Of a table that may break, so many rows stay with the caption."""


def write_table(flow: Flow, table: Table, draft: Draft) -> None:
    """The table with its caption and its source line."""
    if table.style not in TABLE_STYLES:
        known = [style for style in TABLE_STYLES if style]
        hint = nearest(table.style, known)
        raise Problems([Diagnostic(f'no table looks like "{table.style}"', table.place, hint)])
    head, role = TABLE_STYLES[table.style]
    looks = draft.brand.word
    if table.caption:
        write_caption(flow, table, by_language(table.caption), draft)
    gap = looks.table.gap
    widths = column_widths(table, draft.column, draft.width_size(role), gap)
    shown = draft.outline.of(table).shown if table.caption else ""
    headers = listed(table.header, draft)
    rows = [_row(table.header, head, widths, table, draft, header=True)]
    short = len(table.rows) <= looks.table.keep_rows
    for number, cells in enumerate(table.rows, start=1):
        last = number == len(table.rows)
        keep = bool(table.source) if last else short or number < _LONG_HEAD
        rows.append(_row(cells, role, widths, table, draft, keep=keep))
    add_table(flow, table_of(DATA, widths, rows, draft, title=shown, description=headers), draft)
    if table.source:
        write_source(flow, table.source, draft)


def table_of(
    style: str,
    widths: Sequence[float],
    rows: Iterable[Xml],
    draft: Draft,
    *,
    title: str = "",
    description: str = "",
    first_column: bool = False,
    header: bool = True,
) -> Xml:
    """A table with its properties and grid; widths in points. One without header only lays out."""
    columns = [round(width * 20) for width in widths]
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
        value("w:tblStyle", draft.style(style)),
        element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
        *([value("w:tblCaption", title)] if title else []),
        *([value("w:tblDescription", description)] if description else []),
    )
    grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": str(width)}) for width in columns))
    return element("w:tbl", {}, properties, grid, *rows)


def _row(
    cells: Sequence[Inlines],
    role: str,
    widths: Sequence[float],
    table: Table,
    draft: Draft,
    *,
    header: bool = False,
    keep: bool = False,
) -> Xml:
    last, looks = len(widths) - 1, draft.brand.word
    written = []
    for position, width in enumerate(widths):
        text = cells[position] if position < len(cells) else ()
        align = table.alignments[position] if position < len(table.alignments) else "left"
        own = "" if align == "left" or looks.styles[role].align == "center" else align
        content: Flow = []
        add_text(content, role, text, draft, keep=keep or header, align=own)
        flush = position == last and not looks.table.grid
        written.append(cell_of(content, width, FLUSH if flush else NO_MARGINS, bottom=header))
    return row_of(written, header=header)


def row_of(cells: Iterable[Xml], *, header: bool = False, breaks: bool = False, free: Sequence[float] = ()) -> Xml:
    """A row; `header` repeats it on each page, `breaks` lets it run on to the next page, `free` are the widths of
    columns at its end that it leaves free, without empty cells."""
    said = []
    if free:
        said = [value("w:gridAfter", str(len(free))), _width("w:wAfter", sum(free))]
    if not breaks:
        said.append(element("w:cantSplit"))
    if header:
        said.append(element("w:tblHeader"))
    return element("w:tr", {}, *([element("w:trPr", {}, *said)] if said else []), *cells)


def cell_of(content: Flow, width: float, margins: Mapping[str, float] = NO_MARGINS, *, bottom: bool = False) -> Xml:
    """A cell; `bottom` stands it on its lower edge. `margins` are those that are other than the table's, in points, in
    the order top, left, bottom, right."""
    return Xml(f"<w:tc>{_cell_properties(width, tuple(margins.items()), bottom)}{rendered(content)}</w:tc>")


@lru_cache(maxsize=1000)
def _cell_properties(width: float, margins: tuple[tuple[str, float], ...], bottom: bool) -> Xml:
    edges = [_width(f"w:{side}", points) for side, points in margins]
    return element(
        "w:tcPr",
        {},
        _width("w:tcW", width),
        *([element("w:tcMar", {}, *edges)] if edges else []),
        *([value("w:vAlign", "bottom")] if bottom else []),
    )


def _width(tag: str, points: float) -> Xml:
    return element(tag, {"w:w": twips(points), "w:type": "dxa"})
