"""Tables of data in Word, with head rows that repeat, the caption above and the source line below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.shared import Length, Pt

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.brand.word_reference.roles import DATA, SMALL_DATA
from reports.brand.word_reference.xml import border, value
from reports.document.model import Merge, Table, by_language
from reports.document.tables import covering, joined_below, rule_of
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.word.block_styles import SMALL, TABLE_STYLES, BlockStyles
from reports.word.figures import write_caption, write_source
from reports.word.inlines import listed
from reports.word.paragraphs import Body, add_table, add_text
from reports.word.state import WriterState
from reports.word.tables import FLUSH, NO_MARGINS, cell_of, row_of, table_of
from reports.word.widths import column_widths, least_widths, type_size

_LONG_HEAD = 2
"""The rows that stay with the caption, in a table that may break."""


def write_table(body: Body, table: Table, state: WriterState, styles: BlockStyles) -> None:
    """A table with its caption and its source line."""
    head, role = TABLE_STYLES[table.style]
    looks = state.brand.word
    if table.caption:
        write_caption(body, table, by_language(table.caption), state)
    widths = column_widths(table, state.across, state.type_size(role), Pt(looks.table.gap), state.metrics)
    shown = state.outline.of(table).shown(table.caption) if table.caption else ""
    names = (cell for row in table.heads for cell in row)
    with state.inside():
        rows = list(_rows(table, (head, role), widths, state))
    small = table.style == SMALL and "report-table" not in looks.mapped
    written = table_of(
        SMALL_DATA if small else DATA, widths, rows, state, title=shown, description=listed(names, state), header=True
    )
    add_table(body, written, state)
    if table.source:
        write_source(body, table.source, state)


def width_needed(table: Table, brand: Brand, metrics: Metrics) -> float:
    """The width in which no word of a table is broken."""
    size = type_size(TABLE_STYLES[table.style][1], brand)
    return sum(least_widths(table, size, Pt(brand.word.table.gap), metrics))


def _rows(table: Table, roles: tuple[str, str], widths: Sequence[Length], state: WriterState) -> Iterator[Xml]:
    """The rows of a table; `roles` are those of its head cells and of its other cells."""
    looks, heads, merges = state.brand.word, len(table.heads), covering(table)
    kept = {*table.groups, *(row - 1 for row in table.totals), *joined_below(table)}
    if len(table.rows) * (1 + len(state.others)) <= looks.table.keep_rows:  # each language has lines of its own
        kept |= set(range(len(table.rows)))
    for number, texts in enumerate(table.all_rows):
        row, header = number - heads, number < heads
        role = roles[0] if header else roles[1]
        keep = bool(table.source) if row == len(table.rows) - 1 else row in kept or row + 1 < _LONG_HEAD
        centred = looks.styles[role].align == "center"
        ruled, cells = _rules(table, Merge(number, 0, 1, 1), state), []
        for column, text in enumerate(texts):
            align, about, end, width = table.alignments[column], ruled, column + 1, widths[column]
            if merge := merges.get((number, column)):
                if merge.column != column:
                    continue
                about = joined((*_joins(merge, number), _rules(table, merge, state)))
                if merge.across > 1:
                    align, end = "center" if header else "left", column + merge.across
                    width = Length(sum(widths[column:end]))
            content: Body = []
            add_text(content, role, text, state, keep=keep or header, align="" if align == "left" or centred else align)
            margins = FLUSH if end == len(texts) and not looks.table.grid else NO_MARGINS
            cells.append(cell_of(content, width, margins, about=about, bottom=header))
        yield row_of(cells, header=header)


def _joins(merge: Merge, row: int) -> Iterator[Xml]:
    """How a cell of this row takes part in a merge."""
    if merge.across > 1:
        yield value("w:gridSpan", str(merge.across))
    if merge.down > 1:
        yield element("w:vMerge", {"w:val": "restart" if row == merge.row else None})


def _rules(table: Table, merge: Merge, state: WriterState) -> Xml:
    """The rule of a cell that the style of the table does not have."""
    looks = state.brand.word.table
    side, width = {
        "none": ("", 0.0),
        "between heads": ("bottom", looks.hairline),
        "under head": ("bottom", looks.rule),
        "over total": ("top", looks.hairline),
    }[rule_of(table, merge)]
    return element("w:tcBorders", {}, border(side, width, state.brand.hex(looks.rule_colour))) if side else EMPTY
