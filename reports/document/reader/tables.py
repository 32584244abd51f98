"""Pipe tables, and `::: table` blocks with caption and source line → tables of the document model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from reports.diagnostics import counted
from reports.document import marked_in
from reports.document.model import BAR, UPRIGHT, Alignment, Block, Inlines, Strong, Table, plain
from reports.document.reader.markdown import Fault
from reports.document.reader.merges import JOINED, merges_of
from reports.document.reader.texts import Context, Fence, paragraph_text, text_of

MOST_COLUMNS = 63
"""What Word allows."""
_PIPE = re.compile(r"(?<!\\)\|")
"""What divides cells."""
_SHARE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?")
_ALIGNMENTS: dict[str, Alignment] = {"text-align:right": "right", "text-align:center": "center"}


def table_of(node: SyntaxTreeNode, context: Context) -> Table:
    """A pipe table. If it is too wide, it has no rows and a fault is reported."""
    rows = [row for part in node.children for row in part.children]
    heads = len(node.children[0].children)
    fault, columns = context.fault(node), len(rows[0].children)
    if columns > MOST_COLUMNS:
        fault.report(f"a table has at most {MOST_COLUMNS} columns; this one has {columns}", "divide it")
        return Table(heads=(), rows=(), alignments=(), place=fault.start)
    if len(rows) == heads:
        fault.report("this table has only its head", "write a row below |---|---|, or take the table out")
    for row in rows:
        _check_row(row, columns, context)
    typed = [[cell.children[0].content if cell.children else "" for cell in row.children] for row in rows]

    def report(row: int, column: int, message: str, hint: str) -> None:
        at = context.fault(rows[row])
        at.report(message, hint, _from_cell(at, column) or typed[row][column])

    merges = merges_of(typed, heads, report)
    cells = [
        tuple(
            text_of(cell, context) if text and not JOINED.match(text) else ()
            for cell, text in zip(row.children, texts, strict=True)
        )
        for row, texts in zip(rows, typed, strict=True)
    ]
    alignments = tuple(_ALIGNMENTS.get(str(cell.attrs.get("style", "")), "left") for cell in rows[0].children)
    table = Table(
        heads=tuple(cells[:heads]), rows=tuple(cells[heads:]), alignments=alignments, place=fault.start, merges=merges
    )
    _check_bars(table, fault)
    return _grouped(table, [context.fault(row) for row in rows[heads:]])


def _check_bars(table: Table, fault: Fault) -> None:
    """Report a column in which some bars are as long as a share of the whole, and some as one of a target."""
    for cells in zip(*table.rows, strict=True):
        forms = [mark.trace.form.partition(":") for cell in cells for mark in marked_in(cell)]
        if len({has_target for name, has_target, _ in forms if name == BAR}) > 1:
            message = "some bars of this column are shares of a whole, others of what of= names"
            fault.report(message, "write of= in all bars of a column, or in none")


def _grouped(table: Table, faults: Sequence[Fault]) -> Table:
    """The table with its groups, whose names are bold: rows of one cell; and its totals: rows that are all bold."""
    heads, columns, rows = len(table.heads), len(table.alignments), list(table.rows)
    groups = [
        merge.row - heads
        for merge in table.merges
        if merge.row >= heads and merge.across == columns and merge.down == 1
    ]
    for group in groups:
        name, *covered = rows[group]
        rows[group] = (name if _is_bold(name) else (Strong(name),), *covered)
        if group + 1 == len(rows) or group + 1 in groups:
            faults[group].report("this group of rows has none", "write its rows below its name, or take it out")
    totals = (
        position
        for position, row in enumerate(rows)
        if position not in groups and sum(map(bool, row)) > 1 and all(_is_bold(cell) for cell in row if cell)
    )
    return replace(table, rows=tuple(rows), groups=tuple(groups), totals=tuple(totals))


def _is_bold(cell: Inlines) -> bool:
    return all(isinstance(inline, Strong) or not plain((inline,)).strip() for inline in cell)


def _from_cell(fault: Fault, column: int) -> str:
    """The line of a row from a cell on, if the template has it too; else nothing."""
    line = fault.markdown.lines[fault.first]
    starts = [] if line.lstrip("> \t").startswith("|") else [0]
    starts += [match.end() for match in _PIPE.finditer(line)]
    rest = line[starts[column] :].strip() if column < len(starts) else ""
    return rest if rest in (fault.markdown.source_line(fault.start) or "") else ""


def _check_row(row: SyntaxTreeNode, columns: int, context: Context) -> None:
    """Report a row with more or fewer cells than the head: the parser drops cells, or adds empty ones."""
    fault = context.fault(row)
    line = fault.markdown.lines[fault.first].strip("> \t")
    cells = len(_PIPE.findall(line)) + 1 - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))
    if cells != columns:
        hint = "write a cell for each column (| | is empty, | < | and | ^ | join it); after a table leave a blank line"
        fault.report(f"this row has {counted(cells, 'cell')}, and the head has {columns}", hint, line)


def table_block(fence: Fence) -> Iterable[Block]:
    """A table that the author writes, with its caption and source line."""
    texts: list[Inlines] = []
    table: Table | None = None
    for child in fence.node.children:
        if child.type == "table" and table is None:
            table = table_of(child, fence.context)
            if not texts:
                texts.append(())
        elif child.type == "paragraph" and len(texts) < 2:
            texts.append(paragraph_text(child, fence.context))
        else:
            message = "a table block has a caption, one table and a source line"
            fence.context.fault(child).report(message, "write anything else outside of it")
    if table is None:
        fence.fault.report("there is no table inside", "write a pipe table between the caption and the source line")
        return
    caption, source = [*texts, (), ()][:2]
    id_, style, widths, page = (fence.attributes.get(name, "") for name in ("id", "class", "widths", "page"))
    if page not in ("", UPRIGHT):
        fence.fault.report(f'a table has no page "{page}"', f'write page="{UPRIGHT}", or ::: landscape around it', page)
    shares = _widths(widths, len(table.alignments), fence.fault)
    table = replace(table, id=id_, style=style, widths=shares, upright=page == UPRIGHT)
    yield replace(table, place=fence.fault.start, caption=caption, source=source)


def _widths(written: str, columns: int, fault: Fault) -> tuple[float, ...]:
    """The shares of the columns; empty without `written`. Wrong shares are reported, and the result is empty."""
    parts = written.split()
    if not all(_SHARE.fullmatch(part) and float(part) > 0 for part in parts):
        fault.report(f'the widths "{written}" are no shares', 'write numbers above zero: widths="0.7 0.3"', written)
    elif parts and len(parts) != columns:
        fault.report(f"there are {len(parts)} widths for {columns} columns", "write a share for each column", written)
    else:
        return tuple(float(part) for part in parts)
    return ()
