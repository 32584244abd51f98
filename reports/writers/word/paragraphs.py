"""Paragraphs and the thin separators that tables need: what stands directly in a body or a cell."""

from __future__ import annotations

from reports.document import Inlines, by_language
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import pen, translated, write_inlines
from reports.writers.word.names import SEPARATOR, STYLES
from reports.writers.word.xml import Element, add, add_value, name, twips

_PARAGRAPH, _TABLE, _SPACING = name("w:p"), name("w:tbl"), name("w:spacing")
_KEEP, _CELL_PROPERTIES = name("w:keepNext"), name("w:tcPr")
_AFTER_SPACING = (name("w:ind"), name("w:jc"))
_CLOSE_TO_TABLE = ("source",)


def begin_paragraph(
    parent: Element, role: str, draft: Draft, *, keep: bool = False, list_: tuple[str, int] | None = None,
    indent: float = 0, align: str = "", new_page: bool = False,
) -> Element:  # fmt: skip
    """A new paragraph with the style of `role`, waiting for its runs.

    `keep` holds it with the next one; `new_page` begins a page with it; `list_` is the numId and level of an item;
    `indent` is in points. After a table it keeps the brand's distance.
    """
    looks, style = draft.brand.word, STYLES[role]
    after_table = role not in _CLOSE_TO_TABLE and _ends_in_table(parent)
    paragraph = add(parent, "w:p")
    properties = add(paragraph, "w:pPr")
    add_value(properties, "w:pStyle", draft.style(style.id))
    if (keep or style.keep) and not draft.keeps(role):
        add(properties, "w:keepNext")
    if new_page:
        add(properties, "w:pageBreakBefore")
    if list_ is None and draft.counts(role):
        add_value(add(properties, "w:numPr"), "w:numId", "0")
    if list_:
        number = add(properties, "w:numPr")
        add_value(number, "w:ilvl", str(list_[1]))
        add_value(number, "w:numId", list_[0])
    if after_table and looks.styles[style.looks or role].before < looks.table.after:
        add(properties, "w:spacing", {"w:before": twips(looks.table.after)})
    if indent:
        add(properties, "w:ind", {"w:left": twips(indent)})
    borrowed = draft.borrowed(role)
    if "w:ind" in borrowed and not indent:
        add(properties, "w:ind", {"w:firstLine": "0"})
    align = align or ("left" if "w:jc" in borrowed else "")
    if align:
        add_value(properties, "w:jc", align)
    return paragraph


def write_paragraph(
    parent: Element, role: str, text: Inlines, draft: Draft, *, keep: bool = False, align: str = ""
) -> Element:
    """A whole paragraph in the body's part, and one for each translation of it; returns the first."""
    (_, own), *others = by_language(text) if f"{role}-translation" in STYLES else (("", text),)
    paragraph = begin_paragraph(parent, role, draft, keep=keep, align=align)
    write_inlines(paragraph, own, draft, pen(draft))
    for code, words in others:
        translation = begin_paragraph(parent, f"{role}-translation", draft, keep=keep, align=align)
        write_inlines(translation, words, draft, translated(pen(draft), code, light=False))
    return paragraph


def set_distance(paragraph: Element, side: str, points: float) -> None:
    """Give a paragraph its own distance "before" or "after"; the distance that a table asks for stays."""
    if paragraph.tag != _PARAGRAPH:
        return
    properties = paragraph[0]
    spacing = properties.find(_SPACING)
    if spacing is None:
        spacing = add(properties, "w:spacing")
        for later in properties.iterchildren(*_AFTER_SPACING):
            later.addprevious(spacing)
            break
    spacing.set(name(f"w:{side}"), twips(max(points, int(spacing.get(name(f"w:{side}"), "0")) / 20)))


def keep_with_next(paragraph: Element) -> None:
    """Hold a paragraph with what follows it, as the words before a list."""
    if paragraph.tag == _PARAGRAPH and paragraph[0].find(_KEEP) is None:
        keep = add(paragraph[0], "w:keepNext")
        paragraph[0][0].addnext(keep)


def last_child(parent: Element) -> Element | None:
    """The last child, found without counting the children."""
    for child in parent.iterchildren(reversed=True):
        return child
    return None


def begin_table(parent: Element, draft: Draft) -> Element:
    """A new table. Two tables in a row would be taken for one, so a separator stands between them."""
    if _ends_in_table(parent):
        set_distance(separate(parent, draft), "before", draft.brand.word.table.after)
    return add(parent, "w:tbl")


def end_blocks(parent: Element, draft: Draft) -> None:
    """Close a body or a cell: neither may end in a table, and a cell may not be empty."""
    last = last_child(parent)
    if last is None or last.tag in (_TABLE, _CELL_PROPERTIES):
        separate(parent, draft)


def end_section(body: Element, draft: Draft) -> Element:
    """Let a section of pages end here; returns its properties, which the last paragraph holds."""
    last = last_child(body)
    if last is None or last.tag != _PARAGRAPH:
        last = separate(body, draft)
    return add(last[0], "w:sectPr")


def separate(parent: Element, draft: Draft) -> Element:
    """A paragraph as thin as can be."""
    paragraph = add(parent, "w:p")
    add_value(add(paragraph, "w:pPr"), "w:pStyle", draft.style(SEPARATOR))
    return paragraph


def _ends_in_table(parent: Element) -> bool:
    last = last_child(parent)
    return last is not None and last.tag == _TABLE
