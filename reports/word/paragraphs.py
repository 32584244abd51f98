"""Paragraphs that may still change, and the thin separators that tables need.

A `Body` is the content of a body, a cell, a header or a footer: open paragraphs, and finished tables and contents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from docx.shared import Length, Pt
from msgspec import Struct, field

from reports.brand.word_reference.roles import SEPARATOR, STYLES
from reports.brand.word_reference.styles import box_indent
from reports.brand.word_reference.xml import value
from reports.document.model import Inlines, by_language
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.word.inlines import Pen, runs, translated
from reports.word.state import WriterState
from reports.word.widths import ZERO

Side = Literal["before", "after", "line"]
"""What the spacing of a paragraph gives: the distances around it, or the exact height of its lines."""


class OpenParagraph(Struct):
    """A paragraph that may still change: the id of its style, its content, and its own properties beside the style's.

    A `whole` one is on one page. `number` is the numId and, for an item, the level of its list; `stop` is a tab stop
    at the right; `indents` are the attributes of `w:ind`; `section` are the properties of a section that ends with it,
    and `flows` says that the next one begins on the same page. `ends_field`: a field ends in it that began in another
    one.
    """

    style: str
    content: Xml = EMPTY
    keep: bool = False
    whole: bool = False
    new_page: bool = False
    number: tuple[str, int | None] | None = None
    borders: Xml = EMPTY
    stop: Length = ZERO
    spacing: dict[Side, Length] = field(default_factory=dict)
    indents: Mapping[str, str] = field(default_factory=dict)
    align: str = ""
    section: Xml = EMPTY
    flows: bool = False
    ends_field: bool = False

    def xml(self) -> Xml:
        properties = [value("w:pStyle", self.style)]
        if self.keep:
            properties.append(element("w:keepNext"))
        if self.whole:
            properties.append(element("w:keepLines"))
        if self.new_page:
            properties.append(element("w:pageBreakBefore"))
        if self.number:
            id_, level = self.number
            levels = [] if level is None else [value("w:ilvl", str(level))]
            properties.append(element("w:numPr", {}, *levels, value("w:numId", id_)))
        properties.append(self.borders)
        if self.stop:
            stop = {"w:val": "right", "w:pos": str(self.stop.twips)}
            properties.append(element("w:tabs", {}, element("w:tab", stop)))
        if self.spacing:
            distances = {f"w:{side}": str(length.twips) for side, length in self.spacing.items()}
            exact = {"w:lineRule": "exact"} if "line" in self.spacing else {}
            properties.append(element("w:spacing", distances | exact))
        if self.indents:
            properties.append(element("w:ind", self.indents))
        if self.align:
            properties.append(value("w:jc", self.align))
        return Xml(f"<w:p><w:pPr>{joined(properties)}{self.section}</w:pPr>{self.content}</w:p>")


Body = list[OpenParagraph | Xml]


def rendered(body: Body) -> Xml:
    """The XML of a finished body."""
    return joined([part if isinstance(part, Xml) else part.xml() for part in body])


def add_paragraph(
    body: Body,
    role: str,
    state: WriterState,
    *content: Xml,
    keep: bool = False,
    number: tuple[str, int] | None = None,
    indent: Length = ZERO,
    align: str = "",
    new_page: bool = False,
) -> OpenParagraph:
    """Add a paragraph with the style of `role`.

    A `whole` one is on one page. `number` is the numId and, for an item, the level of its list; `stop` is a tab stop
    at the right; `indents` are the attributes of `w:ind`; `section` are the properties of a section that ends with it,
    and `flows` says that the next one begins on the same page. `ends_field`: a field ends in it that began in another
    one.
    """
    looks, style, kept = state.brand.word, STYLES[role], state.role(role)
    paragraph = OpenParagraph(
        kept.id,
        joined(content),
        keep=(keep or style.keep) and not kept.keeps,
        new_page=new_page,
        number=number or (("0", None) if kept.counts else None),
        align=align,
    )
    last = body[-1] if body else None
    if new_page or (isinstance(last, OpenParagraph) and last.section and not last.flows):
        paragraph.spacing["before"] = ZERO
    after_table = role != "source" and _ends_in_table(body)
    if after_table and looks.styles[style.looks or role].before < looks.table.after:
        paragraph.spacing["before"] = Pt(looks.table.after)
    if state.indent and not (indent or number):
        own = box_indent(looks.boxes[style.box]) if style.box else 0
        indent = Length(state.indent + Pt(looks.styles[style.looks or role].indent) + own)
    if indent:
        paragraph.indents = {"w:left": str(indent.twips)}
    body.append(paragraph)
    return paragraph


def add_text(body: Body, role: str, text: Inlines, state: WriterState, *, keep: bool = False, align: str = "") -> None:
    """Add a whole paragraph, and one for each translation of it."""
    (code, own), *translations = by_language(text) if f"{role}-translation" in STYLES else (("", text),)
    add_paragraph(body, role, state, runs(own, state, Pen(code=code)), keep=keep, align=align)
    for code, words in translations:
        content = runs(words, state, translated(code, light=False))
        add_paragraph(body, f"{role}-translation", state, content, keep=keep, align=align)


def set_distance(part: OpenParagraph | Xml, side: Side, distance: Length) -> None:
    """Give a paragraph its own distance, unless it has a larger one; a table keeps its distances."""
    if isinstance(part, OpenParagraph):
        part.spacing[side] = max(distance, part.spacing.get(side, ZERO))


def begin_page(body: Body, at: int, state: WriterState) -> None:
    """Let the part of a body at this position begin a page; before a table a separator does."""
    if at == len(body):
        return
    if isinstance(body[at], Xml):
        body.insert(at, OpenParagraph(state.style(SEPARATOR)))
    first = body[at]
    if isinstance(first, OpenParagraph):
        first.new_page, first.spacing["before"] = True, ZERO


def keep_with_next(body: Body) -> None:
    """Keep the last paragraph with the next one, as the words before a list."""
    if body and isinstance(body[-1], OpenParagraph):
        body[-1].keep = True


def keep_whole(parts: Body) -> None:
    """Keep the lines of each paragraph on one page."""
    for part in parts:
        if isinstance(part, OpenParagraph):
            part.whole = True


def add_table(body: Body, table: Xml, state: WriterState) -> None:
    """Add a table, after a separator if a table comes before it: Word would join the two."""
    if _ends_in_table(body):
        set_distance(separate(body, state), "before", Pt(state.brand.word.table.after))
    body.append(table)


def end_blocks(body: Body, state: WriterState) -> None:
    """End a body or a cell: it may not be empty or end in a table."""
    if not body or _ends_in_table(body):
        separate(body, state)


def end_section(body: Body, section: Xml, state: WriterState, *, flows: bool = False) -> None:
    """End a section: its properties are those of the last paragraph, but not of one that ends the field of a list:
    LibreOffice would drop the page numbers of the section."""
    last = body[-1] if body else None
    if not isinstance(last, OpenParagraph) or last.ends_field:
        last = separate(body, state)
    last.section, last.flows = section, flows


def separate(body: Body, state: WriterState) -> OpenParagraph:
    """Add a paragraph that is as thin as possible."""
    body.append(paragraph := OpenParagraph(state.style(SEPARATOR)))
    return paragraph


def _ends_in_table(body: Body) -> bool:
    return bool(body) and isinstance(body[-1], Xml) and body[-1].startswith("<w:tbl>")
