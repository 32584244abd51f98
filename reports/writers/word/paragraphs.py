"""Paragraphs and the thin separators that tables need: what stands directly in a body or a cell."""

from __future__ import annotations

from reports.document import Inlines
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import pen, write_inlines
from reports.writers.word.names import SEPARATOR, STYLES
from reports.writers.word.xml import Element, add, add_value, name, twips

_TABLE = name("w:tbl")
_CLOSE_TO_TABLE = ("source",)


def begin_paragraph(
    parent: Element, role: str, draft: Draft, *, keep: bool = False, list_: tuple[str, int] | None = None,
    indent: float = 0, align: str = "", first: bool = False,
) -> Element:  # fmt: skip
    """A new paragraph with the style of `role`, waiting for its runs.

    `keep` holds it with the next one; `list_` is the numId and level of an item; `indent` is in points; `first` says
    that it is the first in its box and needs no distance above. After a table it keeps the brand's distance.
    """
    looks, style = draft.brand.word, STYLES[role]
    before = looks.styles[style.looks or role].before
    wanted = before
    if _ends_in_table(parent) and role not in _CLOSE_TO_TABLE:
        wanted = max(before, looks.table.after)
    elif first:
        wanted = 0
    paragraph = add(parent, "w:p")
    properties = add(paragraph, "w:pPr")
    add_value(properties, "w:pStyle", style.id)
    if keep and not style.keep:
        add(properties, "w:keepNext")
    if list_:
        number = add(properties, "w:numPr")
        add_value(number, "w:ilvl", str(list_[1]))
        add_value(number, "w:numId", list_[0])
    if wanted != before:
        add(properties, "w:spacing", {"w:before": twips(wanted)})
    if indent:
        add(properties, "w:ind", {"w:left": twips(indent)})
    if align:
        add_value(properties, "w:jc", align)
    return paragraph


def write_paragraph(
    parent: Element, role: str, text: Inlines, draft: Draft, *, keep: bool = False, align: str = ""
) -> Element:
    """A whole paragraph in the body's part."""
    paragraph = begin_paragraph(parent, role, draft, keep=keep, align=align)
    write_inlines(paragraph, text, draft, pen(draft))
    return paragraph


def begin_table(parent: Element) -> Element:
    """A new table. Two tables in a row would be taken for one, so a separator stands between them."""
    if _ends_in_table(parent):
        _separate(parent)
    return add(parent, "w:tbl")


def end_blocks(parent: Element) -> None:
    """Close a body or a cell: neither may end in a table, and a cell may not be empty."""
    if _last(parent) not in (name("w:p"), name("w:sdt")):
        _separate(parent)


def _separate(parent: Element) -> None:
    add_value(add(add(parent, "w:p"), "w:pPr"), "w:pStyle", SEPARATOR)


def _ends_in_table(parent: Element) -> bool:
    return _last(parent) == _TABLE


def _last(parent: Element) -> str:
    """The tag of the last child, found without counting the children."""
    return next((str(child.tag) for child in parent.iterchildren(reversed=True)), "")
