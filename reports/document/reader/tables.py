"""Pipe tables, and `::: table` blocks with caption and source line → tables of the document model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import counted
from reports.document.model import Alignment, Block, Inlines, Table
from reports.document.reader.markdown import Fault
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
    fault = context.fault(node)
    if len(rows[0].children) > MOST_COLUMNS:
        fault.report(f"a table has at most {MOST_COLUMNS} columns; this one has {len(rows[0].children)}", "divide it")
        rows = rows[:0]
    elif len(rows) == 1:
        fault.report("this table has only its head", "write a row below |---|---|, or take the table out")
    for row in rows[1:]:
        _check_row(row, len(rows[0].children), context)
    if not rows:
        return Table((), (), (), fault.start)
    cells = [tuple(text_of(cell, context) if cell.children else () for cell in row.children) for row in rows]
    alignments = tuple(_ALIGNMENTS.get(str(cell.attrs.get("style", "")), "left") for cell in rows[0].children)
    return Table(cells[0], tuple(cells[1:]), alignments, fault.start)


def _check_row(row: SyntaxTreeNode, columns: int, context: Context) -> None:
    """Report a row with more or fewer cells than the head: the parser drops cells, or adds empty ones."""
    fault = context.fault(row)
    line = context.markdown.lines[fault.first].strip("> \t")
    cells = len(_PIPE.findall(line)) + 1 - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))
    if cells != columns:
        hint = "write a cell for each column, an empty one as | |; after a table leave a blank line"
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
    id_, style, widths = (fence.attributes.get(name, "") for name in ("id", "class", "widths"))
    shares = _widths(widths, len(table.header), fence.fault)
    yield replace(table, place=fence.fault.start, id=id_, caption=caption, source=source, style=style, widths=shares)


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
