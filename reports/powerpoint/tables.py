"""The rows of a table on a slide: cells with their alignment, those that cover others, and the rules under heads."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from reports.brand.powerpoint_reference.looks import ALIGNMENTS, hundredths, spacing
from reports.brand.powerpoint_reference.reference import Cells
from reports.document.model import Merge
from reports.document.tables import covering, rule_of
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.powerpoint.drawingml import Letters
from reports.powerpoint.slides.model import TableFill

_HAIRLINE, _HEAD_RULE = 9525, 19050
"""The widths of rules in EMU, as the table style has them."""


def table_rows(fill: TableFill, looks: Cells, letters: Letters) -> Xml:
    """The rows of a table. Cells state size, pitch and font if the file has its own for text outside placeholders."""
    font = element("a:latin", {"typeface": looks.font}) if looks.font else EMPTY
    style = fill.style or looks.style
    letters = replace(letters, size=hundredths(style.size) if style else "", font=font)
    merges = covering(fill.table)
    rows = (
        Xml(f'<a:tr h="{height}">{_cells(number, fill, looks, letters, merges)}</a:tr>')
        for number, height in enumerate(fill.heights)
    )
    return joined(rows)


def _cells(row: int, fill: TableFill, looks: Cells, letters: Letters, merges: Mapping[tuple[int, int], Merge]) -> Xml:
    table, made = fill.table, ""
    cells, is_head = table.all_rows[row], row < len(table.heads)
    style = fill.style or looks.style
    pitch = spacing(style) if style else EMPTY
    written = replace(letters, bold=is_head and row > 0)  # the style makes the first row bold
    for column, cell in enumerate(cells):
        merge = merges.get((row, column), Merge(row, column, 1, 1))
        align = table.alignments[column] if merge.across == 1 else "center" if is_head else "left"
        right = 0 if merge.column + merge.across == len(cells) else looks.across
        joins, anchor = _joins(merge, row, column), "b" if is_head else "t"
        made += (
            f"<a:tc{joins}><a:txBody><a:bodyPr/><a:lstStyle/>"
            f'<a:p><a:pPr algn="{ALIGNMENTS[align]}">{pitch}</a:pPr>{joined(written.runs(cell))}{written.end}</a:p>'
            f'</a:txBody><a:tcPr marL="0" marR="{right}" marT="{fill.down}" marB="{fill.down}" anchor="{anchor}">'
            f"{_rules(merge, fill, looks)}</a:tcPr></a:tc>"
        )
    return Xml(made)


def _joins(merge: Merge, row: int, column: int) -> str:
    """The attributes of a cell that covers others, or is covered, as PowerPoint writes them."""
    attributes = {
        "rowSpan": str(merge.down) if merge.down > 1 and row == merge.row else None,
        "gridSpan": str(merge.across) if merge.across > 1 and column == merge.column else None,
        "hMerge": "1" if column > merge.column else None,
        "vMerge": "1" if row > merge.row else None,
    }
    return "".join(f' {name}="{value}"' for name, value in attributes.items() if value)


def _rules(merge: Merge, fill: TableFill, looks: Cells) -> Xml:
    """The rule of a cell that the style of the table does not have."""
    match rule_of(fill.table, merge):
        case "none":
            return EMPTY
        case "between heads":
            return _rule("lnB", _HAIRLINE, looks.rule)
        case "under head":
            return _rule("lnB", _HEAD_RULE, looks.head_rule)
        case "over total":
            return _rule("lnT", _HAIRLINE, looks.head_rule)


def _rule(side: str, width: int, colour: str) -> Xml:
    return Xml(f'<a:{side} w="{width}" cmpd="sng">{colour}</a:{side}>')
