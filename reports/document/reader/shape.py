"""Checks of blocks in which something would be lost or misread: headings, numbers of lists, attributes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import Findings, Place, nearest
from reports.document.model import Blocks, Heading
from reports.document.reader.markdown import Fault

_LEVELS = 3
_MOST_START = 99
_END = Heading(0, (), Place(""))
"""What comes after the last block, like a heading above all others."""


def check_heading(node: SyntaxTreeNode, fault: Fault) -> None:
    """Report a heading that is too deep, and a text that is one only because of the line below it."""
    if not node.markup.startswith("#"):
        hint = 'write "# Heading"; a line across the page is not supported: take it out'
        fault.report(f'this text would be a heading, because of the line of "{node.markup}" below it', hint)
    elif len(node.markup) > _LEVELS:
        fault.report(f"headings have {_LEVELS} levels", 'write "### Heading", or a paragraph in **bold**', "#")


def check_headings(blocks: Blocks, findings: Findings) -> None:
    """Warn of headings with nothing below them."""
    for block, after in zip(blocks, (*blocks[1:], _END), strict=False):
        if isinstance(block, Heading) and isinstance(after, Heading) and after.level <= block.level:
            hint = "write what belongs below it, or take it out"
            findings.warning("there is nothing below this heading", block.place, hint=hint)


def check_numbers(node: SyntaxTreeNode, start: int, fault: Fault) -> None:
    """Report numbers of items that the document would not print, and a year or figure that would be printed as one."""
    numbers = [int(item.info) for item in node.children if item.info]
    if start > _MOST_START:
        hint = 'begin the line with a word, and write figures with fact("ID"); a list may begin at up to 99'
        fault.report(f"this line would be item {start} of a list", hint, str(start))
    elif len({*numbers}) > 1 and numbers != [*range(start, start + len(numbers))]:
        written = ", ".join(map(str, numbers))
        fault.report(f"the items are numbered {written}", "number them one after the other, or all 1.")


def check_attributes(attributes: Mapping[str, str], known: Collection[str], what: str, fault: Fault) -> None:
    for name, value in attributes.items():
        if name not in known:
            hint = nearest(name, known) if known else "take it away"
            fault.report(f'{what} has no attribute "{name}"', hint, name)
        elif not value.strip():
            fault.report(f'the attribute "{name}" has no value', f'write {name}="…", or take it away', name)
