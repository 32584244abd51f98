"""Paragraphs, which what follows them may still change, and the thin separators that tables need.

A flow is what stands in a body, a cell or a header: paragraphs that wait, and finished tables and frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reports.brand.word_reference.roles import SEPARATOR, STYLES
from reports.brand.word_reference.xml import twips, value
from reports.document.model import Inlines, by_language
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.word.draft import Draft
from reports.word.inlines import PLAIN, runs, translated


@dataclass(slots=True)
class WaitingParagraph:
    """A paragraph that may still change: its style's id, its content, and what it says of itself beside its style.

    `number` is the numId and, for an item, the level of its list; `spacing` ("before", "after", the exact "line") and
    `stop`, a tab stop at the right, are in points; `section` is what ends with it.
    """

    style: str
    content: Xml = EMPTY
    keep: bool = False
    new_page: bool = False
    number: tuple[str, int | None] | None = None
    borders: Xml = EMPTY
    stop: float = 0
    spacing: dict[str, float] = field(default_factory=dict)
    indents: Mapping[str, str] = field(default_factory=dict)
    align: str = ""
    section: Xml = EMPTY

    def xml(self) -> Xml:
        spacing, indents = tuple(self.spacing.items()), tuple(self.indents.items())
        breaks = self.keep, self.new_page
        said = _said(self.style, breaks, self.number, self.borders, self.stop, spacing, indents, self.align)
        return Xml(f"<w:p><w:pPr>{said}{self.section}</w:pPr>{self.content}</w:p>")


@lru_cache(maxsize=1000)
def _said(
    style: str,
    breaks: tuple[bool, bool],
    number: tuple[str, int | None] | None,
    borders: Xml,
    stop: float,
    spacing: tuple[tuple[str, float], ...],
    indents: tuple[tuple[str, str], ...],
    align: str,
) -> Xml:
    """The properties of a paragraph but its section; many paragraphs share them."""
    said, (keep, new_page) = [value("w:pStyle", style)], breaks
    if keep:
        said.append(element("w:keepNext"))
    if new_page:
        said.append(element("w:pageBreakBefore"))
    if number:
        id_, level = number
        levels = [] if level is None else [value("w:ilvl", str(level))]
        said.append(element("w:numPr", {}, *levels, value("w:numId", id_)))
    said.append(borders)
    if stop:
        said.append(element("w:tabs", {}, element("w:tab", {"w:val": "right", "w:pos": twips(stop)})))
    if spacing:
        distances = {f"w:{key}": twips(points) for key, points in spacing}
        exact = {"w:lineRule": "exact"} if "w:line" in distances else {}
        said.append(element("w:spacing", distances | exact))
    if indents:
        said.append(element("w:ind", dict(indents)))
    if align:
        said.append(value("w:jc", align))
    return joined(said)


Flow = list[WaitingParagraph | Xml]


def rendered(flow: Flow) -> Xml:
    """The flow's text, when nothing in it changes any more."""
    return joined([part if isinstance(part, Xml) else part.xml() for part in flow])


def add_paragraph(
    flow: Flow,
    role: str,
    draft: Draft,
    *content: Xml,
    keep: bool = False,
    number: tuple[str, int] | None = None,
    indent: float = 0,
    align: str = "",
    new_page: bool = False,
) -> WaitingParagraph:
    """A new paragraph with the style of `role`.

    `keep` holds it with the next one; `new_page` begins a page with it; `number` is the numId and level of an item;
    `indent` is in points. After a table it keeps the brand's distance; where it is known to begin a page it keeps
    none.
    """
    looks, style, kept = draft.brand.word, STYLES[role], draft.role(role)
    paragraph = WaitingParagraph(
        kept.id,
        joined(content),
        keep=(keep or style.keep) and not kept.keeps,
        new_page=new_page,
        number=number or (("0", None) if kept.counts else None),
        align=align or ("left" if "w:jc" in kept.borrowed else ""),
    )
    if new_page or _begins_section(flow):
        paragraph.spacing["before"] = 0
    after_table = role != "source" and _ends_in_table(flow)
    if after_table and looks.styles[style.looks or role].before < looks.table.after:
        paragraph.spacing["before"] = looks.table.after
    if indent or "w:ind" in kept.borrowed:
        paragraph.indents = {"w:left": twips(indent)} if indent else {"w:firstLine": "0"}
    flow.append(paragraph)
    return paragraph


def add_text(flow: Flow, role: str, text: Inlines, draft: Draft, *, keep: bool = False, align: str = "") -> None:
    """A whole paragraph in the body's part, and one for each translation of it."""
    (_, own), *others = by_language(text) if f"{role}-translation" in STYLES else (("", text),)
    add_paragraph(flow, role, draft, runs(own, draft, PLAIN), keep=keep, align=align)
    for code, words in others:
        content = runs(words, draft, translated(code, light=False))
        add_paragraph(flow, f"{role}-translation", draft, content, keep=keep, align=align)


def set_distance(part: WaitingParagraph | Xml, side: str, points: float) -> None:
    """Give a paragraph its own distance "before" or "after"; the distance that a table asks for stays."""
    if isinstance(part, WaitingParagraph):
        part.spacing[side] = max(points, part.spacing.get(side, 0))


def keep_with_next(flow: Flow) -> None:
    """Hold the last paragraph with what follows it, as the words before a list."""
    if flow and isinstance(flow[-1], WaitingParagraph):
        flow[-1].keep = True


def add_table(flow: Flow, table: Xml, draft: Draft) -> None:
    """A table. Two tables in a row would be taken for one, so a separator stands between them."""
    if _ends_in_table(flow):
        set_distance(separate(flow, draft), "before", draft.brand.word.table.after)
    flow.append(table)


def end_blocks(flow: Flow, draft: Draft) -> None:
    """Close a body or a cell: neither may end in a table, and a cell may not be empty."""
    if not flow or _ends_in_table(flow):
        separate(flow, draft)


def end_section(flow: Flow, section: Xml, draft: Draft) -> None:
    """Let a section of pages end here; the last paragraph holds what is said of it."""
    last = flow[-1] if flow else None
    if not isinstance(last, WaitingParagraph):
        last = separate(flow, draft)
    last.section = section


def separate(flow: Flow, draft: Draft) -> WaitingParagraph:
    """A paragraph as thin as can be."""
    flow.append(paragraph := WaitingParagraph(draft.style(SEPARATOR)))
    return paragraph


def _begins_section(flow: Flow) -> bool:
    return bool(flow) and isinstance(flow[-1], WaitingParagraph) and bool(flow[-1].section)


def _ends_in_table(flow: Flow) -> bool:
    return bool(flow) and isinstance(flow[-1], Xml) and flow[-1].startswith("<w:tbl>")
